extension Tensor {
  /// The same elements in another shape. One dimension may be −1: as large as needed.
  public func reshaped(_ newShape: [Int]) -> Tensor {
    var resolved = newShape
    if let free = newShape.firstIndex(of: -1) {
      resolved[free] = 1
      let known = Shape.count(resolved, "reshaped")
      resolved[free] = known == 0 ? 0 : count / known
    }
    require(
      Shape.count(resolved, "reshaped") == count,
      "reshaped: shape \(newShape) doesn't hold the \(count) elements of shape \(shape)")
    return Tensor(.reshape, resolved, node.buffer, from: [self]) { node, adjoint, pass in
      pass.add(node.inputs[0], adjoint)
    }
  }

  /// The elements in one dimension.
  public func flattened() -> Tensor { reshaped([count]) }

  /// A part along a dimension: indices `range` of it, the whole of the others.
  public func slice(_ range: Range<Int>, axis: Int = 0) -> Tensor {
    let (outer, length, inner) = split(at: axis, "slice")
    require(
      range.lowerBound >= 0 && range.upperBound <= length,
      "slice: the range must lie within 0..<\(length), received \(range) for shape \(shape) and "
        + "axis \(axis)")
    let size = range.count * inner
    let result = Buffer(count: outer * size)
    for o in 0..<outer {
      (result.pointer + o * size).update(
        from: node.values + (o * length + range.lowerBound) * inner, count: size)
    }
    var newShape = shape
    newShape[resolved(axis, "slice")] = range.count
    return Tensor(.slice, newShape, result, from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        for o in 0..<outer {
          (dx + (o * length + range.lowerBound) * inner).update(
            from: dy.read + o * size, count: size)
        }
      }
    }
  }

  /// One index of a dimension, which vanishes.
  public func select(_ index: Int, axis: Int = 0) -> Tensor {
    let axis = resolved(axis, "select")
    require(
      index >= 0 && index < shape[axis],
      "select: the index must lie within 0..<\(shape[axis]), received \(index)")
    var newShape = shape
    newShape.remove(at: axis)
    return slice(index..<index + 1, axis: axis).reshaped(newShape)
  }

  /// Rows, that is, entries of the first dimension, in the order of the indices.
  ///
  /// Derivative: each entry's adjoint is added to the row that it was taken from.
  public func rows(_ indices: [Int]) -> Tensor {
    let (_, length, size) = split(at: 0, "rows")
    for index in indices {
      require(
        index >= 0 && index < length,
        "rows: indices must lie within 0..<\(length), received \(index)")
    }
    let newShape = [indices.count] + shape.dropFirst()
    let result = Buffer(count: Shape.count(newShape, "rows"))
    for (row, index) in indices.enumerated() {
      (result.pointer + row * size).update(from: node.values + index * size, count: size)
    }
    return Tensor(.rows, newShape, result, from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        for (row, index) in indices.enumerated() {
          Kernels.add(size, dy.read + row * size, dx + index * size)
        }
      }
    }
  }
}

/// Tensors one after the other along a dimension. The other dimensions must be equal.
public func concatenate(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
  require(!tensors.isEmpty, "concatenate: at least one tensor is needed, received none")
  let first = tensors[0]
  let axis = first.resolved(axis, "concatenate")
  for tensor in tensors {
    require(
      tensor.rank == first.rank
        && zip(0..<first.rank, zip(tensor.shape, first.shape))
          .allSatisfy { $0 == axis || $1.0 == $1.1 },
      "concatenate: dimensions other than \(axis) must be equal, received shapes \(first.shape) and "
        + "\(tensor.shape)")
  }
  let lengths = tensors.map { $0.shape[axis] }
  var total = 0
  for length in lengths {
    let (sum, overflows) = total.addingReportingOverflow(length)
    require(
      !overflows, "concatenate: no memory holds dimensions of \(lengths) one after the other")
    total = sum
  }
  let (outer, _, inner) = first.split(at: axis, "concatenate")
  var shape = first.shape
  shape[axis] = total
  let result = Buffer(count: Shape.count(shape, "concatenate"))
  var start = 0
  for (tensor, length) in zip(tensors, lengths) {
    for o in 0..<outer {
      (result.pointer + (o * total + start) * inner).update(
        from: tensor.node.values + o * length * inner, count: length * inner)
    }
    start += length
  }
  return Tensor(.concatenate, shape, result, from: Operands(tensors)) { [total] node, dy, pass in
    var start = 0
    for (input, length) in zip(node.inputs, lengths) {
      let from = start
      pass.add(input) { dx in
        for o in 0..<outer {
          (dx + o * length * inner).update(
            from: dy.read + (o * total + from) * inner, count: length * inner)
        }
      }
      start += length
    }
  }
}

extension Operation {
  static let reshape = Operation(copying: "reshape") { _, _ in "1" }
  static let slice = Operation(copying: "slice") { _, _ in "[within]" }
  static let concatenate = Operation(copying: "concatenate") { _, _ in "[part]" }

  /// The adjoints of a row that was taken several times are added.
  static let rows = Operation(
    copying: "rows", backward: { node, _ in Cost(0, node.count) },
    derivative: { _, _ in "[taken]" })
}

/// Tensors of one shape as the entries of a new first dimension.
public func stack(_ tensors: [Tensor]) -> Tensor {
  concatenate(tensors.map { $0.reshaped([1] + $0.shape) })
}
