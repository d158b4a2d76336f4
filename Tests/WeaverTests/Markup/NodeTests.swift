import Testing

@testable import Markup

/// Trees, and what the printers make of them.
@Suite("Markup: trees") struct NodeTests {
  private static let link = Node.inline("a", ["href": "b?c&d=\"e\"", "download": ""], "f < \"g\"")

  /// A tree, its HTML, and its XML.
  static let trees: [([Node], html: String, xml: String)] = [
    ([], "", ""),
    ([.text("a < \"b\" & 'c'\u{0}")], "a &lt; &quot;b&quot; &amp; 'c'\u{FFFD}", ""),
    ([.code("a < \"b\"")], "a &lt; \"b\"", "a &lt; \"b\""),
    ([.written("<b>a &amp; <br>")], "<b>a &amp; <br>", "<b>a &amp; <br/></b>"),
    (
      [.line("p", ["class": "a", "id": nil, "hidden": ""], "b")],
      "<p class=\"a\" hidden=\"\">b</p>\n", "<p class=\"a\" hidden=\"hidden\">b</p>\n"
    ),
    (
      [.block("ul", [:], [.line("li", [:], "a"), .line("li", [:], [link])])],
      "<ul>\n<li>a</li>\n<li><a href=\"b?c&amp;d=&quot;e&quot;\" download>"
        + "f &lt; &quot;g&quot;</a></li>\n</ul>\n",
      "<ul>\n<li>a</li>\n<li><a href=\"b?c&amp;d=&quot;e&quot;\" download=\"download\">"
        + "f &lt; &quot;g&quot;</a></li>\n</ul>\n"
    ),
    ([.text("a"), .line("br"), .inline("span")], "a<br>\n<span></span>", "a<br/>\n<span></span>"),
    (
      [.inline("svg", [:], [.inline("path", ["d": "M0"]), .inline("g"), .line("rect")])],
      "<svg><path d=\"M0\"/><g></g><rect/>\n</svg>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
        + "<path d=\"M0\"/><g></g><rect/>\n</svg>"
    ),
    // What an author opens, an author closes.
    (
      [.written("<B>"), .inline("em", [:], "a"), .written("</B>"), .text("b")],
      "<B><em>a</em></B>b", "<b><em>a</em></b>b"
    )
  ]

  /// A sign and the combining mark behind it are one character, and two in a file.
  @Test func entitiesAreReadWhateverStandsBehindThem() {
    let mark = "\u{301}"
    let text = "<\(mark)>\(mark)\"\(mark)&\(mark)&lt;"
    let tree: [Node] = [.inline("p", ["title": text], text)]
    #expect(TreeReader.tree(tree.asHTML) == tree)
  }

  @Test(arguments: trees)
  func `are printed`(tree: [Node], html: String, xml: String) {
    #expect(tree.asHTML == html)
    if !xml.isEmpty { #expect(XHTMLPrinter.xml(tree.pieces) == xml) }
  }

  @Test(arguments: trees)
  func `are the same to a printer as their HTML`(tree: [Node], html: String, xml: String) {
    #expect(XHTMLPrinter.xml(tree.pieces) == XHTMLPrinter.xml([.written(html)].pieces))
  }

  @Test func `are read from markup in which every element is closed`() {
    let markup =
      "a<math alttext=\"x &lt; &quot;y&quot; &amp;lt;\"><mi>x</mi><mo>&lt;</mo><mi></mi></math>b"
    let tree = TreeReader.tree(markup)
    #expect(
      tree == [
        .text("a"),
        .inline(
          "math", ["alttext": "x < \"y\" &lt;"],
          [.inline("mi", [:], "x"), .inline("mo", [:], "<"), .inline("mi")]), .text("b")
      ])
    #expect(tree?.asHTML == markup)
    for broken in ["<a>", "</a>", "<a></b>", "<a><b></a></b>"] {
      #expect(TreeReader.tree(broken) == nil, "\(broken)")
    }
  }

  @Test func `have a text`() {
    let tree: [Node] = [
      .text("a "), .inline("em", [:], "b"), .inline("br"), .written("<i>"), .code("c"),
      .inline("math", ["alttext": "x^2"], [.inline("mi", [:], "x")])
    ]
    #expect(tree.asText { "(\($0))" } == "a b c(x^2)")
  }
}
