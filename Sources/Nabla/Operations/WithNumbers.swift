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

  /// Adds a number, which is a constant, to every element.
  @_disfavoredOverload
  public static func += (lhs: inout Tensor, rhs: Double) { lhs = lhs + rhs }

  /// Takes a number, which is a constant, from every element.
  @_disfavoredOverload
  public static func -= (lhs: inout Tensor, rhs: Double) { lhs = lhs - rhs }

  /// Multiplies every element by a number, which is a constant.
  @_disfavoredOverload
  public static func *= (lhs: inout Tensor, rhs: Double) { lhs = lhs * rhs }

  /// Divides every element by a number, which is a constant.
  @_disfavoredOverload
  public static func /= (lhs: inout Tensor, rhs: Double) { lhs = lhs / rhs }

  /// 1 where an element is less than a number, else 0: a constant.
  @_disfavoredOverload
  public static func .< (lhs: Tensor, rhs: Double) -> Tensor { lhs .< Tensor(rhs) }

  /// 1 where an element is at most a number, else 0: a constant.
  @_disfavoredOverload
  public static func .<= (lhs: Tensor, rhs: Double) -> Tensor { lhs .<= Tensor(rhs) }

  /// 1 where an element is greater than a number, else 0: a constant.
  @_disfavoredOverload
  public static func .> (lhs: Tensor, rhs: Double) -> Tensor { lhs .> Tensor(rhs) }

  /// 1 where an element is at least a number, else 0: a constant.
  @_disfavoredOverload
  public static func .>= (lhs: Tensor, rhs: Double) -> Tensor { lhs .>= Tensor(rhs) }

  /// 1 where an element equals a number, else 0: a constant.
  @_disfavoredOverload
  public static func .== (lhs: Tensor, rhs: Double) -> Tensor { lhs .== Tensor(rhs) }

  /// 0 where an element equals a number, else 1: a constant.
  @_disfavoredOverload
  public static func .!= (lhs: Tensor, rhs: Double) -> Tensor { lhs .!= Tensor(rhs) }
}
