import Testing

@testable import Lessons
@testable import Pages
@testable import Text

@Suite("Woven: text") struct TextTests {
  /// Markdown, and the body of its page.
  static let bodies: [(String, String)] = [
    ("", ""),
    ("a", "<p>a</p>\n"),
    ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>\n"),
    ("a  \nb", "<p>a<br>\nb</p>\n"),
    ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"),
    ("***", "<hr>\n"),
    ("> a\n", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
    ("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
    ("- a\n\n- b\n", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
    ("1. a\n2. b\n", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
    ("3. a\n", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
    ("0. a\n", "<ol start=\"0\">\n<li>a</li>\n</ol>\n"),
    ("- a\n  - b\n", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
    ("- \n", "<ul>\n<li></li>\n</ul>\n"),
    ("- a `<p>` b\n", "<ul>\n<li>a <code>&lt;p&gt;</code> b</li>\n</ul>\n"),
    ("[a](https://b.c/?d=1&e=2)", "<p><a href=\"https://b.c/?d=1&amp;e=2\">a</a></p>\n"),
    ("[a](https://b.c \"d\")", "<p><a href=\"https://b.c\" title=\"d\">a</a></p>\n"),
    ("<https://b.c>", "<p><a href=\"https://b.c\">https://b.c</a></p>\n"),
    ("![a *b*](https://c.d/e.png)", "<p><img src=\"https://c.d/e.png\" alt=\"a b\"></p>\n"),
    ("<b>a</b>", "<p><b>a</b></p>\n"),
    ("<div>\n*a*\n</div>\n", "<div>\n*a*\n</div>\n"),
    ("<!-- a -->\n", "<!-- a -->\n"),
    ("学习 😀", "<p>学习 😀</p>\n"),
    ("    a < b\n", listing("", "a &lt; b")),
    ("```python\na < b\n```\n", listing(" class=\"language-python\"", "a &lt; b")),
    (
      "```\n```\n",
      "<div class=\"cell\">\n<pre class=\"code\" tabindex=\"0\"><code></code></pre>\n</div>\n"
    ),
    ("```a\"b\nc\n```\n", listing(" class=\"language-a&quot;b\"", "c")),
    // The title is in the page's head.
    ("# T\n\na", "<p>a</p>\n"),
    ("<!-- c -->\n\n# T\n\na", "<p>a</p>\n"),
    (
      "a\n\n# T\n",
      "<p>a</p>\n<h2 id=\"t\">T\(anchor("t"))</h2>\n"
    ),
    (
      "---\ntitle: X\n---\n# T\n", "<h2 id=\"t\">T\(anchor("t"))</h2>\n"
    ),
    (
      "## A *b*\n",
      "<h2 id=\"a-b\">A <em>b</em>\(anchor("a-b"))</h2>\n"
    ),
    ("## B\n### A\n", "<h2 id=\"b\">B\(anchor("b"))</h2>\n<h3 id=\"a\">A\(anchor("a"))</h3>\n"),
    // No level is left out.
    ("###### A\n", "<h2 id=\"a\">A\(anchor("a"))</h2>\n"),
    (
      "## A\n#### B\n",
      "<h2 id=\"a\">A\(anchor("a"))</h2>\n<h3 id=\"b\">B\(anchor("b"))</h3>\n"
    )
  ]

  @Test(arguments: bodies)
  func `becomes HTML`(markdown: String, html: String) throws {
    let woven = try TestPage().weave(markdown)
    #expect(woven.html == html)
    #expect(woven.problems.map(\.brief) == [])
  }

  /// Markdown that could break out of its place, and what it becomes.
  static let escapes: [(String, String)] = [
    ("a < b & c > d \"e\" 'f'", "<p>a &lt; b &amp; c &gt; d &quot;e&quot; 'f'</p>\n"),
    ("&lt;b&gt;", "<p>&lt;b&gt;</p>\n"),
    ("&amp;amp;", "<p>&amp;amp;</p>\n"),
    ("`<script>`", "<p><code>&lt;script&gt;</code></p>\n"),
    ("\\<b>", "<p>&lt;b&gt;</p>\n"),
    ("a\u{0}b\u{1}\u{1B}", "<p>a\u{FFFD}b\u{FFFD}\u{FFFD}</p>\n"),
    (
      "[a](https://b.c/\"x\")", "<p><a href=\"https://b.c/%22x%22\">a</a></p>\n"
    ),
    (
      "[a](https://b.c/é学)", "<p><a href=\"https://b.c/%C3%A9%E5%AD%A6\">a</a></p>\n"
    ),
    (
      "[a](https://b.c 'd\"<e>')",
      "<p><a href=\"https://b.c\" title=\"d&quot;&lt;e&gt;\">a</a></p>\n"
    ),
    (
      "![\"<a>](https://b.c/d.png)",
      "<p><img src=\"https://b.c/d.png\" alt=\"&quot;\"></p>\n"
    ),
    (
      "![a \" b & c](https://b.c/d.png)",
      "<p><img src=\"https://b.c/d.png\" alt=\"a &quot; b &amp; c\"></p>\n"
    )
  ]

  @Test(arguments: escapes)
  func `is escaped`(markdown: String, html: String) throws {
    #expect(try TestPage().weave(markdown).html == html)
  }

  @Test func `raw HTML is text where the course says so`() throws {
    var loom = try TestPage()
    loom.settings.escapesHTML = true
    #expect(loom.weave("a <b>c</b>").html == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n")
    #expect(loom.weave("<div>\na\n</div>\n").html == "<pre>&lt;div&gt;\na\n&lt;/div&gt;\n</pre>\n")
  }

  /// Quotes, and what they become.
  static let callouts: [(String, String)] = [
    (
      "> [!NOTE]\n> a\n",
      "<div class=\"callout note\" role=\"note\">\n<p class=\"callout-title\">Note</p>\n<p>a</p>\n</div>\n"
    ),
    (
      "> [!TIP]\n> a\n",
      "<div class=\"callout tip\" role=\"note\">\n<p class=\"callout-title\">Tip</p>\n<p>a</p>\n</div>\n"
    ),
    (
      "> [!WARNING]\n> *a*\n>\n> - b\n",
      "<div class=\"callout warning\" role=\"note\">\n<p class=\"callout-title\">Warning</p>\n"
        + "<p><em>a</em></p>\n<ul>\n<li>b</li>\n</ul>\n</div>\n"
    ),
    (
      "> [!note]\n>\n> a\n",
      "<div class=\"callout note\" role=\"note\">\n<p class=\"callout-title\">Note</p>\n<p>a</p>\n</div>\n"
    ),
    (
      "> [!NOTE]\n",
      "<div class=\"callout note\" role=\"note\">\n<p class=\"callout-title\">Note</p>\n</div>\n"
    ),
    ("> [!OTHER]\n> a\n", "<blockquote>\n<p>[!OTHER]\na</p>\n</blockquote>\n"),
    ("> [!NOTE] a\n", "<blockquote>\n<p>[!NOTE] a</p>\n</blockquote>\n"),
    ("> a\n> [!NOTE]\n", "<blockquote>\n<p>a\n[!NOTE]</p>\n</blockquote>\n"),
    ("[!NOTE]\n", "<p>[!NOTE]</p>\n")
  ]

  @Test(arguments: callouts)
  func `callouts are drawn as code hosts draw them`(markdown: String, html: String) throws {
    #expect(try TestPage().weave(markdown).html == html)
  }

  /// Headings, and their anchors.
  static let anchors: [(String, [String])] = [
    ("## A\n", ["a"]), ("## One Two\n", ["one-two"]), ("## A, b: c!\n", ["a-b-c"]),
    ("## A\n## A\n## A\n", ["a", "a-1", "a-2"]), ("## A\n## A\n## A-1\n", ["a", "a-1", "a-1-1"]),
    ("## A-1\n## A\n## A\n", ["a-1", "a", "a-2"]), ("## 学习 率\n", ["学习-率"]),
    ("## Élan\n", ["élan"]), ("## `f(x)`\n", ["fx"]), ("## 😀\n", ["section"]),
    ("##\n##\n", ["section", "section-1"]), ("## a_b-c\n", ["a_b-c"]), ("## 1.5\n", ["15"]),
    ("## A\n### A\n# A\n", ["a", "a-1", "a-2"]), ("> ## A\n", ["a"]), ("- ## A\n", ["a"])
  ]

  @Test(arguments: anchors)
  func `headings have anchors, each its own`(markdown: String, expected: [String]) throws {
    let html = try TestPage().weave("a\n\n\(markdown)").html
    #expect(html.matches(of: /\sid="([^"]*)"/).map { String($0.1) } == expected)
    #expect(html.matches(of: /\shref="#([^"]*)"/).map { String($0.1) } == expected)
    #expect(Anchors.all(of: readLesson("a\n\n\(markdown)").lesson) == expected)
  }

  @Test func `lists the sections`() throws {
    let sections = try TestPage().weave("# T\n\n## A `b`\n\n### C\n\n## D\n").sections
    #expect(sections.map(\.anchor) == ["a-b", "d"])
    #expect(sections.map { $0.parts.map(\.anchor) } == [["c"], []])
    #expect(sections.map(\.title) == ["A b", "D"])
  }

  @Test func `formulas are MathML in their places`() throws {
    let woven = try TestPage().weave("a $x$ b\n\n$$\ny\n$$\n\n```math\nz\n```\n")
    #expect(woven.problems.map(\.brief) == [])
    #expect(woven.html.hasPrefix("<p>a <math"))
    #expect(woven.html.matches(of: /<math/).count == 3)
    #expect(
      woven.html.matches(
        of: /<div class="formula" tabindex="0" role="group" aria-label="Formula"><math/
      ).count == 2)
  }

  /// Lessons with a broken formula, and where it is reported.
  static let broken: [(String, String)] = [
    ("a $\\frac{x$\n", "1:"), ("a\n\nb $\\nope$ c\n", "3:4"), ("$$\nx\n\\nope\n$$\n", "3:1"),
    ("$$x + \\nope$$\n", "1:7"), ("```math\nx\n\\nope\n```\n", "3:1"),
    ("> $$\n> \\nope\n> $$\n", "2:3"), ("- a $\\nope$\n", "1:6"), ("é $\\nope$\n", "1:5")
  ]

  @Test(arguments: broken)
  func `a broken formula is an error at its place`(markdown: String, place: String) throws {
    let problems = try TestPage().weave(markdown).problems
    let problem = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(problem.brief.hasPrefix("\(place)"), "\(problem.brief)")
    #expect(problem.reason.message.hasPrefix("broken formula: "))
  }
}

/// One line of code.
private func listing(_ language: String, _ code: String) -> String {
  "<div class=\"cell\">\n<pre class=\"code\" tabindex=\"0\"><code\(language)>"
    + "<span id=\"c1-L1\">\(code)</span></code></pre>\n</div>\n"
}

/// A heading's link to itself.
private func anchor(_ name: String) -> String {
  "<a class=\"anchor\" href=\"#\(name)\" aria-label=\"Link to this section\">#</a>"
}
