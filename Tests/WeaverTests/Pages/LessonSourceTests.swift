import Foundation
import Testing
import Wire

@testable import Verdicts
@testable import Lessons
@testable import Pages
@testable import Programs
@testable import Sites

@Suite("Site: a lesson as Swift") struct LessonSourceTests {
  private func source(
    _ markdown: String, shown: [Int: [Transcript.Piece]] = [:]
  ) throws -> String? {
    let folder = try TemporaryFolder()
    try folder.write(["lessons/01-test.md": markdown])
    let (course, problems) = try Course.read(folder.url)
    try #require(problems.map(\.brief) == [])
    let ran = Ran(
      tangled: Tangled(lesson: course.lessons[0], programs: nil, problems: []),
      transcript: Transcript(shown: shown))
    return LessonSource(Judged(ran), course: course)?.text
  }

  private static let head =
    "// T\n//\n// Run it with: nabla run test.swift\n\nimport LessonKit\nimport Nabla\n"

  /// Blocks behind the title, and the program behind the imports.
  static let programs: [(String, String)] = [
    ("```swift\nlet a = 1\n```\n", "\nlet a = 1\n"),
    ("Text.\n\n## A `b`\n\n```swift\nf()\n```\n", "\n// MARK: - A b\n\nf()\n"),
    ("```swift, hidden\nlet a = 1\n```\n", "\nlet a = 1\n"),
    ("```swift, scoped\nlet a = 1\n```\n", "\ndo {\nlet a = 1\n}\n"),
    ("```swift\na // => 1\nb\n```\n", "\nshow(a) // => 1\nb\n"),
    (
      "```swift\nf()\n```\n\n```swift, exercise\nlet a = 0\n```\n\n```swift, solution\nlet a = 1\n```\n",
      "\nf()\n\n// (an exercise; the solution follows, if there is one)\n//\n//   let a = 0\n"
        + "\nlet a = 1\n"
    ),
    (
      "```swift\nf()\n```\n\n```swift, compile-fail\nlet a: Int = \"\"\n```\n",
      "\nf()\n\n// (this does not compile)\n//\n//   let a: Int = \"\"\n"
    )
  ]

  @Test(arguments: programs)
  func `is the lesson's program`(markdown: String, program: String) throws {
    #expect(try source("# T\n\n" + markdown) == Self.head + program)
  }

  @Test func `shows the values that the lesson shows`() throws {
    func program(_ code: String, _ pieces: [Transcript.Piece]) throws -> String {
      let text = try #require(try source("# T\n\n```swift\n\(code)\n```\n", shown: [0: pieces]))
      return String(text.dropFirst(Self.head.count + 1))
    }
    #expect(try program("let a = 1\na", [.display(.value("1"))]) == "let a = 1\nshow(a)\n")
    #expect(try program("f(\n  1)", [.display(.value("1"))]) == "show(f(\n  1))\n")
    #expect(try program("show(a)", [.display(.value("1"))]) == "show(a)\n")
    #expect(try program("f()", [.text("1\n")]) == "f()\n")
    #expect(try program("a = 1", [.display(.value("1"))]) == "a = 1\n")
  }

  @Test func `a lesson that runs nothing has none`() throws {
    #expect(try source("# T\n\n```swift, ignore\na\n```\n") == nil)
  }
}
