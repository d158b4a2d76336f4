import Foundation
import Weaver

/// Standard error as a person sees it: progress and colour on a terminal, plain text elsewhere.
struct Terminal: Sendable {
  let style: MessageStyle
  private let showsProgress: Bool
  private let isVerbose: Bool

  init(isQuiet: Bool, isVerbose: Bool) {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    let isDumb = environment["TERM"] == "dumb"
    let refusesColour = !(environment["NO_COLOR"] ?? "").isEmpty
    style = MessageStyle(isColoured: isTerminal && !isDumb && !refusesColour)
    showsProgress = isTerminal && !isDumb && !isQuiet && !isVerbose
    self.isVerbose = isVerbose
  }

  func message(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// A lesson is done.
  func progress(_ lesson: CourseRun.LessonProgress) {
    if isVerbose { message("\(lesson.words)\n") }
    if showsProgress { message("\r\u{1B}[K\(lesson.path)") }
  }

  func clearProgress() {
    if showsProgress { message("\r\u{1B}[K") }
  }
}
