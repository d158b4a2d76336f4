extension Scalar {
  /// The sum a + b. Derivatives: 1 and 1.
  public static func + (lhs: Scalar, rhs: Scalar) -> Scalar {
    Recorder.record(.add, lhs, rhs)
  }

  /// The difference a − b. Derivatives: 1 and −1.
  public static func - (lhs: Scalar, rhs: Scalar) -> Scalar {
    Recorder.record(.subtract, lhs, rhs)
  }

  /// The product a·b. Derivatives: b and a.
  public static func * (lhs: Scalar, rhs: Scalar) -> Scalar {
    Recorder.record(.multiply, lhs, rhs)
  }

  /// The quotient a/b. Derivatives: 1/b and −a/b². Division by zero follows IEEE 754.
  public static func / (lhs: Scalar, rhs: Scalar) -> Scalar {
    Recorder.record(.divide, lhs, rhs)
  }

  /// The negative −a. Derivative: −1.
  public static prefix func - (operand: Scalar) -> Scalar {
    Recorder.record(.negate, operand)
  }

  /// Replaces a by the recorded sum a + b.
  public static func += (lhs: inout Scalar, rhs: Scalar) {
    lhs = lhs + rhs
  }

  /// Replaces a by the recorded difference a − b. To train a parameter, set its ``value``.
  public static func -= (lhs: inout Scalar, rhs: Scalar) {
    lhs = lhs - rhs
  }

  /// Replaces a by the recorded product a·b.
  public static func *= (lhs: inout Scalar, rhs: Scalar) {
    lhs = lhs * rhs
  }

  /// Replaces a by the recorded quotient a/b.
  public static func /= (lhs: inout Scalar, rhs: Scalar) {
    lhs = lhs / rhs
  }

  /// The square a². Derivative: 2a.
  public func squared() -> Scalar {
    Recorder.record(.square, self)
  }

  /// The square root √a: NaN for a negative number, −0 for −0. Derivative: 1/(2√a), ∞ at 0.
  public func squareRoot() -> Scalar {
    Recorder.record(.squareRoot, self)
  }

  /// The power aᵇ. Special cases as IEEE 754 has them for `pow`: x⁰ = 1 for every x, and NaN for a
  /// negative base and an exponent that is no integer.
  ///
  /// Derivatives: b·aᵇ⁻¹ by a, which is 0 for b = 0; and aᵇ·log a by b, which is 0 where aᵇ = 0 and
  /// for a = 0 = b (the value that 0ᵇ has from the right), and NaN for negative a.
  public func power(_ exponent: Scalar) -> Scalar {
    Recorder.record(.power, self, exponent)
  }

  /// The magnitude |a|. Derivative: the sign of a, 0 at the kink a = 0, and NaN for NaN.
  public var magnitude: Scalar {
    Recorder.record(.magnitude, self)
  }
}

/// Scalars work in code that is generic over numbers. Equality and order are those of the values.
extension Scalar: SignedNumeric, Comparable {
  /// A constant with the value of an integer, if a `Double` can hold it exactly.
  public init?(exactly source: some BinaryInteger) {
    guard let value = Double(exactly: source) else { return nil }
    self.init(value)
  }

  /// Whether the values are equal, as `Double`s are.
  public static func == (lhs: Scalar, rhs: Scalar) -> Bool {
    lhs.value == rhs.value
  }

  /// Whether the value is less than the other.
  public static func < (lhs: Scalar, rhs: Scalar) -> Bool {
    lhs.value < rhs.value
  }
}
