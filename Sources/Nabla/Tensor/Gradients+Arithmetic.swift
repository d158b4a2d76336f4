/// Gradients of several losses, as of the parts of a batch that is too large for memory:
///
/// ```swift
/// var total = Gradients.zero
/// for part in parts { total += loss(of: part).gradients() }
/// optimizer.update(&network, along: total / Double(parts.count))
/// ```
///
/// The gradient of a sum is the sum of the gradients, and that of a multiple the multiple. NaN and
/// infinities are values and go on.
extension Gradients {
  /// The derivatives of a loss that depends on no parameter: all are 0.
  public static var zero: Gradients { Gradients() }

  /// All derivatives times a number.
  public static func * (lhs: Gradients, rhs: Double) -> Gradients { rhs * lhs }

  /// All derivatives divided by a number.
  public static func / (lhs: Gradients, rhs: Double) -> Gradients {
    let divisor = Buffer(repeating: rhs, count: 1)
    return lhs.mapped { buffer in
      let quotient = Buffer(count: buffer.count)
      Fast.pair(.divide, buffer.count, buffer.read, 1, divisor.read, 0, quotient.pointer)
      return quotient
    }
  }

  /// The differences of the derivatives by each parameter.
  public static func - (lhs: Gradients, rhs: Gradients) -> Gradients { lhs + -1 * rhs }

  /// Adds the derivatives of another loss.
  public static func += (lhs: inout Gradients, rhs: Gradients) { lhs = lhs + rhs }
}
