/// A layer with long short-term memory, whose cell c carries gradients over many moments.
///
/// With z = xₜ·W + hₜ₋₁·U + b cut into four: i = σ(z₁), f = σ(z₂), g = tanh(z₃), o = σ(z₄), and
/// cₜ = f·cₜ₋₁ + i·g, hₜ = o·tanh(cₜ), from h₀ = c₀ = 0. The input has the shape [batch, time,
/// inputs]; the output holds all h, [batch, time, hidden], or the last, [batch, hidden].
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
      "LSTM: sequences of shape [batch, time, inputs] with at least one moment are needed, "
        + "received \(input.shape)")
    let (batch, time) = (input.shape[0], input.shape[1])
    let hidden = recurrent.shape[0]
    let arguments = affine(input, weight: weight, bias: bias)
    var h = Tensor(repeating: 0, shape: [batch, hidden])
    var c = h
    var states: [Tensor] = []
    for t in 0..<time {
      let z = arguments.select(t, axis: 1) + matmul(h, recurrent)
      let gate = { (index: Int) in z.slice(index * hidden..<(index + 1) * hidden, axis: 1) }
      c = sigmoid(gate(1)) * c + sigmoid(gate(0)) * tanh(gate(2))
      h = sigmoid(gate(3)) * tanh(c)
      if givesSequence { states.append(h.reshaped([batch, 1, hidden])) }
    }
    return givesSequence ? concatenate(states, axis: 1) : h
  }
}
