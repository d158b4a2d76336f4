import Testing

@testable import Text

@Suite("Text: special characters of HTML") struct EscapedTextTests {
  static let texts: [(String, String)] = [
    ("", ""), ("a b", "a b"), ("a < b & \"c\" > d", "a &lt; b &amp; &quot;c&quot; &gt; d"),
    ("a\tb\nc\r", "a\tb\nc\r"),
    ("\u{0}\u{8}\u{B}\u{1F}\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    // The two that are no characters, and their neighbours.
    ("\u{FFFE}a\u{FFFF}", "\u{FFFD}a\u{FFFD}"), ("\u{FFFD}\u{FFFC}", "\u{FFFD}\u{FFFC}"),
    ("，“”。＜\u{FFBE}\u{FFBF}", "，“”。＜\u{FFBE}\u{FFBF}"), ("🎓\u{10FFFD}", "🎓\u{10FFFD}")
  ]

  @Test(arguments: texts) func escaped(_ text: String, expected: String) {
    #expect(HTML.escaped(text).hasSameBytes(as: expected))
  }
}
