import Foundation

extension Double {
  /// The number with at most this many decimals, without zeros at its end.
  package func formatted(decimals: Int) -> String {
    var text = String(format: "%.\(decimals)f", self)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }
}
