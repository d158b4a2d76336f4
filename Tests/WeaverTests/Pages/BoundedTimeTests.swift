import Processes
import Testing

@testable import Lessons
@testable import Pages
@testable import Text

/// Texts that nobody writes, of some ten thousand bytes: each is read and woven in about the time that
/// a long lesson takes. A way that grows with the square of its length runs into the limit.
@Suite("Hostile texts take no longer than long ones") struct BoundedTimeTests {
  struct Hostile: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var testDescription: String { name }

    init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }

    init(_ name: String, _ part: String, times: Int, before: String = "", after: String = "") {
      self.init(name, before + String(repeating: part, count: times) + after)
    }
  }

  static let hostile: [Hostile] = [
    Hostile(
      "comments that are not closed in an attribute", "<!--", times: 20_000,
      before: "<div title=\"", after: "\">\n"),
    Hostile(
      "comments that are not closed beside a formula", "<!-- <script> < ", times: 5_000,
      before: "<p>\n$x$ "),
    Hostile(
      "links behind a comment that is not closed", " <!-- <a href=\"#a\" ", times: 3_000,
      before: "<p>\n"),
    Hostile(
      "references to nothing in one paragraph",
      (0..<5_000).map { "a [text][no\($0)]" }.joined(separator: "\n")),
    Hostile("one reference to nothing, again and again", "a [text][no] ", times: 5_000),
    Hostile(
      "links to nothing in one paragraph",
      (0..<2_000).map { "[x](no-\($0).md)" }.joined(separator: "\n")),
    Hostile(
      "links to headings that are none",
      (0..<1_000).map { "## Head \($0)\n\n[x](#heed-\($0)x)\n\n" }.joined()),
    Hostile("notes that are not closed", "^[", times: 20_000),
    Hostile("addresses with blanks", "[a](b c) ", times: 5_000),
    Hostile("an address of blanks that is not closed", "b ", times: 20_000, before: "[a]("),
    Hostile(
      "an address that closes what is not open", ")", times: 40_000,
      before: "https://example.org/"),
    Hostile("addresses", "https://example.org/ ", times: 2_000),
    Hostile("brackets", "[", times: 40_000), Hostile("stars", "*", times: 40_000),
    Hostile("stars with blanks", "a** ", times: 10_000),
    Hostile("quotes in quotes", ">", times: 40_000, after: " x"),
    Hostile("items in items", "- ", times: 20_000, after: "x"),
    Hostile("dollar signs", "$", times: 40_000),
    Hostile("formulas that are not closed", "$a ", times: 10_000),
    Hostile("bars", "|", times: 40_000),
    Hostile(
      "a wide table", "|a", times: 2_000,
      after: "|\n" + String(repeating: "|-", count: 2_000) + "|\n"),
    Hostile("a long table", "|c|d|\n", times: 4_000, before: "|a|b|\n|-|-|\n"),
    Hostile("a long word", "w", times: 40_000), Hostile("a long line", "word ", times: 8_000),
    Hostile(
      "backticks", (1..<280).map { String(repeating: "`", count: $0) }.joined(separator: " ")),
    Hostile("backslashes", "\\a", times: 20_000),
    Hostile("tags", "<b>", times: 10_000, before: "x "),
    Hostile("signs of less", "<", times: 40_000, before: "x "),
    Hostile(
      "footnotes",
      (0..<1_000).map { "a[^\($0)]\n\n[^\($0)]: Text.\n\n" }.joined()),
    Hostile("one heading, again and again", "## Same\n\n", times: 3_000),
    Hostile(
      "definitions of links",
      (0..<2_000).map { "[l\($0)]: https://a.example/\($0)\n" }.joined() + "\n[l1][]"),
    Hostile("pictures of many scalars", "👩‍👩‍👧‍👦", times: 1_500),
    Hostile("marks on one letter", "\u{301}", times: 20_000, before: "a"),
    Hostile("blanks in a line", " ", times: 40_000, before: "a", after: "b"),
    Hostile("empty lines", "\n", times: 40_000, after: "b")
  ]

  @Test(.timeLimit(.minutes(10)), arguments: hostile)
  func `are woven`(_ hostile: Hostile) throws {
    let text = "# Title\n\n\(hostile.text)\n\nThe end.\n"
    // On a deep stack, as lessons are.
    let woven = concurrentMap([text], jobs: 1) { text in
      Result { try TestPage().weave(text).html }
    }
    #expect(try woven[0].get().utf8.count > 10)
  }

  @Test(.timeLimit(.minutes(10))) func `front matter of many levels is refused`() {
    let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    let read = readLesson("---\ntitle: \(deep)\n---\n# A\n")
    #expect(!read.problems.isEmpty)
  }

  @Test(.timeLimit(.minutes(10))) func `a million lines of output are cut at the page's limit`()
    throws
  {
    let lines = (0..<1_000_000).map { "line \($0)" }.joined(separator: "\n") + "\n"
    let woven = try TestPage().weave(
      "```swift\nprint(1)\n```\n", shown: [0: [.text(lines)]])
    #expect(woven.html.contains("line 0"))
    #expect(!woven.html.contains("line 999999"))
    #expect(woven.html.utf8.count < 200_000)
  }

  @Test func `each of several equal references is told at its own place`() {
    let problems = readLesson("a [b][c], d [b][c]\ne [b][c]\n").problems
    #expect(problems.map { $0.location?.column } == [5, 15, 5])
    #expect(problems.map { $0.location?.line } == [1, 1, 2])
  }

  @Test(arguments: [
    ("<p>$x$</p>", ["x"]), ("<p>$5 and $6</p>", []), ("<p>$a$1 $b$</p>", ["b"]),
    ("<!-- $x$ --> $y$", ["y"]), ("<!-- $x$", ["x"]), ("<script>$x$</SCRIPT > $y$", ["y"]),
    ("<scripts>$x$</scripts>", ["x"]), ("<pre>$x$", ["x"]), ("<a title=\"$x$\">$y$</a>", ["y"]),
    ("\\$x$ $y$", ["y"]), ("$a &lt; b$", ["a < b"]), ("$ a$ $b $", []), ("$a\\$ b", []),
    ("$x<y$ $z$", ["z"]), ("$ö$", ["ö"])
  ])
  func `formulas in HTML`(_ html: String, _ formulas: [String]) {
    let found = RawHTML.formulas(in: html)
    #expect(found.map(\.tex) == formulas)
    for formula in found {
      #expect(html[formula.range].hasPrefix("$") && html[formula.range].hasSuffix("$"))
    }
  }
}
