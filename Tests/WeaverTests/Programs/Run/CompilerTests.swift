import Testing

@testable import Text

extension RunTests {
  @Suite("what the compiler says", .serialized) struct Compiling {
    /// Lessons that do not compile, and what is said.
    static let errors: [(String, String, [String])] = [
      ("a name", blocks("let a = 1", "print(a)\nlet b = aa"), ["7:9: cannot find 'aa' in scope"]),
      (
        "in a trailing expression", blocks("let a = 1\n  a + bb"),
        ["3:7: cannot find 'bb' in scope"]
      ),
      ("behind a semicolon", blocks("let a = 1; a + bb"), ["2:16: cannot find 'bb' in scope"]),
      (
        "in a numbered list", "10. a\n\n    ```swift\n    let a = 1\n    let b = aa\n    ```\n",
        ["5:13: cannot find 'aa' in scope"]
      ),
      (
        "a trailing expression in a list", "- ```swift\n  1 + aa\n  ```\n",
        ["2:7: cannot find 'aa' in scope"]
      ),
      ("in a quote", "> ```swift\n> let b = aa\n> ```\n", ["2:11: cannot find 'aa' in scope"]),
      (
        "behind a wide character", blocks("let é = 1; let b = aa"),
        ["2:21: cannot find 'aa' in scope"]
      ),
      ("a missing bracket", blocks("let a = (1"), ["3:1: expected ')' in expression list"]),
      (
        "two of them", blocks("let a = aa", "1", "let b = bb"),
        ["2:9: cannot find 'aa' in scope", "10:9: cannot find 'bb' in scope"]
      ),
      (
        "a type", blocks("let a: Int = \"x\""),
        ["2:14: cannot convert value of type 'String' to specified type 'Int'"]
      ),
      (
        "a name twice", blocks("let a = 1", "let a = 2"), ["6:5: 'a' is declared again"]
      )
    ]

    @Test(arguments: errors)
    func `is said at the Markdown's place`(name: String, markdown: String, expected: [String])
      throws
    {
      let transcript = try TestRunner().run(markdown)
      #expect(transcript.problems.filter { $0.severity == .error }.map(\.brief) == expected)
      #expect(transcript.texts.joined() == "")
      #expect(transcript.completed.isEmpty)
      for problem in transcript.problems { #expect(problem.sourceLine != nil) }
    }

    @Test func `warnings are said, and the lesson runs`() throws {
      let transcript = try TestRunner().run(
        blocks("func f() { let a = 1 }", "var b = 2\nb", "3"))
      #expect(transcript.isComplete)
      #expect(transcript.texts == ["", "2\n", "3\n"])
      #expect(!transcript.problems.contains { $0.severity == .error })
      #expect(transcript.problems.contains { $0.location?.line == 2 })
    }

    @Test func `what we add to a lesson is warned of nowhere`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "let a: Int? = 1\na", "func f() -> Never { fatalError() }", "a as Any",
          "a.map { $0 + 1 }",
          "@discardableResult func g() -> Int { 1 }\ng()", "func h() throws {}\ntry h()",
          "Void()"))
      #expect(transcript.briefs == [])
    }

    @Test func `an error in the setup is said in its file`() throws {
      let setup = SourceFile(path: "lessons/setup.swift", text: "let a = 1\nlet b = aa\n")
      let transcript = try TestRunner().run(blocks("1"), setup: setup)
      let problem = try #require(transcript.problems.first)
      #expect(problem.location?.file == "lessons/setup.swift")
      #expect(problem.brief == "2:9: cannot find 'aa' in scope")
      #expect(problem.sourceLine == "let b = aa")
    }

    @Test func `notes of the compiler stand with their error`() throws {
      let transcript = try TestRunner().run(blocks("let a = 1\na = 2"))
      let problem = try #require(transcript.problems.first)
      #expect(problem.brief == "3:1: cannot assign to value: 'a' is a 'let' constant")
      #expect(problem.notes.map(\.location.line) == [2])
    }
  }
}
