import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Formulas
@testable import Lessons

@Suite("MathML is valid by construction") struct ValidityTests {
  let bench: FormulaBench

  init() throws { bench = try FormulaBench() }

  /// TeX, and what is inside of its `math` element: at each place one element stands.
  static let places: [(String, String)] = [
    (#"x_{\min}"#, "<msub><mi>x</mi><mi>min</mi></msub>"),
    (#"x_{\operatorname{ReLU}}"#, "<msub><mi>x</mi><mi>ReLU</mi></msub>"),
    (#"\frac{\max}{2}"#, "<mfrac><mi>max</mi><mn>2</mn></mfrac>"),
    (#"\sqrt[\max]{x}"#, "<mroot><mi>x</mi><mi>max</mi></mroot>"),
    (#"\overset{\max}{=}"#, "<mover><mo>=</mo><mi>max</mi></mover>"),
    ("ℝ", "<mi>ℝ</mi>"), ("ℕℤ", "<mi>ℕ</mi><mi>ℤ</mi>"),
    ("ℚ_ℂ", "<msub><mi>ℚ</mi><mi>ℂ</mi></msub>")
  ]

  @Test(arguments: places)
  func `one element stands at each place`(tex: String, expected: String) throws {
    #expect(try bench.content(tex) == expected)
  }

  @Test func `bars grow with what they enclose`() throws {
    let bar = try bench.content(#"\left.\frac ab\right|_{w=3}"#)
    #expect(bar.hasPrefix(#"<msub><mrow class="tex-single-right">"#))
    #expect(bar.contains(#"class="tex-unseen">|</mo>"#))
    #expect(
      try bench.content(#"\begin{vmatrix}1\end{vmatrix}"#)
        .contains(#"class="tex-single-right tex-single-left""#))
    #expect(
      try bench.content(#"\left\|\frac ab\right\|"#)
        .contains(#"class="tex-double-right tex-double-left""#))
    #expect(
      try bench.content(#"\bigg|x"#)
        .hasPrefix(#"<mpadded height="1.45em" depth="0.95em" class="tex-single-right">"#))
  }

  @Test func `colours are lighter by night, and letters on a box can be read`() throws {
    for tex in [#"\textcolor{a}{y}"#, #"\colorbox{nocolour}{y}"#, #"\fcolorbox{a}{red}{y}"#] {
      #expect(throws: FormulaError.self) { try bench.content(tex) }
    }
    let blue = try bench.content(#"\textcolor{blue}{y}"#)
    #expect(blue.contains(#"mathcolor="blue""#))
    #expect(blue.contains("color:light-dark(blue,oklch(from blue max(l,.72) c h))"))
    let box = try bench.content(#"\colorbox{yellow}{\textcolor{red}{z}}"#)
    #expect(box.contains("color:oklch(from yellow"))
    #expect(!box.contains("light-dark(red"))
  }

  @Test func `macros of the lesson are known in every formula`() throws {
    let macros = Typesetter.json([#"\loss"#: #"\mathcal{L}"#, #"\d"#: #"\frac{d#1}{d#2}"#])
    for _ in 0..<2 {
      let html = try bench.typesetter.mathML(
        Formula(tex: #"\loss = \d{L}{w}"#, isDisplay: false), macros: macros)
      #expect(html.contains("<mi>ℒ</mi>"))
      #expect(html.contains("<mfrac>"))
    }
    #expect(bench.error(#"\loss"#) != nil)
  }

  /// Every command that KaTeX's own text names: functions, symbols and macros.
  static let commands: [String] = {
    guard let file = try? KaTeXFile.find(.ofTests),
      let source = try? String(contentsOfFile: file.path, encoding: .utf8)
    else { return [] }
    let names = source.matches(of: #/["']\\\\([A-Za-z]+\*?)["']/#).map { "\\\($0.1)" }
    return Array(Set(names).subtracting(["\\show", "\\message", "\\errmessage"])).sorted()
  }()

  /// What commands take, and where they may stand.
  static let arguments = ["", "{a}", "{a}{b}", "{red}{b}", "{1em}", #"\max"#, "{a}{b}{c}"]
  static let contexts: [@Sendable (String) -> String] = [
    { "x_{\($0)}" }, { #"\sqrt{\#($0)}"# }, { #"\frac{\#($0)}{2}"# }, { #"\hat{\#($0)}"# },
    { "{\($0)}_a^b" }, { #"\left(\#($0)\right|"# }
  ]

  @Test func `all of KaTeX's commands give each element the children that it wants`() throws {
    #expect(Self.commands.count > 900)
    var set = 0
    for command in Self.commands {
      guard
        let works = Self.arguments.map({ command + $0 }).first(where: { bench.error($0) == nil })
      else { continue }
      set += 1
      for context in Self.contexts {
        guard let markup = try? bench.display(context(works)) else { continue }
        let reader = MathMLReader(allowedClasses: [])
        let parser = XMLParser(data: Data(markup.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(context(works))")
        let wrong = reader.complaints.filter { $0.contains(" of ") || $0.contains(" in ") }
        #expect(wrong == [], "\(context(works))")
      }
    }
    #expect(set > 850)
  }
}
