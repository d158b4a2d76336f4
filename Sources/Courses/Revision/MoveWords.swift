import Foundation
import Text
import Verdicts

/// Words that every report of moves has.
extension CourseMoves {
  /// One line: how much moved, and since when.
  package var summary: String {
    let (numbers, texts) = counts
    let parts = [Self.count(numbers, "number"), Self.count(texts, "text")].compactMap(\.self)
    let inLessons = lessons.count { !$0.moves.isEmpty }
    let moved =
      parts.isEmpty
      ? "nothing moved"
      : "\(parts.joined(separator: " and ")) moved in \(Counted.lessons(inLessons))"
    return moved + " since \(shownRevision)"
  }

  /// A count with its noun; `nil` for none.
  static func count(_ count: Int, _ noun: String) -> String? {
    count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension LessonMoves {
  /// What else is to be said of a lesson's records; empty where there is nothing.
  var remarks: String {
    func count(_ count: Int, _ one: String, _ more: String) -> String? {
      count == 0 ? nil : "\(count) \(count == 1 ? one : more)"
    }
    return [
      oldPath.map { "it was \($0)" }, count(added, "record is new", "records are new"),
      count(removed, "record is gone", "records are gone"),
      count(
        rewritten, "number is written with other digits", "numbers are written with other digits")
    ].compactMap(\.self).joined(separator: "; ")
  }
}

extension RecordChange {
  /// By how much it moved, as in `-0.0014, -4.5 %`; empty for a text.
  var distance: String {
    guard let difference else { return "" }
    let signed = difference.hasPrefix("-") ? difference : "+\(difference)"
    return relative.map { "\(signed), \(Self.percent($0))" } ?? signed
  }

  /// A part in percent, with two digits or all those before the point.
  private static func percent(_ part: Double) -> String {
    let percent = part * 100
    let isWhole = (10..<1_000_000).contains(percent.magnitude)
    return String(format: isWhole ? "%+.0f %%" : "%+.2g %%", percent)
  }
}

extension LessonMoves {
  /// The moves of a lesson, record by record; of an output only the first few lines, and how many
  /// more there are.
  var shownMoves: [(move: RecordMove, more: Int)] {
    let groups = Dictionary(grouping: moves.indices) { moves[$0].record }
    let hidden = groups.values.flatMap { $0.dropFirst(Self.mostLines) }
    return moves.indices.filter { !hidden.contains($0) }.map { index in
      let group = groups[moves[index].record] ?? []
      let isLast = group.prefix(Self.mostLines).last == index
      return (moves[index], isLast ? max(0, group.count - Self.mostLines) : 0)
    }
  }

  /// How many lines of an output are shown.
  private static var mostLines: Int { 3 }
}

extension Passage {
  /// The passage as it is now, shortened around what moved, and where that stands in it, in bytes.
  var shown: (text: String, changes: [(change: RecordChange, range: Range<Int>)]) {
    var text = ""
    var places: [(RecordChange, Range<Int>)] = []
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .text(let part):
        text += part.shortened(
          atStart: index == 0, atEnd: index == pieces.count - 1)
      case .change(let change):
        let start = text.utf8.count
        text += change.new
        places.append((change, start..<text.utf8.count))
      }
    }
    return (text, places)
  }
}

extension String {
  /// A text between what moved: its far side is left out where it is long.
  fileprivate func shortened(atStart: Bool, atEnd: Bool) -> String {
    let most = 80
    let scalars = unicodeScalars
    guard scalars.count > most else { return self }
    if atStart { return "…" + String(scalars.suffix(most)) }
    if atEnd { return String(scalars.prefix(most)) + "…" }
    return String(scalars.prefix(most / 2)) + " … " + String(scalars.suffix(most / 2))
  }

  /// The beginning of a text.
  var beginning: String {
    unicodeScalars.count > 200 ? String(unicodeScalars.prefix(200)) + "…" : self
  }
}
