extension Tensor {
  /// The largest elements along a dimension, which vanishes, or stays as 1 where `keeping` is true.
  ///
  /// NaN counts as larger than all numbers. Negative axes count from the last. The derivative goes
  /// to the first of equal elements (0 and −0 are equal), or to the first NaN. Of no elements there
  /// is none: a precondition failure.
  public func max(axis: Int, keeping: Bool = false) -> Tensor {
    choose(.max, axis, keeping) { $0 > $1 }
  }

  /// The smallest elements along a dimension, which vanishes, or stays as 1 where `keeping` is true.
  ///
  /// NaN counts as smaller than all numbers. Negative axes count from the last. The derivative goes
  /// to the first of equal elements (0 and −0 are equal), or to the first NaN. Of no elements there
  /// is none: a precondition failure.
  public func min(axis: Int, keeping: Bool = false) -> Tensor {
    choose(.min, axis, keeping) { $0 < $1 }
  }

  private func choose(
    _ operation: Operation, _ axis: Int, _ keeping: Bool, isBetter: (Double, Double) -> Bool
  ) -> Tensor {
    let (outer, length, inner) = split(at: axis, operation.name)
    require(
      length > 0,
      "\(operation.name): of no elements there is none, received shape \(shape) and axis \(axis)")
    let result = Buffer(count: outer * inner)
    var places = [Int](repeating: 0, count: outer * inner)
    for o in 0..<outer {
      for i in 0..<inner {
        var best = o * length * inner + i
        for index in 1..<Swift.max(1, length) {
          let place = (o * length + index) * inner + i
          let (x, y) = (node.values[place], node.values[best])
          if isBetter(x, y) || (x.isNaN && !y.isNaN) { best = place }
        }
        result.pointer[o * inner + i] = node.values[best]
        places[o * inner + i] = best
      }
    }
    return Tensor(
      operation, reduced(axis, keeping, operation.name), result, from: [self]
    ) { [places] node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        for (index, place) in places.enumerated() { dx[place] += dy.pointer[index] }
      }
    }
  }

  /// The places of the largest elements of each row: the classes that scores speak for. The first of
  /// equal ones, and the first NaN, which counts as larger than all numbers.
  public func argmax() -> [Int] {
    require(
      rank >= 1 && shape[rank - 1] > 0, "argmax: rows with elements are needed, received \(shape)")
    let columns = shape[rank - 1]
    return (0..<count / columns).map { row in
      let start = node.values + row * columns
      return (0..<columns).reduce(0) {
        start[$1] > start[$0] || (start[$1].isNaN && !start[$0].isNaN) ? $1 : $0
      }
    }
  }

  /// One element along a dimension for each place in the others: with two dimensions and the last
  /// axis, of row i the element `indices[i]`. The dimension vanishes.
  ///
  /// ```swift
  /// print(Tensor([[1, 2], [3, 4]]).gather([1, 0]))
  /// ```
  ///
  /// prints `[2.0, 3.0]`. There must be an index for every element of the result, in its order, each
  /// from 0 and less than the dimension's length. Derivative: the adjoint goes to the element taken.
  public func gather(_ indices: [Int], axis: Int = -1) -> Tensor {
    let (outer, length, inner) = split(at: axis, "gather")
    let shape = reduced(axis, false, "gather")
    require(
      indices.count == outer * inner,
      "gather: \(outer * inner) indices are needed for shape \(self.shape) and axis \(axis), "
        + "received \(indices.count)")
    let places = indices.enumerated().map { place, index in
      require(
        index >= 0 && index < length,
        "gather: indices must lie within 0..<\(length), received \(index)")
      return (place / inner * length + index) * inner + place % inner
    }
    let result = Buffer(count: places.count)
    for (index, place) in places.enumerated() { result.pointer[index] = node.values[place] }
    return Tensor(.gather, shape, result, from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        for (index, place) in places.enumerated() { dx[place] = dy.pointer[index] }
      }
    }
  }
}

/// A row for each label: 1 in the column of the label, 0 elsewhere. The shape is [labels, classes].
///
/// Labels lie within 0..<classes; others are a precondition failure.
public func oneHot(_ labels: [Int], classes: Int) -> Tensor {
  require(classes >= 0, "oneHot: the classes must not be negative, received \(classes)")
  let shape = [labels.count, classes]
  let result = Buffer(repeating: 0, count: Shape.count(shape, "oneHot"))
  for (row, label) in labels.enumerated() {
    require(
      label >= 0 && label < classes,
      "oneHot: labels must lie within 0..<\(classes), received \(label) for row \(row)")
    result.pointer[row * classes + label] = 1
  }
  return Tensor(constant: result, shape)
}

extension Operation {
  static let max = Operation(copying: "max") { names, _ in "[\(names[0]) = \(names.result)]" }
  static let min = Operation(copying: "min") { names, _ in "[\(names[0]) = \(names.result)]" }
  static let gather = Operation(copying: "gather") { _, _ in "[taken]" }
}
