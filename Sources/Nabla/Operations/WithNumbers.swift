// A variable number beside a tensor, as in `rate * gradient`. A literal is a tensor by itself, so
// these stand back: with both on a par, `2 * tensor` would be ambiguous.

extension Tensor {
  /// Every element plus a number, which is a constant.
  @_disfavoredOverload
  public static func + (lhs: Tensor, rhs: Double) -> Tensor { lhs + Tensor(rhs) }

  /// Every element plus a number, which is a constant.
  @_disfavoredOverload
  public static func + (lhs: Double, rhs: Tensor) -> Tensor { Tensor(lhs) + rhs }

  /// Every element less a number, which is a constant.
  @_disfavoredOverload
  public static func - (lhs: Tensor, rhs: Double) -> Tensor { lhs - Tensor(rhs) }

  /// A number, which is a constant, less every element.
  @_disfavoredOverload
  public static func - (lhs: Double, rhs: Tensor) -> Tensor { Tensor(lhs) - rhs }

  /// Every element times a number, which is a constant.
  @_disfavoredOverload
  public static func * (lhs: Tensor, rhs: Double) -> Tensor { lhs * Tensor(rhs) }

  /// Every element times a number, which is a constant.
  @_disfavoredOverload
  public static func * (lhs: Double, rhs: Tensor) -> Tensor { Tensor(lhs) * rhs }

  /// Every element divided by a number, which is a constant.
  @_disfavoredOverload
  public static func / (lhs: Tensor, rhs: Double) -> Tensor { lhs / Tensor(rhs) }

  /// A number, which is a constant, divided by every element.
  @_disfavoredOverload
  public static func / (lhs: Double, rhs: Tensor) -> Tensor { Tensor(lhs) / rhs }
}
