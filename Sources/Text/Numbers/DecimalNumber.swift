/// A number as it is written: digits and a power of ten, never binary.
///
/// Comparing recorded with computed numbers is arithmetic on these texts, so that a tie is a tie
/// and 0.1 is a tenth.
package struct DecimalNumber: Sendable, Equatable, Codable {
  var isNegative: Bool
  /// The digits, most significant first, without zeros in front; empty for zero.
  var digits: [UInt8]
  /// The power of ten that the last digit counts.
  package var exponent: Int

  /// Reads `[+-]?digits(.digits)?([eE][+-]?digits)?`.
  package init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    var exponent = 0
    if let e = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      // An exponent beyond all doubles is as good as any other beyond them.
      exponent = Int(rest[rest.index(after: e)...]) ?? (rest[e...].contains("-") ? -99_999 : 99_999)
      rest = rest[..<e]
    }
    let point = rest.firstIndex(of: ".")
    let decimals = point.map { rest.distance(from: $0, to: rest.endIndex) - 1 } ?? 0
    let digits = rest.utf8.filter { $0 != UInt8(ascii: ".") }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(
      isNegative: isNegative, digits: digits.map { $0 - 0x30 },
      exponent: min(max(exponent, -99_999), 99_999) - decimals)
  }

  package init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    self.isNegative = isNegative
    self.digits = Array(digits.drop { $0 == 0 })
    self.exponent = exponent
  }

  var isZero: Bool { digits.isEmpty }

  package var magnitude: DecimalNumber {
    DecimalNumber(isNegative: false, digits: digits, exponent: exponent)
  }

  /// Half of the last digit's unit: how far a value may be that is written with these digits.
  package var halfUnit: DecimalNumber {
    DecimalNumber(isNegative: false, digits: [5], exponent: exponent - 1)
  }

  package static func - (one: DecimalNumber, other: DecimalNumber) -> DecimalNumber {
    var negated = other
    negated.isNegative.toggle()
    return one + negated
  }

  package static func + (one: DecimalNumber, other: DecimalNumber) -> DecimalNumber {
    if one.isZero { return other }
    if other.isZero { return one }
    let (larger, smaller) =
      one.magnitude.isLess(than: other.magnitude) ? (other, one) : (one, other)
    // Doubles span some 650 powers of ten: what is further apart is not a number that ran.
    let reach = 3_000
    if larger.leadingPower - smaller.leadingPower > reach { return larger }
    let exponent = min(one.exponent, other.exponent)
    let a = larger.aligned(to: exponent)
    let b = smaller.aligned(to: exponent)
    let padded = [UInt8](repeating: 0, count: a.count - b.count) + b
    let digits =
      one.isNegative == other.isNegative ? Self.sum(a, padded) : Self.difference(a, padded)
    return DecimalNumber(isNegative: larger.isNegative, digits: digits, exponent: exponent)
  }

  package static func * (one: DecimalNumber, other: DecimalNumber) -> DecimalNumber {
    guard !one.isZero, !other.isZero else {
      return DecimalNumber(isNegative: false, digits: [], exponent: 0)
    }
    var product = [Int](repeating: 0, count: one.digits.count + other.digits.count)
    for (i, a) in one.digits.enumerated() {
      for (j, b) in other.digits.enumerated() { product[i + j + 1] += Int(a) * Int(b) }
    }
    for index in product.indices.reversed() where index > 0 {
      product[index - 1] += product[index] / 10
      product[index] %= 10
    }
    return DecimalNumber(
      isNegative: one.isNegative != other.isNegative, digits: product.map { UInt8($0) },
      exponent: one.exponent + other.exponent)
  }

  /// Whether this magnitude is below the other's.
  package func isLess(than other: DecimalNumber) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    if leadingPower != other.leadingPower { return leadingPower < other.leadingPower }
    let count = max(digits.count, other.digits.count)
    for index in 0..<count {
      let a = index < digits.count ? digits[index] : 0
      let b = index < other.digits.count ? other.digits[index] : 0
      if a != b { return a < b }
    }
    return false
  }

  /// Whether it is the same value, however written; zero has no sign.
  package func isSameValue(as other: DecimalNumber) -> Bool {
    if isZero || other.isZero { return isZero && other.isZero }
    return isNegative == other.isNegative && !isLess(than: other) && !other.isLess(than: self)
  }

  /// The power of ten above the first digit.
  private var leadingPower: Int { exponent + digits.count }

  /// The digits down to a smaller exponent.
  private func aligned(to exponent: Int) -> [UInt8] {
    digits + [UInt8](repeating: 0, count: self.exponent - exponent)
  }

  private static func sum(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: a.count + 1)
    var carry: UInt8 = 0
    for index in a.indices.reversed() {
      let digit = a[index] + b[index] + carry
      result[index + 1] = digit % 10
      carry = digit / 10
    }
    result[0] = carry
    return result
  }

  private static func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var result = a
    var borrow: UInt8 = 0
    for index in a.indices.reversed() {
      let taken = b[index] + borrow
      borrow = a[index] < taken ? 1 : 0
      result[index] = a[index] + borrow * 10 - taken
    }
    return result
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// In plain digits, or with an exponent where those would be many.
  package var description: String {
    guard !isZero else { return "0" }
    let sign = isNegative ? "-" : ""
    let trimmed = Array(digits.reversed().drop { $0 == 0 }.reversed())
    let power = exponent + digits.count - trimmed.count
    let text = trimmed.map { "\($0)" }.joined()
    if leadingPower > 15 || leadingPower < -6 {
      let fraction = text.dropFirst()
      return sign + text.prefix(1) + (fraction.isEmpty ? "" : ".\(fraction)")
        + "e\(leadingPower - 1)"
    }
    if power >= 0 { return sign + text + String(repeating: "0", count: power) }
    if leadingPower <= 0 {
      return sign + "0." + String(repeating: "0", count: -leadingPower) + text
    }
    return sign + text.prefix(leadingPower) + "." + text.dropFirst(leadingPower)
  }
}
