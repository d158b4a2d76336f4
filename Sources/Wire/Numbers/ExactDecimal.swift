extension Double {
  /// The number with exactly so many decimals, correctly rounded, as C's `%.4f` prints it: what lies
  /// in the middle, exactly, becomes even. ASCII.
  package func withDecimals(_ decimals: Int) -> [UInt8] {
    guard isFinite else { return DecimalDigits.notFinite(self) }
    var number = DecimalDigits(exactly: self)
    number.round(to: number.exponent + 1 + decimals, halfToEven: true)
    return number.text(decimals: decimals, keepsSign: true)
  }

  /// The number with so many significant digits and a power of ten, as C's `%.2e` prints it. ASCII.
  package func withDigits(_ digits: Int) -> [UInt8] {
    guard isFinite else { return DecimalDigits.notFinite(self) }
    var number = DecimalDigits(exactly: self)
    number.round(to: digits, halfToEven: true)
    return number.scientific(digits)
  }
}

extension DecimalDigits {
  /// All digits that a number has, which is a whole number times a power of two: up to 767 of them.
  ///
  /// m·2⁻ᵏ is m·5ᵏ·10⁻ᵏ, and m·2ᵏ a whole number; both are multiplied out in parts of nine digits.
  fileprivate init(exactly value: Double) {
    var mantissa = value.significandBitPattern
    var power = Int(value.exponentBitPattern) - 1075
    if value.exponentBitPattern == 0 { power += 1 } else { mantissa |= 1 << 52 }
    let zeros = mantissa == 0 ? 0 : min(mantissa.trailingZeroBitCount, max(0, -power))
    mantissa >>= UInt64(zeros)
    power += zeros
    var parts: [UInt32] = []
    while mantissa > 0 {
      parts.append(UInt32(mantissa % Self.base))
      mantissa /= Self.base
    }
    let (factor, most): (UInt64, Int) = power < 0 ? (5, 13) : (2, 29)
    var left = power.magnitude
    while left > 0 {
      let count = min(left, UInt(most))
      var product: UInt64 = 1
      for _ in 0..<count { product *= factor }
      Self.multiply(&parts, by: product)
      left -= count
    }
    self.init(parts, power: min(0, power), isNegative: value.sign == .minus)
  }

  private static let base: UInt64 = 1_000_000_000

  private static func multiply(_ parts: inout [UInt32], by factor: UInt64) {
    var carry: UInt64 = 0
    for place in parts.indices {
      let product = UInt64(parts[place]) * factor + carry
      parts[place] = UInt32(product % base)
      carry = product / base
    }
    while carry > 0 {
      parts.append(UInt32(carry % base))
      carry /= base
    }
  }
}
