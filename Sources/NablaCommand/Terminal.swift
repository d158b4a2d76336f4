import Courses
import Foundation
import Synchronization
import Text

/// Standard error as a person sees it: progress and colour on a terminal, plain text elsewhere.
struct Terminal: Sendable {
  let style: MessageStyle
  private let showsProgress: Bool
  private let isVerbose: Bool
  private let inOrder = LinesInOrder()

  init(isQuiet: Bool, isVerbose: Bool) {
    let environment = Environment.ofProcess
    let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    let isDumb = environment[.terminal] == "dumb"
    let refusesColour = !(environment[.noColour] ?? "").isEmpty
    style = MessageStyle(isColoured: isTerminal && !isDumb && !refusesColour)
    showsProgress = style.isColoured && !isQuiet && !isVerbose
    self.isVerbose = isVerbose
  }

  /// Columns of the terminal, less one, so that no line wraps.
  private var width: Int {
    var size = winsize()
    let isKnown = ioctl(FileHandle.standardError.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0
    return isKnown && size.ws_col > 1 ? Int(size.ws_col) - 1 : 79
  }

  func message(_ text: String) {
    StandardStreams.warn(text)
  }

  /// A lesson is done.
  func progress(_ lesson: CourseRun.LessonProgress) {
    if isVerbose {
      let lines = inOrder.take(lesson.number, PrintableText.shown("\(lesson.words)\n"))
      if !lines.isEmpty { message(lines) }
    }
    if showsProgress { message("\r\u{1B}[K\(PrintableText.shown(lesson.line).prefix(width))") }
  }

  func clearProgress() {
    let rest = inOrder.rest()
    if !rest.isEmpty { message(rest) }
    if showsProgress { message("\r\u{1B}[K") }
  }
}

/// Lines that come in any order and are told in that of their numbers.
private final class LinesInOrder: Sendable {
  private let state = Mutex<(next: Int, waiting: [Int: String])>((0, [:]))

  /// Takes a line: what can be told now.
  func take(_ number: Int, _ line: String) -> String {
    state.withLock { state in
      state.waiting[number] = line
      var text = ""
      while let line = state.waiting.removeValue(forKey: state.next) {
        text += line
        state.next += 1
      }
      return text
    }
  }

  /// What is left: lines whose predecessors never came.
  func rest() -> String {
    state.withLock { state in
      defer { state.waiting = [:] }
      return state.waiting.sorted { $0.key < $1.key }.map(\.value).joined()
    }
  }
}
