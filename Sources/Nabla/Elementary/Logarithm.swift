// log x = k ln 2 + log(1 + f) with x = 2ᵏ (1 + f) and √½ ≤ 1 + f < √2.
//
// The method is fdlibm's (Sun Microsystems, 1993): with s = f / (2 + f),
//
//     log(1 + f) = f − f²/2 + s (f²/2 + R),  R = s² (2/3 + 2/5 s² + …),
//
// where R / s² is the polynomial of degree 7 in s² that is best in relative error by Remez's
// exchange. Here f²/2 is kept in two parts and the two large additions keep what they lose
// (Fast2Sum).

extension Elementary {
  /// The natural logarithm, within 0.65 ulps.
  ///
  /// Minus infinity at ±0, not-a-number below.
  public static func log(_ x: Double) -> Double {
    guard x >= 0x1p-1022 && x <= .greatestFiniteMagnitude else { return logAtTheEnds(x) }
    return logarithm(Lanes(repeating: x))[0]
  }

  @inline(__always)
  static func log(lanes x: Lanes) -> Lanes {
    let normal = (x .>= 0x1p-1022) .& (x .<= .greatestFiniteMagnitude)
    guard all(normal) else { return each(x) { log($0) } }
    return logarithm(x)
  }

  /// The natural logarithms of a buffer's numbers into another of the same count, or into the same.
  public static func log(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("log", x, into: result) { log(lanes: $0) }
  }

  /// log x for a positive normal number.
  @inline(__always)
  private static func logarithm(_ x: Lanes) -> Lanes {
    let (k, m, _) = exponentAndFraction(x)
    let (high, low, _) = logarithmParts(m - 1, k)
    return high + low
  }

  /// log x where x is not a positive normal number.
  @inline(never)
  private static func logAtTheEnds(_ x: Double) -> Double {
    if x == 0 { return -.infinity }
    if x < 0 { return .nan }
    if !(x < .infinity) { return x }
    let whole = x * 0x1p54
    let (k, m, _) = exponentAndFraction(Lanes(repeating: whole))
    let (high, low, _) = logarithmParts(m - 1, k - 54)
    return high[0] + low[0]
  }
}

// MARK: - log1p

extension Elementary {
  /// log(1 + x), near zero as well, within 0.66 ulps.
  ///
  /// Minus infinity at −1, not-a-number below. What 1 + x loses is put back into f, and what is
  /// lost there enters with the derivative 1 / (1 + f).
  public static func log1p(_ x: Double) -> Double {
    guard x > -1 && x <= 0x1p1000 else { return log1pAtTheEnds(x) }
    return logarithmOfOneMore(Lanes(repeating: x))[0]
  }

  @inline(__always)
  static func log1p(lanes x: Lanes) -> Lanes {
    let near = (x .> -1) .& (x .<= 0x1p1000)
    guard all(near) else { return each(x) { log1p($0) } }
    return logarithmOfOneMore(x)
  }

  /// log(1 + x) of a buffer's numbers into another of the same count, or into the same.
  public static func log1p(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("log1p", x, into: result) { log1p(lanes: $0) }
  }

  /// log(1 + x) for −1 < x ≤ 2¹⁰⁰⁰.
  @inline(__always)
  private static func logarithmOfOneMore(_ x: Lanes) -> Lanes {
    let (high, low) = logarithmOfOneMoreParts(x, Lanes())
    let signBit = unsafeBitCast(Lanes(repeating: -0.0), to: LaneMask.self)
    let sign = unsafeBitCast(x, to: LaneMask.self) .& signBit
    return unsafeBitCast(unsafeBitCast(high + low, to: LaneMask.self) .| sign, to: Lanes.self)
  }

  /// log(1 + x + tail) = high + low for −1 < x ≤ 2¹⁰⁰⁰ and a tail below an ulp of x.
  @inline(__always)
  static func logarithmOfOneMoreParts(_ x: Lanes, _ tail: Lanes) -> (high: Lanes, low: Lanes) {
    let u = 1 + x
    let taken = u - 1
    let lost = (1 - (u - taken)) + (x - taken)
    let (k, m, downscale) = exponentAndFraction(u)
    let coarse = m - 1
    let fine = lost * downscale
    let f = coarse + fine
    let rest = ((coarse - f) + fine) + tail * downscale
    let (high, low, s) = logarithmParts(f, k)
    // The derivative 1 / (1 + f) is (1 − s) / (1 + s), near enough to this for the rest.
    return (high, low + rest * (1 - 2 * s * (1 - s)))
  }

  /// log(1 + x) where x is −1, less, huge or no number.
  @inline(never)
  private static func log1pAtTheEnds(_ x: Double) -> Double {
    x == -1 ? -.infinity : x < -1 ? .nan : log(x)
  }
}

// MARK: - Shared by both

extension Elementary {
  /// x = 2ᵏ m with √½ ≤ m < √2, for a positive normal x; and 2⁻ᵏ, if k < 1023.
  @inline(__always)
  private static func exponentAndFraction(_ x: Lanes)
    -> (k: Lanes, m: Lanes, downscale: Lanes)
  {
    let bits = unsafeBitCast(x, to: LaneBits.self)
    // Counted from √½, the bits of the exponent are k.
    let exponentBits = unsafeBitCast(
      LaneBits(repeating: 0xFFF0_0000_0000_0000), to: LaneMask.self)
    let shifted = unsafeBitCast(
      bits &- LaneBits(repeating: 0x3FE6_A09E_667F_3BCD), to: LaneMask.self)
    let steps = unsafeBitCast(shifted .& exponentBits, to: LaneBits.self)
    let m = unsafeBitCast(bits &- steps, to: Lanes.self)
    // k + 1023 into the low bits of 2⁵², then less 2⁵² + 1023.
    let one = LaneBits(repeating: 0x3FF0_0000_0000_0000)
    let biased = ((steps &+ one) &>> 52) &+ LaneBits(repeating: 0x4330_0000_0000_0000)
    let k = unsafeBitCast(biased, to: Lanes.self) - (0x1p52 + 1023)
    return (k, m, unsafeBitCast(one &- steps, to: Lanes.self))
  }

  /// k ln 2 + log(1 + f) = high + low for √½ ≤ 1 + f < √2; and s = f / (2 + f).
  @inline(__always)
  private static func logarithmParts(_ f: Lanes, _ k: Lanes) -> (high: Lanes, low: Lanes, s: Lanes)
  {
    let lead = leading(f)
    let half = 0.5 * lead * lead
    let halfRest = 0.5 * (f - lead) * (f + lead)
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even =
      (0.6666666666666666 + w * 0.2857142857080116)
      + (w * w) * (0.18181795588207916 + w * 0.13268704993901861)
    let odd =
      (0.4000000000000088 + w * 0.22222222392231097)
      + (w * w) * (0.15386242375621922 + w * 0.130873079847444)
    let series = z * (even + z * odd)
    let first = f - half
    let firstLost = (f - first) - half
    let big = k * ln2High
    let high = big + first
    let highLost = first - (high - big)
    let low = (firstLost - halfRest) + (s * half + s * (halfRest + series))
    return (high, highLost + (low + k * ln2Low), s)
  }
}

/// ln 2 cut to 40 bits, so that a product with an exponent is exact; and what was cut off.
private let ln2High = 0.6931471805592082
private let ln2Low = 7.371002565167799e-13

/// The leading 26 bits, whose products are exact.
@inline(__always)
private func leading(_ x: Lanes) -> Lanes {
  let mask = unsafeBitCast(LaneBits(repeating: 0xFFFF_FFFF_F800_0000), to: LaneMask.self)
  return unsafeBitCast(unsafeBitCast(x, to: LaneMask.self) .& mask, to: Lanes.self)
}
