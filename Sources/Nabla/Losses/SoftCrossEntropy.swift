/// The mean cross-entropy of distributions, from scores that have not been through softmax.
///
/// For a row x of scores and its targets t the loss is −Σⱼ tⱼ·log softmax(x)ⱼ; the result is the mean
/// over the rows. The derivative by the scores is (T·softmax(x) − t)/rows with T = Σⱼ tⱼ, which is 1
/// for a distribution, and by the targets −log softmax(x)/rows. A target of 0 adds 0, even where the
/// score is −∞. Infinite scores and NaN are treated as in
/// ``crossEntropy(logits:labels:weights:ignoring:)``.
///
/// - Parameters:
///   - logits: the scores, of shape […, classes]; at least one row.
///   - targets: how much each class is expected, of the same shape; finite and not negative. Rows of
///     sum 1 are distributions, as smoothed labels or a teacher's softmax are.
public func crossEntropy(logits: Tensor, targets: Tensor) -> Tensor {
  require(
    logits.count > 0, "crossEntropy: of no rows there is no mean, received shape \(logits.shape)")
  return crossEntropies(logits: logits, targets: targets).mean()
}

/// The cross-entropy of every row, of shape […] for scores and targets of shape […, classes]: see
/// ``crossEntropy(logits:targets:)``. There may be no rows.
public func crossEntropies(logits: Tensor, targets: Tensor) -> Tensor {
  require(
    logits.rank >= 1 && logits.shape[logits.rank - 1] > 0 && targets.shape == logits.shape,
    "crossEntropies: scores of classes and targets of one shape are needed, received shapes "
      + "\(logits.shape) and \(targets.shape)")
  let columns = logits.shape[logits.rank - 1]
  let rows = logits.count / columns
  for index in 0..<targets.count {
    let target = targets.node.values[index]
    require(
      target >= 0 && target.isFinite,
      "crossEntropies: targets must be finite and not negative, received \(target) in row "
        + "\(index / columns)")
  }
  let losses = Buffer(count: rows)
  let slopes = Buffer(count: logits.count)
  // −log softmax(x), the derivatives by the targets.
  let surprises = Buffer(count: logits.count)
  Kernels.softmax(rows, columns, logits.node.values, slopes.pointer)
  for row in 0..<rows {
    let start = row * columns
    let expected = targets.node.values + start
    let surprise = surprises.pointer + start
    distribution(
      columns, logits.node.values + start, expected, chances: slopes.pointer + start, surprise)
    losses.pointer[row] = (0..<columns).reduce(0.0) {
      expected[$1] == 0 ? $0 : $0 + expected[$1] * surprise[$1]
    }
  }
  return Tensor(.softCrossEntropies, logits.shape.dropLast(), losses, from: [logits, targets]) {
    node, dy, pass in
    for (index, slopes) in [slopes, surprises].enumerated() {
      pass.add(node.inputs[index]) { dx in
        for i in 0..<slopes.count { dx[i] = slopes.pointer[i] * dy.pointer[i / columns] }
      }
    }
  }
}

/// Makes of a row's softmax the derivatives T·softmax(x) − t, and −log softmax(x).
private func distribution(
  _ columns: Int, _ scores: UnsafePointer<Double>, _ expected: UnsafePointer<Double>,
  chances: UnsafeMutablePointer<Double>, _ surprise: UnsafeMutablePointer<Double>
) {
  if chances[0].isNaN {
    let certain = certainClass(columns, scores)
    for j in 0..<columns {
      chances[j] = certain == nil ? .nan : j == certain ? 1 : 0
      surprise[j] = certain == nil ? .nan : j == certain ? 0 : .infinity
    }
  } else {
    let top = (0..<columns).reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
    let others = sum(columns, chances, without: top)
    let logarithm = Elementary.log1p(others / chances[top])
    for j in 0..<columns { surprise[j] = (scores[top] - scores[j]) + logarithm }
  }
  let total = Kernels.sum(columns, expected)
  if let top = (0..<columns).first(where: { chances[$0] > 0.5 }) {
    // T·p − t would cancel where both are about 1: from what the others have.
    let slope =
      sum(columns, expected, without: top) - total * sum(columns, chances, without: top)
    for j in 0..<columns { chances[j] = j == top ? slope : total * chances[j] - expected[j] }
  } else {
    for j in 0..<columns { chances[j] = total * chances[j] - expected[j] }
  }
}

private func sum(_ n: Int, _ x: UnsafePointer<Double>, without place: Int) -> Double {
  Kernels.sum(place, x) + Kernels.sum(n - place - 1, x + place + 1)
}

extension Operation {
  static let softCrossEntropies = Operation(
    "softCrossEntropies",
    forward: { node in
      let x = node.operandCount
      return Cost(2 * x, 4 * x - node.count, x + node.count)
    },
    backward: { node, place in
      let x = node.operandCount
      return place == 0 ? Cost(2 * x, 2 * x - node.count) : Cost(x, 0)
    },
    derivative: { names, place in
      place == 0
        ? "(softmax(\(names[0])) − \(names[1]))" : "−log softmax(\(names[0]))"
    })
}
