import Testing

@testable import Lessons
@testable import Text

@Suite("Read: front matter") struct FrontMatterTests {
  @Test func `reads every key`() {
    let (lesson, problems) = readLesson(
      """
      ---
      title: "One neuron: a start"
      summary: >
        Forward
        and back.
      data: [digits.csv, more/letters.csv]
      setup: setup.swift
      timeout: 2.5
      optimize: true
      draft: yes
      ---

      Text
      """)
    #expect(problems.isEmpty)
    let read = lesson.frontMatter
    #expect(read.title == "One neuron: a start")
    #expect(read.summary?.trimmingBlanks() == "Forward and back.")
    #expect(read.data == ["digits.csv", "more/letters.csv"])
    #expect(read.setup == "setup.swift")
    #expect(read.timeout == 2.5)
    #expect(read.optimize)
    #expect(read.isDraft)
    #expect(read.lines["title"] == 2)
    #expect(read.lines["data"] == 6)
    #expect(lesson.title == "One neuron: a start")
  }

  /// YAML takes more for line ends than editors do.
  @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
  func `counts lines as editors do`(_ end: String) {
    let (lesson, problems) = readLesson("---\ntitle: a\(end)b\ntimeout: -1\n---\n")
    #expect(lesson.frontMatter.title == "a b")
    #expect(problems.map { $0.location?.line } == [3])
    let broken = readLesson("---\ntitle: a\(end)b\nsummary: {a\n---\n").problems
    #expect(broken.allSatisfy { (2...4).contains($0.location?.line ?? 0) } && !broken.isEmpty)
  }

  @Test func `is not needed`() {
    let (lesson, problems) = readLesson("# A\n\n---\n\ntitle: x\n")
    #expect(problems.isEmpty)
    #expect(lesson.frontMatter == FrontMatter())
  }

  /// A lesson, and its title.
  static let titles: [(String, String)] = [
    ("---\ntitle: T\n---\n# H\n", "T"), ("# H\n", "H"), ("a\n\n# H *x* `y`\n", "H x y"),
    ("## H\n", "test"), ("", "test"), ("H\n=\n", "H"), ("---\ntitle: 3\n---\n", "3"),
    ("---\ntitle: 学习\n---\n", "学习"), ("# A $x$\n", "A x")
  ]

  @Test(arguments: titles)
  func `gives the lesson its title`(markdown: String, title: String) {
    let (lesson, problems) = readLesson(markdown)
    #expect(problems.isEmpty)
    #expect(lesson.title == title)
  }

  /// Ways to write the two lines.
  static let frames: [String] = [
    "---\ntitle: T\n---\nText\n", "--- \ntitle: T\n---\t\nText\n", "---\ntitle: T\n...\nText\n",
    "---\r\ntitle: T\r\n---\r\nText\r\n", "\u{FEFF}---\ntitle: T\n---\nText\n",
    "---\n# a comment\ntitle: T\n---\nText", "---\ndata: a.csv\ntitle: T\n---\nText"
  ]

  @Test(arguments: frames)
  func `stands between two lines`(markdown: String) throws {
    let file = try SourceFile(path: "lessons/01-test.md", bytes: Array(markdown.utf8))
    let (lesson, problems) = LessonReader.read(file, name: "test")
    #expect(problems.map(\.brief) == [])
    #expect(lesson.frontMatter.title == "T")
    #expect(lesson.document.plainText == "Text")
  }

  /// A front matter, and what is wrong with it.
  static let problems: [(String, [String])] = [
    ("titel: T", ["2:1: unknown key 'titel'"]),
    ("a: 1\nb: 2", ["2:1: unknown key 'a'", "3:1: unknown key 'b'"]),
    ("title: T\n\nTitle: U", ["4:1: unknown key 'Title'"]),
    ("title:", ["2:7: 'title' must be a text"]),
    ("title: [a]", ["2:8: 'title' must be a text"]),
    ("title: \"\"", ["2:8: 'title' must be a text"]),
    ("draft: maybe", ["2:8: 'draft' must be true or false"]),
    ("optimize: 2", ["2:11: 'optimize' must be true or false"]),
    ("timeout: long", ["2:10: 'timeout' must be a number of seconds above 0 and up to 604800"]),
    ("timeout: 0", ["2:10: 'timeout' must be a number of seconds above 0 and up to 604800"]),
    ("timeout: -1", ["2:10: 'timeout' must be a number of seconds above 0 and up to 604800"]),
    ("timeout: .inf", ["2:10: 'timeout' must be a number of seconds above 0 and up to 604800"]),
    ("timeout: .nan", ["2:10: 'timeout' must be a number of seconds above 0 and up to 604800"]),
    ("data: {a: b}", ["2:7: 'data' must be a text or a list of texts"]),
    ("data: [a, [b]]", ["2:7: 'data' must be a text or a list of texts"]),
    (
      "just words", ["2: the front matter is not YAML: 'key: value' lines are expected"]
    ),
    ("- a\n- b", ["2: the front matter is not YAML: 'key: value' lines are expected"]),
    ("", []),
    ("# only a comment", [])
  ]

  @Test(arguments: problems)
  func `reports what is wrong at its place`(yaml: String, expected: [String]) {
    let (_, found) = readLesson("---\n\(yaml)\n---\nText\n")
    #expect(found.map(\.brief) == expected)
  }

  /// Front matter that is not YAML, and the line that is reported.
  static let broken: [(String, Int)] = [
    ("title: a: b", 2), ("title: T\nsummary: \"x", 3), ("title: T\n\tsummary: x", 3),
    ("data: [a", 2), ("title: T\ntitle: U", 3)
  ]

  @Test(arguments: broken)
  func `reports what is not YAML`(yaml: String, line: Int) throws {
    let (_, found) = readLesson("---\n\(yaml)\n---\nText\n")
    let first = try #require(found.first)
    #expect(found.count == 1)
    #expect(first.reason.message.hasPrefix("the front matter is not YAML: "), "\(first.brief)")
    // A scanner may only notice at the line below.
    #expect([line, line + 1].contains(first.location?.line ?? 0), "\(first.brief)")
  }

  @Test(arguments: ["---\ntitle: T\n", "---", "---\n", "---\n\n```swift\n0\n```\n"])
  func `reports that it is never closed`(markdown: String) {
    let (lesson, found) = readLesson(markdown)
    #expect(found.map(\.brief) == ["1: the front matter is not closed"])
    #expect(lesson.blocks.isEmpty)
  }

  @Test func `does not move the lines below it`() {
    let (lesson, _) = readLesson("---\ntitle: T\n---\n# A\n\n```swift\n0\n```\n")
    #expect(lesson.blocks.map(\.line) == [6])
    #expect(lesson.document.children.map(\.lines.lowerBound) == [4, 6])
  }
}
