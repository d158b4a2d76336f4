import Foundation
import FoundationXML
import Testing

@testable import Markup
@testable import Text

@Suite("Markup: HTML as XML") struct XHTMLPrinterTests {
  /// HTML, and the XML it becomes.
  static let texts: [(String, String)] = [
    ("", ""), ("a", "a"), ("<p>a</p>", "<p>a</p>"), ("a<br>b", "a<br/>b"),
    ("<img src=a.png alt='b \"c\"'>", "<img src=\"a.png\" alt=\"b &quot;c&quot;\"/>"),
    ("<P Class=A>b</P>", "<p class=\"A\">b</p>"),
    (
      "<details open><summary>a</summary></details>",
      "<details open=\"open\"><summary>a</summary></details>"
    ),
    (
      "a & b &amp; c &lt; &nbsp;&copy;&nope; &#65;",
      "a &amp; b &amp; c &lt; \u{A0}©&amp;nope; &#65;"
    ),
    ("1 < 2 > 3 <", "1 &lt; 2 &gt; 3 &lt;"), ("<!-- a -- b --><!DOCTYPE html>c", "c"),
    ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<p>a<p>b<div>c", "<p>a</p><p>b</p><div>c</div>"),
    ("<b>a", "<b>a</b>"), ("a</b>", "a"), ("<b><i>a</b>c</i>", "<b><i>a</i></b>c"),
    ("<tr><td>a<td>b<tr><td>c", "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>"),
    ("a<script>b < c </p></script>d<iframe src=x>e</iframe>f", "adf"),
    ("<div onclick=\"a()\" a{b=c data-x>d</div>", "<div data-x=\"\">d</div>"),
    ("<p class=\"a\" class=\"b\">c</p>", "<p class=\"a\">c</p>"),
    (
      "<svg viewBox=\"0 0 1 1\"><linearGradient id=\"a\"/><path d=\"M0\"></path></svg>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        + " viewBox=\"0 0 1 1\"><linearGradient id=\"a\"/><path d=\"M0\"></path></svg>"
    ),
    (
      "<math><mi>x</mi></math>",
      "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>"
    ),
    (
      "<SVG><linearGradient></linearGradient></Svg><B>a</b><Math>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
        + "<linearGradient></linearGradient></svg><b>a</b>"
        + "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"></math>"
    ),
    // Characters that XML does not have, as they are and as numbers.
    (
      "<b title='a\u{1}&#1;'>\u{FFFE}\u{FFFF}\u{B}&#xFFFE;&#0;&#xD800;&#99999999999;&#x1F393;</b>",
      "<b title=\"a\u{FFFD}\u{FFFD}\">"
        + String(repeating: "\u{FFFD}", count: 7) + "&#x1F393;</b>"
    ),
    // A combining mark makes one character of itself and the sign before it.
    (
      "<p title='a\"\u{301} b'>\"\u{301} <\u{301} &\u{301} &amp;\u{301} &le;\u{301}</p>",
      "<p title=\"a&quot;\u{301} b\">\"\u{301} &lt;\u{301} &amp;\u{301} &amp;\u{301} ≤\u{301}</p>"
    ),
    (
      "&toolongtobethenameofanyentityofhtml; &;", "&amp;toolongtobethenameofanyentityofhtml; &amp;;"
    ),
    ("学 😀", "学 😀")
  ]

  @Test(arguments: texts)
  func `is well-formed`(html: String, xml: String) {
    #expect(XHTMLPrinter.xml([.written(html)].pieces) == xml)
  }

  @Test func `a tag can be changed or left out`() {
    let xml = XHTMLPrinter.xml(
      [.written("<a href=\"x\"><b>a</b></a> <a href=\"y\">b</a>")].pieces
    ) { tag in
      tag["href"] == "x" ? nil : tag
    }
    #expect(xml == "<b>a</b> <a href=\"y\">b</a>")
  }

  /// A lesson's own markup, written as XML, is read back by Foundation's parser.
  @Test func `what lessons weave is XML`() throws {
    let woven = try TestPage().weave(
      """
      # T

      ## A & <b>b</b>

      a $x < y$ `<c>` ![p](https://a.b/c.png)

      $$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$

      > [!ASIDE]
      > b<br>c

      ```csv, caption="<d>"
      a,b
      1,"<"
      ```

      ```python
      if a < b: pass
      ```
      """)
    let xml = "<r>\(XHTMLPrinter.xml([.written(woven.html)].pieces))</r>"
    let parser = XMLParser(data: Data(xml.utf8))
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "") \(xml)")
  }
}
