import Foundation
import Testing

@testable import Drawings
@testable import Lessons
@testable import Pages
@testable import Sites
@testable import Text

@Suite("What authors write beside CommonMark") struct ProseTests {
  let page: TestPage

  init() throws { page = try TestPage() }

  /// Markdown, and what stands for it on the page.
  static let works: [(String, String)] = [
    ("这是**“学习率”**的定义。", "<p>这是<strong>“学习率”</strong>的定义。</p>\n"),
    (
      "值**`loss`**和**（括号）**。", "<p>值<strong><code>loss</code></strong>和<strong>（括号）</strong>。</p>\n"
    ),
    ("一行中文，\n下一行中文。", "<p>一行中文，下一行中文。</p>\n"),
    ("中文\nSwift", "<p>中文\nSwift</p>\n"),
    ("~~gone~~ ~~", "<p><del>gone</del> ~~</p>\n"),
    (
      "见https://example.org/a_b。",
      "<p>见<a href=\"https://example.org/a_b\">https://example.org/a_b</a>。</p>\n"
    ),
    (
      "- [ ] to do\n- [x] done",
      "<ul>\n<li><span class=\"task\">☐</span> to do</li>\n"
        + "<li><span class=\"task\">☑</span> done</li>\n</ul>\n"
    ),
    ("- one <p>two</p> three", "<ul>\n<li>one <p>two</p> three</li>\n</ul>\n")
  ]

  @Test(arguments: works)
  func `is read as code hosts read it`(markdown: String, expected: String) {
    let woven = page.weave(markdown + "\n")
    #expect(woven.problems.map(\.brief) == [])
    #expect(woven.html == expected)
  }

  @Test func `footnotes are numbered as sentences lead to them`() {
    let html = page.weave("A[^b] and[^a] and[^b].\n\n[^a]: One.\n[^b]: Two *words*.\n").html
    #expect(
      html.contains("A<sup><a class=\"footnote\" id=\"footnote-from-1\" href=\"#footnote-1\""))
    #expect(html.contains("<li id=\"footnote-1\" value=\"1\">\n<p>Two <em>words</em>. <a href"))
    #expect(html.components(separatedBy: "id=\"footnote-from-1\"").count == 2)
  }

  @Test func `pipe tables hold formulas, code and bars`() {
    let html = page.weave("| a | *b* |\n| - | :-: |\n| `x|y` | p \\| q |\n").html
    #expect(
      html.contains("<th scope=\"col\">a</th><th scope=\"col\" class=\"center\"><em>b</em></th>"))
    #expect(html.contains("<td><code>x|y</code></td><td class=\"center\">p | q</td>"))
  }

  @Test func `cells and captions are read as sentences`() {
    let html = page.weave("~~~csv, caption=\"of `loss`\"\nname,*what*\n`a`,$x$\n~~~\n").html
    #expect(html.contains("<th scope=\"col\"><em>what</em></th>"))
    #expect(html.contains("<td><code>a</code></td>"))
    #expect(html.contains(". of <code>loss</code></figcaption>"))
  }

  @Test func `formulas stand in raw HTML, prices stay`() {
    let html = page.weave("<p>$x$ and $5 or $6, <code>$y$</code></p>\n").html
    #expect(html.hasPrefix("<p><math alttext=\"x\">"))
    #expect(html.hasSuffix("</math> and $5 or $6, <code>$y$</code></p>\n"))
  }

  /// Markdown that would be printed as it stands, and what is said of it.
  static let refused: [(String, String)] = [
    (#"Inline \(x_1\)."#, #"1:8: '\(' is not read as a formula here"#),
    ("\\[\nx\n\\]", #"1:1: '\[' is not read as a formula here"#),
    ("[a][no]", "1:3: no link is called 'no'"), ("[a][]", "1:3: no link is called ''"),
    ("[a]()", "1:3: this link leads nowhere"),
    ("[a](my file.md)", "1:3: this is no link: its address holds blanks"),
    (#"\begin{aligned} a"#, "1:1: TeX stands outside of a formula"),
    ("A[^x].", "1:2: no footnote is called '^x'"),
    ("[^x]: never", "1:1: nothing leads to the footnote '^x'"),
    ("| a | b |\n| - | - |\n| 1 |", "3: this row has 1 cell, the line below the heading 2"),
    (
      "```csv, caption=\"of `x`\"\na\n```",
      "1:21: a backtick cannot stand in the words of a fence that backticks open"
    ),
    ("# A {#b}", "1:5: a heading is not given an anchor like this"),
    ("这是__粗体__的", "1:7: these underscores emphasize nothing: they stand within a word"),
    ("::: note", "1:1: this is not read as a block here")
  ]

  @Test(arguments: refused)
  func `is refused, and the way out is named`(markdown: String, expected: String) {
    let problems = readLesson(markdown + "\n").problems
    #expect(problems.map(\.brief) == [expected])
    #expect(problems.allSatisfy { $0.reason.help != nil })
  }

  @Test(arguments: [
    #"\[b](c) and [0, 1] and f[0][1]"#, "a | b", #"See \[^1]."#, "2 ** 3", "`[a][b]` $a_{1}$",
    "`~~x~~`"
  ])
  func `is left alone`(markdown: String) {
    #expect(readLesson(markdown + "\n").problems.map(\.brief) == [])
  }

  @Test func `a title may hold a formula`() {
    let (lesson, problems) = readLesson(
      "# The slope $\\frac{dL}{dw}$ of `loss()`\n\nUp [there](#the-slope-fracdldw-of-loss).\n")
    #expect(problems.map(\.brief) == [])
    #expect(lesson.title == "The slope dL/dw of loss()")
    #expect(lesson.titleHeading != nil)
  }

  /// TeX, and how it reads where only text fits.
  static let readable: [(String, String)] = [
    ("x^2", "x²"), (#"\theta_1"#, "θ₁"), (#"\frac{a+b}{c}"#, "(a+b)/c"), (#"\sqrt{x}"#, "√x"),
    (#"\mathbb{R}^n"#, "ℝⁿ"), (#"e^{-x}"#, "e^(−x)"), (#"\left( x"#, "(x"), ("{{{", ""),
    (#"\"#, "")
  ]

  @Test(arguments: readable)
  func `a formula has a readable form`(tex: String, expected: String) {
    #expect(Formula(tex: tex, isDisplay: false).readableText == expected)
  }

  @Test(arguments: [
    ("ar", true), ("he-IL", true), ("en", false), ("az-Arab", true), ("ar-Latn", false),
    ("zh", false)
  ])
  func `the direction is that of the script`(tag: String, isRightToLeft: Bool) {
    #expect(WritingDirection.isRightToLeft(tag) == isRightToLeft)
  }
}
