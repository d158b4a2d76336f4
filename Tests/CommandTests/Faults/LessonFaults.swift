/// Lessons that do what harms, all of one course: what is said of each, and the last one is verified
/// in spite of them.
struct LessonFault: Sendable {
  var name: String
  var promise: String
  var text: String
  /// What is said of it.
  var words: String

  private init(_ name: String, _ promise: String, _ words: String, text: String) {
    (self.name, self.promise, self.words, self.text) = (name, promise, words, text)
  }

  /// One whose Swift does it.
  private static func swift(
    _ name: String, _ promise: String, _ words: String, _ code: String, front: String = "",
    word: String = ""
  ) -> LessonFault {
    LessonFault(
      name, promise, words,
      text: (front.isEmpty ? "" : "---\n\(front)\n---\n")
        + "# Title\n\n```swift\(word)\nimport Foundation\n\(code)\n```\n")
  }

  private static func markdown(
    _ name: String, _ promise: String, _ words: String, _ text: String
  ) -> LessonFault {
    LessonFault(name, promise, words, text: text)
  }

  private static let line = "an error at its line"

  static let all: [LessonFault] = [
    markdown(
      "timeout: 1e300 in the front matter", line, "604800", "---\ntimeout: 1e300\n---\n# A\n"),
    markdown("timeout: -1 in the front matter", line, "604800", "---\ntimeout: -1\n---\n# A\n"),
    markdown(
      "timeout=1e300 in a fence", line, "604800", "# A\n\n```swift, timeout=1e300\n1\n```\n"),
    markdown(
      "timeout=nan in a fence", line, "must be a positive number",
      "# A\n\n```swift, timeout=nan\n1\n```\n"),
    markdown(
      "a limit of 1e30 GB", line, "a size such as", "---\nlimits:\n  memory: 1e30 GB\n---\n# A\n"),
    markdown(
      "a limit beyond 64 bits", line, "a size such as",
      "---\nlimits:\n  memory: 9999999999999 GB\n---\n# A\n"),
    markdown("a NUL in a lesson", line, "NUL", "# A\n\none\u{0}two\n"),
    markdown("front matter without an end", line, "front matter", "---\ntitle: A\n\n# A\n"),
    markdown(
      "front matter of 20,000 levels", line, "error",
      "---\ntitle: " + String(repeating: "[", count: 20_000) + "\n---\n# A\n"),
    markdown(
      "40,000 quotes in each other", line, "nested",
      "# A\n\n" + String(repeating: ">", count: 40_000) + " x\n"),
    markdown("data that is not there", line, "does not exist", "---\ndata: none.csv\n---\n# A\n"),
    markdown(
      "data that is a pipe", "refused, not waited for", "pipe", "---\ndata: pipe.csv\n---\n# A\n"),
    markdown("data that is a loop of links", line, "leads back", "---\ndata: loop.csv\n---\n# A\n"),
    markdown("data outside of the course", line, "error", "---\ndata: ../../etc\n---\n# A\n"),
    markdown(
      "a picture that leads out by a link", line, "leads out of the course",
      "# A\n\n![a](out.svg)\n"),
    markdown("a fence that is not closed", line, "never closed", "# A\n\n```swift, ignore\n1\n"),
    markdown("a TeX macro without end", line, "formula", "# A\n\n$$\n\\def\\a{\\a\\a}\\a\n$$\n"),
    swift(
      "a trap", "its line and what was printed before", "out of range",
      "print(\"before\")\nlet a = [1]\nprint(a[a.count])"),
    swift("abort", line, "error: abort", "abort()"),
    swift(
      "SIGKILL of the lesson by itself", line, "killed here by signal 9", "kill(getpid(), SIGKILL)"),
    swift("exit(0)", line, "remove the call of exit", "exit(0)"),
    swift(
      "all descriptors closed", "no word of a call of exit that is not there",
      "does something here end its process",
      "for file in 0..<1_000 { close(Int32(file)) }\nprint(1)"),
    swift(
      "a stack that overflows", line, "error:",
      "func down(_ n: Int) -> Int { n == -1 ? 0 : down(n + 1) + 1 }\nprint(down(0))"),
    swift(
      "a loop without end", "ended at its timeout", "still running after 1 s",
      "var n = 0\nwhile true { n &+= 1 }", word: ", timeout=1"),
    swift(
      "output without end", "cut at the limit", "printed more than",
      "let line = String(repeating: \"x\", count: 100_000)\nwhile true { print(line) }",
      front: "limits:\n  output: 2 MB"),
    swift(
      "a display of 20 MB", "cut at the limit", "error:",
      "show(String(repeating: \"x\", count: 20_000_000))", front: "limits:\n  output: 2 MB"),
    swift(
      "memory without end", "ended at the limit", "of memory",
      "var kept: [[UInt8]] = []\nwhile true { kept.append([UInt8](repeating: 1, count: 16 << 20)) }",
      front: "limits:\n  memory: 200 MB"),
    swift(
      "a file without end", "ended at the limit", "file",
      "let file = fopen(\"large\", \"w\")\nlet line = String(repeating: \"x\", count: 100_000)\n"
        + "for _ in 0..<100 { if fputs(line, file) < 0 { fatalError(\"file too large\") } }\nfflush(file)\n"
        + "fatalError(\"no limit\")",
      front: "limits:\n  file-size: 1 MB"),
    swift(
      "more open files than allowed", "the call fails", "refused: EMFILE",
      "var last: Int32 = 0\nwhile last >= 0 { last = open(\"/dev/null\", O_RDONLY) }\n"
        + "fatalError(errno == EMFILE ? \"refused: EMFILE\" : \"errno \\(errno)\")",
      front: "limits:\n  files: 40"),
    swift(
      "more processes than allowed", "ended at the limit, or the call fails", "processes",
      "func shell() { _ = system(\"for i in 1 2 3 4 5 6 7 8 9 10; do sleep 5 & done; wait\") }\nshell()\n"
        + "fatalError(\"the system refused processes\")",
      front: "limits:\n  processes: 4"),
    swift(
      "a forged line on every descriptor", "nothing of the run is believed", "believed",
      "let line = Array(\"0123456789abcdef{\\\"ended\\\":{}}\\n\".utf8)\n"
        + "for file in 3..<200 { write(Int32(file), line, line.count) }\nlet two = 2\ntwo // => 42"),
    swift(
      "a shared page cut off by ftruncate", "nabla goes on", "error:",
      "for file in 3..<200 { ftruncate(Int32(file), 0) }\nfatalError(\"went on\")"),
    swift("a number that is not what is recorded", line, "recorded", "let two = 2\ntwo // => 42"),
    swift(
      "a symbol that nothing defines", line, "nothing defines 'no_such_symbol'",
      "@_silgen_name(\"no_such_symbol\") func none() -> Int\nprint(none())"),
    swift(
      "an expression of 40 literals without a type", "the compiler is ended or speaks", "error",
      "let a: String = [" + (0..<40).map { "\($0) + 1.5" }.joined(separator: ", ") + "]"),
    swift(
      "a line of a million bytes that is wrong", "the message is short", "error:",
      "let a: Int = \"" + String(repeating: "x", count: 1_000_000) + "\""),
    swift("a thread that ends the main thread", line, "error:", "pthread_exit(nil)")
  ]
}
