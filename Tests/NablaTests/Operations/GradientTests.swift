import Nabla
import Testing

/// Every operation, layer and loss beside its central difference.
///
/// Points are kept away from kinks: there a difference takes the mean of both sides, and the
/// derivative one of them.
struct GradientTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var shapes: [[Int]]
    var range: Range<Double> = -1..<1
    var function: @Sendable ([Tensor]) -> Tensor
    var testDescription: String { name }
  }

  static let operations: [Kind] = [
    Kind(name: "add", shapes: [[2, 3], [2, 3]]) { $0[0] + $0[1] },
    Kind(name: "add, broadcast", shapes: [[4, 2, 3], [2, 1]]) { $0[0] + $0[1] },
    Kind(name: "add, broadcast to the left", shapes: [[3], [2, 3]]) { $0[0] + $0[1] },
    Kind(name: "subtract", shapes: [[2, 3], [3]]) { $0[0] - $0[1] },
    Kind(name: "multiply", shapes: [[2, 3], [2, 3]]) { $0[0] * $0[1] },
    Kind(name: "multiply, broadcast", shapes: [[2, 1, 3], [4, 1]]) { $0[0] * $0[1] },
    Kind(name: "divide", shapes: [[2, 3], [2, 1]], range: 1..<2) { $0[0] / $0[1] },
    Kind(name: "negate", shapes: [[3]]) { -$0[0] },
    Kind(name: "power", shapes: [[2, 3], [3]], range: 1..<2) { $0[0].power($0[1]) },
    Kind(name: "power, constant", shapes: [[4]], range: 1..<2) { $0[0].power(3) },
    Kind(name: "square", shapes: [[4]]) { $0[0].squared() },
    Kind(name: "squareRoot", shapes: [[4]], range: 1..<2) { $0[0].squareRoot() },
    Kind(name: "magnitude", shapes: [[4]], range: -2 ..< -1) { $0[0].magnitude },
    Kind(name: "exp", shapes: [[4]]) { exp($0[0]) },
    Kind(name: "log", shapes: [[4]], range: 1..<2) { log($0[0]) },
    Kind(name: "sin", shapes: [[4]]) { sin($0[0]) },
    Kind(name: "cos", shapes: [[4]]) { cos($0[0]) },
    Kind(name: "tanh", shapes: [[4]]) { tanh($0[0]) },
    Kind(name: "sigmoid", shapes: [[4]]) { sigmoid($0[0]) },
    Kind(name: "softplus", shapes: [[4]]) { softplus($0[0]) },
    Kind(name: "relu, right of the kink", shapes: [[4]], range: 1..<2) { relu($0[0]) },
    Kind(name: "relu, left of the kink", shapes: [[4]], range: -2 ..< -1) { relu($0[0]) },
    Kind(name: "leakyRelu", shapes: [[4]], range: -2 ..< -1) { leakyRelu($0[0]) },
    Kind(name: "maximum", shapes: [[3], [3]]) {
      maximum($0[0] + 3, $0[1]) + maximum($0[1], $0[0] + 3)
    },
    Kind(name: "minimum, broadcast", shapes: [[3], [2, 3]]) { minimum($0[0] - 3, $0[1]) },
    Kind(name: "matmul", shapes: [[3, 4], [4, 5]]) { matmul($0[0], $0[1]) },
    Kind(name: "matmul of a batch", shapes: [[2, 3, 4], [4, 5]]) { matmul($0[0], $0[1]) },
    Kind(name: "affine", shapes: [[3, 4], [4, 5], [5]]) {
      affine($0[0], weight: $0[1], bias: $0[2])
    },
    Kind(name: "transposed", shapes: [[2, 3, 4]]) { $0[0].transposed() },
    Kind(name: "sum", shapes: [[3, 4]]) { $0[0].sum() },
    Kind(name: "sum of an axis", shapes: [[2, 3, 4]]) { $0[0].sum(axis: 1) },
    Kind(name: "mean", shapes: [[3, 4]]) { $0[0].mean() },
    Kind(name: "mean of an axis", shapes: [[2, 3, 4]]) { $0[0].mean(axis: -1, keeping: true) },
    Kind(name: "max", shapes: [[3]]) { ($0[0] + Tensor([[0, 3, 6], [9, 6, 3]])).max(axis: 1) },
    Kind(name: "reshaped", shapes: [[3, 4]]) { $0[0].reshaped([2, -1]) },
    Kind(name: "slice", shapes: [[3, 4]]) { $0[0].slice(1..<3, axis: 1) },
    Kind(name: "select", shapes: [[3, 4]]) { $0[0].select(1, axis: 0) },
    Kind(name: "rows", shapes: [[3, 4]]) { $0[0].rows([2, 0, 2]) },
    Kind(name: "concatenate", shapes: [[2, 2], [2, 3]]) { concatenate([$0[0], $0[1]], axis: 1) },
    Kind(name: "stack", shapes: [[3], [3]]) { stack([$0[0], $0[1], $0[0]]) },
    Kind(name: "softmax", shapes: [[3, 4]]) { softmax($0[0]) },
    Kind(name: "logSoftmax", shapes: [[3, 4]]) { logSoftmax($0[0]) },
    Kind(name: "convolution", shapes: [[2, 2, 5, 6], [3, 2, 3, 2], [3]]) {
      convolution($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1)
    },
    Kind(name: "maxPool", shapes: [[1, 1, 4, 4]]) {
      maxPool(
        $0[0] + Tensor((0..<16).map { 3 * Double($0 * 7 % 16) }, shape: [1, 1, 4, 4]), size: 2)
    },
    Kind(name: "averagePool", shapes: [[1, 2, 5, 5]]) { averagePool($0[0], size: 3, stride: 2) },
    Kind(name: "layerNorm", shapes: [[3, 5], [5], [5]]) {
      layerNorm($0[0], gain: $0[1], bias: $0[2])
    },
    Kind(name: "recurrence", shapes: [[2, 4, 3], [3, 5], [5, 5], [5], [2, 5]]) {
      recurrence($0[0], weight: $0[1], recurrent: $0[2], bias: $0[3], initial: $0[4])
    },
    Kind(name: "sqrt, pow, abs", shapes: [[3], [3]], range: 1..<2) {
      sqrt($0[0]) + pow($0[0], $0[1]) + abs($0[1])
    },
    Kind(name: "tanh where it is flat", shapes: [[4]], range: 5..<6) { tanh($0[0]) * 1e6 },
    Kind(name: "sigmoid where it is flat", shapes: [[4]], range: 9..<10) { sigmoid($0[0]) * 1e6 },
    Kind(name: "replacing", shapes: [[2, 3], [3]]) {
      $0[0].replacing(with: $0[1], where: Tensor([[1, 0, 0], [0, 1, 1]]))
    },
    Kind(name: "clamped, within", shapes: [[3]]) { $0[0].clamped(to: -2...2) },
    Kind(name: "clamped, outside", shapes: [[3]]) { ($0[0] + 5).clamped(to: -2...2) + $0[0] },
    Kind(name: "matmul of two batches", shapes: [[2, 3, 4], [2, 4, 5]]) { matmul($0[0], $0[1]) },
    Kind(name: "matmul, broadcast", shapes: [[2, 1, 3, 2], [3, 2, 2]]) { matmul($0[0], $0[1]) },
    Kind(name: "matmul, one for a batch", shapes: [[3, 2], [4, 2, 2]]) { matmul($0[0], $0[1]) },
    Kind(name: "permuted", shapes: [[2, 3, 4]]) { $0[0].permuted([2, 0, 1]) },
    Kind(name: "permuted, last stays", shapes: [[2, 3, 2, 2]]) { $0[0].permuted([0, 2, 1, 3]) },
    Kind(name: "sum of axes", shapes: [[2, 3, 2, 2]]) { $0[0].sum(axes: [0, 1, 3]) },
    Kind(name: "mean of axes", shapes: [[2, 3, 2]]) { $0[0].mean(axes: [2, 0], keeping: true) },
    Kind(name: "variance", shapes: [[2, 3, 2]]) { $0[0].variance() },
    Kind(name: "variance of axes", shapes: [[2, 3, 2]]) { $0[0].variance(axes: [0, -1]) },
    Kind(name: "min", shapes: [[3]]) { ($0[0] + Tensor([[0, 3, 6], [9, 6, 3]])).min(axis: 0) },
    Kind(name: "gather", shapes: [[2, 3, 2]]) { $0[0].gather([0, 2, 1, 1], axis: 1) },
    Kind(name: "softmax of an axis", shapes: [[2, 3, 2]]) { softmax($0[0], axis: 1) },
    Kind(name: "logSoftmax of an axis", shapes: [[2, 3, 2]]) { logSoftmax($0[0], axis: 0) },
    Kind(name: "logSumExp", shapes: [[2, 3]]) { logSumExp($0[0]) },
    Kind(name: "logSumExp of an axis", shapes: [[2, 3, 2]]) {
      logSumExp($0[0], axis: 1, keeping: true)
    },
    Kind(name: "transposedConvolution", shapes: [[2, 2, 3, 2], [2, 3, 2, 3], [3]]) {
      transposedConvolution($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1)
    },
    Kind(name: "upsampled", shapes: [[1, 2, 2, 3]]) { $0[0].upsampled(by: 3) },
    Kind(name: "maxPool, padding", shapes: [[1, 1, 3, 3]]) {
      maxPool(
        $0[0] + Tensor((0..<9).map { 3 * Double($0 * 7 % 9) }, shape: [1, 1, 3, 3]), size: 2,
        stride: 1, padding: 1)
    },
    Kind(name: "averagePool, padding", shapes: [[1, 2, 4, 3]]) {
      averagePool($0[0], size: 3, stride: 2, padding: 1)
    },
    Kind(name: "squaredError", shapes: [[3], [3]]) {
      squaredError(predicted: $0[0], expected: $0[1])
    },
    Kind(name: "meanSquaredError", shapes: [[3], [3]]) {
      meanSquaredError(predicted: $0[0], expected: $0[1])
    },
    Kind(name: "crossEntropy", shapes: [[3, 4]]) { crossEntropy(logits: $0[0], labels: [1, 3, 0]) },
    Kind(name: "binaryCrossEntropy", shapes: [[3], [3]], range: 0.25..<0.75) {
      binaryCrossEntropy(logits: $0[0], targets: $0[1])
    },
    Kind(name: "named", shapes: [[3]]) { $0[0].named("x") }
  ]

  @Test(arguments: operations)
  func operation(_ kind: Kind) {
    let check = check(kind)
    #expect(check.agrees, "\(check)")
    #expect(check.worstRelativeError < 1e-7, "\(check)")
  }

  private func check(_ kind: Kind) -> GradientCheck {
    var source = RandomSource(seed: 7)
    let parameters = kind.shapes.map { shape in
      Tensor(
        (0..<shape.reduce(1, *)).map { _ in source.uniform(in: kind.range) }, shape: shape,
        name: "p")
    }
    return gradientCheck(at: parameters, stencil: .four) { tensors in
      let output = kind.function(tensors)
      // Different coefficients for all outputs, so that no error hides in a sum.
      let coefficients = (0..<output.count).map { 1 + 0.37 * Double($0 % 5) }
      return (output * Tensor(coefficients, shape: output.shape)).sum()
    }
  }

  /// Prints the worst error of every kind: `make gradients`.
  @Test func tableOfWorstErrors() {
    let rows =
      ScalarTests.operations.map { ("scalar \($0.0)", ScalarTests.check($0.1)) }
      + GradientTests.operations.map { ($0.name, check($0)) }
      + GradientTests.layers.indices.map { (GradientTests.layers[$0].0, checkLayer($0)) }
      + [("Embedding", checkEmbedding())]
    let width = rows.reduce(0) { max($0, $1.0.count) }
    let lines = rows.map { name, check in
      "| " + name + String(repeating: " ", count: width - name.count)
        + " | \(check.entries.count) | \(check.worstRelativeError) |"
    }
    print(
      (["| kind | derivatives | worst relative error |", "| --- | --- | --- |"] + lines)
        .joined(separator: "\n"))
    #expect(rows.allSatisfy { $0.1.worstRelativeError < 1e-7 })
  }

  static let layers: [(String, Network, [Int])] = {
    var source = RandomSource(seed: 5)
    return [
      ("Dense", Network { Dense(inputs: 3, outputs: 4, using: &source) }, [2, 3]),
      (
        "activations",
        Network {
          Dense(inputs: 3, outputs: 4, using: &source)
          Activation.tanh
          Activation.sigmoid
          Activation.softplus
          Activation.softmax
          Activation.leakyRelu()
          Activation.relu
        }, [2, 3]
      ),
      (
        "Convolution2D and pools",
        Network {
          Convolution2D(channels: 1, filters: 2, size: 3, padding: 1, using: &source)
          Activation.tanh
          MaxPool2D(size: 2)
          Convolution2D(channels: 2, filters: 3, size: 2, stride: 2, using: &source)
          AveragePool2D(size: 2)
          Flatten()
          Dense(inputs: 3, outputs: 2, using: &source)
        }, [2, 1, 8, 8]
      ),
      ("Recurrent", Network { Recurrent(inputs: 2, hidden: 3, using: &source) }, [2, 4, 2]),
      (
        "Recurrent, all states",
        Network { Recurrent(inputs: 2, hidden: 3, givesSequence: true, using: &source) }, [2, 4, 2]
      ),
      ("LSTM", Network { LSTM(inputs: 2, hidden: 3, using: &source) }, [2, 4, 2]),
      (
        "LSTM, all states",
        Network { LSTM(inputs: 2, hidden: 3, givesSequence: true, using: &source) }, [2, 4, 2]
      ),
      ("GRU", Network { GRU(inputs: 2, hidden: 3, using: &source) }, [2, 4, 2]),
      (
        "GRU, all states",
        Network { GRU(inputs: 2, hidden: 3, givesSequence: true, using: &source) }, [2, 4, 2]
      ),
      (
        "BatchNorm",
        Network {
          BatchNorm(features: 3)
          Dense(inputs: 3, outputs: 2, using: &source)
        }, [5, 3]
      ),
      (
        "TransposedConvolution2D, padded pools, UpSample2D",
        Network {
          TransposedConvolution2D(channels: 2, filters: 3, size: 3, stride: 2, using: &source)
          Activation.tanh
          AveragePool2D(size: 3, stride: 2, padding: 1)
          UpSample2D(factor: 2)
          MaxPool2D(size: 2, stride: 1, padding: 1)
        }, [2, 2, 3, 3]
      ),
      (
        "LayerNorm",
        Network {
          LayerNorm(features: 5)
          Dropout(probability: 0.5)
        }, [3, 5]
      )
    ]
  }()

  @Test(arguments: layers.indices)
  func layer(_ index: Int) {
    let (name, network, _) = GradientTests.layers[index]
    let check = checkLayer(index)
    #expect(check.entries.count == network.parameterCount)
    #expect(check.agrees, "\(name): \(check)")
    #expect(check.worstRelativeError < 1e-7, "\(name): \(check)")
  }

  private func checkLayer(_ index: Int) -> GradientCheck {
    let (_, network, shape) = GradientTests.layers[index]
    var source = RandomSource(seed: 11)
    let input = Tensor(
      (0..<shape.reduce(1, *)).map { _ in source.uniform(in: -1..<1) }, shape: shape)
    return gradientCheck(of: network, stencil: .four) { model in
      // The same numbers are left out in every call.
      var source = RandomSource(seed: 3)
      let output = model(input, training: &source)
      let coefficients = (0..<output.count).map { 1 + 0.37 * Double($0 % 5) }
      return (output * Tensor(coefficients, shape: output.shape)).sum()
    }
  }

  private func checkEmbedding() -> GradientCheck {
    var source = RandomSource(seed: 5)
    let layer = Embedding(words: 5, dimensions: 3, using: &source)
    return gradientCheck(of: layer, stencil: .four) { exp($0([1, 4, 1])).sum() }
  }

  @Test func embedding() {
    let check = checkEmbedding()
    #expect(check.agrees && check.worstRelativeError < 1e-7, "\(check)")
  }
}
