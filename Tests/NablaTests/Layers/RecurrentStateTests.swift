import Nabla
import Testing

/// Sequences that go on from where others ended.
struct RecurrentStateTests {
  private let input: Tensor = {
    var source = RandomSource(seed: 6)
    return Tensor((0..<2 * 5 * 3).map { _ in source.normal() }, shape: [2, 5, 3])
  }()

  @Test func gruLikePyTorch() throws {
    let fixture = try Fixture("gru")
    var source = RandomSource(seed: 1)
    var layer = GRU(inputs: 3, hidden: 5, givesSequence: true, using: &source)
    layer.weight = Tensor(
      fixture.constant("weightT").transposed().values, shape: [3, 15], name: "weight")
    layer.recurrent = Tensor(
      fixture.constant("recurrentT").transposed().values, shape: [5, 15], name: "recurrent")
    layer.bias = fixture.parameter("bias")
    layer.candidateBias = fixture.parameter("candidateBias")
    let (x, initial) = (fixture.parameter("x"), fixture.parameter("initial"))
    let (output, state) = layer(x, from: initial)
    fixture.expect(output, [x, initial, layer.bias, layer.candidateBias])
    #expect(state.values == output.select(5, axis: 1).values)
    let gradients = fixture.loss(output).gradients()
    fixture.expect(gradients[layer.weight].transposed(), "d_weightT")
    fixture.expect(gradients[layer.recurrent].transposed(), "d_recurrentT")
  }

  @Test func lstmLikePyTorch() throws {
    let fixture = try Fixture("lstmState")
    var source = RandomSource(seed: 1)
    var layer = LSTM(inputs: 3, hidden: 5, givesSequence: true, using: &source)
    layer.weight = Tensor(
      fixture.constant("weightT").transposed().values, shape: [3, 20], name: "weight")
    layer.recurrent = Tensor(
      fixture.constant("recurrentT").transposed().values, shape: [5, 20], name: "recurrent")
    layer.bias = fixture.parameter("bias")
    let x = fixture.parameter("x")
    let first = LSTM.State(hidden: fixture.parameter("hidden"), cell: fixture.parameter("cell"))
    let (output, state) = layer(x, from: first)
    let all = concatenate([output, state.cell.reshaped([4, 1, 5])], axis: 1)
    fixture.expect(all, [x, first.hidden, first.cell, layer.bias])
    let gradients = fixture.loss(all).gradients()
    fixture.expect(gradients[layer.weight].transposed(), "d_weightT")
    fixture.expect(gradients[layer.recurrent].transposed(), "d_recurrentT")
  }

  /// Two halves are the whole, to the bit.
  @Test func halves() {
    var source = RandomSource(seed: 9)
    let (early, late) = (input.slice(0..<2, axis: 1), input.slice(2..<5, axis: 1))
    for givesSequence in [false, true] {
      let elman = Recurrent(inputs: 3, hidden: 4, givesSequence: givesSequence, using: &source)
      let gru = GRU(inputs: 3, hidden: 4, givesSequence: givesSequence, using: &source)
      let lstm = LSTM(inputs: 3, hidden: 4, givesSequence: givesSequence, using: &source)
      let halves = [
        elman(late, from: elman(early, from: nil).state).output,
        gru(late, from: gru(early, from: nil).state).output,
        lstm(late, from: lstm(early, from: nil).state).output
      ]
      for (whole, half) in zip([elman(input), gru(input), lstm(input)], halves) {
        let end = givesSequence ? whole.slice(2..<5, axis: 1) : whole
        #expect(half.values == end.values)
        #expect(half.shape == (givesSequence ? [2, 3, 4] : [2, 4]))
      }
    }
  }

  @Test func gradientsThroughStates() {
    var source = RandomSource(seed: 9)
    let lstm = LSTM(inputs: 3, hidden: 2, using: &source)
    let check = gradientCheck(of: lstm, stencil: .four) { lstm in
      let first = lstm(input, from: nil).state
      let (output, state) = lstm(input, from: first)
      return (output * output).sum() + state.cell.sum()
    }
    #expect(check.agrees && check.worstRelativeError < 1e-7, "\(check)")
    let gru = GRU(inputs: 3, hidden: 2, givesSequence: true, using: &source)
    let other = gradientCheck(of: gru, stencil: .four) { gru in
      gru(input, from: gru(input, from: nil).state).output.squared().sum()
    }
    #expect(other.agrees && other.worstRelativeError < 1e-7, "\(other)")
  }

  @Test func emptyBatches() {
    var source = RandomSource(seed: 9)
    let none = Tensor([], shape: [0, 5, 3])
    #expect(LSTM(inputs: 3, hidden: 2, using: &source)(none).shape == [0, 2])
    #expect(GRU(inputs: 3, hidden: 2, givesSequence: true, using: &source)(none).shape == [0, 5, 2])
    #expect(Recurrent(inputs: 3, hidden: 2, using: &source)(none).shape == [0, 2])
  }
}
