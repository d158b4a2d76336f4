import Testing

@testable import Verdicts
@testable import Lessons
@testable import Text

@Suite("Diagnostics: as a person reads them") struct RenderingTests {
  /// A diagnostic at a place of a one-line file, and how it reads.
  static let carets: [(String, Int?, Int, String)] = [
    ("let a = b", 9, 1, "  let a = b\n          ^\n"),
    ("let a = bcd", 9, 3, "  let a = bcd\n          ^~~\n"),
    ("\tlet a", 2, 3, "  \tlet a\n  \t^~~\n"),
    ("a\tb", 3, 1, "  a\tb\n   \t^\n"),
    ("é = b", 6, 1, "  é = b\n      ^\n"),
    // Wide characters take two columns of a terminal.
    ("学习 = b", 10, 1, "  学习 = b\n         ^\n"),
    ("学习率 x", 1, 9, "  学习率 x\n  ^~~~~~\n"),
    ("😀 b", 6, 1, "  😀 b\n     ^\n"),
    ("e\u{301} b", 5, 1, "  e\u{301} b\n    ^\n"),
    ("abc", 4, 1, "  abc\n     ^\n"),
    ("abc", 2, 50, "  abc\n   ^~\n"),
    ("abc", 9, 1, "  abc\n"),
    ("abc", nil, 1, "  abc\n"),
    ("", 1, 1, "")
  ]

  @Test(arguments: carets)
  func `puts the caret below its character`(
    line: String, column: Int?, length: Int, excerpt: String
  ) {
    let diagnostic = Diagnostic(
      .threw("x"), at: Location(file: "a.md", line: 1, column: column), sourceLine: line,
      length: length)
    let place = column.map { "a.md:1:\($0):" } ?? "a.md:1:"
    #expect(
      diagnostic.rendered()
        == "\(place) error: uncaught error: x\n\(excerpt)"
        + "help: catch it with do … catch, or show it with try?\n")
  }

  /// Lessons with something wrong, and what is said, word for word.
  static let messages: [(String, String)] = [
    (
      "```swift, hiden\n0\n```\n",
      """
      lessons/01-test.md:1:11: error: unknown fence word 'hiden'
        ```swift, hiden
                  ^~~~~
      help: did you mean 'hidden'? Known words: \(SwiftFence.known.joined(separator: ", "))

      """
    ),
    (
      "---\ntitel: A\n---\n",
      """
      lessons/01-test.md:2:1: error: unknown key 'titel'
        titel: A
        ^~~~~
      help: did you mean 'title'? Known keys: title, summary, data, setup, timeout, limits, optimize, draft, date, updated, macros, goals, builds-on

      """
    ),
    (
      "costs $5\n",
      """
      lessons/01-test.md:1:7: error: this '$' is never closed
        costs $5
              ^
      help: close the formula with '$' after a non-blank, or write '\\$' for a dollar sign

      """
    ),
    (
      "a[^1]\n",
      """
      lessons/01-test.md:1:2: error: no footnote is called '^1'
        a[^1]
         ^~~~
      help: write its text on a line of its own: [^1]: The text.

      """
    ),
    (
      "```output\n1\n```\n",
      """
      lessons/01-test.md:1:1: error: nothing computes this output: no Swift block stands right above it
        ```output
        ^~~~~~~~~
      help: put it right below the Swift block it belongs to (only blank lines or an HTML comment \
      between), or give the fence another name, such as 'text'

      """
    ),
    (
      "```text\na\n",
      """
      lessons/01-test.md:1:1: error: this fence is never closed
        ```text
        ^~~
      help: close it with as many ` or ~ as open it, on a line of their own

      """
    )
  ]

  @Test(arguments: messages)
  func `says what is wrong and the way out`(markdown: String, expected: String) {
    #expect(readLesson(markdown).problems.map { $0.rendered() } == [expected])
  }

  @Test func `shows recorded, computed and difference`() {
    let found = verdict(recorded: "loss 0.0312", computed: "loss 0.03217").mismatches
    #expect(
      found.map { $0.rendered() } == [
        """
        lessons/01-test.md:5:6: error: recorded 0.0312, computed 0.03217
          loss 0.0312
               ^~~~~~
          recorded: 0.0312
          computed: 0.03217
          difference: 0.00097
        help: if what was computed is right, record it with: nabla verify --update

        """
      ])
  }

  @Test func `notes stand below, each with its line`() {
    let file = SourceFile(path: "a.md", text: "one\ntwo")
    let diagnostic = file.diagnostic(
      .compiler(.error, "wrong"), line: 1, column: 1,
      notes: [file.note("because of this", line: 2, column: 3)])
    #expect(
      diagnostic.rendered() == """
        a.md:1:1: error: wrong
          one
          ^
        a.md:2:3: note: because of this
          two
            ^

        """)
  }

  @Test func `details stand between the excerpt and the help`() {
    var diagnostic = SourceFile(path: "a.md", text: "f()").diagnostic(.threw("x"), line: 1)
    diagnostic.details = [Diagnostic.Detail(heading: "printed before", text: "a\nb")]
    #expect(
      diagnostic.rendered() == """
        a.md:1: error: uncaught error: x
          f()
          printed before:
            a
            b
        help: catch it with do … catch, or show it with try?

        """)
  }

  @Test func `without a place it is the message alone`() {
    let diagnostic = Diagnostic(.environment("no compiler", help: "install it"), at: nil)
    #expect(diagnostic.rendered() == "error: no compiler\nhelp: install it\n")
    #expect(diagnostic.isEnvironment)
  }

  @Test func `lists the files of a stale site`() {
    let diagnostic = Diagnostic(.staleSite(["missing: a.html", "differs: b.html"]), at: nil)
    #expect(
      diagnostic.rendered() == """
        error: the site is stale: 2 files differ
          missing: a.html
          differs: b.html
        help: run: nabla build

        """)
  }

  @Test func `colours only where it may`() {
    let file = SourceFile(path: "a.md", text: "one")
    for severity in [Severity.error, .warning] {
      let diagnostic = file.diagnostic(.compiler(severity, "wrong"), line: 1, column: 1)
      let plain = diagnostic.rendered()
      let coloured = diagnostic.rendered(MessageStyle(isColoured: true))
      #expect(!plain.contains("\u{1B}"))
      #expect(coloured.contains("\u{1B}[1;\(severity == .error ? 31 : 33)m\(severity.rawValue):"))
      #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
  }

  /// A name, a link and a help that an author's text makes as long as it likes.
  @Test func `no line of a message is endless`() {
    let long = String(repeating: "é", count: 100_000)
    let diagnostic = SourceFile(path: "a.md", text: "[a](\(long))")
      .diagnostic(.deadLink(long, help: long), line: 1, column: 5, length: 200_000)
    for style in [MessageStyle(), MessageStyle(isColoured: true)] {
      let lines = diagnostic.rendered(style).split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines.allSatisfy { $0.utf8.count < 1_500 })
      #expect(lines[0].contains("…") && lines[3].contains("…"))
    }
  }

  @Test func `a line too long is cut`() {
    let line = String(repeating: "x", count: 2_000)
    let diagnostic = SourceFile(path: "a.md", text: line)
      .diagnostic(.compiler(.error, "wrong"), line: 1, column: 5)
    let lines = diagnostic.rendered().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasSuffix("x…") && lines[1].count < 500)
    #expect(lines[2] == "      ^")
  }
}
