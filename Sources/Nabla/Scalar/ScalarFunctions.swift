/// The exponential function eᵃ. Derivative: eᵃ.
public func exp(_ a: Scalar) -> Scalar {
  Recorder.record(.exp, a)
}

/// The natural logarithm. Derivative: 1/a. NaN for a negative number, −∞ for 0.
public func log(_ a: Scalar) -> Scalar {
  Recorder.record(.log, a)
}

/// The sine of an angle in radians. Derivative: cos a.
public func sin(_ a: Scalar) -> Scalar {
  Recorder.record(.sin, a)
}

/// The cosine of an angle in radians. Derivative: −sin a.
public func cos(_ a: Scalar) -> Scalar {
  Recorder.record(.cos, a)
}

/// The square root √a: see ``Scalar/squareRoot()``.
public func sqrt(_ a: Scalar) -> Scalar {
  a.squareRoot()
}

/// The power aᵇ: see ``Scalar/power(_:)``.
public func pow(_ a: Scalar, _ b: Scalar) -> Scalar {
  a.power(b)
}

/// The magnitude |a|: see ``Scalar/magnitude``.
public func abs(_ a: Scalar) -> Scalar {
  a.magnitude
}

/// The hyperbolic tangent h = tanh a. Derivative: 1 − h², also where h is nearly ±1: see
/// ``tanh(_:)-(Tensor)``.
public func tanh(_ a: Scalar) -> Scalar {
  Recorder.record(.tanh, a)
}

/// The logistic function h = 1/(1 + e⁻ᵃ). Derivative: h(1 − h), also where h is nearly 1: see
/// ``sigmoid(_:)-(Tensor)``.
public func sigmoid(_ a: Scalar) -> Scalar {
  Recorder.record(.sigmoid, a)
}

/// The softplus log(1 + eᵃ). Derivative: sigmoid a.
public func softplus(_ a: Scalar) -> Scalar {
  Recorder.record(.softplus, a)
}

/// The rectifier max(0, a); NaN for NaN. Derivative: 1 for a > 0 and for NaN, as that of a maximum,
/// else 0, also at the kink a = 0.
public func relu(_ a: Scalar) -> Scalar {
  Recorder.record(.relu, a)
}

/// The squared error ½(e − ê)² of a prediction e for the expected value ê.
///
/// One operation, whose derivative by e is (e − ê): the half cancels the two of the square.
public func squaredError(predicted: Scalar, expected: Scalar) -> Scalar {
  Recorder.record(.squaredError, predicted, expected)
}
