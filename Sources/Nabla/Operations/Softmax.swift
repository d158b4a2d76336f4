/// Softmax of every row: yᵢ = e^xᵢ / Σⱼ e^xⱼ.
///
/// The largest element of a row is subtracted first, which changes no quotient and lets none
/// overflow. Derivative: dxᵢ = yᵢ·(dyᵢ − Σⱼ dyⱼ·yⱼ).
public func softmax(_ x: Tensor) -> Tensor {
  require(
    x.rank >= 1 && x.shape[x.rank - 1] > 0,
    "softmax: rows with elements are needed, received shape \(x.shape)")
  let columns = x.shape[x.rank - 1]
  let rows = x.count / columns
  let result = Buffer(count: x.count)
  Kernels.softmax(rows, columns, x.node.values, result.pointer)
  return Tensor("softmax", x.shape, result, from: [x]) { node, dy, pass in
    pass.add(node.inputs[0]) { dx in
      for row in 0..<rows {
        let y = node.values + row * columns
        let adjoint = dy.read + row * columns
        let total = Kernels.dot(columns, adjoint, y)
        for j in 0..<columns { dx[row * columns + j] = y[j] * (adjoint[j] - total) }
      }
    }
  }
}

/// The logarithm of the softmax of every row: xᵢ − log Σⱼ e^xⱼ.
///
/// Derivative: dxᵢ = dyᵢ − softmax(x)ᵢ·Σⱼ dyⱼ.
public func logSoftmax(_ x: Tensor) -> Tensor {
  require(
    x.rank >= 1 && x.shape[x.rank - 1] > 0,
    "logSoftmax: rows with elements are needed, received shape \(x.shape)")
  let columns = x.shape[x.rank - 1]
  let rows = x.count / columns
  let result = Buffer(count: x.count)
  let chances = Buffer(count: x.count)
  let losses = Buffer(count: rows)
  [Int](repeating: 0, count: max(1, rows)).withUnsafeBufferPointer { labels in
    Kernels.crossEntropy(
      rows, columns, x.node.values, labels.baseAddress!, chances.pointer, losses.pointer)
  }
  for row in 0..<rows {
    let source = x.node.values + row * columns
    let logSum = losses.pointer[row] + source[0]
    for j in 0..<columns { result.pointer[row * columns + j] = source[j] - logSum }
  }
  return Tensor("logSoftmax", x.shape, result, from: [x]) { node, dy, pass in
    pass.add(node.inputs[0]) { dx in
      for row in 0..<rows {
        let offset = row * columns
        let total = Kernels.sum(columns, dy.read + offset)
        for j in 0..<columns {
          dx[offset + j] = dy.pointer[offset + j] - chances.pointer[offset + j] * total
        }
      }
    }
  }
}
