import Foundation
import TestSupport
import Testing

@testable import Lessons
@testable import Text

/// What a translation takes from its original, and what is said of one that asks for what is not there.
@Suite struct TranslationTests {
  /// An original with a named block, a hidden one, an exercise, and sentences that compute.
  static let original = """
    A loss of `{swift} loss // => 4.0`.

    ```swift
    var loss = 4.0
    ```

    ```swift, hidden
    loss /= 2
    ```

    Now `{swift} loss // => 2.0`, after `{swift} loss - 1` steps.

    ```swift, name=curve, caption="The curve"
    print(loss)
    ```

    ```output
    2.0
    ```

    ```swift, exercise
    ```

    ```swift, wrong, says="No"
    ```

    ```swift, check
    ```

    ```swift, solution
    ```
    """

  static func translation(
    _ markdown: String, of original: String = Self.original
  ) -> (Translation, [String]) {
    let one = LessonReader.read(
      SourceFile(path: "lessons/01-a.md", text: original), name: "a")
    let (other, found) = LessonReader.read(
      SourceFile(path: "lessons/01-a.zh-Hans.md", text: markdown), name: "a", language: "zh-Hans")
    let translation = Translation(other, of: one.lesson)
    return (
      translation, (found + translation.problems).filter { !$0.isOfAge }.inOrderOfLines.map(\.brief)
    )
  }

  /// The fences that take all of it, with what stands beside `from` in the second and fourth.
  static let all = """
    ```swift, from
    ```
    ```swift, from=curve, caption="曲线"
    ```
    ```swift, from
    ```
    ```swift, from, says="不对"
    ```
    ```swift, from
    ```
    ```swift, from
    ```
    """

  @Test(arguments: [all, all.replacing("\n", with: "\r\n")])
  func takesBlocksInTheirOrderWithoutTheHidden(_ markdown: String) {
    let (translation, problems) = Self.translation(markdown)
    #expect(problems == [])
    let lesson = translation.lesson
    #expect(lesson.blocks.map(\.code) == ["var loss = 4.0\n", "print(loss)\n", "", "", "", ""])
    #expect(lesson.blocks[1].label?.caption == "曲线")
    #expect(lesson.blocks[1].label?.name == "curve")
    #expect(lesson.blocks[3].swift?.says == "不对")
    #expect(lesson.exercises.map(\.wrongs) == [[3]])
    #expect(lesson.exercises.map(\.solution) == [5])
    #expect(lesson.language == "zh-Hans")
    #expect(lesson.page == "zh-Hans/a")
  }

  @Test func repeatsExpressionsInAnyOrder() {
    let (translation, problems) = Self.translation(
      "现在 `{swift} loss // => 2.0`，从前 `{swift} loss // => 4.0`，`{swift} loss-1`、`{swift} loss  - 1`。\n\n"
        + Self.all)
    #expect(
      problems == [
        "1:78: no sentence of the original computes 'loss-1'"
      ])
    #expect(translation.inlines == [0: 1, 1: 0, 3: 2])
  }

  @Test func takesChangedRecordsInOrder() {
    let (translation, problems) = Self.translation(
      "从前 `{swift} loss // => 5.0`，现在 `{swift} loss // => 3.0`，`{swift} loss`。\n\n" + Self.all)
    #expect(translation.inlines == [0: 0, 1: 1, 2: 1])
    #expect(problems == ["1:78: the original records '2.0' for this value"])
  }

  static let misused: [(markdown: String, problems: [String])] = [
    (
      "```swift, from=curv\n```",
      ["1:11: no Swift block of the original is called 'curv'"]
    ),
    (
      all + "\n```swift, from\n```",
      ["13:11: the original has no further Swift block"]
    ),
    (
      all + "\n```swift, from=curve, caption=\"曲线\"\n```",
      ["13:11: this block of the original is taken a second time"]
    ),
    (
      all.replacing(", caption=\"曲线\"", with: ""),
      ["3:11: the 'caption' of this block is in the original's language"]
    ),
    (
      all.replacing("from, says", with: "from, caption=\"x\", says"),
      ["7:17: the block of the original has no 'caption' to be translated"]
    ),
    (
      "```swift, from\n```",
      [
        "2: this translation does not take 5 blocks of its original, at line 13, 21, 24, 27, 30"
      ]
    ),
    (
      all.replacing("from=curve", with: "hidden, from=curve"),
      ["3:11: 'from' and 'hidden' cannot stand together"]
    ),
    (
      all.replacing("from=curve", with: "name=a, from=curve"),
      ["3:11: 'from' and 'name' cannot stand together"]
    ),
    (
      all.replacing("from=curve", with: "from="),
      [
        "3:11: the fence word 'from' needs a value"
      ]
    ),
    (
      "```swift, from\nlet a = 1\n```\n"
        + all.split(separator: "\n").dropFirst(2).joined(separator: "\n"),
      ["1:11: this block takes its code from the original, and has code of its own"]
    ),
    (
      "```swift\nlet a = 1\n```\n\n```swift, ignore\nlet b\n```\n" + all,
      ["1: code of a translation stands in its original"]
    ),
    (
      all.replacing(
        "```\n```swift, from\n```\n```swift, from, says",
        with: "```\n```output\n2.0\n```\n```swift, from\n```\n```swift, from, says"),
      ["5:1: what a block shows is recorded in the original"]
    ),
    (
      "---\noptimize: true\n---\n" + all,
      ["2:1: the key 'optimize' stands in the original, and holds for its translations"]
    ),
    (
      "---\ntexts: a\n---\n" + all,
      [
        "2:8: 'texts' must be a list of texts and what stands for each, one a line, such as loss: 损失"
      ]
    )
  ]

  @Test(arguments: misused.indices)
  func saysWhatIsMisused(_ index: Int) {
    let row = Self.misused[index]
    let problems = Self.translation(row.markdown).1.map {
      // The column of a fence that has no word to point at is the fence's.
      row.problems.first?.hasPrefix("1: code") == true ? $0.replacing("1:1:", with: "1:") : $0
    }
    #expect(problems == row.problems)
  }

  @Test func fromBelongsToTranslations() {
    #expect(
      readLesson("```swift, from=a\n```").problems.map(\.brief) == [
        "1:11: 'from' takes a block of an original, and this lesson is no translation"
      ])
    #expect(
      readLesson("---\ntexts:\n  a: b\n---\n").problems.map(\.brief) == [
        "2:1: the key 'texts' belongs to a translation"
      ])
  }

  @Test(arguments: [
    ("01-a.zh-Hans.md", "zh-Hans", "01-a.md", "a"), ("01-a.fr.md", "fr", "01-a.md", "a"),
    ("01-a.v2.md", nil, "01-a.v2.md", "a.v2"), ("01-a.old.md", nil, "01-a.old.md", "a.old"),
    ("a.pt-BR.md", "pt-BR", "a.md", "a"), ("fr.md", nil, "fr.md", "fr"),
    ("01-一.zh-Hans.md", "zh-Hans", "01-一.md", "一")
  ])
  func namesSayLanguages(_ file: String, _ language: String?, _ original: String, _ page: String) {
    #expect(LessonName.language(of: file) == language)
    #expect(LessonName.original(of: file) == original)
    #expect(LessonName.page(of: file) == page)
  }

  @Test func coursesPutTranslationsBesideTheirOriginals() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "lessons/01-a.md": "# A", "lessons/02-b.md": "---\ntitle: B\ndraft: true\n---\n",
      "lessons/02-b.zh-Hans.md": "# 乙", "lessons/01-a.zh-Hans.md": "# 甲",
      "lessons/01-a.zh-hans.md": "# 甲", "lessons/03-c.zh-Hans.md": "# 丙",
      "lessons/01-a.en.md": "# A"
    ])
    let (course, problems) = try Course.read(folder.url)
    #expect(course.lessons.map(\.title) == ["A", "B"])
    #expect(course.edition(in: "zh-Hans").published.map(\.title) == ["甲"])
    #expect(
      problems.filter { !$0.isOfAge }.map { "\($0.location?.file ?? ""): \($0.reason.message)" }
        .sorted() == [
          "lessons/01-a.en.md: the course itself is in 'en'",
          "lessons/01-a.zh-hans.md: the page 'zh-hans/a.html' is also that of "
            + "lessons/01-a.zh-Hans.md",
          "lessons/03-c.zh-Hans.md: this is a translation of '03-c.md', which does not exist"
        ])
  }
}

extension Diagnostic {
  /// Whether it speaks of changes of an original.
  fileprivate var isOfAge: Bool {
    if case .translation(let reason) = reason { reason.isOfAge } else { false }
  }
}
