/// A layer with long short-term memory, whose cell c carries gradients over many moments.
///
/// With z = xₜ·W + hₜ₋₁·U + b cut into four: i = σ(z₁), f = σ(z₂), g = tanh(z₃), o = σ(z₄), and
/// cₜ = f·cₜ₋₁ + i·g, hₜ = o·tanh(cₜ), from h₀ = c₀ = 0 or from a state that is given. The input has
/// the shape [batch, time, inputs], with at least one moment; the output holds all h, [batch, time,
/// hidden], or the last, [batch, hidden].
///
/// Values and derivatives agree with PyTorch's to 10⁻¹² of the largest; those of saturated gates keep
/// their digits.
///
/// Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997),
/// pages 1735–1780, with the forget gate of F. A. Gers, J. Schmidhuber, F. Cummins, "Learning to
/// forget", Neural Computation 12 (2000), pages 2451–2471.
public struct LSTM: Layer {
  /// W, of shape [inputs, 4·hidden]: input gate, forget gate, candidate, output gate.
  public var weight: Tensor

  /// U, of shape [hidden, 4·hidden].
  public var recurrent: Tensor

  /// b, of shape [4·hidden].
  public var bias: Tensor

  /// Whether all states come out, or the last only.
  public let givesSequence: Bool

  /// A layer with random weights, and a bias of 1 for the forget gate and 0 elsewhere, so that it
  /// begins by remembering.
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
      "LSTM: inputs and hidden must be positive, received \(inputs) and \(hidden)")
    weight = initializer.parameter(
      [inputs, 4 * hidden], name: "weight", inputs: inputs, outputs: hidden, using: &source)
    recurrent = initializer.parameter(
      [hidden, 4 * hidden], name: "recurrent", inputs: hidden, outputs: hidden, using: &source)
    bias = Tensor(
      (0..<4 * hidden).map { $0 / hidden == 1 ? 1 : 0 }, name: "bias")
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

  /// The state between two moments: h and c, each of shape [batch, hidden].
  public struct State: Sendable {
    /// h, what comes out.
    public var hidden: Tensor

    /// c, what the cell holds.
    public var cell: Tensor

    /// A state of given numbers.
    public init(hidden: Tensor, cell: Tensor) {
      (self.hidden, self.cell) = (hidden, cell)
    }
  }

  /// The states, or the last, from zeros.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    let states = states(input, from: nil)
    let last = states.shape[1] - 1
    return givesSequence ? states.slice(0..<last, axis: 1) : states.select(0, axis: 1)
  }

  /// The output of a sequence that goes on from a state, and the state that it ends in; from zeros
  /// when nil.
  ///
  /// To go on without differentiating back into the sequence before, hand over its tensors
  /// ``Tensor/detached()``.
  public func callAsFunction(
    _ input: Tensor, from state: State?
  ) -> (output: Tensor, state: State) {
    let states = states(input, from: state)
    let last = states.shape[1] - 1
    let state = State(
      hidden: states.select(last - 1, axis: 1), cell: states.select(last, axis: 1))
    return (givesSequence ? states.slice(0..<last, axis: 1) : state.hidden, state)
  }

  /// All h, or the last, and behind them the last c.
  private func states(_ input: Tensor, from state: State?) -> Tensor {
    requireSequence(input, inputs: weight.shape[0])
    let shape = [input.shape[0], recurrent.shape[0]]
    let zeros = Tensor(repeating: 0, shape: shape)
    let state = state ?? State(hidden: zeros, cell: zeros)
    requireState(state.hidden, shape)
    requireState(state.cell, shape)
    return lstmRecurrence(
      input, weight: weight, recurrent: recurrent, bias: bias, hidden: state.hidden,
      cell: state.cell, givesSequence: givesSequence)
  }
}

extension LSTM: CustomStringConvertible {
  /// As it was made: `LSTM(inputs: 2, hidden: 8)`.
  public var description: String {
    "LSTM(inputs: \(weight.shape[0]), hidden: \(recurrent.shape[0])"
      + (givesSequence ? ", givesSequence: true)" : ")")
  }
}
