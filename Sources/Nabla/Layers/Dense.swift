/// A dense layer: every output depends on every input, x·W + b.
///
/// The input has the shape […, inputs], the output […, outputs]; W is [inputs, outputs].
public struct Dense: Layer {
  /// W, of shape [inputs, outputs].
  public var weight: Tensor

  /// b, of shape [outputs].
  public var bias: Tensor

  /// A layer with random weights and a bias of zeros.
  ///
  /// - Parameters:
  ///   - inputs: the numbers that go in.
  ///   - outputs: the numbers that come out.
  ///   - initializer: how the weight starts.
  ///   - source: where random numbers are taken from.
  public init(
    inputs: Int, outputs: Int, initializer: Initializer = .glorot,
    using source: inout RandomSource
  ) {
    require(
      inputs > 0 && outputs > 0,
      "Dense: inputs and outputs must be positive, received \(inputs) and \(outputs)")
    weight = initializer.parameter(
      [inputs, outputs], name: "weight", inputs: inputs, outputs: outputs, using: &source)
    bias = Tensor(Array(repeating: 0, count: outputs), name: "bias")
  }

  /// The weight and the bias.
  public var parameters: [Tensor] {
    get { [weight, bias] }
    set {
      parameters.requireSameShapes(newValue, self)
      (weight, bias) = (newValue[0], newValue[1])
    }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&weight)
    change(&bias)
  }

  /// x·W + b.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireInput(
      input, input.rank >= 1 && input.shape[input.rank - 1] == weight.shape[0],
      "[…, \(weight.shape[0])]")
    return affine(input, weight: weight, bias: bias)
  }
}

extension Dense: CustomStringConvertible {
  /// As it was made: `Dense(inputs: 2, outputs: 3)`.
  public var description: String {
    "Dense(inputs: \(weight.shape[0]), outputs: \(bias.count))"
  }
}
