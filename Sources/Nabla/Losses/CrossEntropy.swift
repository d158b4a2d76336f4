/// The mean cross-entropy of classes, from scores that have not been through softmax.
///
/// For each row x and its label c the loss is log Σⱼ e^xⱼ − x_c, in which the largest score is
/// subtracted first so that nothing overflows. The derivative by the scores is
/// (softmax(x) − onehot(c)) over the number of rows.
///
/// Source: I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", section 6.2.2.3.
///
/// - Parameters:
///   - logits: the scores, of shape [rows, classes].
///   - labels: for each row its class, from 0.
public func crossEntropy(logits: Tensor, labels: [Int]) -> Tensor {
  require(
    logits.rank == 2 && logits.shape[0] == labels.count,
    "crossEntropy: one row of scores for each label is needed, received shape \(logits.shape) and "
      + "\(labels.count) labels")
  let (rows, columns) = (logits.shape[0], logits.shape[1])
  require(
    rows > 0 && columns > 0, "crossEntropy: rows with scores are needed, received \(logits.shape)")
  for (row, label) in labels.enumerated() {
    require(
      label >= 0 && label < columns,
      "crossEntropy: labels must lie within 0..<\(columns), received \(label) for row \(row)")
  }
  let chances = Buffer(count: logits.count)
  let losses = Buffer(count: rows)
  labels.withUnsafeBufferPointer {
    Fast.crossEntropy(
      rows, columns, logits.node.values, $0.baseAddress!, chances.pointer, losses.pointer)
  }
  let mean = Kernels.sum(rows, losses.read) / Double(rows)
  return Tensor(.crossEntropy, [], Buffer([mean]), from: [logits]) { node, adjoint, pass in
    let scale = adjoint.pointer[0] / Double(rows)
    pass.add(node.inputs[0]) { dx in
      let factor = Buffer(repeating: scale, count: 1)
      Fast.pair(.multiply, chances.count, chances.read, 1, factor.read, 0, dx)
      for (row, label) in labels.enumerated() { dx[row * columns + label] -= scale }
    }
  }
}

/// The mean binary cross-entropy, from scores that have not been through the logistic function.
///
/// For a score x and a target t between 0 and 1 the loss is softplus(x) − t·x, which is
/// −t·log σ(x) − (1 − t)·log(1 − σ(x)) without overflow. The derivative is (σ(x) − t) over the
/// number of elements.
public func binaryCrossEntropy(logits: Tensor, targets: Tensor) -> Tensor {
  require(
    logits.shape == targets.shape,
    "binaryCrossEntropy: scores and targets must have one shape, received \(logits.shape) and "
      + "\(targets.shape)")
  require(
    logits.count > 0, "binaryCrossEntropy: of no scores there is none, received \(logits.shape)")
  for index in 0..<targets.count {
    let target = targets.node.values[index]
    require(
      !(target < 0) && !(target > 1),
      "binaryCrossEntropy: targets must lie between 0 and 1, received \(target)")
  }
  let n = logits.count
  let losses = Buffer(count: n)
  Fast.map(.softplus, n, logits.node.values, losses.pointer)
  for i in 0..<n { losses.pointer[i] -= targets.node.values[i] * logits.node.values[i] }
  let mean = Kernels.sum(n, losses.read) / Double(n)
  return Tensor(.binaryCrossEntropy, [], Buffer([mean]), from: [logits, targets]) {
    node, adjoint, pass in
    let scale = adjoint.pointer[0] / Double(n)
    let (x, t) = (node.inputs[0], node.inputs[1])
    pass.add(x) { dx in
      Fast.map(.sigmoid, n, x.values, dx)
      for i in 0..<n { dx[i] = (dx[i] - t.values[i]) * scale }
    }
    pass.add(t) { dt in for i in 0..<n { dt[i] = -x.values[i] * scale } }
  }
}

extension Operation {
  static let crossEntropy = Operation(
    "crossEntropy",
    forward: { node in
      let (x, rows) = (node.operandCount, node.inputs[0].shape[0])
      return Cost(x + 1, 2 * x + 2 * rows - 1, x + rows)
    },
    backward: { node, _ in Cost(node.operandCount + 1, node.inputs[0].shape[0]) },
    derivative: { names, _ in "(softmax(\(names[0])) − onehot)/n" })

  static let binaryCrossEntropy = Operation(
    "binaryCrossEntropy",
    forward: { Cost($0.operandCount + 1, 2 * $0.operandCount - 1, $0.operandCount) },
    backward: { node, place in
      let (x, scale) = (node.operandCount, node.isFirst(place) ? 1 : 0)
      return place == 0 ? Cost(x + scale, x, x) : Cost(x + scale, 0)
    },
    derivative: { names, place in
      place == 0 ? "(sigmoid(\(names[0])) − \(names[1]))/n" : "−\(names[0])/n"
    })
}
