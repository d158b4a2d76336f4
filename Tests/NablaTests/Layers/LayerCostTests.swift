import Nabla
import Testing

/// Counts of gated layers and of weighted losses, beside those of their formulas.
@Suite(.serialized)
struct LayerCostTests {
  private let batch = 3
  private let time = 4
  private let inputs = 2
  private let hidden = 5

  private func sequences() -> Tensor {
    Tensor(repeating: 0.5, shape: [batch, time, inputs])
  }

  /// Products and sums of b + x·W + h·U forward, and of dW, dU, db and dz·Uᵀ backward, for so many
  /// gates; and what each state takes beside them, forward and backward.
  private func expected(
    gates: Int, forward: (Int, Int, Int), backward: (Int, Int), carriesOn: Bool
  ) -> (forward: Cost, backward: Cost) {
    let states = batch * time * hidden
    let terms = states * gates * (inputs + hidden)
    let weights = gates * hidden * (inputs + hidden)
    let through = states * gates * hidden
    // The sum of all outputs, and its derivative, which costs nothing.
    let total = states - 1
    return (
      Cost(
        multiplications: Natural(terms + states * forward.0),
        additions: Natural(terms + states * forward.1 + total),
        functions: Natural(states * forward.2)),
      Cost(
        multiplications: Natural(
          terms + through + states * backward.0),
        additions: Natural(
          terms - weights + states * gates - gates * hidden
            + through - (carriesOn ? 0 : states) + states * backward.1))
    )
  }

  /// Forward a state takes f·c, i·g, their sum, o·tanh c; σ three times and tanh twice. Backward
  /// dh·o, 1 − T² and the product with it, their sum with dc, dh·T, dc·g, dc·c, dc·i, dc·f, and for
  /// each gate its slope and the product with that.
  @Test func lstm() {
    var source = RandomSource(seed: 1)
    let layer = LSTM(inputs: inputs, hidden: hidden, givesSequence: true, using: &source)
    let costs = layer(sequences()).sum().costs()
    let (forward, backward) = expected(
      gates: 4, forward: (3, 1, 5), backward: (16, 6), carriesOn: false)
    #expect(costs.forward == forward)
    #expect(costs.backward == backward)
  }

  /// Forward a state takes r·q and z·(h − n), and the sums a₃ + r·q, h − n and n + …; c stands in
  /// place of a first term. Backward dh·(1 − z), dh·(h − n), dh·z, da₃·q, da₃·r, and three slopes;
  /// dc sums du₃.
  @Test func gru() {
    var source = RandomSource(seed: 1)
    let layer = GRU(inputs: inputs, hidden: hidden, givesSequence: true, using: &source)
    let costs = layer(sequences()).sum().costs()
    let (forward, own) = expected(
      gates: 3, forward: (2, 3, 3), backward: (11, 5), carriesOn: true)
    let backward = own + Cost(additions: Natural(batch * time * hidden - hidden))
    #expect(costs.forward == forward)
    #expect(costs.backward == backward)
  }

  /// A row of three classes takes three differences, exponentials and quotients, two sums, a
  /// logarithm, two sums for the loss, and the weight; backward p − 1, and each slope times weight and
  /// adjoint.
  @Test func weightedRows() {
    let x = Tensor(repeating: 1, shape: [4, 3])
    let scores = Tensor(x.values, shape: [4, 3], name: "x")
    let costs = crossEntropies(logits: scores, labels: [0, 1, 2, 0], weights: [1, 2, 3]).sum()
      .costs()
    #expect(costs.forward == Cost(multiplications: 16, additions: 31, functions: 16))
    #expect(costs.backward == Cost(multiplications: 24, additions: 4))
  }
}
