/// A recurrent layer with gates, of which one resets the state and one keeps it.
///
/// With a = xₜ·W + b and u = hₜ₋₁·U, each cut into three: r = σ(a₁ + u₁), z = σ(a₂ + u₂),
/// n = tanh(a₃ + r·(u₃ + c)), and hₜ = (1 − z)·n + z·hₜ₋₁, from h₀ = 0 or from a state that is given.
/// The input has the shape [batch, time, inputs], with at least one moment; the output holds all
/// states, [batch, time, hidden], or the last, [batch, hidden].
///
/// The reset is applied behind the product with U, as cuDNN, PyTorch and Flax do; in the paper it is
/// applied to the state before.
///
/// Values and derivatives agree with PyTorch's to 10⁻¹² of the largest; those of saturated gates keep
/// their digits.
///
/// Source: K. Cho and others, "Learning phrase representations using RNN encoder–decoder for
/// statistical machine translation", EMNLP 2014, section 2.3.
public struct GRU: Layer {
  /// W, of shape [inputs, 3·hidden]: reset gate, update gate, candidate.
  public var weight: Tensor

  /// U, of shape [hidden, 3·hidden].
  public var recurrent: Tensor

  /// b, of shape [3·hidden].
  public var bias: Tensor

  /// c, of shape [hidden], within the reset.
  public var candidateBias: Tensor

  /// Whether all states come out, or the last only.
  public let givesSequence: Bool

  /// A layer with random weights and biases of zeros.
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
      "GRU: inputs and hidden must be positive, received \(inputs) and \(hidden)")
    weight = initializer.parameter(
      [inputs, 3 * hidden], name: "weight", inputs: inputs, outputs: hidden, using: &source)
    recurrent = initializer.parameter(
      [hidden, 3 * hidden], name: "recurrent", inputs: hidden, outputs: hidden, using: &source)
    bias = Tensor(Array(repeating: 0, count: 3 * hidden), name: "bias")
    candidateBias = Tensor(Array(repeating: 0, count: hidden), name: "candidateBias")
    self.givesSequence = givesSequence
  }

  /// W, U, b and c.
  public var parameters: [Tensor] {
    get { [weight, recurrent, bias, candidateBias] }
    set {
      parameters.requireSameShapes(newValue, self)
      (weight, recurrent) = (newValue[0], newValue[1])
      (bias, candidateBias) = (newValue[2], newValue[3])
    }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&weight)
    change(&recurrent)
    change(&bias)
    change(&candidateBias)
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
    return gruRecurrence(
      input, weight: weight, recurrent: recurrent, bias: bias, candidateBias: candidateBias,
      initial: initial)
  }
}

extension GRU: CustomStringConvertible {
  /// As it was made: `GRU(inputs: 2, hidden: 8)`.
  public var description: String {
    "GRU(inputs: \(weight.shape[0]), hidden: \(recurrent.shape[0])"
      + (givesSequence ? ", givesSequence: true)" : ")")
  }
}
