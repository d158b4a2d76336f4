/// How the running statistics of a ``BatchNorm`` go with the gradients of a loss.
///
/// They are a tensor with an identity, an operand of the normalisation beside gain and bias: means,
/// variances, the share that a step replaces, and a 1. Its adjoint is not a derivative but what the
/// batch had: means, variances, 0, and a 1. Where gradients are added or scaled, the last number
/// tells by how much, and the quotients are the means of what was added.
enum BatchStatistics {
  static func initial(features: Int, momentum: Double) -> Tensor {
    Tensor(
      Array(repeating: 0, count: features) + Array(repeating: 1, count: features) + [momentum, 1],
      name: "running statistics")
  }

  static func features(_ statistics: Tensor) -> Int { statistics.count / 2 - 1 }

  static func means(_ statistics: Tensor) -> Tensor {
    statistics.detached().slice(0..<features(statistics))
  }

  static func variances(_ statistics: Tensor) -> Tensor {
    let features = features(statistics)
    return statistics.detached().slice(features..<2 * features)
  }

  static func with(_ statistics: Tensor, means: Tensor) -> Tensor {
    replaced(statistics, from: 0, by: means, "runningMean")
  }

  static func with(_ statistics: Tensor, variances: Tensor) -> Tensor {
    replaced(statistics, from: features(statistics), by: variances, "runningVariance")
  }

  private static func replaced(
    _ statistics: Tensor, from start: Int, by new: Tensor, _ name: String
  ) -> Tensor {
    let features = features(statistics)
    require(
      new.shape == [features],
      "BatchNorm.\(name): the shape [\(features)] is needed, received \(new.shape)")
    var statistics = statistics
    var values = statistics.values
    values.replaceSubrange(start..<start + features, with: new.values)
    statistics.values = values
    return statistics
  }

  /// Moves running statistics towards those that gradients carry, if they do.
  static func move(_ statistics: inout Tensor, along gradients: Gradients) {
    guard let batch = gradients.buffer(for: statistics)?.read else { return }
    let last = statistics.count - 1
    let amount = batch[last]
    guard amount > 0 else { return }
    statistics.move { old, new in
      let momentum = old[last - 1]
      for i in 0..<last - 1 { new[i] = (1 - momentum) * old[i] + momentum * (batch[i] / amount) }
      new[last - 1] = momentum
      new[last] = 1
    }
  }
}
