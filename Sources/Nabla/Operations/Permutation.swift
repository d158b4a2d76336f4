extension Tensor {
  /// The matrix with rows and columns exchanged; of tensors, the last two dimensions.
  public func transposed() -> Tensor {
    require(rank >= 2, "transposed: two dimensions or more are needed, received \(shape)")
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let matrices = shape.dropLast(2).reduce(1, *)
    let result = Buffer(count: count)
    for index in 0..<matrices {
      let offset = index * rows * columns
      Kernels.transpose(rows, columns, node.values + offset, result.pointer + offset)
    }
    return Tensor(.transpose, shape.dropLast(2) + [columns, rows], result, from: [self]) {
      node, adjoint, pass in
      pass.add(node.inputs[0]) { target in
        for index in 0..<matrices {
          let offset = index * rows * columns
          Kernels.transpose(columns, rows, adjoint.read + offset, target + offset)
        }
      }
    }
  }

  /// The dimensions in another order: dimension i of the result is dimension `axes[i]` of this.
  ///
  /// ```swift
  /// print(Tensor(repeating: 0, shape: [2, 3, 4]).permuted([2, 0, 1]).shape)
  /// ```
  ///
  /// prints `[4, 2, 3]`. Every axis must stand there once; negative ones count from the last.
  /// Derivative: the adjoint in the order before.
  public func permuted(_ axes: [Int]) -> Tensor {
    let order = axes.map { resolved($0, "permuted") }
    require(
      order.sorted() == Array(0..<rank),
      "permuted: each of the \(rank) axes must be named once, received \(axes)")
    let newShape = order.map { shape[$0] }
    var inverse = order
    for (place, axis) in order.enumerated() { inverse[axis] = place }
    let result = Buffer(count: count)
    permute(node.values, shape, order, result.pointer)
    return Tensor(.permute, newShape, result, from: [self]) { [inverse] node, dy, pass in
      pass.add(node.inputs[0]) { permute(dy.read, node.shape, inverse, $0) }
    }
  }
}

extension Operation {
  static let transpose = Operation(copying: "transpose") { _, _ in "ᵀ" }
  static let permute = Operation(copying: "permute") { _, _ in "[in order]" }
}

/// Copies elements so that the dimensions come in another order.
private func permute(
  _ x: UnsafePointer<Double>, _ shape: [Int], _ order: [Int], _ y: UnsafeMutablePointer<Double>
) {
  // Last dimensions that stay where they are move together.
  var kept = shape.count
  while kept > 0, order[kept - 1] == kept - 1 { kept -= 1 }
  let run = shape[kept...].reduce(1, *)
  var strides = [Int](repeating: run, count: kept)
  for axis in (0..<max(0, kept - 1)).reversed() {
    strides[axis] = strides[axis + 1] * shape[axis + 1]
  }
  let lengths = order[..<kept].map { shape[$0] }
  let steps = order[..<kept].map { strides[$0] }
  var index = [Int](repeating: 0, count: kept)
  var source = 0
  for place in 0..<lengths.reduce(1, *) {
    (y + place * run).update(from: x + source, count: run)
    var dimension = kept - 1
    while dimension >= 0 {
      index[dimension] += 1
      source += steps[dimension]
      if index[dimension] < lengths[dimension] { break }
      source -= steps[dimension] * index[dimension]
      index[dimension] = 0
      dimension -= 1
    }
  }
}
