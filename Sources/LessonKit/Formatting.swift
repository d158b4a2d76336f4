internal import Wire

extension BinaryFloatingPoint {
  /// The number with this many decimals, correctly rounded, as C's `%.4f` prints it.
  ///
  /// ```swift
  /// (2.0 / 3).formatted(4)
  /// // prints 0.6667
  /// ```
  ///
  /// - Precondition: `decimals` is not negative.
  public func formatted(_ decimals: Int) -> String {
    if decimals < 0 { refuse("formatted: decimals must not be negative, received \(decimals)") }
    return String(decoding: Double(self).withDecimals(decimals), as: UTF8.self)
  }

  /// The number with this many significant digits and a power of ten, as C's `%.2e` prints it.
  ///
  /// ```swift
  /// 0.00012345.scientific(3)
  /// // prints 1.23e-04
  /// ```
  ///
  /// - Precondition: `digits` is at least 1.
  public func scientific(_ digits: Int) -> String {
    if digits < 1 { refuse("scientific: digits must be at least 1, received \(digits)") }
    return String(decoding: Double(self).withDigits(digits), as: UTF8.self)
  }
}
