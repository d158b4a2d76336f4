import Text

/// Powers of ten without a C library, whose last digits differ between machines.
enum PowerOfTen {
  /// 10 to the power `exponent`, correctly rounded.
  package static func value(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  /// The largest power that is not above a positive number.
  static func exponent(of value: Double) -> Int {
    guard value > 0, value.isFinite else { return 0 }
    var exponent = Int((Double(value.exponent) * 0.30103).rounded(.down))
    while Self.value(exponent + 1) <= value { exponent += 1 }
    while exponent > -324, Self.value(exponent) > value { exponent -= 1 }
    return exponent
  }

  /// The number in units of a power of ten.
  static func scaled(_ value: Double, by exponent: Int) -> Double {
    // In two steps: the power itself may be too large or too small to be a number.
    let half = exponent / 2
    return value / Self.value(half) / Self.value(exponent - half)
  }

  /// `10⁻⁴`.
  package static func text(_ exponent: Int) -> String { "10" + superscript(exponent) }

  static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String("\(number)".map { $0 == "-" ? "⁻" : digits[$0.wholeNumberValue ?? 0] })
  }
}
