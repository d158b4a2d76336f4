/// The mean binary cross-entropy, from scores that have not been through the logistic function.
///
/// For a score x and a target t between 0 and 1 the loss is −t·log σ(x) − (1 − t)·log(1 − σ(x)),
/// which is computed as (1 − t)·x + softplus(−x) for x ≥ 0 and −t·x + softplus(x) for x < 0: without
/// overflow, and accurate to some 10⁻¹⁵ of itself where the score is confident. For x = 20 and t = 1
/// it is ln(1 + e⁻²⁰) = 2.06·10⁻⁹. The derivatives are (σ(x) − t)/n and −x/n, with n the number of
/// elements.
///
/// An infinite score is certain: the loss is 0 where the target agrees (1 for +∞, 0 for −∞) and ∞
/// elsewhere. NaN gives NaN.
///
/// - Parameters:
///   - logits: the scores, of any shape, at least one.
///   - targets: of the same shape, each between 0 and 1.
public func binaryCrossEntropy(logits: Tensor, targets: Tensor) -> Tensor {
  require(
    logits.shape == targets.shape,
    "binaryCrossEntropy: scores and targets must have one shape, received \(logits.shape) and "
      + "\(targets.shape)")
  require(
    logits.count > 0,
    "binaryCrossEntropy: of no scores there is no mean, received shape \(logits.shape)")
  for index in 0..<targets.count {
    let target = targets.node.values[index]
    require(
      target >= 0 && target <= 1,
      "binaryCrossEntropy: targets must lie between 0 and 1, received \(target)")
  }
  let n = logits.count
  let distances = Buffer(count: n)
  for i in 0..<n { distances.pointer[i] = -logits.node.values[i].magnitude }
  let losses = Buffer(count: n)
  Fast.map(.softplus, n, distances.read, losses.pointer)
  for i in 0..<n {
    let (x, t) = (logits.node.values[i], targets.node.values[i])
    let wrong = x < 0 ? t : 1 - t
    if wrong != 0 { losses.pointer[i] += wrong * x.magnitude }
  }
  let mean = Kernels.sum(n, losses.read) / Double(n)
  return Tensor(.binaryCrossEntropy, [], Buffer([mean]), from: [logits, targets]) {
    node, adjoint, pass in
    let scale = adjoint.pointer[0] / Double(n)
    let (x, t) = (node.inputs[0], node.inputs[1])
    pass.add(x) { dx in
      // σ(−|x|), which is small where the score is confident: σ(x) = 1 − σ(−x) would cancel.
      Fast.map(.sigmoid, n, distances.read, dx)
      for i in 0..<n {
        dx[i] = (x.values[i] < 0 ? dx[i] - t.values[i] : (1 - t.values[i]) - dx[i]) * scale
      }
    }
    pass.add(t) { dt in for i in 0..<n { dt[i] = -x.values[i] * scale } }
  }
}

extension Operation {
  static let binaryCrossEntropy = Operation(
    "binaryCrossEntropy",
    forward: { Cost($0.operandCount + 1, 3 * $0.operandCount - 1, $0.operandCount) },
    backward: { node, place in
      let (x, scale) = (node.operandCount, node.isFirst(place) ? 1 : 0)
      return place == 0 ? Cost(x + scale, x, x) : Cost(x + scale, 0)
    },
    derivative: { names, place in
      place == 0 ? "(sigmoid(\(names[0])) − \(names[1]))/n" : "−\(names[0])/n"
    })
}
