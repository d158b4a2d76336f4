import Nabla
import Testing

/// Every layer with nothing, with NaN and infinities, and with extreme magnitudes.
struct LayerEdgeTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    var layer: any Layer
    /// The shape of one entry of a batch.
    var entry: [Int]
    var output: [Int]
    /// Whether entries of a batch don't meet.
    var keepsEntriesApart = true
    var testDescription: String { layer.name }
  }

  static let kinds: [Kind] = {
    var source = RandomSource(seed: 12)
    return [
      Kind(layer: Dense(inputs: 3, outputs: 2, using: &source), entry: [3], output: [2]),
      Kind(
        layer: Convolution2D(channels: 1, filters: 2, size: 3, padding: 1, using: &source),
        entry: [1, 4, 4], output: [2, 4, 4]),
      Kind(
        layer: TransposedConvolution2D(channels: 1, filters: 2, size: 2, stride: 2, using: &source),
        entry: [1, 2, 2], output: [2, 4, 4]),
      Kind(layer: MaxPool2D(size: 2), entry: [1, 4, 4], output: [1, 2, 2]),
      Kind(
        layer: MaxPool2D(size: 3, stride: 1, padding: 1), entry: [1, 4, 4], output: [1, 4, 4]),
      Kind(
        layer: AveragePool2D(size: 3, stride: 2, padding: 1), entry: [1, 4, 4],
        output: [1, 2, 2]),
      Kind(layer: UpSample2D(factor: 3), entry: [1, 2, 1], output: [1, 6, 3]),
      Kind(layer: Flatten(), entry: [2, 3], output: [6]),
      Kind(layer: Recurrent(inputs: 2, hidden: 3, using: &source), entry: [4, 2], output: [3]),
      Kind(
        layer: LSTM(inputs: 2, hidden: 3, givesSequence: true, using: &source), entry: [4, 2],
        output: [4, 3]),
      Kind(layer: LSTM(inputs: 2, hidden: 3, using: &source), entry: [4, 2], output: [3]),
      Kind(layer: GRU(inputs: 2, hidden: 3, using: &source), entry: [4, 2], output: [3]),
      Kind(layer: LayerNorm(features: 4), entry: [4], output: [4]),
      Kind(layer: BatchNorm(features: 4), entry: [4], output: [4]),
      Kind(layer: Dropout(probability: 0.5), entry: [3], output: [3]),
      Kind(layer: Activation.softmax, entry: [3], output: [3]),
      Kind(layer: Activation.relu, entry: [3], output: [3]),
      Kind(layer: Activation.leakyRelu(), entry: [3], output: [3])
    ]
  }()

  private func input(_ kind: Kind, _ batch: Int, _ value: (Int) -> Double) -> Tensor {
    let count = kind.entry.reduce(batch, *)
    return Tensor((0..<count).map(value), shape: [batch] + kind.entry)
  }

  @Test(arguments: kinds)
  func emptyBatches(_ kind: Kind) {
    #expect(kind.layer(input(kind, 0) { _ in 0 }).shape == [0] + kind.output)
  }

  /// NaN goes on, and into no other entry of the batch.
  @Test(arguments: kinds)
  func notANumber(_ kind: Kind) {
    let size = kind.entry.reduce(1, *)
    let clean = kind.layer(input(kind, 2) { Double($0 % 5) - 2 }).values
    let dirty = kind.layer(input(kind, 2) { $0 < size ? .nan : Double($0 % 5) - 2 }).values
    let half = clean.count / 2
    let first = dirty[..<half].filter(\.isNaN)
    #expect(first.count == half)
    #expect(dirty[half...] == clean[half...])
  }

  /// Neither traps, and what is finite is not hidden by it in other entries.
  @Test(arguments: kinds, [Double.infinity, 1e308, -1e308, 1e-300])
  func extremes(_ kind: Kind, _ value: Double) {
    let size = kind.entry.reduce(1, *)
    let clean = kind.layer(input(kind, 2) { Double($0 % 5) - 2 }).values
    let output = kind.layer(input(kind, 2) { $0 < size ? value : Double($0 % 5) - 2 }).values
    #expect(output[(clean.count / 2)...] == clean[(clean.count / 2)...])
    if value.magnitude < 1 { #expect(output.filter(\.isFinite).count == output.count) }
  }

  /// Saturated gates have slopes that do not cancel: with the input gate at σ(30) its derivative is
  /// σ′(30) = 9.357622968838423·10⁻¹⁴ times the candidate.
  @Test func saturatedGates() {
    var source = RandomSource(seed: 1)
    var layer = LSTM(inputs: 1, hidden: 1, using: &source)
    layer.weight.values = [0, 0, 0, 0]
    layer.recurrent.values = [0, 0, 0, 0]
    layer.bias.values = [30, 0, 0.5, 0]
    let (_, state) = layer(Tensor([1], shape: [1, 1, 1]), from: nil)
    let slope = state.cell.sum().gradients()[layer.bias].values[0]
    let expected = 9.357622968838423e-14 * Elementary.tanh(0.5)
    #expect(abs(slope - expected) <= 1e-14 * expected)
  }
}
