import Foundation
import Text
import Verdicts

/// What moved, as JSON. The schema is version 1; keys are only ever added.
package enum MovesJSON {
  /// All of it, with its newline.
  package static func text(_ moves: CourseMoves) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Root(moves)), as: UTF8.self) + "\n"
  }

  private struct Root: Encodable {
    var version = 1
    var revision: String
    var commit: String
    var numbers: Int
    var texts: Int
    var lessons: [LessonItem]

    init(_ moves: CourseMoves) {
      revision = moves.revision
      commit = moves.commit
      (numbers, texts) = moves.counts
      lessons =
        moves.lessons.map { LessonItem($0, state: "changed") }
        + moves.added.map { LessonItem($0, state: "new") }
        + moves.removed.map { LessonItem($0, state: "gone") }
    }
  }

  private struct LessonItem: Encodable {
    var file: String
    /// Where it was, if that is another place.
    var oldFile: String?
    var state: String
    var added: Int
    var removed: Int
    var rewritten: Int
    var moves: [Item]

    init(_ lesson: LessonMoves, state: String) {
      file = lesson.path
      oldFile = lesson.oldPath
      self.state = state
      (added, removed, rewritten) = (lesson.added, lesson.removed, lesson.rewritten)
      moves = lesson.moves.map(Item.init)
    }
  }

  private struct Item: Encodable {
    var kind: Expectation.Kind
    var line: Int
    var oldLine: Int
    /// The sentence, or the line, as it is now.
    var text: String
    var changes: [RecordChange]

    init(_ move: RecordMove) {
      (kind, line, oldLine) = (move.kind, move.line, move.oldLine)
      text = move.passage.pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .change(let change): change.new
        }
      }.joined()
      changes = move.passage.changes
    }
  }
}
