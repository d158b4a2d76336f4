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

  /// The sums of the derivatives by each parameter. One that only one side reaches is that side's.
  public static func + (lhs: Gradients, rhs: Gradients) -> Gradients {
    var sum = Gradients()
    sum.entries.reserveCapacity(max(lhs.entries.count, rhs.entries.count))
    var (left, right) = (lhs.entries[...], rhs.entries[...])
    while let a = left.first, let b = right.first {
      if a.identity == b.identity {
        require(
          a.shape == b.shape,
          "Gradients: derivatives by one parameter must have one shape, received \(a.shape) and "
            + "\(b.shape)")
        let buffer = Buffer(count: a.buffer.count)
        Fast.pair(.add, buffer.count, a.buffer.read, 1, b.buffer.read, 1, buffer.pointer)
        sum.entries.append(Entry(identity: a.identity, shape: a.shape, buffer: buffer))
        (left, right) = (left.dropFirst(), right.dropFirst())
      } else if a.identity < b.identity {
        sum.entries.append(left.removeFirst())
      } else {
        sum.entries.append(right.removeFirst())
      }
    }
    sum.entries += Array(left) + Array(right)
    return sum
  }

  /// The derivatives times a number.
  public static func * (lhs: Gradients, rhs: Double) -> Gradients {
    let factor = Buffer(repeating: rhs, count: 1)
    var product = lhs
    product.entries = lhs.entries.map { entry in
      let buffer = Buffer(count: entry.buffer.count)
      Fast.pair(.multiply, buffer.count, entry.buffer.read, 1, factor.read, 0, buffer.pointer)
      return Entry(identity: entry.identity, shape: entry.shape, buffer: buffer)
    }
    return product
  }

  /// The derivatives times a number.
  public static func * (lhs: Double, rhs: Gradients) -> Gradients { rhs * lhs }

  /// The derivatives divided by a number.
  public static func / (lhs: Gradients, rhs: Double) -> Gradients {
    let divisor = Buffer(repeating: rhs, count: 1)
    var quotient = lhs
    quotient.entries = lhs.entries.map { entry in
      let buffer = Buffer(count: entry.buffer.count)
      Fast.pair(.divide, buffer.count, entry.buffer.read, 1, divisor.read, 0, buffer.pointer)
      return Entry(identity: entry.identity, shape: entry.shape, buffer: buffer)
    }
    return quotient
  }

  /// The differences of the derivatives by each parameter.
  public static func - (lhs: Gradients, rhs: Gradients) -> Gradients { lhs + rhs * -1 }

  /// Adds the derivatives of another loss.
  public static func += (lhs: inout Gradients, rhs: Gradients) { lhs = lhs + rhs }
}
