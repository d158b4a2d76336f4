// The derivatives of tanh and of the logistic function. From the function's value, 1 − h² and
// s(1 − s) lose the more digits the nearer h and s are to 1: above 1 − 2⁻⁵ they are computed from the
// argument, by an exponential that gets small itself. Up to there the loss is less than 27 ulps, and
// the short formula is taken, because an exponential would take as long as the function.

extension Elementary {
  /// 1 − tanh² x for y = tanh x, within 27 ulps.
  @inline(__always)
  static func tanhSlope(_ x: Lanes, _ y: Lanes) -> Lanes {
    let flat = (y .> 0.96875) .| (y .< -0.96875)
    let near = 1 - y * y
    guard any(flat) else { return near }
    return near.replacing(with: 4 * bell(2 * x), where: flat)
  }

  /// s(1 − s) for s = 1/(1 + e⁻ˣ), within 20 ulps.
  @inline(__always)
  static func sigmoidSlope(_ x: Lanes, _ s: Lanes) -> Lanes {
    let flat = s .> 0.96875
    let near = s * (1 - s)
    guard any(flat) else { return near }
    return near.replacing(with: bell(x), where: flat)
  }

  /// 1 − tanh² x for y = tanh x, within 27 ulps.
  @inline(__always)
  static func tanhSlope(_ x: Double, _ y: Double) -> Double {
    y.magnitude <= 0.96875 || y != y ? 1 - y * y : 4 * bell(2 * x)
  }

  /// s(1 − s) for s = 1/(1 + e⁻ˣ), within 20 ulps.
  @inline(__always)
  static func sigmoidSlope(_ x: Double, _ s: Double) -> Double {
    s <= 0.96875 || s != s ? s * (1 - s) : bell(x)
  }

  /// e/(1 + e)² with e = e^−|x|: the logistic function's derivative.
  @inline(never)
  private static func bell(_ x: Lanes) -> Lanes {
    let e = exp(lanes: x.replacing(with: -x, where: x .> 0))
    let divisor = 1 + e
    return e / (divisor * divisor)
  }

  @inline(never)
  private static func bell(_ x: Double) -> Double {
    let e = exp(-x.magnitude)
    let divisor = 1 + e
    return e / (divisor * divisor)
  }
}
