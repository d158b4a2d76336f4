import Foundation
import TestSupport
import Testing

@testable import Lessons
@testable import Text

extension RunTests {
  @Suite("how a lesson fails", .serialized) struct Failing {
    /// Lessons that end early: what they had shown, and what is said.
    static let crashes: [(String, String, [String], [String])] = [
      (
        "trap",
        blocks("print(\"kept\")\n1", "let xs = [1]\nprint(\"also\")\nlet y = xs[3]\nprint(y)"),
        ["kept\n1\n", "also\n"], ["9:11: Index out of range"]
      ),
      (
        "fatalError", blocks("print(\"a\", terminator: \"\")\nfatalError(\"gone: away\")"), ["a"],
        ["3:1: gone: away"]
      ),
      (
        "in a function of an earlier block",
        blocks(
          "func first(_ xs: [Int]) -> Int {\n  let i = 5\n  return xs[i]\n}", "1",
          "let a = 1\nfirst([a])"),
        ["", "1\n", ""], ["4:12: Index out of range"]
      ),
      (
        "in a list",
        "1. a\n\n   ```swift\n   let xs = [1]\n   print(\"x\")\n   xs[4]\n   ```\n", ["x\n"],
        ["6:6: Index out of range"]
      ),
      (
        "overflow", blocks("var n = Int.max\nn += 1\nprint(n)"), [""],
        ["3:3: arithmetic overflow"]
      ),
      (
        "uncaught error", blocks("enum Bad: Error { case luck }\nprint(1)\nthrow Bad.luck"),
        ["1\n"], ["4: uncaught error: Bad.luck"]
      ),
      (
        "forced try",
        blocks("enum Bad: Error { case luck }\nfunc f() throws { throw Bad.luck }\ntry! f()"),
        [""], ["4:6: 'try!' expression unexpectedly raised an error: Lesson.Bad.luck"]
      ),
      (
        "unwrapping nil", blocks("let x: Int? = nil\nprint(x!)"), [""],
        ["3:8: Unexpectedly found nil while unwrapping an Optional value"]
      ),
      (
        "precondition", blocks("precondition(1 > 2, \"one is less\")"), [""], ["2:1: one is less"]
      ),
      ("assert", blocks("let n = 1\nassert(n > 2, \"n is \\(n)\")"), [""], ["3:1: n is 1"]),
      (
        "a precondition of ours", blocks("print(1)\nprint(0.5.formatted(-1))"), ["1\n"],
        ["3:11: formatted: decimals must not be negative, received -1"]
      ),
      (
        "exit", blocks("print(\"a\")", "import Foundation\nprint(\"b\")\nexit(3)", "print(\"c\")"),
        ["a\n", "b\n"], ["8: the lesson ended itself here with exit status 3"]
      ),
      (
        "exit(0)", blocks("import Foundation\nexit(0)"), [""],
        ["3: the lesson ended itself here with exit status 0"]
      ),
      (
        "killed", blocks("import Foundation\nprint(1)\nkill(getpid(), SIGKILL)\nsleep(5)"),
        ["1\n"], ["4: the lesson was killed here by signal 9"]
      )
    ]

    @Test(arguments: crashes)
    func `keeps what was printed and names the line`(
      name: String, markdown: String, texts: [String], problems: [String]
    ) throws {
      let transcript = try TestRunner().run(markdown)
      #expect(transcript.texts == texts)
      #expect(transcript.briefs == problems)
      #expect(!transcript.isComplete)
    }

    @Test func `notes the statement that called a function that crashed`() throws {
      let transcript = try TestRunner().run(
        blocks("func f(_ n: Int) -> Int { 1 / n }", "let a = 0\nf(a)"))
      let problem = try #require(transcript.problems.first)
      #expect(problem.brief.hasPrefix("2:"), "\(problem.brief)")
      #expect(problem.sourceLine == "func f(_ n: Int) -> Int { 1 / n }")
      #expect(problem.notes.map(\.location.line) == [7])
      #expect(problem.notes.map(\.sourceLine) == ["f(a)"])
    }

    @Test func `a recursion without end is a crash at its function`() throws {
      let transcript = try TestRunner().run(
        blocks("print(\"a\")", "func f(_ n: Int) -> Int { n + f(n + 1) }", "print(f(0))"))
      #expect(transcript.texts == ["a\n", "", ""])
      let errors = transcript.problems.filter { $0.severity == .error }
      let problem = try #require(errors.first)
      #expect(errors.count == 1)
      #expect(problem.reason.message.contains("recursion"), "\(problem.brief)")
      // Where the overflow has no trace, the statement's line is said.
      #expect([6, 10].contains(problem.location?.line ?? 0), "\(problem.brief)")
    }

    @Test func `ends what is still running, and says where`() throws {
      let start = Date()
      let transcript = try TestRunner().run(
        blocks("print(\"a\")", "var n = 0\nprint(\"b\")\nwhile true { n += 1 }"), timeout: 1)
      #expect(transcript.texts == ["a\n", "b\n"])
      #expect(transcript.briefs == ["8: still running after 1 s"])
      #expect(Date().timeIntervalSince(start) < 20)
    }

    @Test func `the timeout of the fence goes before that of the lesson`() throws {
      let transcript = try TestRunner().run(
        "```swift, timeout=0.5\nwhile true {}\n```\n", timeout: 30)
      #expect(transcript.briefs == ["2: still running after 0.5 s"])
    }

    @Test func `each block has the whole timeout`() throws {
      let wait = "import Foundation\nusleep(700_000)\n1"
      let transcript = try TestRunner().run(blocks(wait, wait, wait), timeout: 1.5)
      #expect(transcript.briefs == [])
      #expect(transcript.texts == ["1\n", "1\n", "1\n"])
    }

    @Test func `ends a program that ignores polite signals`() throws {
      let transcript = try TestRunner().run(
        blocks("import Foundation\nsignal(SIGTERM, SIG_IGN)\nprint(1)\nwhile true {}"), timeout: 1)
      #expect(transcript.texts == ["1\n"])
      #expect(transcript.briefs == ["5: still running after 1 s"])
    }

    @Test func `leaves no grandchild behind`() throws {
      let start = Date()
      let transcript = try TestRunner().run(
        blocks(
          "import Foundation\nlet p = Process()\n"
            + "p.executableURL = URL(fileURLWithPath: \"/bin/sleep\")\n"
            + "p.arguments = [\"60\"]\ntry p.run()\np.processIdentifier"))
      #expect(transcript.briefs == [])
      #expect(Date().timeIntervalSince(start) < 20)
      let text = try #require(transcript.texts.first).trimmingBlanks()
      let child = try #require(pid_t(text))
      // What was killed may take a moment to be gone.
      let hasEnded = wait(seconds: 5) { !Self.isRunning(child) }
      if !hasEnded { kill(child, SIGKILL) }
      #expect(hasEnded)
    }

    /// Whether it is a process that has not ended: one that waits for its parent has no arguments.
    private static func isRunning(_ process: pid_t) -> Bool {
      let arguments = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return String(decoding: arguments, as: UTF8.self).contains("sleep")
    }

    @Test func `takes ten megabytes of output`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "let line = String(repeating: \"x\", count: 99)\nfor _ in 0..<100_000 { print(line) }",
          "print(\"end\")"))
      #expect(transcript.briefs == [])
      #expect(transcript.texts.first?.utf8.count == 10_000_000)
      #expect(transcript.texts.last == "end\n")
    }

    @Test func `ends a program that prints without end`() throws {
      let transcript = try TestRunner().run(
        blocks("let line = String(repeating: \"x\", count: 9999)\nwhile true { print(line) }"))
      #expect(transcript.briefs == ["3: the lesson printed more than 64 MB"])
    }

    @Test func `says that standard output was closed`() throws {
      let transcript = try TestRunner().run(
        blocks("print(\"a\")", "import Foundation\nclose(1)\nprint(\"lost\")", "print(\"b\")"))
      #expect(transcript.texts.first == "a\n")
      #expect(transcript.briefs == ["5: this block closed or redirected standard output"])
    }

    @Test func `says that standard output was sent elsewhere`() throws {
      let transcript = try TestRunner().run(
        blocks("import Foundation\nfreopen(\"/dev/null\", \"w\", stdout)\nprint(\"lost\")"))
      #expect(transcript.briefs == ["1: this block closed or redirected standard output"])
    }

    @Test func `shows standard error of a run that fails`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "import Foundation\nfputs(\"a hint\\n\", stderr)\nprint(\"out\")\nfatalError(\"x\")"))
      let problem = try #require(transcript.problems.first)
      #expect(problem.reason.message == "x")
      let details = problem.details.map { "\($0.heading): \($0.text)" }
      #expect(details == ["printed before: out", "standard error: a hint"])
    }
  }
}
