import Foundation
import TestSupport
import Testing
import Wire

@testable import Verdicts
@testable import Lessons
@testable import Pages
@testable import Programs
@testable import Sites
@testable import Text

@Suite("Site: a lesson as Swift") struct LessonSourceTests {
  private func source(
    _ markdown: String, shown: [Int: [Transcript.Piece]] = [:],
    proofs: [Int: Proof] = [:], solves: Bool = false
  ) throws -> String? {
    let folder = try TemporaryFolder()
    try folder.write(["lessons/01-test.md": markdown])
    let (course, problems) = try Course.read(folder.url)
    try #require(problems.map(\.brief) == [])
    var transcript = Transcript(shown: shown)
    transcript.proofs = proofs
    let ran = Ran(
      tangled: Tangled(lesson: course.lessons[0], programs: nil, problems: []),
      transcript: transcript)
    return LessonSource(Judged(ran), course: course, solves: solves)?.text
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

  private static let exercise = """
    # T

    ```swift, exercise, name=a
    let a = 0
    ```

    ```swift, wrong, says="Too much"
    let a = 2
    ```

    ```swift, check
    expect(a, 1, "a")
    ```

    ```swift, solution
    let a = 1
    ```

    """

  @Test func `an exercise stands in it to be solved`() throws {
    let text = try #require(
      try source(Self.exercise, proofs: [1: Proof(failure: "a: computed 2, expected 1")]))
    #expect(
      text.contains(
        """
        // exercise a
        let a = 0
        // end

        #if CHECK // a
        // when: a: computed 2, expected 1
        // say: Too much
        expect(a, 1, "a")
        #endif // a

        // nabla outside
        """), "\(text)")
    #expect(!text.contains("let a = 1"))
    #expect(text.contains("// Check your answers with: nabla check test.swift\n"))
    let solved = try #require(try source(Self.exercise, solves: true))
    #expect(solved.contains("// exercise a\nlet a = 1\n// end\n"))
    #expect(!solved.contains("let a = 0"))
  }

  @Test func `what was changed in it is known`() throws {
    let text = try #require(try source(Self.exercise))
    func read(_ text: String) -> ExerciseFile {
      ExerciseFile(SourceFile(path: "test.swift", text: text))
    }
    let file = read(text)
    #expect(file.parts.map(\.name) == ["a"])
    #expect(file.isOpen(file.parts[0]) && !file.isEditedOutside)
    let answered = read(text.replacing("let a = 0", with: "let a = 5"))
    #expect(!answered.isOpen(answered.parts[0]) && !answered.isEditedOutside)
    #expect(read(text.replacing("expect(a, 1", with: "expect(a, 5")).isEditedOutside)
    #expect(read(text.replacing("#if CHECK // a\n", with: "")).parts[0].check == nil)
  }

  @Test func `a lesson without exercises has no solutions`() throws {
    #expect(try source("# T\n\n```swift\n1\n```\n", solves: true) == nil)
  }

  @Test func `a lesson that runs nothing has none`() throws {
    #expect(try source("# T\n\n```swift, ignore\na\n```\n") == nil)
  }
}
