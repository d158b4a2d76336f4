import Foundation
import Testing

@testable import Lessons
@testable import Text
@testable import Verdicts

/// What moved between two texts of a lesson.
private func moves(_ old: String, _ new: String) -> LessonMoves {
  LessonMoves(readLesson(old).lesson, readLesson(new).lesson)
}

extension LessonMoves {
  /// As table tests write it: `3: 0.5 → 0.6`.
  fileprivate var brief: [String] {
    moves.map { move in
      let changes = move.passage.changes.map { "\($0.old) → \($0.new)" }.joined(separator: ", ")
      return "\(move.line): \(changes)"
    }
  }
}

@Suite("What moved in a lesson") struct LessonMovesTests {
  /// A lesson with a record of each kind.
  static let lesson = """
    # Loss

    A first paragraph. After 100 steps the loss is `{swift} loss // => 0.0312`, which is small.

    ```swift
    let loss = 0.0312
    loss * 2 // => 0.062
    print("a 1.0 b 2.0")
    print("end")
    ```

    ```output
    a 1.0 b 2.0
    end
    ```
    """

  /// A record in which nothing is recorded yet is none, whichever side it stands on.
  @Test(arguments: [("", "0.5", 1, 0), ("0.5", "", 0, 1), ("", "", 0, 0), ("0.5", "0.50", 0, 0)])
  func emptyRecordsAreNone(_ old: String, _ new: String, _ added: Int, _ removed: Int) {
    func lesson(_ record: String, _ number: Int) -> String {
      "It \(number) is `{swift} x // => \(record)`.\n\n```swift\nx // => \(record)\n```\n"
        + "\n```swift\nprint(x)\n```\n\n```output\n\(record.isEmpty ? "" : record + "\n")```\n"
    }
    let found = moves(lesson(old, 1), lesson(new, 2))
    #expect((found.added, found.removed) == (3 * added, 3 * removed))
    #expect(found.moves.isEmpty)
    let (one, other) = (readLesson(lesson(old, 1)).lesson, readLesson(lesson(new, 2)).lesson)
    #expect(
      LessonMoves.records(of: one) - found.removed == LessonMoves.records(of: other) - found.added)
  }

  @Test func aNumberThatMovedIsToldWithItsSentence() throws {
    let found = moves(
      Self.lesson,
      Self.lesson.replacing("=> 0.0312", with: "=> 0.0298").replacing(
        "b 2.0\nend", with: "b 3.0\nend"))
    #expect(found.brief == ["3: 0.0312 → 0.0298", "13: 2.0 → 3.0"])
    let sentence = try #require(found.moves.first?.passage)
    #expect(
      sentence.pieces == [
        .text("After 100 steps the loss is "), .change(.number("0.0312", "0.0298")),
        .text(", which is small.")
      ])
    #expect(sentence.changes[0].difference == "-0.0014")
    #expect(abs((sentence.changes[0].relative ?? 0) + 0.0014 / 0.0312) < 1e-12)
    #expect(found.counts == (2, 0))
  }

  @Test(arguments: [
    ("A first paragraph.", "Another first paragraph, with 17 words and `code`."),
    ("# Loss\n\n", "# Loss\n\nA new paragraph.\n\n> [!NOTE]\n> And 3 more.\n\n"),
    ("After 100 steps the loss is", "Then it is"),
    ("let loss = 0.0312\n", "let loss = 0.0312  // a remark\n\n"),
    ("print(\"end\")", "print(\"e\" + \"nd\")"),
    ("a 1.0 b 2.0\nend", "...\nend"),
    ("\na 1.0 b 2.0", "\na   1.0  b 2.0  ")
  ])
  func whereOnlyProseOrCodeMovedNothingIsSaid(_ old: String, _ new: String) {
    #expect(Self.lesson.contains(old))
    let text = Self.lesson.replacing(old, with: new)
    #expect(moves(Self.lesson, text).isEmpty)
    #expect(moves(text, Self.lesson).isEmpty)
  }

  @Test func aRecordIsFoundWhereItsSentenceAndItsCodeWereRewritten() {
    let other = Self.lesson.replacing(
      "`{swift} loss // => 0.0312`", with: "`{swift} loss // => 0.5`"
    )
    .replacing("After 100 steps the loss is", with: "Nobody would have thought that it is")
    .replacing("loss * 2 // => 0.062", with: "loss * 2.0 // => 0.070")
    #expect(moves(Self.lesson, other).brief == ["3: 0.0312 → 0.5", "7: 0.062 → 0.070"])
  }

  @Test func aSectionThatWasMovedKeepsItsRecords() {
    func section(_ name: String, _ value: String) -> String {
      "## \(name)\n\nOf \(name) it is `{swift} \(name) // => \(value)`.\n\n"
    }
    let old = section("one", "1.0") + section("two", "2.0") + section("three", "3.0")
    let new = section("three", "3.0") + section("one", "1.0") + section("two", "2.5")
    #expect(moves(old, old).isEmpty)
    let found = moves(old, new)
    #expect(found.brief == ["11: 2.0 → 2.5"])
    #expect(found.added == 0 && found.removed == 0)
  }

  @Test func theSameExpressionIsKnownByItsSentence() {
    func text(_ lines: [(String, String)]) -> String {
      lines.map { "\($0.0) `{swift} loss // => \($0.1)`.\n\n" }.joined()
    }
    let old = text([("Before training", "0.9"), ("After training", "0.1")])
    let new = text([
      ("Before training", "0.9"), ("In the middle of it all", "0.5"), ("After training", "0.2")
    ])
    let found = moves(old, new)
    #expect(found.brief == ["5: 0.1 → 0.2"])
    #expect(found.added == 1 && found.removed == 0)
  }

  @Test func otherDigitsOfTheSameNumberDidNotMove() {
    let found = moves("`{swift} x // => 0.03`", "`{swift} x // => 0.0312`")
    #expect(found.moves.isEmpty && found.rewritten == 1)
    #expect(moves("`{swift} x // => 0.0312`", "`{swift} x // => 0.03`").rewritten == 1)
    #expect(moves("`{swift} x // => 0.04`", "`{swift} x // => 0.0312`").moves.count == 1)
    #expect(moves("`{swift} x // => 3`", "`{swift} x // => 4`").counts == (1, 0))
  }

  @Test func textsMoveAsAWhole() {
    let found = moves(
      "It is a `{swift} name // => cat`.", "It is a `{swift} name // => dog with 4 legs`.")
    #expect(found.brief == ["1: cat → dog with 4 legs"])
    #expect(found.counts == (0, 1))
    let zero = moves("`{swift} x // => 0.0`", "`{swift} x // => 0.5`").moves[0].passage.changes[0]
    #expect(zero.difference == "0.5" && zero.relative == nil)
    let infinite = moves("`{swift} x // => 1.0`", "`{swift} x // => nan`").moves[0]
    #expect(infinite.passage.changes[0].difference == nil && infinite.passage.changes[0].isNumber)
  }

  @Test func linesOfAnOutputComeAndGo() {
    func text(_ lines: String) -> String {
      "```swift\nprint(1)\n```\n\n```output\n\(lines)```\n"
    }
    #expect(moves(text("a\nb\n"), text("a\nx\nb\n")).brief == ["7:  → x"])
    #expect(moves(text("a\nx\nb\n"), text("a\nb\n")).brief == ["6: x → "])
    let new = moves(text(""), text("a\n"))
    #expect(new.moves.isEmpty && new.added == 1)
    // What `...` stands for is not recorded on that side.
    #expect(moves(text("a\nb 1.0\nc\n"), text("a\n...\nc\n")).isEmpty)
    #expect(moves(text("a 1.0\n...\nc\n"), text("a 2.0\nb\nc\n")).brief == ["6: 1.0 → 2.0"])
  }

  @Test func aHostileLessonEndsInTime() {
    let many = (0..<3_000).map { "`{swift} x // => \($0).0`\n\n" }.joined()
    let other = (0..<3_000).map { "`{swift} y + \($0) // => 1.0`\n\n" }.joined()
    let found = moves(many, other)
    #expect(found.added == 3_000 && found.removed == 3_000)
    let shifted = "`{swift} x // => 7.5`\n\n" + many
    #expect(moves(many, shifted).added == 1)
  }

  @Test(arguments: [
    ("One. Two is 2. three? Four! Five", ["One.", " Two is 2. three?", " Four!", " Five"]),
    ("一。二！三", ["一。", "二！", "三"]), ("", [""]),
    ("Version 1.5 is e.g. this.", ["Version 1.5 is e.g. this."])
  ])
  func sentencesEndAtTheirFullStops(_ text: String, _ parts: [String]) {
    #expect(Sentences.sentenceParts(of: text) == parts)
  }
}
