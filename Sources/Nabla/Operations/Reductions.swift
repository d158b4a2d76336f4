extension Tensor {
  /// The sum of all elements, without dimensions. The sum of none is 0. Derivative: 1 for each.
  public func sum() -> Tensor {
    Tensor("sum", [], Buffer([Kernels.sum(count, node.values)]), from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x, Buffer(repeating: dy.pointer[0], count: x.count))
    }
  }

  /// The mean of all elements, without dimensions. Derivative: 1/count for each.
  public func mean() -> Tensor {
    require(count > 0, "mean: of no elements there is none, received shape \(shape)")
    let size = Double(count)
    let mean = Buffer([Kernels.sum(count, node.values) / size])
    return Tensor("mean", [], mean, from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x, Buffer(repeating: dy.pointer[0] / size, count: x.count))
    }
  }

  /// The sums along a dimension, which vanishes, or stays as 1 where `keeping` is true.
  ///
  /// Negative axes count from the last. Derivative: 1 for each.
  public func sum(axis: Int, keeping: Bool = false) -> Tensor {
    let (outer, length, inner) = split(at: axis, "sum")
    let result = Buffer(count: outer * inner)
    Fast.sumAxis(outer, length, inner, node.values, result.pointer)
    return Tensor("sum", reduced(axis, keeping), result, from: [self]) { node, dy, pass in
      pass.add(node.inputs[0]) { spread(dy, outer, length, inner, 1, $0) }
    }
  }

  /// The means along a dimension, which vanishes, or stays as 1 where `keeping` is true.
  ///
  /// Negative axes count from the last. Derivative: 1/length for each.
  public func mean(axis: Int, keeping: Bool = false) -> Tensor {
    let (outer, length, inner) = split(at: axis, "mean")
    require(
      length > 0, "mean: of no elements there is none, received shape \(shape) and axis \(axis)")
    let result = Buffer(count: outer * inner)
    Fast.sumAxis(outer, length, inner, node.values, result.pointer)
    for index in 0..<result.count { result.pointer[index] /= Double(length) }
    return Tensor("mean", reduced(axis, keeping), result, from: [self]) { node, dy, pass in
      pass.add(node.inputs[0]) { spread(dy, outer, length, inner, Double(length), $0) }
    }
  }

  /// The largest elements along a dimension, which vanishes, or stays as 1 where `keeping` is true.
  ///
  /// Negative axes count from the last. The derivative goes to the first of equal elements.
  public func max(axis: Int, keeping: Bool = false) -> Tensor {
    let (outer, length, inner) = split(at: axis, "max")
    require(
      length > 0, "max: of no elements there is none, received shape \(shape) and axis \(axis)")
    let result = Buffer(count: outer * inner)
    var places = [Int](repeating: 0, count: outer * inner)
    for o in 0..<outer {
      for i in 0..<inner {
        var best = o * length * inner + i
        for index in 1..<Swift.max(1, length) {
          let place = (o * length + index) * inner + i
          if node.values[place] > node.values[best] || node.values[place].isNaN { best = place }
        }
        result.pointer[o * inner + i] = node.values[best]
        places[o * inner + i] = best
      }
    }
    return Tensor("max", reduced(axis, keeping), result, from: [self]) { [places] node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        for (index, place) in places.enumerated() { dx[place] += dy.pointer[index] }
      }
    }
  }

  /// The places of the largest elements of each row: the classes that scores speak for.
  public func argmax() -> [Int] {
    require(
      rank >= 1 && shape[rank - 1] > 0, "argmax: rows with elements are needed, received \(shape)")
    let columns = shape[rank - 1]
    return (0..<count / columns).map { row in
      let start = node.values + row * columns
      return (0..<columns).reduce(0) { start[$1] > start[$0] ? $1 : $0 }
    }
  }

  /// The sizes before, at and after a dimension.
  func split(at axis: Int, _ operation: String) -> (outer: Int, length: Int, inner: Int) {
    let axis = resolved(axis, operation)
    return (shape[..<axis].reduce(1, *), shape[axis], shape[(axis + 1)...].reduce(1, *))
  }

  func resolved(_ axis: Int, _ operation: String) -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    require(
      (0..<rank).contains(resolved),
      "\(operation): there is no axis \(axis) in a tensor of shape \(shape)")
    return resolved
  }

  private func reduced(_ axis: Int, _ keeping: Bool) -> [Int] {
    var shape = shape
    let axis = axis < 0 ? axis + rank : axis
    if keeping { shape[axis] = 1 } else { shape.remove(at: axis) }
    return shape
  }
}

/// Repeats the adjoint of a reduction along the reduced dimension, divided by a number.
private func spread(
  _ dy: Buffer, _ outer: Int, _ length: Int, _ inner: Int, _ divisor: Double,
  _ dx: UnsafeMutablePointer<Double>
) {
  for o in 0..<outer {
    for index in 0..<length {
      let target = dx + (o * length + index) * inner
      for i in 0..<inner { target[i] = dy.pointer[o * inner + i] / divisor }
    }
  }
}
