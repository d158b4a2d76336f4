/// Elman's simple recurrent layer: hₜ = tanh(xₜ·W + hₜ₋₁·U + b), from h₀ = 0.
///
/// The input has the shape [batch, time, inputs]; the output holds all states, [batch, time,
/// hidden], or the last, [batch, hidden].
public struct Recurrent: Layer {
  /// W, of shape [inputs, hidden].
  public var weight: Tensor

  /// U, of shape [hidden, hidden].
  public var recurrent: Tensor

  /// b, of shape [hidden].
  public var bias: Tensor

  /// Whether all states come out, or the last only.
  public let givesSequence: Bool

  /// A layer with random weights and a bias of zeros.
  ///
  /// - Parameters:
  ///   - inputs: the numbers of one moment.
  ///   - hidden: the numbers of the state.
  ///   - givesSequence: whether all states come out, or the last only.
  ///   - initializer: how both weights start.
  ///   - source: where random numbers are taken from.
  public init(
    inputs: Int, hidden: Int, givesSequence: Bool = false, initializer: Initializer = .glorot,
    using source: inout RandomSource
  ) {
    require(
      inputs > 0 && hidden > 0,
      "Recurrent: inputs and hidden must be positive, received \(inputs) and \(hidden)")
    weight = initializer.parameter(
      [inputs, hidden], name: "weight", inputs: inputs, outputs: hidden, using: &source)
    recurrent = initializer.parameter(
      [hidden, hidden], name: "recurrent", inputs: hidden, outputs: hidden, using: &source)
    bias = Tensor(Array(repeating: 0, count: hidden), name: "bias")
    self.givesSequence = givesSequence
  }

  /// W, U and b.
  public var parameters: [Tensor] {
    get { [weight, recurrent, bias] }
    set { (weight, recurrent, bias) = (newValue[0], newValue[1], newValue[2]) }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&weight)
    change(&recurrent)
    change(&bias)
  }

  /// The states.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    require(
      input.rank == 3 && input.shape[1] > 0,
      "Recurrent: sequences of shape [batch, time, inputs] with at least one moment are needed, "
        + "received \(input.shape)")
    let initial = Tensor(repeating: 0, shape: [input.shape[0], bias.count])
    let states = recurrence(
      input, weight: weight, recurrent: recurrent, bias: bias, initial: initial)
    return givesSequence ? states : states.select(input.shape[1] - 1, axis: 1)
  }
}
