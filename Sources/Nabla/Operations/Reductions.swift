extension Tensor {
  /// The sum of all elements, without dimensions. The sum of none is 0. Derivative: 1 for each.
  ///
  /// It is added up in pairs of halves, down to blocks of 256 elements, in an order that depends on
  /// nothing but their number, so that rounding errors grow as its logarithm. Source: N. J. Higham,
  /// "The accuracy of floating point summation", SIAM Journal on Scientific Computing 14 (1993),
  /// pages 783–799.
  public func sum() -> Tensor {
    Tensor(.sum, [], Buffer([Kernels.sum(count, node.values)]), from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x, Buffer(repeating: dy.pointer[0], count: x.count))
    }
  }

  /// The mean of all elements, without dimensions. Derivative: 1/count for each.
  ///
  /// It doesn't overflow where the sum does. The mean of none is a precondition failure.
  public func mean() -> Tensor {
    require(count > 0, "mean: of no elements there is none, received shape \(shape)")
    let size = Double(count)
    let mean = Buffer([Kernels.mean(count, node.values)])
    return Tensor(.mean, [], mean, from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x, Buffer(repeating: dy.pointer[0] / size, count: x.count))
    }
  }

  /// The sums along a dimension, which vanishes, or stays as 1 where `keeping` is true.
  ///
  /// Negative axes count from the last. Derivative: 1 for each.
  public func sum(axis: Int, keeping: Bool = false) -> Tensor {
    sum(axes: [axis], keeping: keeping)
  }

  /// The sums along several dimensions, which vanish, or stay as 1 where `keeping` is true.
  ///
  /// Negative axes count from the last; one may stand there once. Without axes, the elements stay as
  /// they are. Derivative: 1 for each.
  public func sum(axes: [Int], keeping: Bool = false) -> Tensor {
    let plan = Reduction(self, axes, "sum")
    return Tensor(.sum, plan.result(keeping), plan.sum(node.buffer), from: [self]) {
      node, dy, pass in pass.add(node.inputs[0], plan.spread(dy))
    }
  }

  /// The means along a dimension, which vanishes, or stays as 1 where `keeping` is true.
  ///
  /// Negative axes count from the last. Derivative: 1/length for each.
  public func mean(axis: Int, keeping: Bool = false) -> Tensor {
    mean(axes: [axis], keeping: keeping)
  }

  /// The means along several dimensions, which vanish, or stay as 1 where `keeping` is true.
  ///
  /// Negative axes count from the last; one may stand there once. They don't overflow where sums do.
  /// Derivative: one over the number of elements of a mean for each.
  public func mean(axes: [Int], keeping: Bool = false) -> Tensor {
    let plan = Reduction(self, axes, "mean")
    plan.requireElements()
    return Tensor(.mean, plan.result(keeping), plan.mean(node.buffer), from: [self]) {
      node, dy, pass in
      let share = Buffer(count: dy.count)
      for i in 0..<dy.count { share.pointer[i] = dy.pointer[i] / Double(plan.terms) }
      pass.add(node.inputs[0], plan.spread(share))
    }
  }

  /// The variance of all elements, without dimensions: see ``variance(axes:keeping:)``.
  public func variance() -> Tensor { variance(axes: Array(0..<rank)) }

  /// The variances along a dimension: see ``variance(axes:keeping:)``.
  public func variance(axis: Int, keeping: Bool = false) -> Tensor {
    variance(axes: [axis], keeping: keeping)
  }

  /// The variances along several dimensions, which vanish, or stay as 1 where `keeping` is true:
  /// the mean of (x − mean)², divided by the number n of elements and not by n − 1.
  ///
  /// Computed in two passes, so that a large mean takes no digits. Of one element it is 0, of none a
  /// precondition failure. Derivative: 2(x − mean)/n. (The mean moves too, but Σ(x − mean) is 0.)
  public func variance(axes: [Int], keeping: Bool = false) -> Tensor {
    let plan = Reduction(self, axes, "variance")
    plan.requireElements()
    let means = plan.spread(plan.mean(node.buffer))
    let differences = Buffer(count: count)
    Fast.pair(.subtract, count, node.values, 1, means.read, 1, differences.pointer)
    let squares = Buffer(count: count)
    Fast.map(.square, count, differences.read, squares.pointer)
    return Tensor(.variance, plan.result(keeping), plan.mean(squares), from: [self]) {
      node, dy, pass in
      let share = Buffer(count: dy.count)
      for i in 0..<dy.count { share.pointer[i] = 2 * dy.pointer[i] / Double(plan.terms) }
      let spread = plan.spread(share)
      pass.add(node.inputs[0]) { dx in
        Fast.pair(.multiply, spread.count, spread.read, 1, differences.read, 1, dx)
      }
    }
  }

  /// The sizes before, at and after a dimension.
  func split(at axis: Int, _ operation: String) -> (outer: Int, length: Int, inner: Int) {
    let axis = resolved(axis, operation)
    return (shape[..<axis].reduce(1, *), shape[axis], shape[(axis + 1)...].reduce(1, *))
  }

  /// An axis counted from the first.
  func resolved(_ axis: Int, _ operation: String) -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    require(
      (0..<rank).contains(resolved),
      "\(operation): there is no axis \(axis) in a tensor of shape \(shape)")
    return resolved
  }

  /// The shape without an axis, or with a 1 in its place.
  func reduced(_ axis: Int, _ keeping: Bool, _ operation: String) -> [Int] {
    var shape = shape
    let axis = resolved(axis, operation)
    if keeping { shape[axis] = 1 } else { shape.remove(at: axis) }
    return shape
  }
}

extension Operation {
  static let sum = Operation(
    "sum", forward: { Cost(0, $0.operandCount - $0.count) }, backward: { _, _ in Cost() },
    derivative: { _, _ in "1" })

  static let mean = Operation(
    "mean", forward: { Cost($0.count, $0.operandCount - $0.count) },
    backward: { node, _ in Cost(node.count, 0) }, derivative: { _, _ in "1/n" })

  /// A mean, differences, squares, and a mean again.
  static let variance = Operation(
    "variance",
    forward: { node in
      let x = node.operandCount
      return Cost(2 * node.count + x, 3 * x - 2 * node.count)
    },
    backward: { node, _ in Cost(2 * node.count + node.operandCount, 0) },
    derivative: { names, _ in "2·(\(names[0]) − mean)/n" })
}
