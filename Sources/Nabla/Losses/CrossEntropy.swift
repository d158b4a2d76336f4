/// The mean cross-entropy of classes, from scores that have not been through softmax.
///
/// For a row x of scores and its label c the loss is log Σⱼ e^xⱼ − x_c = −log softmax(x)_c, in which
/// the largest score is subtracted first so that nothing overflows. With weights w and N the sum of
/// w_c over the rows whose label is not ignored, the result is Σ w_c·loss/N; without weights all are
/// 1. The derivative by the scores is w_c·(softmax(x) − onehot(c))/N.
///
/// Values and derivatives are accurate to some 10⁻¹⁵ of themselves, for confident scores too: for
/// (20, 0) and label 0 the loss is ln(1 + e⁻²⁰) = 2.06·10⁻⁹. A score of −∞ is a class that is ruled
/// out: the loss of its label is ∞. One score of +∞ is certain: the loss is 0 at its label and ∞ at
/// others. NaN, several scores of +∞, or nothing but −∞, give NaN. Where all labels are ignored, or
/// all weights that count are 0, there is no mean: a precondition failure.
///
/// Source: I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", section 6.2.2.3; the weighted
/// mean is that of PyTorch.
///
/// - Parameters:
///   - logits: the scores, of shape […, classes].
///   - labels: for each row its class, from 0, rows in the order of the elements.
///   - weights: for each class how much its rows count; finite and not negative.
///   - ignored: a label whose rows don't count, such as that of padding; it may be no class.
public func crossEntropy(
  logits: Tensor, labels: [Int], weights: [Double]? = nil, ignoring ignored: Int? = nil
) -> Tensor {
  if weights == nil && ignored == nil { return meanCrossEntropy(logits, labels) }
  let losses = crossEntropies(logits: logits, labels: labels, weights: weights, ignoring: ignored)
  let counts = labels.map { $0 == ignored ? 0 : weights?[$0] ?? 1 }
  let total = counts.withUnsafeBufferPointer { values in
    values.baseAddress.map { Kernels.sum(values.count, $0) } ?? 0
  }
  require(
    total > 0,
    "crossEntropy: a mean needs a row that counts, but all \(labels.count) labels are ignored or "
      + "have the weight 0")
  return losses.sum() / Tensor(total)
}

/// The cross-entropy of every row, of shape […] for scores of shape […, classes]: see
/// ``crossEntropy(logits:labels:weights:ignoring:)``, whose parameters are the same.
///
/// The loss of a row is w_c·(log Σⱼ e^xⱼ − x_c), and 0 where the label is ignored or its weight is
/// 0. There may be no rows.
public func crossEntropies(
  logits: Tensor, labels: [Int], weights: [Double]? = nil, ignoring ignored: Int? = nil
) -> Tensor {
  requireLabels("crossEntropies", logits, labels, weights, ignored)
  let columns = logits.shape[logits.rank - 1]
  let counted = labels.map { $0 == ignored ? 0 : weights?[$0] ?? 1 }
  let (losses, slopes) = labelledRows(logits, labels.map { $0 == ignored ? 0 : $0 })
  for (row, weight) in counted.enumerated() where weight != 1 {
    losses.pointer[row] = weight == 0 ? 0 : losses.pointer[row] * weight
    let slope = slopes.pointer + row * columns
    for j in 0..<columns { slope[j] = weight == 0 ? 0 : slope[j] * weight }
  }
  return Tensor(.crossEntropies, logits.shape.dropLast(), losses, from: [logits]) {
    node, dy, pass in
    pass.add(node.inputs[0]) { dx in
      for i in 0..<slopes.count { dx[i] = slopes.pointer[i] * dy.pointer[i / columns] }
    }
  }
}

/// The mean over all rows.
private func meanCrossEntropy(_ logits: Tensor, _ labels: [Int]) -> Tensor {
  requireLabels("crossEntropy", logits, labels, nil, nil)
  require(
    !labels.isEmpty, "crossEntropy: of no rows there is no mean, received shape \(logits.shape)")
  let rows = labels.count
  let (losses, slopes) = labelledRows(logits, labels)
  let mean = Kernels.sum(rows, losses.read) / Double(rows)
  return Tensor(.crossEntropy, [], Buffer([mean]), from: [logits]) { node, adjoint, pass in
    pass.add(node.inputs[0]) { dx in
      let factor = Buffer(repeating: adjoint.pointer[0] / Double(rows), count: 1)
      Fast.pair(.multiply, slopes.count, slopes.read, 1, factor.read, 0, dx)
    }
  }
}

private func requireLabels(
  _ loss: String, _ logits: Tensor, _ labels: [Int], _ weights: [Double]?, _ ignored: Int?
) {
  require(
    logits.rank >= 1 && logits.shape[logits.rank - 1] > 0
      && logits.count / logits.shape[logits.rank - 1] == labels.count,
    "\(loss): one row of scores for each label is needed, received shape \(logits.shape) and "
      + "\(labels.count) labels")
  let classes = logits.shape[logits.rank - 1]
  for (row, label) in labels.enumerated() where label != ignored {
    require(
      label >= 0 && label < classes,
      "\(loss): labels must lie within 0..<\(classes), received \(label) for row \(row)")
  }
  guard let weights else { return }
  require(
    weights.count == classes,
    "\(loss): one weight for each of \(classes) classes is needed, received \(weights.count)")
  for (label, weight) in weights.enumerated() {
    require(
      weight >= 0 && weight.isFinite,
      "\(loss): weights must be finite and not negative, received \(weight) for class \(label)")
  }
}

/// For every row its loss, and the derivatives of that by its scores.
private func labelledRows(_ logits: Tensor, _ labels: [Int]) -> (losses: Buffer, slopes: Buffer) {
  let columns = logits.shape[logits.rank - 1]
  let losses = Buffer(count: labels.count)
  let slopes = Buffer(count: logits.count)
  guard !labels.isEmpty else { return (losses, slopes) }
  labels.withUnsafeBufferPointer {
    Fast.crossEntropy(
      labels.count, columns, logits.node.values, $0.baseAddress!, slopes.pointer, losses.pointer)
  }
  for (row, label) in labels.enumerated() {
    let chances = slopes.pointer + row * columns
    let chance = chances[label]
    if chance > 0.5 {
      // 1 − p would cancel, and so would the logarithm of p: both from what the others have.
      chances[label] = 0
      let others = Kernels.sum(columns, chances)
      losses.pointer[row] = Elementary.log1p(others / chance)
      chances[label] = -others
    } else if losses.pointer[row].isNaN {
      let certain = certainClass(columns, logits.node.values + row * columns)
      for j in 0..<columns { chances[j] = certain == nil ? .nan : j == certain ? 1 : 0 }
      chances[label] -= 1
      losses.pointer[row] = certain == nil ? .nan : certain == label ? 0 : .infinity
    } else {
      chances[label] = chance - 1
    }
  }
  return (losses, slopes)
}

/// The only score of +∞ in a row without NaN.
func certainClass(_ columns: Int, _ scores: UnsafePointer<Double>) -> Int? {
  var found: Int?
  for j in 0..<columns {
    if scores[j].isNaN || (scores[j] == .infinity && found != nil) { return nil }
    if scores[j] == .infinity { found = j }
  }
  return found
}

extension Operation {
  static let crossEntropy = Operation(
    "crossEntropy",
    forward: { node in
      let (x, rows) = (node.operandCount, node.labelledRows)
      return Cost(x + 1, 2 * x + 2 * rows - 1, x + rows)
    },
    backward: { node, _ in Cost(node.operandCount + 1, node.labelledRows) },
    derivative: { names, _ in "(softmax(\(names[0])) − onehot)/n" })

  /// Every row is weighted.
  static let crossEntropies = Operation(
    "crossEntropies",
    forward: { node in
      let x = node.operandCount
      return Cost(x + node.count, 2 * x + node.count, x + node.count)
    },
    backward: { node, _ in Cost(2 * node.operandCount, node.count) },
    derivative: { names, _ in "w·(softmax(\(names[0])) − onehot)" })
}

extension Node {
  /// The rows of the scores, the first operand.
  fileprivate var labelledRows: Int { inputs[0].rows }
}
