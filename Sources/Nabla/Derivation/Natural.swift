/// A natural number of any size, for counting paths: a graph of depth n can have 2ⁿ of them.
///
/// It adds, subtracts, multiplies, compares, and prints all its digits.
public struct Natural: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// Digits of base 10⁹, the lowest first, without leading zeros.
  private var digits: [UInt32]

  private static let base: UInt32 = 1_000_000_000

  /// The number of a count, which must not be negative.
  public init(_ value: Int) {
    require(value >= 0, "Natural: a natural number is at least 0, received \(value)")
    digits = []
    var rest = value
    while rest > 0 {
      digits.append(UInt32(rest % Int(Natural.base)))
      rest /= Int(Natural.base)
    }
  }

  /// The number of an integer literal, which must not be negative.
  public init(integerLiteral value: Int) {
    self.init(value)
  }

  /// The sum.
  public static func + (lhs: Natural, rhs: Natural) -> Natural {
    var sum = lhs
    sum += rhs
    return sum
  }

  /// Adds.
  public static func += (lhs: inout Natural, rhs: Natural) {
    var carry: UInt32 = 0
    for index in 0..<max(lhs.digits.count, rhs.digits.count) {
      if index == lhs.digits.count { lhs.digits.append(0) }
      let digit = index < rhs.digits.count ? rhs.digits[index] : 0
      let sum = lhs.digits[index] + digit + carry
      carry = sum >= base ? 1 : 0
      lhs.digits[index] = sum - carry * base
    }
    if carry > 0 { lhs.digits.append(carry) }
  }

  /// The difference. To take more than there is, is a precondition failure.
  public static func - (lhs: Natural, rhs: Natural) -> Natural {
    require(rhs <= lhs, "Natural: can't subtract \(rhs) from the smaller \(lhs)")
    var difference = lhs
    var borrow: UInt32 = 0
    for index in lhs.digits.indices {
      let digit = (index < rhs.digits.count ? rhs.digits[index] : 0) + borrow
      borrow = difference.digits[index] < digit ? 1 : 0
      difference.digits[index] = difference.digits[index] + borrow * base - digit
    }
    while difference.digits.last == 0 { difference.digits.removeLast() }
    return difference
  }

  /// The product.
  public static func * (lhs: Natural, rhs: Natural) -> Natural {
    var digits = [UInt32](repeating: 0, count: lhs.digits.count + rhs.digits.count)
    for (i, a) in lhs.digits.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in rhs.digits.enumerated() {
        let sum = UInt64(a) * UInt64(b) + UInt64(digits[i + j]) + carry
        digits[i + j] = UInt32(sum % UInt64(base))
        carry = sum / UInt64(base)
      }
      digits[i + rhs.digits.count] = UInt32(carry)
    }
    while digits.last == 0 { digits.removeLast() }
    var product: Natural = 0
    product.digits = digits
    return product
  }

  /// Whether the number is less.
  public static func < (lhs: Natural, rhs: Natural) -> Bool {
    if lhs.digits.count != rhs.digits.count { return lhs.digits.count < rhs.digits.count }
    for (a, b) in zip(lhs.digits.reversed(), rhs.digits.reversed()) where a != b { return a < b }
    return false
  }

  /// The number as an `Int`, or nil when it is too large for one.
  public var exactInt: Int? {
    var value = 0
    for digit in digits.reversed() {
      let (product, overflow) = value.multipliedReportingOverflow(by: Int(Natural.base))
      let (sum, carry) = product.addingReportingOverflow(Int(digit))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// The nearest `Double`, but for rounding of each digit group.
  public var approximation: Double {
    digits.reversed().reduce(0) { $0 * Double(Natural.base) + Double($1) }
  }
}

extension Natural: CustomStringConvertible {
  /// All decimal digits.
  public var description: String {
    guard let highest = digits.last else { return "0" }
    return digits.dropLast().reversed().reduce(String(highest)) { text, digit in
      let group = String(digit)
      return text + String(repeating: "0", count: 9 - group.count) + group
    }
  }
}
