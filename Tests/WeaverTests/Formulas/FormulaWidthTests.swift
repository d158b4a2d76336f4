import TestSupport
import Testing

@testable import Formulas
@testable import Lessons
@testable import Markup

@Suite("Mathematics: formulas on paper") struct FormulaWidthTests {
  private func onPaper(_ tex: String) throws -> FormulaWidth.OnPaper {
    let markup = try Typesetter(KaTeXFile.find(.ofTests)).mathML(
      Formula(tex: tex, isDisplay: true))
    return FormulaWidth.onPaper(try #require(TreeReader.tree(markup)?.first))
  }

  private func sum(_ count: Int) -> String {
    (1...count).map { "w_{\($0)} x_{\($0)}" }.joined(separator: " + ")
  }

  @Test(arguments: [
    "x", #"\frac{dL}{dw} \approx \frac{L(w + \varepsilon) - L(w - \varepsilon)}{2\,\varepsilon}"#,
    #"\begin{aligned} a &= b + c \\ d &= e \end{aligned}"#
  ])
  func `what is narrow fits`(tex: String) throws {
    #expect(try onPaper(tex) == .fits)
  }

  @Test func `what is somewhat too wide shrinks, and what is much too wide breaks`() throws {
    guard case .shrinks(let width) = try onPaper(sum(18)) else {
      Issue.record("it does not shrink")
      return
    }
    #expect((40...80).contains(width))
    #expect(try onPaper(sum(60)) == .breaks)
  }

  @Test func `what has no place to break shrinks`() throws {
    guard case .shrinks(let width) = try onPaper(#"\frac{\#(sum(60))}{2}"#) else {
      Issue.record("it does not shrink")
      return
    }
    #expect(width > 80)
    // The columns of a table stand beside one another, its rows do not.
    let cells = (1...12).map { "x_{\($0)}" }.joined(separator: " & ")
    #expect(try onPaper(#"\begin{matrix} \#(cells) \\ \#(cells) \end{matrix}"#) == .fits)
  }

  @Test func `what is no formula fits`() {
    #expect(FormulaWidth.onPaper(.text(String(repeating: "x", count: 1_000))) == .fits)
    #expect(FormulaWidth.onPaper(.written("<math>")) == .fits)
  }

  @Test func `one long text shrinks`() throws {
    let text = String(repeating: "a long text in a formula ", count: 5)
    guard case .shrinks = try onPaper("\\text{\(text)}") else {
      Issue.record("it does not shrink")
      return
    }
  }
}
