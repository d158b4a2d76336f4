/// The derivative of a function by the central difference (f(x + h) − f(x − h)) / 2h.
///
/// Its error is h²/6 times the third derivative, so that it is exact for quadratics but for
/// rounding, which adds about 10⁻¹⁶·|f|/h.
///
/// ```swift
/// print(centralDifference(of: { $0 * $0 }, at: 3, step: 0.5))
/// ```
///
/// prints `6.0`.
///
/// - Parameters:
///   - function: what is differentiated.
///   - point: where.
///   - step: h, positive and finite; chosen by ``differenceStep(at:)`` when nil.
public func centralDifference(
  of function: (Double) -> Double, at point: Double, step: Double? = nil
) -> Double {
  let step = step ?? differenceStep(at: point)
  require(
    step > 0 && step.isFinite,
    "centralDifference: the step must be positive and finite, received \(step)")
  return CentralDifference(at: point, step: step, of: function).derivative
}

/// The step of a central difference: 2⁻¹⁷ for |x| ≤ 1, and the same relative to larger x.
///
/// The error from the truncated series grows as h², and that from rounding as ε/h with ε = 2⁻⁵²;
/// their sum is least near h = ∛ε ≈ 6·10⁻⁶. The nearest power of two makes x ± h exact for most x.
/// Source: J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, section 8.1.
public func differenceStep(at point: Double) -> Double {
  guard point.isFinite, point.magnitude > 1 else { return 0x1p-17 }
  return 0x1p-17 * point.magnitude.binade
}

/// At how many points a derivative's numerical estimate looks.
public enum Stencil: Sendable {
  /// (f(x + h) − f(x − h))/2h: the definition, with an error of h²/6 times the third derivative.
  case two

  /// (8(f(x + h) − f(x − h)) − (f(x + 2h) − f(x − 2h)))/12h: with an error of h⁴/30 times the fifth
  /// derivative, so that h may be larger and rounding matters less. Costs twice as much.
  ///
  /// Source: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", formula 25.3.6.
  case four

  /// The power of the step with which the error falls.
  var order: Double { self == .two ? 2 : 4 }
}

/// A central difference and the rounding that it carries.
struct CentralDifference {
  var derivative: Double
  var step: Double

  /// The larger magnitude of the values at both sides.
  var size: Double

  init(
    at point: Double, step: Double, stencil: Stencil = .two, of function: (Double) -> Double
  ) {
    self.step = step
    let right = point + step
    let left = point - step
    let high = function(right)
    let low = function(left)
    let first = (high - low) / (right - left)
    size = max(high.magnitude, low.magnitude)
    switch stencil {
    case .two: derivative = first
    case .four:
      let farRight = point + 2 * step
      let farLeft = point - 2 * step
      let second = (function(farRight) - function(farLeft)) / (farRight - farLeft)
      derivative = first + (first - second) / 3
    }
  }

  /// What rounding of the values may have changed: 2σ/h, where σ is the larger of half a unit in
  /// the last place of the values, 2⁻⁵³·|f|, and what was measured.
  func rounding(noise: Double = 0) -> Double {
    2 * max(0x1p-53 * size, noise, .leastNonzeroMagnitude) / step
  }

  /// The step for a stencil: see ``differenceStep(at:)``; for four points, 2⁻¹⁰ in place of 2⁻¹⁷,
  /// since the series' error falls as h⁴.
  static func step(at point: Double, _ stencil: Stencil) -> Double {
    stencil == .two ? differenceStep(at: point) : 128 * differenceStep(at: point)
  }
}
