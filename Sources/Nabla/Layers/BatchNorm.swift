/// Normalises every feature over the batch to mean 0 and variance 1, then scales and moves it.
///
/// The input has the shape [batch, features, …], such as [batch, features] or [batch, channels,
/// height, width]. In training, that is, within a call with `training:`, mean and variance of a
/// feature are those of the batch: see ``batchNorm(_:gain:bias:epsilon:)``. Otherwise they are the
/// running statistics: y = (x − running mean)/√(running variance + ε)·gain + bias.
///
/// **The running statistics are part of the value.** A call changes no layer. The gradients of the
/// loss carry the statistics of the batches that it was computed from, and
/// ``Optimizer/update(_:along:)-(Model,_)`` moves those of the model that it is handed:
/// running ← (1 − momentum)·running + momentum·batch, from mean 0 and variance 1, where the batch's
/// variance is divided by n − 1 for n numbers a feature. So a copy keeps its own, a step that is not
/// made leaves no trace, gradients of several losses that are added move them by the mean of their
/// statistics, and a layer in two places of a network by that of both. A batch with a single number
/// a feature has no variance to learn from: its output is the bias, and it moves nothing.
///
/// Optimisers that are handed an array of parameters, and not the model, don't move them. In a layer
/// of one's own, list it as a part of a ``CompositeLayer``.
///
/// Values, derivatives and running statistics agree with PyTorch's to 10⁻¹² of the largest.
///
/// Source: S. Ioffe, C. Szegedy, "Batch normalization", ICML 2015, algorithms 1 and 2; momentum and
/// initial values are those of PyTorch.
public struct BatchNorm: Layer {
  /// The factors, of shape [features]; 1 at first.
  public var gain: Tensor

  /// What is added, of shape [features]; 0 at first.
  public var bias: Tensor

  /// How much of the running statistics a step replaces, between 0 and 1.
  public let momentum: Double

  /// What is added to the variance, so that equal numbers are not divided by 0.
  public let epsilon: Double

  var statistics: Tensor

  /// A layer for so many features.
  public init(features: Int, momentum: Double = 0.1, epsilon: Double = 1e-5) {
    require(features > 0, "BatchNorm: features must be positive, received \(features)")
    require(
      momentum >= 0 && momentum <= 1,
      "BatchNorm: the momentum must lie within 0...1, received \(momentum)")
    require(
      epsilon > 0 && epsilon.isFinite,
      "BatchNorm: epsilon must be positive and finite, received \(epsilon)")
    gain = Tensor(Array(repeating: 1, count: features), name: "gain")
    bias = Tensor(Array(repeating: 0, count: features), name: "bias")
    statistics = BatchStatistics.initial(features: features, momentum: momentum)
    self.momentum = momentum
    self.epsilon = epsilon
  }

  /// The mean of each feature over the batches of late, of shape [features].
  public var runningMean: Tensor {
    get { BatchStatistics.means(statistics) }
    set { statistics = BatchStatistics.with(statistics, means: newValue) }
  }

  /// The variance of each feature over the batches of late, of shape [features].
  public var runningVariance: Tensor {
    get { BatchStatistics.variances(statistics) }
    set { statistics = BatchStatistics.with(statistics, variances: newValue) }
  }

  /// The gain and the bias.
  public var parameters: [Tensor] {
    get { [gain, bias] }
    set {
      parameters.requireSameShapes(newValue, self)
      (gain, bias) = (newValue[0], newValue[1])
    }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&gain)
    change(&bias)
  }

  /// Changes the running statistics.
  public mutating func changeStatistics(_ change: (inout Tensor) -> Void) {
    change(&statistics)
  }

  /// Normalised by the running statistics; within a call with `training:` by those of the batch.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireInput(
      input, input.rank >= 2 && input.shape[1] == gain.count, "[batch, \(gain.count), …]")
    if TrainingMode.source != nil {
      return batchNorm(input, gain: gain, bias: bias, epsilon: epsilon, noting: statistics)
    }
    let shape = [gain.count] + Array(repeating: 1, count: input.rank - 2)
    let scale = gain / (runningVariance + Tensor(epsilon)).squareRoot()
    return (input - runningMean.reshaped(shape)) * scale.reshaped(shape) + bias.reshaped(shape)
  }
}

extension BatchNorm: CustomStringConvertible {
  /// As it was made: `BatchNorm(features: 8)`.
  public var description: String { "BatchNorm(features: \(gain.count))" }
}
