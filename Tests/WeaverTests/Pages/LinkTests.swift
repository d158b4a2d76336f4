import Testing

@testable import Lessons
@testable import Pages
@testable import Text

@Suite("Woven: links") struct LinkTests {
  private static let files = [
    "02-next.md": "# Next\n\n## A part\n\n## 学习\n", "03-über.md": "# Ü\n",
    "04-draft.md": "---\ndraft: true\n---\n# D\n", "images/a.png": "png", "data/b c.csv": "1"
  ]

  /// A link as written, where it leads, and the files that are copied for it.
  static let alive: [(String, String, Set<String>)] = [
    ("[a](02-next.md)", "next.html", []),
    ("[a](./02-next.md)", "next.html", []),
    ("[a](images/../02-next.md)", "next.html", []),
    ("[a](02-next.md#a-part)", "next.html#a-part", []),
    ("[a](02-next.md#next)", "next.html#next", []),
    ("[a](02-next.md#学习)", "next.html#%E5%AD%A6%E4%B9%A0", []),
    ("[a](02-next.md#%E5%AD%A6%E4%B9%A0)", "next.html#%E5%AD%A6%E4%B9%A0", []),
    ("[a](03-über.md)", "%C3%BCber.html", []),
    ("[a](03-%C3%BCber.md)", "%C3%BCber.html", []),
    ("[a](01-test.md)", "test.html", []),
    ("[a](#here)\n\n## Here", "#here", []),
    ("[a](01-test.md#here)\n\n## Here", "test.html#here", []),
    ("[a][b]\n\n[b]: 02-next.md", "next.html", []),
    ("[a]\n\n[a]: 02-next.md#a-part 'T'", "next.html#a-part", []),
    ("[a](images/a.png)", "images/a.png", ["images/a.png"]),
    ("[a](<data/b c.csv>)", "data/b%20c.csv", ["data/b c.csv"]),
    ("[a](data/b%20c.csv)", "data/b%20c.csv", ["data/b c.csv"]),
    ("![a](images/a.png)", "images/a.png", ["images/a.png"]),
    ("![a][b]\n\n[b]: images/a.png", "images/a.png", ["images/a.png"]),
    ("<a href=\"02-next.md\">b</a>", "next.html", []),
    ("<a href='02-next.md'>b</a>", "next.html", []),
    ("<a href=02-next.md>b</a>", "next.html", []),
    ("<a title=\"b\" HREF=\"02-next.md#a-part\">b</a>", "next.html#a-part", []),
    ("<p>\n<img src=\"images/a.png\" alt=\"\">\n</p>", "images/a.png", ["images/a.png"]),
    ("[a](https://b.c/d.md)", "https://b.c/d.md", []),
    ("[a](mailto:b@c.d)", "mailto:b@c.d", []),
    ("[a](//b.c/d)", "//b.c/d", []),
    // An anchor may be one of raw HTML.
    ("<a id=\"here\"></a>\n\n[a](#here)", "#here", []),
    ("<div id=\"here\">\n</div>\n\n[a](#here)", "#here", [])
  ]

  @Test(arguments: alive)
  func `lead to pages, anchors and files`(
    markdown: String, target: String, assets: Set<String>
  ) throws {
    let woven = try TestPage(files: Self.files).weave("x\n\n\(markdown)\n")
    #expect(woven.problems.map(\.brief) == [])
    #expect(woven.assets == assets)
    let found = woven.html.matches(of: /(?i)<(?:a|img)[^>]* (?:href|src)=["']?([^"'> ]*)/)
      .map { String($0.1) }.filter { !woven.html.contains("class=\"anchor\" href=\"\($0)\"") }
    let isOwnAnchor = target.hasPrefix("#") && found.isEmpty
    #expect(found == [target] || isOwnAnchor, "\(woven.html)")
  }

  /// A link that leads nowhere, its place, and the beginning of the help.
  static let dead: [(String, String, String)] = [
    ("[a](02-nxt.md)", "3:5: the link '02-nxt.md' leads nowhere", "did you mean '02-next.md'?"),
    (
      "[a](99-zzzzzzzzz.md)", "3:5: the link '99-zzzzzzzzz.md' leads nowhere",
      "the lessons are: 01-test.md, 02-next.md"
    ),
    (
      "[a](02-next.md#a-prat)", "3:5: the link '02-next.md#a-prat' leads nowhere",
      "did you mean '#a-part'?"
    ),
    ("[a](#hree)\n\n## Here", "3:5: the link '#hree' leads nowhere", "did you mean '#here'?"),
    ("[a](#x)", "3:5: the link '#x' leads nowhere", ""),
    (
      "b\n[a](images/b.png) c", "4:5: the link 'images/b.png' leads nowhere",
      "no file 'images/b.png' stands beside the lesson"
    ),
    (
      "[a](next.html)", "3:5: the link 'next.html' leads nowhere",
      "a link to a page is written to its lesson: '02-next.md'"
    ),
    ("![a](images/b.png)", "3:6: the link 'images/b.png' leads nowhere", "no file"),
    ("[a](images)", "3:5: the link 'images' leads nowhere", ""),
    ("[a](../README.md)", "3:5: the link '../README.md' leads nowhere", "links lead to files in"),
    ("[a](/etc/passwd)", "3:5: the link '/etc/passwd' leads nowhere", "links lead to files in"),
    ("[a][b]\n\n[b]: gone.csv", "5:6: the link 'gone.csv' leads nowhere", "no file"),
    ("[a]\n\n[a]: 02-nxt.md", "5:6: the link '02-nxt.md' leads nowhere", "did you mean"),
    ("é [a](gone.csv)", "3:8: the link 'gone.csv' leads nowhere", "no file"),
    ("- b\n\n  [a](gone.csv)", "5:7: the link 'gone.csv' leads nowhere", "no file"),
    (
      "<a href=\"02-nxt.md\">b</a>", "3:10: the link '02-nxt.md' leads nowhere",
      "did you mean '02-next.md'?"
    ),
    ("<a href='gone.csv'>b</a>", "3:10: the link 'gone.csv' leads nowhere", "no file"),
    ("<a href=gone.csv>b</a>", "3:9: the link 'gone.csv' leads nowhere", "no file"),
    (
      "<p>\n<img src=\"gone.png\">\n</p>", "4:11: the link 'gone.png' leads nowhere", "no file"
    ),
    // A draft has no page.
    ("[a](04-draft.md)", "3:5: the link '04-draft.md' leads nowhere", "")
  ]

  @Test(arguments: dead)
  func `that lead nowhere are errors`(markdown: String, expected: String, help: String) throws {
    let problems = try TestPage(files: Self.files).weave("x\n\n\(markdown)\n").problems
    #expect(problems.map(\.brief) == [expected])
    #expect(problems.first?.reason.help?.hasPrefix(help) == true, "\(problems.map(\.reason.help))")
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "<java&#10;script:alert(1)>", "vbscript:x",
    "data:text/html,<script>", "&#1;javascript:alert(1)"
  ])
  func `run no script where raw HTML is text`(link: String) throws {
    var loom = try TestPage()
    loom.settings.escapesHTML = true
    #expect(loom.weave("[a](\(link))\n").problems.count == 1)
    #expect(loom.weave("![a](data:image/png;base64,AA)\n").problems.isEmpty)
  }

  /// Addresses as they are written, with what a browser passes over, and whether they may stand there.
  @Test(arguments: [
    ("https://a.b", true), ("HTTP://a.b", true), ("mailto:a@b.c", true), ("tel:+123", true),
    ("ftp://a.b", false), ("file:///etc/passwd", false), ("javascript:x", false),
    ("jAvAsCrIpT:x", false), ("java&Tab;script:x", false), ("java&#x0A;script:x", false),
    ("javascript&colon;x", false), ("&#106;avascript:x", false),
    ("&#1;javascript:x", false), ("blob:x", false), ("about:blank", false),
    ("view-source:https://a.b", false), ("data:text/html,x", false), ("data:image/png,x", false)
  ])
  func `have one of a few schemes, whatever becomes of raw HTML`(link: String, isAlive: Bool) throws
  {
    var loom = try TestPage()
    for escapes in [true, false] {
      loom.settings.escapesHTML = escapes
      let woven = loom.weave("[a](<\(link)>)\n\n[b]\n\n[b]: <\(link)>\n")
      #expect(woven.problems.isEmpty == isAlive, "\(link): \(woven.problems.map(\.brief))")
      // A preview shows the page all the same.
      #expect(woven.html.contains("href=\"#\"") == !isAlive, "\(woven.html)")
    }
    let raw = [
      "<a href=\"\(link)\">a</a>", "x <a href='\(link)'>a</a>",
      "<form action=\"\(link)\"></form>", "<p><button formaction='\(link)'>a</button></p>",
      "<svg><a xlink:href=\"\(link)\"></a></svg>", "<video poster=\"\(link)\"></video>",
      "<p><a/href=\"\(link)\">a</a></p>"
    ]
    for html in raw where !(html.contains("poster") && link.hasPrefix("data:image")) {
      let problems = loom.weave("x\n\n\(html)\n").problems
      #expect(problems.count == (isAlive ? 0 : 1), "\(html): \(problems.map(\.brief))")
    }
  }

  @Test func `say the way out where a scheme is none of them`() throws {
    let problem = try TestPage().weave("x\n\n[a](javascript:x)\n").problems.first
    #expect(problem?.brief == "3:5: the link 'javascript:x' leads nowhere")
    #expect(
      problem?.reason.help == "links lead to lessons, files, anchors, and addresses with http:, "
        + "https:, mailto:, tel:; another address can stand as code between backticks")
  }

  @Test func `lead to no file that runs scripts where raw HTML is text`() throws {
    let files = ["a.svg": "<svg/>", "b.HTML": "<p>", "c.pdf": "pdf"]
    var loom = try TestPage(files: files)
    let text = "[a](a.svg)\n\n[b](b.HTML)\n\n[c](c.pdf)\n\n![a](a.svg)\n"
    #expect(loom.weave(text).problems.isEmpty)
    loom.settings.escapesHTML = true
    #expect(
      loom.weave(text).problems.map(\.brief) == [
        "1:5: the link 'a.svg' leads nowhere", "3:5: the link 'b.HTML' leads nowhere"
      ])
  }

  @Test func `in comments are not looked at`() throws {
    let loom = try TestPage()
    #expect(loom.weave("<!-- <a href=\"gone.md\"> -->\n").problems.isEmpty)
    #expect(loom.weave("<p>a</p><!-- <a href=\"gone.md\"> -->\n").problems.map(\.brief) == [])
    #expect(loom.weave("a <!-- <a href=\"gone.md\"> --> b\n").problems.isEmpty)
  }

  @Test func `in code are not looked at`() throws {
    let loom = try TestPage()
    #expect(loom.weave("`[a](gone.md)`\n\n```\n[a](gone.md)\n```\n").problems.isEmpty)
  }

  /// A folder and a path below it, made plain.
  static let normalized: [(String, String?)] = [
    ("a", "a"), ("a/b", "a/b"), ("./a", "a"), ("a/./b", "a/b"), ("a/../b", "b"), ("a//b", "a/b"),
    ("a/", "a"), ("..", nil), ("../a", nil), ("a/../../b", nil), ("/a", nil), ("", nil), (".", nil),
    ("a?b", "a"), ("a/..", nil)
  ]

  @Test(arguments: normalized)
  func `paths stay below the folder`(path: String, expected: String?) {
    #expect(CoursePath.normalized(path) == expected)
  }
}
