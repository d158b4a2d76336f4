// x = n π/2 + r with |r| ≤ π/4, then a polynomial in r² for each of sine and cosine.
//
// Below 2²⁰ the reduction is that of Cody and Waite (Software Manual for the Elementary Functions,
// 1980), with π/2 in three parts of 33, 33 and 53 bits; in the rare case that r is small, so that
// 119 bits would not do, and above, it is `turn`. The polynomials are best in relative error by
// Remez's exchange, after the terms r³/6 of the sine and r²/2 of the cosine, which are added in two
// parts each, so that only the last addition rounds visibly.

extension Elementary {
  /// The sine, within 0.59 ulps, whatever the size of x.
  ///
  /// Not-a-number at the infinities.
  public static func sin(_ x: Double) -> Double {
    guard x.magnitude < 0x1p20 else { return sineExactly(x) }
    let (n, r, rest) = turnQuickly(Lanes(repeating: x))
    guard x.magnitude < 0.5 || r[0].magnitude >= 0x1p-20 else { return sineExactly(x) }
    // The only number whose sine the sums below would give a wrong sign: −0.
    guard x != 0 else { return x }
    return n[0] & 1 == 0
      ? negated(sine(r, rest), n)[0] : negated(cosine(r, rest), n)[0]
  }

  @inline(__always)
  static func sin(lanes x: Lanes) -> Lanes {
    let (n, r, rest) = turnQuickly(x)
    guard isQuick(x, r) else { return each(x) { sin($0) } }
    let v = negated(chosen(n, sine(r, rest), cosine(r, rest)), n)
    return v.replacing(with: x, where: x .== 0)
  }

  /// The sines of a buffer's numbers into another of the same count, or into the same.
  public static func sin(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("sin", x, into: result) { sin(lanes: $0) }
  }

  @inline(never)
  private static func sineExactly(_ x: Double) -> Double {
    guard x.magnitude < .infinity else { return .nan }
    let (n, r, rest) = turn(x)
    let v =
      n & 1 == 0
      ? sine(Lanes(repeating: r), Lanes(repeating: rest))
      : cosine(Lanes(repeating: r), Lanes(repeating: rest))
    return n & 2 == 0 ? v[0] : -v[0]
  }
}

// MARK: - cos

extension Elementary {
  /// The cosine, within 0.61 ulps, whatever the size of x.
  ///
  /// Not-a-number at the infinities.
  public static func cos(_ x: Double) -> Double {
    guard x.magnitude < 0x1p20 else { return cosineExactly(x) }
    let (n, r, rest) = turnQuickly(Lanes(repeating: x))
    guard x.magnitude < 0.5 || r[0].magnitude >= 0x1p-20 else { return cosineExactly(x) }
    return n[0] & 1 == 0
      ? negated(cosine(r, rest), n &+ LaneBits(repeating: 1))[0]
      : negated(sine(r, rest), n &+ LaneBits(repeating: 1))[0]
  }

  @inline(__always)
  static func cos(lanes x: Lanes) -> Lanes {
    let (n, r, rest) = turnQuickly(x)
    guard isQuick(x, r) else { return each(x) { cos($0) } }
    return negated(chosen(n, cosine(r, rest), sine(r, rest)), n &+ LaneBits(repeating: 1))
  }

  /// The cosines of a buffer's numbers into another of the same count, or into the same.
  public static func cos(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("cos", x, into: result) { cos(lanes: $0) }
  }

  @inline(never)
  private static func cosineExactly(_ x: Double) -> Double {
    guard x.magnitude < .infinity else { return .nan }
    let (n, r, rest) = turn(x)
    let v =
      n & 1 == 0
      ? cosine(Lanes(repeating: r), Lanes(repeating: rest))
      : sine(Lanes(repeating: r), Lanes(repeating: rest))
    return (n + 1) & 2 == 0 ? v[0] : -v[0]
  }
}

// MARK: - Shared by both

extension Elementary {
  /// x = n π/2 + r + rest for |x| < 2²⁰; good where |r| ≥ 2⁻²⁰, and exact where n is 0.
  ///
  /// n is in the low bits; those above its twentieth mean nothing.
  @inline(__always)
  private static func turnQuickly(_ x: Lanes) -> (n: LaneBits, r: Lanes, rest: Lanes) {
    let shifted = x * 0.6366197723675814 + 0x1.8p52
    let n = shifted - 0x1.8p52
    let a = x - n * 1.5707963267341256
    let b = n * 6.077100506303966e-11
    let c = a - b
    let small = ((a - c) - b) - n * 2.0222662487959506e-21
    let r = c + small
    return (unsafeBitCast(shifted, to: LaneBits.self), r, (c - r) + small)
  }

  /// Whether `turnQuickly` was good enough for both numbers.
  @inline(__always)
  private static func isQuick(_ x: Lanes, _ r: Lanes) -> Bool {
    let size = magnitude(x)
    return all((size .< 0x1p20) .& ((size .< 0.5) .| (magnitude(r) .>= 0x1p-20)))
  }

  /// sin(r + rest) for |r| ≤ π/4.
  @inline(__always)
  private static func sine(_ r: Lanes, _ rest: Lanes) -> Lanes {
    let z = r * r
    let w = z * z
    let series =
      (0.008333333333333333 + z * -0.00019841269841268958)
      + w
      * ((2.7557319222318673e-06 + z * -2.505210723338345e-08)
        + w * (1.605868382972082e-10 + z * -7.595273786973974e-13))
    // r³ = cube + cubeRest, the first of them exact.
    let lead = leading(r)
    let end = r - lead
    let square = lead * lead
    let squareLead = leading(square)
    let squareRest = (square - squareLead) + end * (r + lead)
    let cube = squareLead * lead
    let cubeRest = lead * squareRest + end * z
    let third = cube * -0.16666666666666666
    let high = r + third
    let lost = (r - high) + third
    // With what the double −1/6 lacks.
    let higher = (z * r) * (z * series - 9.25185853854297e-18)
    let low = higher + (cubeRest * -0.16666666666666666 + (rest - (0.5 * z) * rest))
    return high + (lost + low)
  }

  /// cos(r + rest) for |r| ≤ π/4.
  @inline(__always)
  private static func cosine(_ r: Lanes, _ rest: Lanes) -> Lanes {
    let z = r * r
    let w = z * z
    let lead = leading(r)
    let half = 0.5 * lead * lead
    let halfRest = 0.5 * (r - lead) * (r + lead)
    let series =
      (0.041666666666666664 + z * -0.0013888888888887387)
      + w
      * ((2.480158729875097e-05 + z * -2.755731726490816e-07)
        + w * (2.087614497811146e-09 + z * -1.1382547036607053e-11))
    let high = 1 - half
    let lost = (1 - high) - half
    return high + (lost + (w * series - (halfRest + r * rest)))
  }
}

/// The number where the lowest bit is 0, the other where it is 1.
@inline(__always)
private func chosen(_ bits: LaneBits, _ ifZero: Lanes, _ ifOne: Lanes) -> Lanes {
  let mask = unsafeBitCast(bits &* LaneBits(repeating: 1 << 63), to: LaneIntegers.self) .< 0
  let zero = unsafeBitCast(ifZero, to: LaneMask.self) .& .!mask
  let one = unsafeBitCast(ifOne, to: LaneMask.self) .& mask
  return unsafeBitCast(zero .| one, to: Lanes.self)
}

/// The number, negated where the bit next to the lowest is 1.
@inline(__always)
private func negated(_ v: Lanes, _ bits: LaneBits) -> Lanes {
  let signBit = unsafeBitCast(Lanes(repeating: -0.0), to: LaneMask.self)
  let sign = unsafeBitCast(bits &* LaneBits(repeating: 1 << 62), to: LaneMask.self) .& signBit
  return unsafeBitCast(unsafeBitCast(v, to: LaneMask.self) .^ sign, to: Lanes.self)
}

@inline(__always)
private func magnitude(_ x: Lanes) -> Lanes {
  let signBit = unsafeBitCast(Lanes(repeating: -0.0), to: LaneMask.self)
  return unsafeBitCast(unsafeBitCast(x, to: LaneMask.self) .& .!signBit, to: Lanes.self)
}

/// The leading 26 bits, whose products are exact.
@inline(__always)
private func leading(_ x: Lanes) -> Lanes {
  let mask = unsafeBitCast(LaneBits(repeating: 0xFFFF_FFFF_F800_0000), to: LaneMask.self)
  return unsafeBitCast(unsafeBitCast(x, to: LaneMask.self) .& mask, to: Lanes.self)
}
