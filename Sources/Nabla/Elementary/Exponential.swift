// eˣ = 2ᵏ eʳ with k = round(x / ln 2) and |r| ≤ ln 2 / 2.
//
// The reduction is that of Cody and Waite (Software Manual for the Elementary Functions, 1980):
// ln 2 in two parts, the first of them so short that its product with k is exact. eʳ is a
// polynomial of degree 12, best in relative error by Remez's exchange, summed in Estrin's order, so
// that its products do not wait for one another; no table.
// 1 + r is added without loss (Dekker's Fast2Sum; Muller et al., Handbook of Floating-Point
// Arithmetic, 2nd ed., 4.3), so only the last addition rounds visibly.

extension Elementary {
  /// eˣ, within 0.61 ulps.
  ///
  /// Overflows to infinity above 709.78; underflows gradually below −708.39, to zero below −745.13.
  public static func exp(_ x: Double) -> Double {
    guard x.magnitude <= 708 else { return expAtTheEnds(x) }
    return exponential(Lanes(repeating: x))[0]
  }

  @inline(__always)
  static func exp(lanes x: Lanes) -> Lanes {
    let near = (x .>= -708) .& (x .<= 708)
    guard all(near) else { return each(x) { exp($0) } }
    return exponential(x)
  }

  /// eˣ of a buffer's numbers into another of the same count, or into the same.
  public static func exp(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("exp", x, into: result) { exp(lanes: $0) }
  }

  /// eˣ for |x| ≤ 708, where no result is subnormal or infinite.
  @inline(__always)
  static func exponential(_ x: Lanes) -> Lanes {
    let (k, high, low) = exponentialParts(x)
    return timesPower(high + low, k)
  }

  /// e^(x + tail) = 2ᵏ (high + low) for |x| ≤ 746, with high in (0.65, 1.35) and |low| < 0.08.
  ///
  /// k is in the low bits; those above its twelfth mean nothing.
  @inline(__always)
  static func exponentialParts(_ x: Lanes, tail: Lanes = Lanes())
    -> (k: LaneBits, high: Lanes, low: Lanes)
  {
    let shifted = x * log2e + rounder
    let n = shifted - rounder
    let a = x - n * ln2High
    let b = n * ln2Low - tail
    let r = a - b
    let rest = (a - r) - b
    let high = 1 + r
    let lost = (1 - high) + r
    let square = r * r
    let cubic = (square * r) * exponentialSeries(r)
    let low = lost + ((rest + rest * r) + (square * 0.5 + cubic))
    return (unsafeBitCast(shifted, to: LaneBits.self), high, low)
  }

  /// eˣ where it is not a normal number, or x is none.
  @inline(never)
  private static func expAtTheEnds(_ x: Double) -> Double {
    if x != x { return x }
    if x > 709.782712893384 { return .infinity }
    if x < -745.1332191019412 { return 0 }
    let (k, high, low) = exponentialParts(Lanes(repeating: x))
    return scaled(high[0], low[0], exponent(k[0]))
  }

  /// The number k that `exponentialParts` has left in the low twelve bits.
  @inline(__always)
  static func exponent(_ bits: UInt64) -> Int {
    Int(Int64(bitPattern: bits &<< 52) &>> 52)
  }

  /// (high + low) · 2ᵏ, rounded once also where the result is subnormal.
  ///
  /// For high in (½, 2), a smaller low, and −1080 < k < 1030.
  static func scaled(_ high: Double, _ low: Double, _ k: Int) -> Double {
    if k > 1023 { return (high + low) * 0x1p1023 * power(k - 1023) }
    if k >= -1021 { return (high + low) * power(k) }
    // 2⁻¹⁰²² before scaling: a sum with it is rounded where the subnormal result ends.
    let edge = power(-1022 - k)
    let sum = high + low
    if sum >= edge { return sum * 0x1p-1022 * (1 / edge) }
    let s = edge + sum
    let rest = (sum - (s - edge)) + ((high - sum) + low)
    return ((s + rest) - edge) * 0x1p-1022 * (1 / edge)
  }

  /// 2ᵏ for −1022 ≤ k ≤ 1023.
  @inline(__always)
  private static func power(_ k: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: k &+ 1023) &<< 52)
  }
}

// MARK: - expm1

extension Elementary {
  /// eˣ − 1, near zero as well, within 0.63 ulps.
  ///
  /// 2ᵏ(1 + p) − 1 is (2ᵏ − 1) + 2ᵏ p, whose first part is exact, and p = r + r²/2 + … keeps the
  /// part of r²/2 that the sum loses.
  public static func expm1(_ x: Double) -> Double {
    guard x.magnitude <= 37 else { return expm1AtTheEnds(x) }
    return exponentialLessOne(Lanes(repeating: x))[0]
  }

  @inline(__always)
  static func expm1(lanes x: Lanes) -> Lanes {
    let near = (x .>= -37) .& (x .<= 37)
    guard all(near) else { return each(x) { expm1($0) } }
    return exponentialLessOne(x)
  }

  /// eˣ − 1 of a buffer's numbers into another of the same count, or into the same.
  public static func expm1(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("expm1", x, into: result) { expm1(lanes: $0) }
  }

  /// eˣ − 1 for |x| ≤ 37, where 2ᵏ − 1 is exact.
  @inline(__always)
  private static func exponentialLessOne(_ x: Lanes) -> Lanes {
    let shifted = x * log2e + rounder
    let n = shifted - rounder
    let a = x - n * ln2High
    let b = n * ln2Low
    let r = a - b
    let rest = (a - r) - b
    // r + r²/2 = p + lost + halfRest, exactly but for the last.
    let lead = leading(r)
    let half = 0.5 * lead * lead
    let halfRest = 0.5 * (r - lead) * (r + lead)
    let p = r + half
    let lost = (r - p) + half
    let cubic = ((r * r) * r) * exponentialSeries(r)
    let low = lost + ((rest + rest * r) + (halfRest + cubic))
    let biased = unsafeBitCast(shifted, to: LaneBits.self) &+ LaneBits(repeating: 1023)
    let scale = unsafeBitCast(biased &* LaneBits(repeating: 1 << 52), to: Lanes.self)
    let first = scale - 1
    let second = scale * p
    let sum = first + second
    let sumLost = second - (sum - first)
    return withSign(of: x, sum + (sumLost + scale * low))
  }

  /// eˣ − 1 for |x| > 37, or x that is no number.
  @inline(never)
  private static func expm1AtTheEnds(_ x: Double) -> Double {
    if x != x { return x }
    if x < -38 { return -1 }
    if x < 0 || x > 60 { return exp(x) - 1 }
    let (k, high, low) = exponentialParts(Lanes(repeating: x))
    let scale = power(exponent(k[0]))
    return high[0] * scale + (low[0] * scale - 1)
  }
}

// MARK: - Shared by both

/// 1 / ln 2.
private let log2e = 1.4426950408889634
/// ln 2 cut to 40 bits, so that a product with an exponent is exact; and what was cut off.
private let ln2High = 0.6931471805592082
private let ln2Low = 7.371002565167799e-13
/// 1.5 · 2⁵²: a sum with it is rounded to an integer, which is then in the low bits.
private let rounder = 0x1.8p52

/// (eʳ − 1 − r − r²/2) / r³ on |r| ≤ ln 2 / 2, within 2⁻⁵⁴ of itself.
@inline(__always)
private func exponentialSeries(_ r: Lanes) -> Lanes {
  let square = r * r
  let p0 = 0.16666666666666669 + r * 0.04166666666666666
  let p1 = 0.00833333333333007 + r * 0.0013888888888900562
  let p2 = 0.0001984126986302109 + r * 2.4801587275138813e-05
  let p3 = 2.7557268503355863e-06 + r * 2.755732960734737e-07
  let p4 = 2.5100367451057714e-08 + r * 2.089397801699577e-09
  let fourth = square * square
  return ((p0 + square * p1) + fourth * (p2 + square * p3)) + (fourth * fourth) * p4
}

/// v · 2ᵏ for a normal v and a normal result, k being the low twelve bits.
@inline(__always)
private func timesPower(_ v: Lanes, _ k: LaneBits) -> Lanes {
  let steps = k &* LaneBits(repeating: 1 << 52)
  return unsafeBitCast(unsafeBitCast(v, to: LaneBits.self) &+ steps, to: Lanes.self)
}

/// The leading 26 bits, whose products are exact.
@inline(__always)
private func leading(_ x: Lanes) -> Lanes {
  let mask = unsafeBitCast(LaneBits(repeating: 0xFFFF_FFFF_F800_0000), to: LaneMask.self)
  return unsafeBitCast(unsafeBitCast(x, to: LaneMask.self) .& mask, to: Lanes.self)
}

/// y, made negative where x is: −0 stays −0.
@inline(__always)
private func withSign(of x: Lanes, _ y: Lanes) -> Lanes {
  let signBit = unsafeBitCast(Lanes(repeating: -0.0), to: LaneMask.self)
  let sign = unsafeBitCast(x, to: LaneMask.self) .& signBit
  return unsafeBitCast(unsafeBitCast(y, to: LaneMask.self) .| sign, to: Lanes.self)
}
