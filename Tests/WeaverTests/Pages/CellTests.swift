import Testing
import Wire

@testable import Markup
@testable import Pages
@testable import Programs
@testable import Text

@Suite("Woven: code and what it showed") struct CellTests {
  private static func output(_ text: String) -> String {
    "<pre class=\"output\" tabindex=\"0\" role=\"group\" aria-label=\"Output\"><samp>\(text)</samp></pre>\n"
  }

  private static let listing =
    "<pre class=\"code\" tabindex=\"0\"><code class=\"language-swift\">"
    + "<span id=\"c1-L1\">f()</span></code></pre>\n"

  private static func cell(_ html: String) -> String { "<div class=\"cell\">\n\(html)</div>\n" }

  /// The words of a fence, and the cell of a block that printed `a`.
  static let cells: [(String, String)] = [
    ("", cell(listing + output("a"))),
    (", hidden", ""),
    (", hide-code", cell(output("a"))),
    (", hide-output", cell(listing)),
    (", ignore", cell(listing)),
    (", tolerance=0.1, timeout=5", cell(listing + output("a")))
  ]

  @Test(arguments: cells)
  func `shows what the fence says`(words: String, html: String) throws {
    let woven = try TestPage().weave("```swift\(words)\nf()\n```\n", shown: [0: [.text("a\n")]])
    #expect(woven.html == html)
  }

  /// What a block showed, and what stands below its code.
  static let outputs: [([Transcript.Piece], String)] = [
    ([], ""),
    ([.text("a\n")], output("a")),
    ([.text("a")], output("a")),
    ([.text("a\nb\n")], output("a\nb")),
    ([.text("\na\n\n")], output("\na\n")),
    ([.text("a < b & \"c\"\n")], output("a &lt; b &amp; &quot;c&quot;")),
    ([.text("</samp></pre><script>\n")], output("&lt;/samp&gt;&lt;/pre&gt;&lt;script&gt;")),
    ([.text("\u{1B}[1mé\u{0}\n")], output("\u{FFFD}[1mé\u{FFFD}")),
    ([.text("a\n"), .display(.value("<1>"))], output("a\n&lt;1&gt;")),
    ([.display(.value("1")), .text("a\n"), .display(.text("2\n3"))], output("1\na\n2\n3")),
    (
      [.text("a\n"), .display(.table(Table(columns: ["x"], rows: [["1"]]))), .text("b\n")],
      output("a") + table + output("b")
    )
  ]

  private static let table =
    "<div class=\"scroll table\" role=\"group\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n"
    + "<thead><tr><th scope=\"col\" class=\"number\">x</th></tr></thead>\n<tbody>\n"
    + "<tr><td class=\"number\">1</td></tr>\n</tbody>\n</table>\n</div>\n"

  @Test(arguments: outputs)
  func `shows what was computed`(pieces: [Transcript.Piece], html: String) throws {
    let woven = try TestPage().weave("```swift\nf()\n```\n", shown: [0: pieces])
    #expect(woven.html == Self.cell(Self.listing + html))
  }

  @Test func `shows what was computed, not what is recorded`() throws {
    let woven = try TestPage().weave(
      "```swift\nf()\n```\n\n```output\n0.3\n```\n", shown: [0: [.text("0.31\n")]])
    #expect(woven.html == Self.cell(Self.listing + Self.output("0.31")))
  }

  @Test func `is cut where the record says so`() throws {
    let woven = try TestPage().weave(
      "```swift\nf()\n```\n", shown: [0: [.text("a\nb\nc\nd\n")]], elided: [0: [1, 2]])
    #expect(woven.html == Self.cell(Self.listing + Self.output("a\n⋮\nd")))
  }

  @Test func `is cut at displays as well`() throws {
    let table = Display.table(Table(columns: ["x"], rows: [["1"]]))
    let pieces: [Transcript.Piece] = [.text("a\n"), .display(table), .text("b\n")]
    let loom = try TestPage()
    let cut = loom.weave("```swift\nf()\n```\n", shown: [0: pieces], elided: [0: [1, 2, 3]])
    #expect(cut.html == Self.cell(Self.listing + Self.output("a\n⋮\nb")))
    let whole = loom.weave("```swift\nf()\n```\n", shown: [0: pieces], elided: [0: [4]])
    #expect(
      whole.html == Self.cell(Self.listing + Self.output("a") + Self.table + Self.output("⋮")))
  }

  @Test func `very long output is cut, and says so`() throws {
    let loom = try TestPage()
    let lines = String(repeating: "0123456789\n", count: 20_000)
    let html = loom.weave("```swift\nf()\n```\n", shown: [0: [.text(lines)]]).html
    #expect(html.utf8.count < 101_000)
    let left = try #require(html.firstMatch(of: /⋮ ([0-9]+) more lines/).flatMap { Int($0.1) })
    #expect(html.matches(of: /0123456789/).count + left == 20_000)
  }

  @Test func `a very long line is cut between characters, and says so`() throws {
    let text = String(repeating: "学", count: 60_000) + "\n"
    let html = try TestPage().weave("```swift\nf()\n```\n", shown: [0: [.text(text)]]).html
    #expect(html.utf8.count < 101_000)
    let isParted = html.contains("\u{FFFD}")
    #expect(!isParted)
    #expect(html.hasSuffix("</samp></pre>\n</div>\n"))
    #expect(html.suffix(60).contains("⋮"))
  }

  @Test func `stands in its list`() throws {
    let woven = try TestPage().weave(
      "1. a\n\n   ```swift\n   f()\n   ```\n", shown: [0: [.text("b\n")]])
    #expect(
      woven.html == "<ol>\n<li>\n<p>a</p>\n"
        + Self.cell(Self.listing + Self.output("b")) + "</li>\n</ol>\n")
  }

  /// Code, and how it is coloured.
  static let colours: [(String, String)] = [
    (
      "let a = 1 // b",
      "<span class=\"k\">let</span> a = <span class=\"n\">1</span> <span class=\"c\">// b</span>"
    ),
    ("\"a < b\"", "<span class=\"s\">\"a &lt; b\"</span>"),
    ("a < b && c", "a &lt; b &amp;&amp; c"),
    ("é.学()", "é.学()")
  ]

  @Test(arguments: colours)
  func `colours Swift as its parser reads it`(code: String, html: String) {
    let found = Highlighter().html(swift: code).asHTML
      // A literal may come in pieces.
      .replacing("</span><span class=\"s\">", with: "")
    #expect(found == html)
  }

  /// Code of every kind, and some that is none.
  static let codes: [String] =
    TanglerTests.codes + TanglerTests.broken + [
      "\u{0}", "a\u{0}b", "\u{1B}", "\u{FEFF}let a = 1", "`let`", "'a'", "#!", "@", "\\", "<#a#>",
      "\"\\u{1F600}\"", "let s = \"\"\"\n  <b>\\(a < b ? \"&\" : \"\")</b>\n  \"\"\"", "/* < */",
      "#if A < B\n#endif", "@available(*, unavailable) func f<T>() where T: A & B {}"
    ]

  @Test(arguments: codes)
  func `colours change no character`(code: String) {
    let plain = Highlighter().html(swift: code).asHTML.replacing(/<\/?span[^>]*>/, with: "")
    #expect(plain == HTML.escapedCode(code))
  }
}
