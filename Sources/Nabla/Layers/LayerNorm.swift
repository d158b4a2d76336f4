/// Normalises every row to mean 0 and variance 1, then scales and moves it: see
/// ``layerNorm(_:gain:bias:epsilon:)``.
public struct LayerNorm: Layer {
  /// The factors, of shape [features]; 1 at first.
  public var gain: Tensor

  /// What is added, of shape [features]; 0 at first.
  public var bias: Tensor

  /// What is added to the variance, so that equal numbers are not divided by 0.
  public let epsilon: Double

  /// A layer for rows of a length.
  public init(features: Int, epsilon: Double = 1e-5) {
    require(features > 0, "LayerNorm: features must be positive, received \(features)")
    gain = Tensor(Array(repeating: 1, count: features), name: "gain")
    bias = Tensor(Array(repeating: 0, count: features), name: "bias")
    self.epsilon = epsilon
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

  /// The normalised rows.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireInput(
      input, input.rank >= 1 && input.shape[input.rank - 1] == gain.count, "[…, \(gain.count)]")
    return layerNorm(input, gain: gain, bias: bias, epsilon: epsilon)
  }
}

extension LayerNorm: CustomStringConvertible {
  /// As it was made: `LayerNorm(features: 8)`.
  public var description: String { "LayerNorm(features: \(gain.count))" }
}
