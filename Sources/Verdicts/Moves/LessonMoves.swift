package import Lessons
import Text

/// What moved of a lesson's records between two states of its text.
package struct LessonMoves: Sendable {
  /// The lesson's file now, and where it was before, if that is another.
  package var path: String
  package var oldPath: String?
  /// What moved, in the order of the text.
  package var moves: [RecordMove] = []
  /// Records that were not there before, and those that no longer are.
  package var added = 0
  package var removed = 0
  /// Numbers that are written with more or fewer digits, and agree.
  package var rewritten = 0

  /// A lesson whose records are all new, or no longer there.
  package init(_ path: String, added: Int, removed: Int) {
    self.path = path
    self.added = added
    self.removed = removed
  }

  /// Compares two states of a lesson.
  package init(_ old: Lesson, _ new: Lesson) {
    path = new.file.path
    oldPath = old.file.path == new.file.path ? nil : old.file.path
    guard !old.file.text.hasSameBytes(as: new.file.text) else { return }
    let (before, after) = (RecordedPassage.all(of: old), RecordedPassage.all(of: new))
    let pairs = RecordPairing(before, after).pairs
    added = after.count - pairs.count
    removed = before.count - pairs.count
    for (column, passage) in after.enumerated() {
      guard let row = pairs[column] else { continue }
      compare(before[row], passage)
    }
  }

  /// How many records a lesson has.
  package static func records(of lesson: Lesson) -> Int { RecordedPassage.all(of: lesson).count }

  /// How many numbers moved, and how many texts.
  package var counts: (numbers: Int, texts: Int) {
    let changes = moves.flatMap(\.passage.changes)
    let numbers = changes.count(where: \.isNumber)
    return (numbers, changes.count - numbers)
  }

  package var isEmpty: Bool { moves.isEmpty && added == 0 && removed == 0 && rewritten == 0 }

  // MARK: One record

  private mutating func compare(_ old: RecordedPassage, _ new: RecordedPassage) {
    guard new.kind == .output else {
      let (from, to) = (old.recorded.first ?? "", new.recorded.first ?? "")
      guard let pieces = moved(from, to) else { return }
      let arrow = new.kind == .annotation ? "// => " : ""
      add(new, new.line, old.line, [.text(new.before + arrow)] + pieces + [.text(new.after)])
      return
    }
    compareOutputs(old, new)
  }

  private mutating func add(
    _ new: RecordedPassage, _ line: Int, _ oldLine: Int, _ pieces: [Passage.Piece]
  ) {
    moves.append(
      RecordMove(
        kind: new.kind, record: new.line, line: line, oldLine: oldLine,
        passage: Passage(pieces: pieces.filter { $0 != .text("") })))
  }

  /// What moved between two recorded texts; `nil` where nothing did.
  private mutating func moved(_ old: String, _ new: String) -> [Passage.Piece]? {
    if old.hasSameBytes(as: new) { return nil }
    let line = ComparedLine(recorded: old, computed: new, tolerance: nil)
    guard line.hasSameText else { return [.change(.text(old, new))] }
    var pieces: [Passage.Piece] = [.text(line.computed.texts[0])]
    var isMoved = false
    for (index, (was, now)) in zip(line.recorded.numbers, line.computed.numbers).enumerated() {
      let agrees =
        Agreement.agrees(recorded: was.text, computed: now.text, tolerance: nil)
        || Agreement.agrees(recorded: now.text, computed: was.text, tolerance: nil)
      if !agrees {
        pieces.append(.change(.number(was.text, now.text)))
        isMoved = true
      } else {
        if !was.text.hasSameBytes(as: now.text) { rewritten += 1 }
        pieces.append(.text(now.text))
      }
      pieces.append(.text(line.computed.texts[index + 1]))
    }
    return isMoved ? pieces : nil
  }

  private mutating func compareOutputs(_ old: RecordedPassage, _ new: RecordedPassage) {
    guard !old.recorded.elementsEqual(new.recorded, by: { $0.hasSameBytes(as: $1) }) else { return }
    // The side that leaves lines out with `...` is the pattern of the other.
    let isTurned = !old.recorded.contains("...") && new.recorded.contains("...")
    let (pattern, lines) = isTurned ? (new.recorded, old.recorded) : (old.recorded, new.recorded)
    let alignment = Alignment(recorded: pattern, computed: lines) {
      ComparedLine(recorded: pattern[$0], computed: lines[$1], tolerance: nil).cost
    }
    guard let alignment else {
      add(
        new, new.line, old.line,
        [.change(.text("\(old.recorded.count) lines", "\(new.recorded.count) lines"))])
      return
    }
    for step in alignment.steps {
      switch step {
      case .pair(let row, let column):
        let (was, now) = isTurned ? (column, row) : (row, column)
        guard let pieces = moved(old.recorded[was], new.recorded[now]) else { continue }
        add(new, new.line + now, old.line + was, pieces)
      case .missing(let row):
        lineChanged(isTurned ? nil : row, isTurned ? row : nil, old, new)
      case .extra(let column, _):
        lineChanged(isTurned ? column : nil, isTurned ? nil : column, old, new)
      case .elided, .elision: break
      }
    }
  }

  /// A line of an output that only one of both has.
  private mutating func lineChanged(
    _ was: Int?, _ now: Int?, _ old: RecordedPassage, _ new: RecordedPassage
  ) {
    add(
      new, new.line + (now ?? 0), old.line + (was ?? 0),
      [.change(.text(was.map { old.recorded[$0] } ?? "", now.map { new.recorded[$0] } ?? ""))])
  }
}

/// A record, or a line of one, in which something moved.
package struct RecordMove: Sendable, Equatable {
  package var kind: Expectation.Kind
  /// The line at which the record begins: lines of one output have the same.
  package var record: Int
  /// The line now, and the line before, from 1.
  package var line: Int
  package var oldLine: Int
  /// The sentence, or the line, with what moved in it.
  package var passage: Passage
}
