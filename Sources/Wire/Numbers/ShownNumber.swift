extension Double {
  /// The number as drawings print it: at most so many significant digits, without zeros at its end;
  /// whole numbers of up to nine digits in full.
  ///
  /// It is rounded in decimal, from the shortest text that means this number, so that it needs no
  /// C library and is the same everywhere: `0.1235`, `240`, `1.2e-05`.
  public func shown(digits: Int = 4) -> String {
    String(decoding: shownBytes(digits: digits), as: UTF8.self)
  }

  /// The same as ASCII: the page's engine has no use for more.
  package func shownBytes(digits: Int) -> [UInt8] {
    guard isFinite else { return DecimalDigits.notFinite(isNaN ? .nan : self) }
    var number = DecimalDigits(self)
    if magnitude < 1e9, self == rounded(.towardZero) { return number.text(decimals: 0) }
    number.round(to: digits)
    return number.text
  }

  /// The number with exactly so many decimals, rounded in decimal likewise: `-0.05`, `12.00`.
  func fixed(_ decimals: Int) -> String {
    var number = DecimalDigits(self)
    number.round(to: number.exponent + 1 + decimals)
    return String(decoding: number.text(decimals: decimals), as: UTF8.self)
  }
}
