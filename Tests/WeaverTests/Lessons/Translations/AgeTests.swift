import Testing

@testable import Lessons
@testable import Text
@testable import Verdicts

/// What a translation knows of the changes of its original.
@Suite struct AgeTests {
  static let original = """
    ---
    title: A
    ---

    One, `{swift} 1 // => 1`,
    and two.

    ## Second

    Three.

    ```swift, name=a, caption="A curve"
    print(1)
    ```

    ```output
    1
    ```

    Four.
    """
  static let translated = """
    ---
    title: 甲
    ---

    一，`{swift} 1 // => 1`。

    ## 二

    三。

    ```swift, from, caption="曲线"
    ```

    四。
    """

  static func translation(_ markdown: String, of original: String) -> Translation {
    let one = LessonReader.read(SourceFile(path: "lessons/01-a.md", text: original), name: "a")
    let other = LessonReader.read(
      SourceFile(path: "lessons/01-a.zh-Hans.md", text: markdown), name: "a", language: "zh-Hans")
    return Translation(other.lesson, of: one.lesson)
  }

  /// The translation with the comments that say what it was made from.
  static func noted(_ markdown: String = translated, _ original: String = original) -> String {
    let translation = translation(markdown, of: original)
    return LessonUpdate(translation.source, Verdict(), notes: translation.noteEdits ?? []).lines
      .map(\.text).joined(separator: "\n")
  }

  @Test func notesStandBelowHeadings() {
    let noted = Self.noted()
    let lines = noted.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3].wholeMatch(of: /<!-- from( [0-9a-f]{6}){2} -->/) != nil)
    #expect(lines[7] == "## 二")
    #expect(lines[8].wholeMatch(of: /<!-- from( [0-9a-f]{6}){4} -->/) != nil)
    let translation = Self.translation(noted, of: Self.original)
    #expect(translation.changes?.isEmpty == true)
    #expect(translation.noteEdits == [])
    #expect(translation.problems.isEmpty)
    // Readers see none of them.
    #expect(
      !translation.lesson.document.children.contains {
        if case .html = $0.kind { true } else { false }
      })
  }

  @Test func withoutNotesNothingIsKnown() {
    let translation = Self.translation(Self.translated, of: Self.original)
    #expect(translation.changes == nil)
    #expect(
      translation.problems.map(\.brief) == [
        "1: nothing says from which state of its original this was translated"
      ])
    #expect(translation.problems.allSatisfy { $0.severity == .warning })
  }

  /// An edit of the original, and what is said of it: line, and lines of the original.
  static let edits: [(old: String, new: String, problem: String?, lines: [Int])] = [
    ("// => 1`,\nand two.", "// => 2`, and\ntwo.", nil, []),
    ("print(1)", "print(2)", nil, []),
    ("```output\n1", "```output\n2", nil, []),
    ("Three.", "Three!", "9: since this was translated, a paragraph of the original changed", [10]),
    (
      "title: A", "title: B",
      "4: since this was translated, a paragraph of the original changed", [1]
    ),
    (
      "A curve", "The curve",
      "9: since this was translated, a paragraph of the original changed", [12]
    ),
    (
      "Three.", "Three.\n\nThree and a half.",
      "9: since this was translated, a paragraph of the original changed", [12]
    ),
    ("Four.", "", "9: since this was translated, a paragraph of it was removed", []),
    (
      "One,", "Zero,", "4: since this was translated, a paragraph of the original changed", [5]
    ),
    (
      "## Second", "Two and a half.\n\n## Second",
      "4: since this was translated, a paragraph of the original changed", [8]
    )
  ]

  @Test(arguments: edits.indices)
  func namesWhatHasChanged(_ index: Int) {
    let edit = Self.edits[index]
    let original = Self.original.replacing(edit.old, with: edit.new)
    let translation = Self.translation(Self.noted(), of: original)
    let problems = translation.problems.filter {
      if case .translation(let reason) = $0.reason { reason.isOfAge } else { false }
    }
    #expect(problems.map(\.brief) == [edit.problem].compactMap(\.self))
    #expect(problems.flatMap(\.notes).compactMap(\.location.line) == edit.lines)
    // Noted again, it is up to date.
    let again = Self.translation(Self.noted(Self.noted(), original), of: original)
    #expect(again.changes?.isEmpty == true)
  }

  @Test func headingsThatDifferCannotBeNoted() {
    let original = Self.original + "\n\n## Third\n\nFive.\n"
    let translation = Self.translation(Self.noted(), of: original)
    #expect(translation.noteEdits == nil)
    #expect(
      translation.problems.map(\.brief).contains(
        "8: this translation has 1 heading, and its original 2"))
  }
}
