/// How a number is written: its decimals, its exponent, its sign.
package enum Notation {
  /// The computed number in the recorded one's notation: as many decimals, an exponent where it has
  /// one, a plus where it has one. A recorded integer asks for the computed number as printed.
  package static func write(_ computed: String, like recorded: String) -> String {
    guard let value = DecimalNumber(computed), DecimalNumber(recorded) != nil,
      recorded.contains(where: { ".eE".contains($0) })
    else { return computed }
    let sign = value.isNegative ? "-" : recorded.hasPrefix("+") ? "+" : ""
    let mark = recorded.firstIndex { $0 == "e" || $0 == "E" }
    let mantissa = recorded[..<(mark ?? recorded.endIndex)]
    let decimals =
      mantissa.split(separator: ".", omittingEmptySubsequences: false)
      .dropFirst().first?.count ?? 0
    guard let mark else { return sign + value.fixed(decimals: decimals) }
    let written = recorded[recorded.index(after: mark)...]
    let width = written.drop { "+-".contains($0) }.count
    let leading = max(1, mantissa.drop { "+-".contains($0) }.prefix { $0 != "." }.count)
    let (digits, exponent) = value.scientific(leading: leading, decimals: decimals)
    let magnitude = String(exponent.magnitude)
    let padded = String(repeating: "0", count: max(0, width - magnitude.count)) + magnitude
    let exponentSign = exponent < 0 ? "-" : written.hasPrefix("+") ? "+" : ""
    return sign + digits + String(recorded[mark]) + exponentSign + padded
  }
}

extension DecimalNumber {
  /// The magnitude with this many decimals, a tie away from zero.
  func fixed(decimals: Int) -> String {
    let units = rounded(toPower: -decimals)
    let digits = units.isEmpty ? [0] : units
    let padding = [UInt8](repeating: 0, count: max(0, decimals + 1 - digits.count))
    let text = (padding + digits).map { "\($0)" }.joined()
    guard decimals > 0 else { return text }
    return text.dropLast(decimals) + "." + text.suffix(decimals)
  }

  /// The magnitude with `leading` digits before the point and this many after it, and the power of
  /// ten that goes with it.
  func scientific(leading: Int, decimals: Int) -> (String, Int) {
    guard !isZero else {
      return (
        DecimalNumber(isNegative: false, digits: [], exponent: 0).fixed(decimals: decimals), 0
      )
    }
    var power = exponent + digits.count - leading
    var units = rounded(toPower: power - decimals)
    if units.count > leading + decimals {
      // 9.99 became 10.0.
      power += 1
      units = rounded(toPower: power - decimals)
    }
    let shifted = DecimalNumber(isNegative: false, digits: units, exponent: -decimals)
    return (shifted.fixed(decimals: decimals), power)
  }

  /// How many units of this power of ten the magnitude is, rounded, a tie away from zero.
  private func rounded(toPower power: Int) -> [UInt8] {
    let dropped = power - exponent
    guard dropped > 0 else {
      return isZero ? [] : digits + [UInt8](repeating: 0, count: -dropped)
    }
    guard dropped <= digits.count else { return [] }
    var kept = Array(digits.dropLast(dropped))
    if digits[digits.count - dropped] >= 5 {
      var index = kept.count - 1
      while index >= 0, kept[index] == 9 {
        kept[index] = 0
        index -= 1
      }
      if index >= 0 { kept[index] += 1 } else { kept.insert(1, at: 0) }
    }
    return Array(kept.drop { $0 == 0 })
  }
}
