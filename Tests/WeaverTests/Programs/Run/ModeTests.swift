import Testing

extension RunTests {
  @Suite("blocks that stand beside the program", .serialized) struct Modes {
    /// Blocks, each with the words of its fence.
    private func lesson(_ blocks: [(words: String, code: String)]) -> String {
      blocks.map { "```swift\($0.words)\n\($0.code)\n```\n" }.joined(separator: "\n")
    }

    @Test func `a block that must not compile shows the errors`() throws {
      let transcript = try TestRunner().run(
        lesson([("", "let a = 1"), (", compile-fail", "a = 2"), ("", "a")]))
      #expect(transcript.briefs == [])
      #expect(transcript.plainText(ofBlock: 2) == "1\n")
      let words = transcript.plainText(ofBlock: 1)
      #expect(words.contains("cannot assign to value: 'a' is a 'let' constant"), "\(words)")
      #expect(!words.contains("01-test.md"))
    }

    @Test func `a missing return does not compile either`() throws {
      let transcript = try TestRunner().run(
        lesson([(", compile-fail", "func f(_ x: Int) -> Int { if x > 0 { return 1 } }")]))
      #expect(transcript.briefs == [])
      #expect(transcript.plainText(ofBlock: 0).contains("missing return"))
    }

    @Test func `a block that must crash shows its words, and is as if it had not been there`()
      throws
    {
      let transcript = try TestRunner().run(
        lesson([("", "var n = 1"), (", should-crash", "n = 2\nfatalError(\"gone\")"), ("", "n")]))
      #expect(transcript.briefs == [])
      #expect(transcript.plainText(ofBlock: 1) == "gone\n")
      #expect(transcript.plainText(ofBlock: 2) == "1\n")
    }

    @Test func `an overflow has words as well`() throws {
      let transcript = try TestRunner().run(
        lesson([(", should-crash", "var n = Int8.max\nn += 1\nprint(n)")]))
      #expect(transcript.briefs == [])
      #expect(transcript.plainText(ofBlock: 0) == "arithmetic overflow\n")
    }

    /// Blocks that do what they must not, and the line that is reported.
    static let failures: [(String, String, Int)] = [
      (", compile-fail", "let b = 1", 1), (", should-crash", "let b = 1", 1),
      (", no-run", "let b = aa", 2), (", exercise", "let b = aa", 2),
      (", isolated", "let b = aa", 2)
    ]

    @Test(arguments: failures)
    func `a block that does what it must not is an error`(words: String, code: String, line: Int)
      throws
    {
      let transcript = try TestRunner().run(lesson([(words, code)]))
      let errors = transcript.problems.filter { $0.severity == .error }
      #expect(errors.map(\.location?.line) == [line], "\(transcript.briefs)")
    }

    @Test func `what is not run is compiled with the blocks above, and not seen below`() throws {
      let transcript = try TestRunner().run(
        lesson([("", "let a = 1"), (", no-run", "let b = a\nprint(b)"), ("", "let b = 2\nb")]))
      #expect(transcript.briefs == [])
      #expect(transcript.plainText(ofBlock: 1) == "")
      #expect(transcript.plainText(ofBlock: 2) == "2\n")
    }

    @Test func `a scoped block's names end with it`() throws {
      let transcript = try TestRunner().run(
        lesson([(", scoped", "let a = 1\na"), (", scoped", "let a = 2\na"), ("", "let a = 3\na")]))
      #expect(transcript.briefs == [])
      #expect(transcript.texts == ["1\n", "2\n", "3\n"])
    }

    @Test func `an isolated block is a program of its own`() throws {
      let transcript = try TestRunner().run(
        lesson([("", "let a = 1"), (", isolated", "let a = 2\na"), ("", "a")]))
      #expect(transcript.briefs == [])
      #expect(transcript.texts == ["", "2\n", "1\n"])
    }

    @Test func `the solution is what later blocks see`() throws {
      let transcript = try TestRunner().run(
        lesson([
          (", exercise", "func f() -> Int {\n  fatalError(\"your turn\")\n}"),
          (", solution", "func f() -> Int {\n  7\n}"), ("", "f()")
        ]))
      #expect(transcript.briefs == [])
      #expect(transcript.plainText(ofBlock: 2) == "7\n")
    }

    @Test func `recorded values are computed where they stand`() throws {
      let transcript = try TestRunner().run(
        "```swift\nlet a = 2\na * 3 // => 6\nprint(\"b\")\n```\n\nThe value is "
          + "`{swift} a * 5 // => 10`, and `{swift} a`.\n")
      #expect(transcript.briefs == [])
      #expect(transcript.values == [0: "6", 1: "10", 2: "2"])
      #expect(transcript.plainText(ofBlock: 0) == "b\n")
    }
  }
}
