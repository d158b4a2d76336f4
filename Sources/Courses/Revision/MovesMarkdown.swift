import Text
import Verdicts

/// What moved, as Markdown for a pull request: a table a lesson.
package enum MovesMarkdown {
  package static func text(_ moves: CourseMoves, folder: String) -> String {
    func path(_ file: String) -> String { code(folder.isEmpty ? file : "\(folder)/\(file)") }
    var text = "### \(escaped(moves.summary.capitalizedAtStart))\n"
    for lesson in moves.lessons {
      text += "\n#### \(path(lesson.path))\n\n"
      if !lesson.moves.isEmpty {
        text += "| line | where | was | is | change |\n| ---: | --- | ---: | ---: | ---: |\n"
        for (move, more) in lesson.shownMoves {
          text += rows(move)
          if more > 0 { text += "| | … and \(more) more of this output | | | |\n" }
        }
      }
      if !lesson.remarks.isEmpty {
        text += (lesson.moves.isEmpty ? "" : "\n") + "\(escaped(lesson.remarks))\n"
      }
    }
    let others =
      moves.added.map { "- \(path($0.path)) is new, with \(MovesText.records($0.added))\n" }
      + moves.removed.map { "- \(path($0.path)) is gone, with \(MovesText.records($0.removed))\n" }
    return text + (others.isEmpty ? "" : "\n" + others.joined())
  }

  /// A row for each change of a sentence or line.
  private static func rows(_ move: RecordMove) -> String {
    let (passage, changes) = move.passage.shown
    let bytes = Array(passage.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return changes.map { change, range in
      var place = ""
      if move.passage.pieces.count > 1 {
        place =
          move.kind == .inline
          ? escaped(part(0..<range.lowerBound)) + "**\(escaped(part(range)))**"
            + escaped(part(range.upperBound..<bytes.count))
          : code(passage)
      }
      let cells = [
        "\(move.line)", place, code(change.old.beginning), code(change.new.beginning),
        escaped(change.distance)
      ]
      return "| \(cells.joined(separator: " | ")) |\n"
    }.joined()
  }

  /// A text that is no Markdown: every sign that may be one stands behind a backslash.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in PrintableText.shown(text).unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        escaped.append(" ")
        continue
      }
      if "\\`*_[]<>#!|~$&@:".unicodeScalars.contains(scalar) { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  /// A code span, as it can stand in a table's cell; nothing for an empty text.
  static func code(_ text: String) -> String {
    let text = PrintableText.shown(text).replacingBytes("\n", with: " ").replacingBytes(
      "|", with: "\\|")
    guard !text.trimmingBlanks().isEmpty else { return "" }
    let longest = text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
    let marks = String(repeating: "`", count: longest + 1)
    return longest == 0 ? "`\(text)`" : "\(marks) \(text) \(marks)"
  }
}

extension String {
  fileprivate var capitalizedAtStart: String { prefix(1).uppercased() + dropFirst() }
}
