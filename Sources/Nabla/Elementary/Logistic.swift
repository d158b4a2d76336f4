// Both from e = e^−|x| ≤ 1, which never overflows, in two parts e + rest.

extension Elementary {
  /// The logistic function 1 / (1 + e⁻ˣ), within 0.61 ulps in both tails.
  ///
  /// 1 / (1 + e) where x is positive and e / (1 + e) where it is negative, so that small results
  /// keep their digits. The quotient is made from a short one, whose product with the divisor's
  /// leading bits is exact, and its remainder: Dekker, *A floating-point technique for extending
  /// the available precision*, 1971.
  public static func sigmoid(_ x: Double) -> Double {
    guard x.magnitude <= 690 else { return sigmoidAtTheEnds(x) }
    return logistic(Lanes(repeating: x))[0]
  }

  @inline(__always)
  static func sigmoid(lanes x: Lanes) -> Lanes {
    let near = (x .>= -690) .& (x .<= 690)
    guard all(near) else { return each(x) { sigmoid($0) } }
    return logistic(x)
  }

  /// The logistic function of a buffer's numbers into another of the same count, or into the same.
  public static func sigmoid(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("sigmoid", x, into: result) { sigmoid(lanes: $0) }
  }

  @inline(__always)
  private static func logistic(_ x: Lanes) -> Lanes {
    let (e, eRest) = decay(x)
    let divisor = 1 + e
    let divisorLead = leading(divisor)
    let divisorRest = ((1 - divisorLead) + e) + eRest
    let negative = x .< 0
    let dividend = chosen(negative, e, Lanes(repeating: 1))
    let dividendRest = chosen(negative, eRest, Lanes())
    let inverse = 1 / divisor
    let short = leading(dividend * inverse)
    let remainder = ((dividend - short * divisorLead) - short * divisorRest) + dividendRest
    return short + remainder * inverse
  }

  /// The logistic function where 1 + e is 1, or x is no number.
  @inline(never)
  private static func sigmoidAtTheEnds(_ x: Double) -> Double {
    x > 0 ? 1 : exp(x)
  }
}

// MARK: - softplus

extension Elementary {
  /// log(1 + eˣ) = max(x, 0) + log1p(e^−|x|), within 0.65 ulps.
  public static func softplus(_ x: Double) -> Double {
    guard x.magnitude <= 690 else { return softplusAtTheEnds(x) }
    return logisticIntegral(Lanes(repeating: x))[0]
  }

  @inline(__always)
  static func softplus(lanes x: Lanes) -> Lanes {
    let near = (x .>= -690) .& (x .<= 690)
    guard all(near) else { return each(x) { softplus($0) } }
    return logisticIntegral(x)
  }

  /// log(1 + eˣ) of a buffer's numbers into another of the same count, or into the same.
  public static func softplus(
    _ x: UnsafeBufferPointer<Double>, into result: UnsafeMutableBufferPointer<Double>
  ) {
    apply("softplus", x, into: result) { softplus(lanes: $0) }
  }

  @inline(__always)
  private static func logisticIntegral(_ x: Lanes) -> Lanes {
    let (e, eRest) = decay(x)
    let (high, low) = logarithmOfOneMoreParts(e, eRest)
    let line = chosen(x .> 0, x, Lanes())
    let sum = line + high
    let taken = sum - line
    let lost = (line - (sum - taken)) + (high - taken)
    return sum + (lost + low)
  }

  /// log(1 + eˣ) where it is x or eˣ, or x is no number.
  @inline(never)
  private static func softplusAtTheEnds(_ x: Double) -> Double {
    x > 0 ? x : exp(x)
  }
}

// MARK: - Shared by both

extension Elementary {
  /// e^−|x| = e + rest for |x| ≤ 690, where rest is not subnormal enough to matter.
  @inline(__always)
  private static func decay(_ x: Lanes) -> (e: Lanes, rest: Lanes) {
    let signBit = unsafeBitCast(Lanes(repeating: -0.0), to: LaneMask.self)
    let below = unsafeBitCast(x, to: LaneMask.self) .| signBit
    let (k, high, low) = exponentialParts(unsafeBitCast(below, to: Lanes.self))
    let sum = high + low
    let rest = (high - sum) + low
    let steps = (k &+ LaneBits(repeating: 1023)) &* LaneBits(repeating: 1 << 52)
    let power = unsafeBitCast(steps, to: Lanes.self)
    return (sum * power, rest * power)
  }
}

/// The first where the mask is set, the second elsewhere.
@inline(__always)
private func chosen(_ mask: LaneMask, _ first: Lanes, _ second: Lanes) -> Lanes {
  let a = unsafeBitCast(first, to: LaneMask.self) .& mask
  let b = unsafeBitCast(second, to: LaneMask.self) .& .!mask
  return unsafeBitCast(a .| b, to: Lanes.self)
}

/// The leading 26 bits, whose products are exact.
@inline(__always)
private func leading(_ x: Lanes) -> Lanes {
  let mask = unsafeBitCast(LaneBits(repeating: 0xFFFF_FFFF_F800_0000), to: LaneMask.self)
  return unsafeBitCast(unsafeBitCast(x, to: LaneMask.self) .& mask, to: Lanes.self)
}
