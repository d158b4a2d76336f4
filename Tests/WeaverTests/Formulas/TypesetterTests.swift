import Foundation
import TestSupport
import Testing

@testable import Formulas

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("A formula as MathML") struct TypesetterTests {
  let bench: FormulaBench

  init() throws { bench = try FormulaBench() }

  @Test func `is one math element with the TeX as its text`() throws {
    #expect(
      try bench.inline(" a<b ")
        == #"<math alttext="a&lt;b"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>"#)
    #expect(
      try bench.display(#"\text{"&"}"#.replacingOccurrences(of: "&", with: "\\&"))
        == #"<math display="block" alttext="\text{&quot;\&amp;&quot;}">"#
        + #"<mtext>&quot;&amp;&quot;</mtext></math>"#)
  }

  @Test func `is the same bytes every time and in every typesetter`() throws {
    let formulas = [#"\hat e"#, #"\begin{aligned}a&=b\\c&=d\end{aligned}"#, #"\frac12"#]
    let once = try formulas.map(bench.display)
    // A macro of one formula is unknown in the next, and an error leaves nothing behind.
    #expect(try bench.content(#"\gdef\mine{x}\mine"#) == "<mi>x</mi>")
    #expect(bench.error(#"\mine"#)?.message == #"Undefined control sequence: \mine"#)
    #expect(try formulas.map(bench.display) == once)
    let other = try FormulaBench()
    #expect(try formulas.reversed().map(other.display) == once.reversed())
  }

  @Test func `knows KaTeX's version without running it`() throws {
    let installation = try KaTeXFile.find(.ofTests)
    #expect(installation.version == bench.typesetter.version)
    #expect(installation.version.split(separator: ".").count == 3)
  }

  /// TeX, and what is inside of its `math` element.
  static let mended: [(String, String)] = [
    // Letters that MathML Core has no attribute for.
    (#"\mathbf{x}"#, "<mi>𝐱</mi>"),
    (#"\mathbb{R}"#, "<mi>ℝ</mi>"),
    (#"\mathbb{E}"#, "<mi>𝔼</mi>"),
    (#"\mathcal{L}"#, "<mi>ℒ</mi>"),
    (#"\mathfrak{g}"#, "<mi>𝔤</mi>"),
    (#"\boldsymbol{\theta}"#, "<mi>𝜽</mi>"),
    (#"\boldsymbol{\nabla}"#, "<mi>𝛁</mi>"),
    (#"\mathbf{1}"#, "<mn>𝟏</mn>"),
    (#"\mathrm{d}"#, #"<mi mathvariant="normal">d</mi>"#),
    (#"\mathrm{softmax}"#, "<mi>softmax</mi>"),
    (#"\text{\textbf{b}}"#, #"<mtext class="tex-bold">b</mtext>"#),
    (#"\partial"#, #"<mi mathvariant="normal">∂</mi>"#),
    // Accents.
    (#"\hat e"#, #"<mover accent="true"><mi>e</mi><mo stretchy="false">ˆ</mo></mover>"#),
    (
      #"\vec v"#,
      #"<mover accent="true"><mi>v</mi><mo mathsize="70%" stretchy="false">→</mo></mover>"#
    ),
    // Spaces; A stands for the invisible operator between a function and its argument.
    (#"a\!b"#, #"<mi>a</mi><mspace width="-0.1667em"></mspace><mi>b</mi>"#),
    (
      #"2\log x"#,
      #"<mn>2</mn><mspace width="0.1667em"></mspace><mi>log</mi><mo rspace="0.1667em">A</mo><mi>x</mi>"#
    ),
    (
      #"\log(x)"#,
      #"<mi>log</mi><mo>A</mo><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>"#
    ),
    (
      #"\log_2 x"#,
      #"<msub><mi>log</mi><mn>2</mn></msub><mo rspace="0.1667em">A</mo><mi>x</mi>"#
    ),
    ("a=-1", #"<mi>a</mi><mo>=</mo><mo form="prefix">−</mo><mn>1</mn>"#),
    ("a-1", "<mi>a</mi><mo>−</mo><mn>1</mn>"),
    (")-1", #"<mo stretchy="false">)</mo><mo>−</mo><mn>1</mn>"#),
    // Elements that may hold text only.
    (#"\coloneqq"#, "<mo>≔</mo>"),
    (#"\mathbin{\mathrm{mod}}"#, #"<mo lspace="0.22em" rspace="0.22em">mod</mo>"#),
    (#"\overset{a}{b}"#, "<mover><mi>b</mi><mi>a</mi></mover>"),
    ("f''", #"<msup><mi>f</mi><mrow><mo lspace="0em" rspace="0em">″</mo></mrow></msup>"#),
    // The rest of what Core doesn't know.
    (#"\cancel{x}"#, #"<mrow class="tex-updiagonalstrike"><mi>x</mi></mrow>"#)
  ]

  @Test(arguments: mended)
  func `is mended for MathML Core`(tex: String, expected: String) throws {
    let expected = expected.replacingOccurrences(of: ">A<", with: ">\u{2061}<")
    #expect(try bench.content(tex) == expected)
  }

  @Test func `aligns the columns of tables with classes`() throws {
    let aligned = try bench.content(#"\begin{aligned}a&=b\\c&=d\end{aligned}"#)
    #expect(aligned.hasPrefix(#"<mtable class="tex-jot"><mtr><mtd class="tex-r">"#))
    #expect(aligned.contains(#"<mtd class="tex-l tex-join">"#))
    let cases = try bench.content(#"\begin{cases}1&x>0\\0&\text{else}\end{cases}"#)
    #expect(cases.contains(#"<mtable class="tex-cases"><mtr><mtd class="tex-l">"#))
    // No cells for numbers that nothing would fill.
    let align = try bench.content(#"\begin{align}a&=b\end{align}"#)
    #expect(align.components(separatedBy: "<mtd").count == 3)
    let lines = try bench.content(#"\begin{array}{|c|c}\hline 1&2\\\hline 3&4\end{array}"#)
    #expect(lines.contains(#"<mtable class="tex-left tex-top">"#))
    #expect(lines.contains(#"<mtr class="tex-rule">"#))
    #expect(lines.contains(#"<mtd class="tex-bar">"#))
    #expect(try bench.content(#"x\tag{1}"#).contains(#"<mtable class="tex-tagged">"#))
  }

  /// Formulas of all kinds, for what must hold of each.
  static let kinds = [
    #"\frac{\partial L}{\partial w}\,\frac12\,\binom n k\,\sqrt[3]{x}"#,
    #"\operatorname*{arg\,min}_\theta \operatorname{ReLU}(x) \underset{x}{\operatorname{max}} f"#,
    #"\begin{aligned}a&=b\\c&=d\end{aligned}\begin{pmatrix}1&2\\3&4\end{pmatrix}"#,
    #"\begin{array}{|c:r|}\hline 1&2\\\hdashline 3&4\\\hline\end{array}\begin{smallmatrix}1&2"#
      + #"\end{smallmatrix}"#,
    #"\boxed{x}\cancel{x}\bcancel{x}\xcancel{x}\sout{x}\colorbox{red}{x}\fcolorbox{red}{blue}{x}"#,
    #"\mathllap{x}\mathrlap{x}\mathclap{x}\rule{1em}{1em}\raisebox{1em}{x}\phantom{x}\smash{x}"#,
    #"\xrightarrow[a]{b}\overbrace{a}^b\underbrace{a}_b\overline{a}\underline{a}\widehat{abc}"#,
    #"\text{a \textit{b} \texttt{c} \textsf{d} \textbf{学}}\mathbin{\frac12}\mathrel{+}\mathop{X}"#,
    #"\bigl(\Bigm|\biggr\}\left<x\middle|y\right>\not\in\mathinner{x}\pmod 3\bmod\stackrel{!}{=}"#,
    #"\begin{CD}A@>a>>B\\@VVV@VVV\\C@>>>D\end{CD}"#,
    #"\color{blue}x\tiny x\Large y\displaystyle\sum_i\textstyle\int\oint\limits_a"#,
    #"\phase{78}\angl{n}\def\arraystretch{2}\begin{array}{c}a\\b\end{array}\verb|a b|"#
  ]

  @Test(arguments: kinds)
  func `is well-formed, with text in tokens only and MathML Core's attributes`(
    tex: String
  ) throws {
    let markup = try bench.display(tex)
    let reader = MathMLReader(allowedClasses: Self.classes(in: Typesetter.stylesheet))
    let parser = XMLParser(data: Data(markup.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.complaints == [])
  }

  private static func classes(in stylesheet: String) -> Set<String> {
    Set(stylesheet.matches(of: /\.(tex-[a-z-]+)/).map { String($0.1) })
  }
}
