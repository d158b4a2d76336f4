/// Elman's simple recurrent layer: hₜ = tanh(xₜ·W + hₜ₋₁·U + b), from h₀ = 0 or from a state that is
/// given.
///
/// The input has the shape [batch, time, inputs], with at least one moment; the output holds all
/// states, [batch, time, hidden], or the last, [batch, hidden].
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
    set {
      parameters.requireSameShapes(newValue, self)
      (weight, recurrent, bias) = (newValue[0], newValue[1], newValue[2])
    }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&weight)
    change(&recurrent)
    change(&bias)
  }

  /// The states, or the last, from zeros.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    let states = states(input, from: nil)
    return givesSequence ? states : states.select(input.shape[1] - 1, axis: 1)
  }

  /// The output of a sequence that goes on from a state of shape [batch, hidden], and the state that
  /// it ends in; from zeros when nil.
  ///
  /// To go on without differentiating back into the sequence before, hand over its state
  /// ``Tensor/detached()``.
  public func callAsFunction(
    _ input: Tensor, from state: Tensor?
  ) -> (output: Tensor, state: Tensor) {
    let states = states(input, from: state)
    let last = states.select(input.shape[1] - 1, axis: 1)
    return (givesSequence ? states : last, last)
  }

  private func states(_ input: Tensor, from state: Tensor?) -> Tensor {
    requireSequence(input, inputs: weight.shape[0])
    let shape = [input.shape[0], recurrent.shape[0]]
    let initial = state ?? Tensor(repeating: 0, shape: shape)
    requireState(initial, shape)
    return recurrence(
      input, weight: weight, recurrent: recurrent, bias: bias, initial: initial)
  }
}

extension Recurrent: CustomStringConvertible {
  /// As it was made: `Recurrent(inputs: 2, hidden: 8)`.
  public var description: String {
    "Recurrent(inputs: \(weight.shape[0]), hidden: \(recurrent.shape[0])"
      + (givesSequence ? ", givesSequence: true)" : ")")
  }
}
