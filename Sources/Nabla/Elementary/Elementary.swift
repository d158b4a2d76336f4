/// Elementary functions that give the same bits on every machine.
///
/// Built from IEEE 754 additions, subtractions, multiplications, divisions and integer operations
/// only, in a fixed order and without fused multiply-add; no function of the platform's libm is
/// called.
public enum Elementary {
  /// log₂ e.
  @usableFromInline static let log2e = 1.4426950408889634
  /// ln 2 cut to 40 bits, so that its product with an exponent is exact; and the rest.
  @usableFromInline static let ln2High = 0.6931471805592082
  @usableFromInline static let ln2Low = 7.371002565167799e-13
  /// 1.5 · 2⁵²: adding and subtracting it rounds to the nearest integer.
  @usableFromInline static let rounder = 6755399441055744.0

  /// 2ᵏ for −1022 ≤ k ≤ 1023.
  @inline(__always) static func power2(_ k: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: k &+ 1023) &<< 52)
  }

  /// (high + low) · 2ᵏ rounded once, also where the result is subnormal, for high in [½, 2).
  @inline(__always) static func scale(_ high: Double, _ low: Double, _ k: Int) -> Double {
    if k >= -1021 && k <= 1023 { return (high + low) * power2(k) }
    if k > 1023 { return (high + low) * power2(k - 1) * 2 }
    // The sum with this power of two is rounded where the subnormal result ends.
    let grid = power2(-1022 - k)
    if high >= grid { return (high + low) * power2(k) }
    let s = grid + high
    let rounded = s + ((high - (s - grid)) + low)
    return (rounded - grid) * power2(k + 1000) * power2(-1000)
  }

  /// The leading 26 bits of x.
  @inline(__always) static func leading(_ x: Double) -> Double {
    Double(bitPattern: x.bitPattern & 0xFFFF_FFFF_F800_0000)
  }

  // MARK: exp

  /// e^(x + tail) = 2ᵏ (high + low) for |x| ≤ 746.
  @inline(__always) static func expParts(_ x: Double, tail: Double = 0)
    -> (k: Int, high: Double, low: Double)
  {
    let t = x * log2e + rounder
    let n = t - rounder
    let k = Int(n)
    let a = x - n * ln2High
    let b = n * ln2Low - tail
    let r = a - b
    let c = (a - r) - b
    let high = 1 + r
    let lost = (1 - high) + r
    let q = r * r
    let low = lost + (c + c * r + (q * 0.5 + (q * r) * expTail(r)))
    return (k, high, low)
  }

  /// (eʳ − 1 − r − r²/2) / r³ on |r| ≤ ln 2 / 2.
  @inline(__always) static func expTail(_ r: Double) -> Double {
    let q = r * r
    let p0 = 0.16666666666666669 + r * 0.04166666666666666
    let p1 = 0.00833333333333007 + r * 0.0013888888888900562
    let p2 = 0.0001984126986302109 + r * 2.4801587275138813e-05
    let p3 = 2.7557268503355863e-06 + r * 2.755732960734737e-07
    let p4 = 2.5100367451057714e-08 + r * 2.089397801699577e-09
    let q2 = q * q
    return (p0 + q * p1) + q2 * ((p2 + q * p3) + q2 * p4)
  }

  /// eˣ.
  public static func exp(_ x: Double) -> Double {
    if !(x.magnitude <= 708) {
      if x != x { return x }
      if x > 709.782712893384 { return .infinity }
      if x < -745.1332191019412 { return 0 }
    }
    let (k, high, low) = expParts(x)
    return scale(high, low, k)
  }

  /// eˣ − 1, accurate near zero.
  public static func expm1(_ x: Double) -> Double {
    if !(x.magnitude < 38) {
      if x != x { return x }
      if x < 0 { return -1 }
      return exp(x)
    }
    if x.magnitude < 0x1p-54 { return x }
    let (high, low) = expm1Parts(x)
    return high + low
  }

  /// eˣ − 1 = high + low, for |x| < 50.
  @inline(__always) static func expm1Parts(_ x: Double) -> (high: Double, low: Double) {
    let t = x * log2e + rounder
    let n = t - rounder
    let k = Int(n)
    let a = x - n * ln2High
    let b = n * ln2Low
    let r = a - b
    let c = (a - r) - b
    let rh = leading(r)
    let square = 0.5 * rh * rh
    let squareLow = 0.5 * (r - rh) * (r + rh)
    let s = r + square
    let lost = (r - s) + square
    let q = r * r
    let l = lost + (squareLow + (c + c * r + (q * r) * expTail(r)))
    let two = power2(k)
    let u = s * two
    let v = two - 1
    let sum = v + u
    let bb = sum - v
    let e = (v - (sum - bb)) + (u - bb)
    return (sum, e + l * two)
  }

  // MARK: log

  /// k ln 2 + log(1 + f) + c = high + low, for √½ ≤ 1 + f < √2.
  @inline(__always) static func logParts(_ f: Double, _ n: Double, _ c: Double)
    -> (high: Double, low: Double)
  {
    let fh = leading(f)
    let a = 0.5 * fh * fh
    let b = 0.5 * (f - fh) * (f + fh)
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = 0.666666666666667 + w * (0.28571428626161743 + w * (0.18182891032488913 + w * 0.1461714798421968))
    let odd = 0.39999999999899055 + w * (0.22222211106728837 + w * 0.1533166196515835)
    let R = z * (even + z * odd)
    let hi = f - a
    let lo = ((f - hi) - a) - b + s * ((a + b) + R)
    let t = n * ln2High
    let high = t + hi
    let lost = hi - (high - t)
    return (high, lost + (lo + (n * ln2Low + c)))
  }

  /// x = 2ᵏ m with √½ ≤ m < √2, for a positive normal x.
  @inline(__always) static func split(_ x: Double) -> (k: Int, m: Double) {
    let bits = x.bitPattern
    // The bits of √½.
    let shifted = bits &- 0x3FE6_A09E_667F_3BCD
    let k = Int(Int64(bitPattern: shifted) &>> 52)
    let m = Double(bitPattern: bits &- (UInt64(bitPattern: Int64(k)) &<< 52))
    return (k, m)
  }

  /// The natural logarithm.
  public static func log(_ x: Double) -> Double {
    var x = x
    var offset = 0
    if !(x >= 0x1p-1022 && x < .infinity) {
      if x == 0 { return -.infinity }
      if x < 0 { return .nan }
      if !(x < .infinity) { return x }
      x *= 0x1p54
      offset = -54
    }
    let (k, m) = split(x)
    let (high, low) = logParts(m - 1, Double(k + offset), 0)
    return high + low
  }

  /// log(1 + x), accurate near zero.
  public static func log1p(_ x: Double) -> Double {
    if !(x > -1 && x < .infinity) {
      if x == -1 { return -.infinity }
      if x < -1 { return .nan }
      return x
    }
    if x.magnitude < 0x1p-54 { return x }
    let (high, low) = log1pParts(x, 0)
    return high + low
  }

  /// log(1 + x + tail) = high + low.
  @inline(__always) static func log1pParts(_ x: Double, _ tail: Double)
    -> (high: Double, low: Double)
  {
    if x > -0.2928 && x < 0.4142 {
      return logParts(x, 0, tail / (1 + x))
    }
    let u = 1 + x
    let lost = (x.magnitude >= 1 ? 1 - (u - x) : x - (u - 1)) + tail
    let (k, m) = split(u)
    return logParts(m - 1, Double(k), lost / u)
  }

  // MARK: sigmoid, softplus, tanh

  /// (numerator + numeratorLow) / (denominator + denominatorLow), rounded nearly once.
  @inline(__always) static func quotient(
    _ n: Double, _ nLow: Double, _ d: Double, _ dLow: Double
  ) -> Double {
    let y = 1 / d
    let q = leading(n * y)
    let dh = leading(d)
    let dl = (d - dh) + dLow
    let residual = ((n - q * dh) - q * dl) + nLow
    return q + residual * y
  }

  /// The logistic function 1 / (1 + e⁻ˣ).
  public static func sigmoid(_ x: Double) -> Double {
    if !(x.magnitude < 40) {
      if x != x { return x }
      if x > 0 { return 1 }
      return exp(x)
    }
    let (k, high, low) = expParts(-x.magnitude)
    let two = power2(k)
    let sum = high + low
    let e = sum * two
    let el = ((high - sum) + low) * two
    let d = 1 + e
    let dl = (e - (d - 1)) + el
    return x < 0 ? quotient(e, el, d, dl) : quotient(1, 0, d, dl)
  }

  /// log(1 + eˣ).
  public static func softplus(_ x: Double) -> Double {
    if !(x.magnitude < 40) {
      if x != x { return x }
      if x > 0 { return x }
      return exp(x)
    }
    let (k, high, low) = expParts(-x.magnitude)
    let two = power2(k)
    let sum = high + low
    let e = sum * two
    let el = ((high - sum) + low) * two
    let (lh, ll) = log1pParts(e, el)
    if x <= 0 { return lh + ll }
    let s = x + lh
    let bb = s - x
    return s + (((x - (s - bb)) + (lh - bb)) + ll)
  }

  /// The hyperbolic tangent.
  public static func tanh(_ x: Double) -> Double {
    let a = x.magnitude
    if !(a < 20) { return x != x ? x : (x < 0 ? -1 : 1) }
    if a < 0x1p-28 { return x }
    let (high, low) = expm1Parts(2 * a)
    let e = high + low
    let el = (high - e) + low
    let d = e + 2
    let bb = d - e
    let dl = ((e - (d - bb)) + (2 - bb)) + el
    let t = quotient(e, el, d, dl)
    return x < 0 ? -t : t
  }
}
