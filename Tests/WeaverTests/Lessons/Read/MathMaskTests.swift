import Testing

@testable import Lessons

@Suite("Read: mathematics") struct MathMaskTests {
  /// Markdown without problems, and its tree in brief.
  static let formulas: [(String, String)] = [
    ("$x$", "p($[x])"),
    ("a $x$ b", "p(a $[x] b)"),
    ("$x$, $y$.", "p($[x], $[y].)"),
    ("($x$)", "p(($[x]))"),
    ("a$x$b", "p(a$[x]b)"),
    ("$a_1 + b_2$ and $c_3$", "p($[a_1 + b_2] and $[c_3])"),
    ("$a*b$ c*d", "p($[a*b] c*d)"),
    ("*$a*b$*", "p(em($[a*b]))"),
    ("$a<b$ and $c>d$", "p($[a<b] and $[c>d])"),
    ("$\\frac{a}{b}$", "p($[\\frac{a}{b}])"),
    ("$\\\\$", "p($[\\\\])"),
    ("$a\\$b$", "p($[a\\$b])"),
    ("$[a](b)$", "p($[[a](b)])"),
    ("$`x`$", "p($[x])"),
    ("$`a$b`$", "p($[a$b])"),
    ("$`a_b` c`$", "p($[a_b` c])"),
    ("$学$", "p($[学])"),
    ("$e\u{301}$", "p($[e\u{301}])"),
    ("$$x$$", "p($$[x])"),
    ("$$\nx\n$$", "p($$[\nx\n])"),
    ("$$ x\ny $$", "p($$[ x\ny ])"),
    ("$$\na_b*c*<d>\\\\\n\n- e\n= f\n$$", "p($$[\na_b*c*<d>\\\\\n\n- e\n= f\n])"),
    ("a\n$$\nx\n$$\nb", "p(a⏎$$[\nx\n]⏎b)"),
    ("$$x$$\n$$y$$", "p($$[x]⏎$$[y])"),
    ("$$\nx $ y\n$$", "p($$[\nx $ y\n])"),
    ("  $$\n  x\n  $$", "p($$[\nx\n])"),
    ("- $$\n  x\n  $$\n- $y$\n", "list(item(p($$[\nx\n]))item(p($[y])))"),
    ("1. a\n\n   $$\n   x\n   $$\n", "list(item(p(a)p($$[\nx\n])))"),
    ("> $$\n> x\n> $$\n", "quote(p($$[\nx\n]))"),
    ("> - $$x$$\n", "quote(list(item(p($$[x]))))"),
    ("> $a\n> b$\n", "quote(p($[a\nb]))"),
    ("$a\nb$", "p($[a\nb])"),
    ("- $a\n  b$ c\n", "list(item(p($[a\nb] c)))"),
    ("# $x$\n", "h1($[x])"),
    ("a $x$\n===\n", "h1(a $[x])"),
    ("[$x$](a.md)", "p(link<a.md>($[x]))"),
    ("![$x$](a.png)", "p(image<a.png>($[x]))"),
    // Code, HTML and destinations are none.
    ("`$x$`", "p(code[$x$])"),
    ("``a $x$ ` b``", "p(code[a $x$ ` b])"),
    ("`a` $x$ `$y`", "p(code[a] $[x] code[$y])"),
    ("```\n$x$\n$$\ny\n```\n", "block[$x$\n$$\ny\n]"),
    ("~~~\n$$\n~~~\n", "block[$$\n]"),
    ("    $x$\n", "block[$x$\n]"),
    ("a\n\n    $$\n    x\n    $$\n", "p(a)block[$$\nx\n$$\n]"),
    ("<p>$x$</p>\n", "html[<p>$x$</p>\n]"),
    ("a <b title=\"$x$\">", "p(a <b title=\"$x$\">)"),
    ("<http://a.b/$c$>", "p(link<http://a.b/$c$>(http://a.b/$c$))"),
    ("[a](b$c$d)", "p(link<b$c$d>(a))"),
    ("`\n$$x$$\n`", "p(code[$$x$$])"),
    // An unknown tag is text, and so a formula in it is one.
    ("x <y, $a$ and z > 1", "p(x <y, $[a] and z > 1)"),
    // Dollars.
    ("\\$5", "p($5)"),
    ("\\$5 and \\$6", "p($5 and $6)"),
    ("a $ b", "p(a $ b)"),
    ("a $ b $ c", "p(a $ b $ c)"),
    ("5$", "p(5$)"),
    ("5 $\n", "p(5 $)"),
    ("\\\\$x$", "p(\\$[x])"),
    ("$x\\$$", "p($[x\\$])"),
    ("$x$5$ y$", "p($[x$5] y$)"),
    ("\u{F0000} $x$ \u{10FFFD}", "p(\u{F0000} $[x] \u{10FFFD})")
  ]

  @Test(arguments: formulas)
  func `is TeX's own`(markdown: String, tree: String) {
    let (lesson, problems) = readLesson(markdown)
    #expect(problems.map(\.brief) == [])
    #expect(lesson.document.brief == tree)
  }

  /// Markdown with a formula that nothing closes, and where it opens.
  static let unclosed: [(String, [String])] = [
    ("a $x b", ["1:3: this '$' is never closed"]),
    ("$5 and $6", ["1:1: this '$' is never closed", "1:8: this '$' is never closed"]),
    ("é $x", ["1:4: this '$' is never closed"]),
    ("a\nb $x\n\nc$", ["2:3: this '$' is never closed"]),
    ("- a\n- b $x\n", ["2:5: this '$' is never closed"]),
    ("> a $x\n", ["1:5: this '$' is never closed"]),
    ("$x $", ["1:1: this '$' is never closed"]),
    ("$x$5", ["1:1: this '$' is never closed", "1:3: this '$' is never closed"]),
    ("a $`x$", ["1:3: this '$`' is never closed"]),
    ("$$\nx\n", ["1:1: this '$$' is never closed"]),
    ("a\n\n$$\nx\n\nb\n", ["3:1: this '$$' is never closed"]),
    ("- $$\n  x\n", ["1:3: this '$$' is never closed"]),
    ("$$\n```\n$$\n```\n", ["1:1: this '$$' is never closed"]),
    ("a $$x$$ b", ["1:3: this '$$' is never closed", "1:6: this '$$' is never closed"]),
    // A code span wins over a formula that would end in it.
    ("costs $5, see `$x`", ["1:7: this '$' is never closed"]),
    ("# $x\n", ["1:3: this '$' is never closed"])
  ]

  @Test(arguments: unclosed)
  func `is an error where it is never closed`(markdown: String, expected: [String]) {
    let found = readLesson(markdown).problems
    #expect(found.map(\.brief) == expected)
  }

  /// Markdown, and the lines on which its formulas' texts begin.
  static let lines: [(String, [Int])] = [
    ("$x$\n\n$y$ $z$\n", [1, 3, 3]), ("a\n$x$\nb $y$", [2, 3]), ("$$x$$", [1]), ("$$\nx\n$$", [2]),
    ("a\n\n$$ x\n$$\n\n$y$", [3, 6]), ("$a\nb$ $c$", [1, 2]), ("- a\n\n  $$\n  x\n  $$\n", [4])
  ]

  @Test(arguments: lines)
  func `knows its line`(markdown: String, expected: [Int]) {
    var found: [Int] = []
    readLesson(markdown).lesson.document.walk { node in
      if case .math(_, let line) = node.kind { found.append(line) }
    }
    #expect(found == expected)
  }

  /// cmark's lines of the two paragraphs overlap.
  @Test func `is read once where a table is none`() {
    let problems = readLesson(
      "-| b\n|  \n-T\net- |\n|\n| - | - |\n| 0  2| -|--\n a\n-----\nI|b  $@$$$\n-\n"
    ).problems
    #expect(problems.map(\.brief) == ["10:9: this '$$' is never closed"])
  }

  @Test func `does not move what stands below it`() {
    let (lesson, _) = readLesson("$$\na\nb\n$$\n\n$c\nd$ e\n\n```swift\n0\n```\n\n# A\n")
    #expect(lesson.blocks.map(\.line) == [9])
    #expect(lesson.document.children.map(\.lines) == [1...4, 6...7, 9...11, 13...13])
  }

  @Test func `may come in thousands`() {
    let markdown = (0..<3_000).map { "$x_{\($0)}$ and" }.joined(separator: "\n")
    var count = 0
    readLesson(markdown).lesson.document.walk { if case .math = $0.kind { count += 1 } }
    #expect(count == 3_000)
  }

  @Test func `a math fence is a formula of its own`() {
    let (lesson, problems) = readLesson("```math\na_b\n```\n")
    #expect(problems.isEmpty)
    #expect(lesson.blocks.map(\.role) == [.math(Label())])
  }
}
