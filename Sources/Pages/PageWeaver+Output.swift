import Drawings
import Formulas
import Lessons
import Markup
import Programs
import Text
import Verdicts
import Wire

/// What a block showed.
extension PageWeaver {
  /// The most of one block's printed text that a page holds, in bytes.
  private static let longestOutput = 100_000

  /// What a block showed: text runs together, displays between; cut where the record says `...`.
  mutating func output(ofBlock index: Int, _ fence: SwiftFence) -> [Node] {
    let elided = verdict.elidedLines(ofBlock: index)
    if let errors = transcript.compilerErrors[index], elided.isEmpty {
      return [
        CompilerErrorHTML.html(errors, of: lesson, block: index, label: texts.compilerOutput)
      ]
    }
    let label = fence.mode.fails ? texts.crashOutput : texts.output
    var content: [Node] = []
    var text = ""
    var line = 0
    func flush() {
      if !text.isEmpty {
        content.append(
          DisplayHTML.output(
            text.truncated(to: Self.longestOutput, texts), isFailure: fence.mode.fails,
            label: label))
      }
      text = ""
    }
    func append(_ plain: String) {
      for printed in plain.textLines {
        if !elided.contains(line) {
          text += printed
          text += "\n"
        } else if !text.hasSuffix("⋮\n") {
          text += "⋮\n"
        }
        line += 1
      }
    }
    for piece in transcript.shown[index] ?? [] {
      switch piece {
      case .text(let printed):
        append(printed.hasSuffix("\n") ? String(printed.dropLast()) : printed)
      case .display(.text(let plain)), .display(.value(let plain)):
        append(plain)
      case .display(let display):
        let count = display.plainText.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        if (line..<line + count).allSatisfy(elided.contains) {
          append(display.plainText)
        } else {
          flush()
          content += drawn(display, ofBlock: index)
          line += count
        }
      }
    }
    flush()
    return content
  }

  private mutating func drawn(_ display: Display, ofBlock index: Int) -> [Node] {
    var found: [Diagnostic] = []
    let line = lesson.blocks[index].line
    let lesson = lesson
    let mathematics = mathematics
    let layouts = layouts
    var files = dataFiles
    let drawing = DisplayHTML(texts) { formula in
      mathematics.html(formula, at: line, in: lesson.file, isFromSource: false, &found)
    } layout: { request in
      layouts.layout(request, &found)
    } keepCSV: { text in
      Self.keep(text, ofBlock: index, of: lesson, in: &files)
    }
    let content =
      if case .derivatives(let derivatives) = display, derivatives.isPredicted {
        [predictions.table(derivatives, drawing)]
      } else {
        drawing.html(display)
      }
    dataFiles = files
    // What the original shows is mended there.
    if lesson.language == nil { problems += found }
    return content
  }

  /// Keeps comma-separated values in a file beside the page, named after the page and the block.
  private static func keep(
    _ csv: String, ofBlock index: Int, of lesson: Lesson, in files: inout [String: String]
  ) -> String {
    let stem = "\(lesson.name).\(Listing.name(of: lesson.blocks[index], index))"
    var path = "\(stem).csv"
    var number = 1
    while files[path] != nil {
      number += 1
      path = "\(stem).\(number).csv"
    }
    files[path] = csv
    return path.split(separator: "/").last.map(String.init) ?? path
  }
}
