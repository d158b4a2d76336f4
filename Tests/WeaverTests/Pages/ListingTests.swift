import Testing

@testable import Markup
@testable import Pages

@Suite("Woven: lines of code") struct ListingTests {
  /// Coloured code, and its lines.
  static let codes: [([Node], [String])] = [
    ([], []), ([.code("a")], ["a"]), ([.code("a\nb\n")], ["a", "b"]),
    ([.text("a\n\n\"b\"")], ["a", "", "&quot;b&quot;"]),
    (
      [.code("x "), .inline("span", ["class": "c"], "/* a\nb\nc */"), .code(" y")],
      [
        "x <span class=\"c\">/* a</span>", "<span class=\"c\">b</span>",
        "<span class=\"c\">c */</span> y"
      ]
    ),
    (
      [
        .inline("span", ["class": "k"], "let"), .code(" a = "),
        .inline("span", ["class": "s"], "\"\"\"\n  b")
      ],
      [
        "<span class=\"k\">let</span> a = <span class=\"s\">&quot;&quot;&quot;</span>",
        "<span class=\"s\">  b</span>"
      ]
    )
  ]

  @Test(arguments: codes)
  func `each line has an anchor and elements of its own`(code: [Node], lines: [String]) {
    let listing = [Listing.html(code, language: "", name: "n")].asHTML
    let expected = lines.enumerated().map { index, line in
      "<span id=\"n-L\(index + 1)\">\(line)</span>"
    }.joined(separator: "\n")
    #expect(listing == "<pre class=\"code\" tabindex=\"0\"><code>\(expected)</code></pre>\n")
  }

  @Test(arguments: [(3, "code"), (4, "code numbered"), (90, "code numbered")])
  func `lines are numbered where there are several`(count: Int, name: String) {
    let listing = [
      Listing.html(
        [.code(String(repeating: "a\n", count: count))], language: "", name: "n")
    ].asHTML
    #expect(listing.hasPrefix("<pre class=\"\(name)\" "))
  }

  @Test func `the anchors are those that links know`() throws {
    let markdown = """
      ```swift, name=first
      let a = 1
      let b = 2
      ```

      ```swift, hidden
      let c = 3
      ```

          indented

      [one](#first-L2) [two](#c3-L1)
      """
    let woven = try TestPage().weave(markdown)
    #expect(woven.problems.map(\.brief) == [])
    let anchors = woven.html.matches(of: /<span id="([^"]*)"/).map { String($0.1) }
    #expect(anchors == Listing.lineAnchors(of: readLesson(markdown).lesson))
    #expect(anchors == ["first-L1", "first-L2", "c3-L1"])
    let dead = try TestPage().weave(markdown + "\n\n[three](#first-L3) [four](#c2-L1)\n").problems
    #expect(dead.count == 2)
  }

  @Test func `what the compiler refuses is shown as it shows it`() throws {
    let (lesson, _) = readLesson(
      "- a\n\n  ```swift, compile-fail\n  let a = 1\n  \tlet b: Int = \"<\"\n  ```\n")
    let error = lesson.file.diagnostic(
      .compiler(.error, "cannot convert 'String' & more"), line: 5, column: 17)
    let html = [
      CompilerErrorHTML.html([error], of: lesson, block: 0, label: "L")
    ].asHTML
    #expect(
      html == "<pre class=\"output failure\" tabindex=\"0\" role=\"group\" aria-label=\"L\"><samp>"
        + "<a href=\"#c1-L2\">2:15</a>: <strong>error:</strong> cannot convert 'String' &amp; more\n"
        + "  \tlet b: Int = &quot;&lt;&quot;\n"
        + "  \t             <span class=\"caret\">^</span></samp></pre>\n")
  }
}
