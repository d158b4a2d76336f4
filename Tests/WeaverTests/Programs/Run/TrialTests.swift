import Testing

@testable import Programs

extension RunTests {
  /// Answers that are tried in one run of the lesson's program say what their own programs say.
  struct TrialTests {
    /// A lesson about doubling with these answers.
    private static func lesson(
      above: String = "let two = 2", starter: String = "func f(_ x: Int) -> Int { x }",
      wrongs: [String] = ["func f(_ x: Int) -> Int { x * 3 }"],
      check: String = #"expect(f(3), 6, "f(3)")"#,
      solution: String = "func f(_ x: Int) -> Int { x * two }", below: String = "f(4)  // => 8"
    ) -> String {
      let parts =
        [("", above), (", exercise", starter)] + wrongs.map { (", wrong", $0) }
        + [(", check", check), (", solution", solution), ("", below)]
      return parts.map { "```swift\($0)\n\($1)\n```\n" }.joined(separator: "\n")
    }

    /// Lessons, and how many of their answers can be tried together.
    private static let lessons: [(name: String, text: String, together: Int)] = [
      ("plain", lesson(), 3),
      ("a crash", lesson(wrongs: ["func f(_ x: Int) -> Int { [Int]()[x] }"]), 3),
      (
        "a trap of one's own", lesson(wrongs: [#"func f(_ x: Int) -> Int { fatalError("no") }"#]), 3
      ),
      ("an exit", lesson(wrongs: ["import Glibc", "func f(_ x: Int) -> Int { exit(0) }"]), 3),
      (
        "output",
        lesson(wrongs: [#"print("so far"); func f(_ x: Int) -> Int { print(x); return x }"#]), 3
      ),
      ("a wrong answer that passes", lesson(wrongs: ["func f(_ x: Int) -> Int { x + x }"]), 3),
      ("a starter that passes", lesson(starter: "func f(_ x: Int) -> Int { x + x }"), 3),
      ("a solution that fails", lesson(solution: "func f(_ x: Int) -> Int { x }"), 3),
      ("code that is refused", lesson(wrongs: ["func f(_ x: Int) -> Int { y }"]), 3),
      ("a warning", lesson(wrongs: ["func f(_ x: Int) -> Int { let y = 1; return x }"]), 3),
      (
        "a variable that is changed",
        lesson(
          above: "var two = 2", wrongs: ["func f(_ x: Int) -> Int { two = 3; return x * two }"]), 3
      ),
      (
        "a type",
        lesson(
          wrongs: ["struct Two { var n = 3 }; func f(_ x: Int) -> Int { x * Two().n }"],
          check: #"expect("\(f(3))", "6", "f(3)")"#), 3
      ),
      (
        "a name of the lesson",
        lesson(wrongs: ["let two = 3; func f(_ x: Int) -> Int { x * two }"]), 2
      ),
      ("an extension", lesson(wrongs: ["extension Int {}; func f(_ x: Int) -> Int { x }"]), 2),
      ("a line that is asked for", lesson(wrongs: ["func f(_ x: Int) -> Int { #line }"]), 0),
      (
        "values that are remembered",
        lesson(
          above: "let two = remember { 2 }", wrongs: ["func f(_ x: Int) -> Int { remember { x } }"]),
        2
      ),
      (
        "the surroundings",
        lesson(above: "import Glibc\nlet two = getenv(\"NABLA_ANSWERS\") == nil ? 2 : 3"), 3
      ),
      ("no blocks above", lesson(above: "", solution: "func f(_ x: Int) -> Int { x * 2 }"), 3)
    ]

    @Test(arguments: lessons)
    func `says what each says alone`(name: String, text: String, together: Int) throws {
      let (lesson, problems) = readLesson(text)
      try #require(problems.map(\.brief) == [])
      var programs = Tangler.tangle(lesson, setup: nil, timeout: 20)
      #expect(programs.branches.count == together)
      let runner = try TestRunner()
      let joint = runner.run(programs, of: lesson)
      programs.branches = []
      let alone = runner.run(programs, of: lesson)
      #expect(joint.proofs == alone.proofs)
      #expect(joint.briefs == alone.briefs)
      #expect(joint.texts == alone.texts)
      #expect(joint.values == alone.values)
      #expect(joint.completed == alone.completed)
    }

    @Test func `an endless answer ends alone, at its line`() throws {
      let text = Self.lesson(wrongs: ["func f(_ x: Int) -> Int { while true {} }"])
      let transcript = try TestRunner().run(text, timeout: 0.5)
      #expect(transcript.briefs.contains { $0.contains("0.5 s") })
    }

    @Test func `an answer finds what the blocks above computed, and leaves nothing behind`() throws
    {
      let transcript = try TestRunner().run(
        Self.lesson(
          above: "var calls = 0", starter: "func f(_ x: Int) -> Int { calls += 1; return x }",
          solution: "func f(_ x: Int) -> Int { calls += 1; return x * 2 }",
          below: "calls  // => 0"))
      #expect(transcript.briefs == [])
      #expect(transcript.values == [0: "0"])
    }
  }
}
