import TestSupport
import Testing

@testable import Formulas
@testable import Lessons

@Suite("Mathematics: formulas on paper") struct FormulaWidthTests {
  private func onPaper(_ tex: String) throws -> FormulaWidth.OnPaper {
    FormulaWidth.onPaper(
      try Typesetter(KaTeXFile.find(.ofTests)).mathML(Formula(tex: tex, isDisplay: true)))
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

  @Test func `what is no markup fits`() {
    #expect(FormulaWidth.onPaper(String(repeating: "x", count: 1_000)) == .fits)
    #expect(FormulaWidth.onPaper("<math>" + String(repeating: "<mi>", count: 200)) == .fits)
  }
}
