package import Markup
import Text

/// How wide a formula is, in the size of its letters: an estimate, rather too wide than too narrow.
///
/// Browsers break no line in a formula, and paper does not scroll: what is wider than a line of print
/// is set smaller, or, where it would become too small, broken between its parts.
package struct FormulaWidth {
  /// What becomes of a formula on paper.
  package enum OnPaper: Equatable {
    case fits
    /// It is so many times as wide as its letters are large.
    case shrinks(Double)
    case breaks
  }

  /// Somewhat less than the width of A4 without its margins, in the letters of a printed formula.
  private static let line = 40.0
  /// Letters may become half as large, not smaller, where breaking is possible.
  private static let widestShrunk = 80.0

  /// What becomes of a formula, given its MathML.
  package static func onPaper(_ formula: Node) -> OnPaper {
    guard case .element(let math) = formula else { return .fits }
    let parts = elements(math).enumerated().map { width($1, isFirst: $0 == 0, isDisplay: true) }
    let whole = parts.reduce(0, +)
    if whole <= line { return .fits }
    if whole > widestShrunk, parts.count > 3, parts.allSatisfy({ $0 < line }) { return .breaks }
    return .shrinks(whole)
  }

  private static func elements(_ element: Element) -> [Element] {
    element.children.compactMap {
      if case .element(let child) = $0 { child } else { nil }
    }
  }

  private static func text(_ element: Element) -> String {
    element.children.compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }.joined()
  }

  // MARK: Widths

  private static func width(
    _ element: Element, isFirst: Bool = false, isDisplay: Bool = false
  ) -> Double {
    func all(_ elements: some Collection<Element>) -> Double {
      elements.enumerated().reduce(0) {
        $0 + width($1.element, isFirst: $1.offset == 0, isDisplay: isDisplay)
      }
    }
    let children = elements(element)
    switch element.name {
    case "mi", "mn", "mtext", "ms": return letters(text(element))
    case "mo": return sign(element, isFirst)
    case "mspace": return Double(element.attributes["width"]?.replacing("em", with: "") ?? "") ?? 0
    case "mfrac":
      let widest = children.map { width($0) }.max() ?? 0
      return widest * (isDisplay ? 1 : 0.75) + 0.25
    case "msqrt", "mroot": return all(children) + 0.8
    case "msub", "msup":
      return all(children.prefix(1)) + 0.72 * all(children.dropFirst())
    case "msubsup":
      return all(children.prefix(1)) + 0.72 * (children.dropFirst().map { width($0) }.max() ?? 0)
    case "munder", "mover", "munderover":
      return max(
        all(children.prefix(1)), 0.72 * (children.dropFirst().map { width($0) }.max() ?? 0))
    case "mtable":
      var columns: [Double] = []
      for row in children {
        for (column, cell) in elements(row).enumerated() {
          if column == columns.count { columns.append(0) }
          columns[column] = max(columns[column], width(cell, isDisplay: isDisplay))
        }
      }
      return columns.reduce(0, +) + Double(max(0, columns.count - 1))
    default: return all(children)
    }
  }

  private static func letters(_ text: String) -> Double {
    // The letters of mathematics are narrower than those of the sans-serif face that the table knows.
    TextWidth.of(text, size: 0.85)
  }

  /// A sign, with the room that it has on both sides.
  private static func sign(_ element: Element, _ isFirst: Bool) -> Double {
    guard let scalar = text(element).unicodeScalars.first else { return 0 }
    switch scalar {
    case "\u{2061}"..."\u{2064}": return 0
    case "(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩": return 0.5
    case "&": return 1.3
    case ",", ";": return 0.45
    case "+", "−", "±", "×", "·", "⋅", "∘", "∗":
      return isFirst || element.attributes["form"] == "prefix" ? 0.8 : 1.25
    case "∑", "∏", "∫": return 1.4
    default:
      if element.attributes["stretchy"] == "false" { return 0.7 }
      return max(1.35, letters(text(element)) + 0.5)
    }
  }
}
