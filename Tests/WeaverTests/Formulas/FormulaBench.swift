import TestSupport
import Testing

@testable import Formulas
@testable import Lessons
@testable import Programs

/// One typesetter for the tests of a suite: loading it for each would be most of their time.
struct FormulaBench {
  let typesetter: Typesetter

  init() throws { typesetter = try Typesetter(KaTeXFile.find(.ofTests)) }

  func inline(_ tex: String) throws -> String {
    try typesetter.mathML(Formula(tex: tex, isDisplay: false))
  }

  func display(_ tex: String) throws -> String {
    try typesetter.mathML(Formula(tex: tex, isDisplay: true))
  }

  /// What is inside of the `math` element.
  func content(_ tex: String) throws -> String {
    let markup = try display(tex)
    let start = try #require(markup.firstRange(of: "\">"))
    return String(markup[start.upperBound...].dropLast("</math>".count))
  }

  func error(_ tex: String, isDisplay: Bool = true) -> FormulaError? {
    do {
      _ = try typesetter.mathML(Formula(tex: tex, isDisplay: isDisplay))
      return nil
    } catch {
      return error
    }
  }
}
