import Text
import Verdicts

/// What moved, as a terminal shows it.
package enum MovesText {
  /// All of it, a line or more for each record, and the summary at its end.
  ///
  /// - Parameter folder: the way from the working folder to the course's.
  package static func text(_ moves: CourseMoves, folder: String) -> String {
    func path(_ file: String) -> String {
      PrintableText.shown(folder.isEmpty ? file : "\(folder)/\(file)")
    }
    var text = ""
    for lesson in moves.lessons {
      for (move, more) in lesson.shownMoves {
        text += "\(path(lesson.path)):\(move.line): \(words(of: move))\n"
        text += excerpt(of: move)
        if more > 0 {
          text += "  … and \(more) more \(more == 1 ? "line" : "lines") of this output\n"
        }
      }
      if !lesson.remarks.isEmpty { text += "\(path(lesson.path)): \(lesson.remarks)\n" }
    }
    for lesson in moves.added {
      text += "\(path(lesson.path)): this lesson is new, with \(records(lesson.added))\n"
    }
    for lesson in moves.removed {
      text += "\(path(lesson.path)): this lesson is gone, with \(records(lesson.removed))\n"
    }
    return PrintableText.withoutCommands(text + moves.summary + "\n")
  }

  static func records(_ count: Int) -> String { "\(count) \(count == 1 ? "record" : "records")" }

  /// What moved and by how much, in one line.
  private static func words(of move: RecordMove) -> String {
    move.passage.changes.map { change in
      guard change.isNumber else {
        return change.old.isEmpty
          ? "this line is new" : change.new.isEmpty ? "this line is gone" : "this text is another"
      }
      let distance = change.distance.isEmpty ? "" : " (\(change.distance))"
      return "\(change.old) → \(change.new)\(distance)"
    }.joined(separator: ", ")
  }

  /// The sentence or line with marks below what moved; a text that moved as a whole, as it was and
  /// as it is.
  private static func excerpt(of move: RecordMove) -> String {
    var text = ""
    for change in move.passage.changes where !change.isNumber {
      if !change.old.isEmpty { text += "  - \(PrintableText.shown(change.old.beginning))\n" }
      if !change.new.isEmpty { text += "  + \(PrintableText.shown(change.new.beginning))\n" }
    }
    // A line that is another as a whole has been shown.
    if move.passage.pieces.count == 1, !text.isEmpty { return text }
    let (passage, changes) = move.passage.shown
    var marks = ""
    var column = 0
    for (_, range) in changes {
      let before = Array(passage.utf8)[column..<range.lowerBound]
      marks += String(repeating: " ", count: String(decoding: before, as: UTF8.self).terminalWidth)
      let width = String(decoding: Array(passage.utf8)[range], as: UTF8.self).terminalWidth
      marks += "^" + String(repeating: "~", count: max(0, width - 1))
      column = range.upperBound
    }
    return text + "  \(PrintableText.shown(passage))\n  \(marks)\n"
  }
}
