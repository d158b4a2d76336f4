import Nabla
import Testing

/// Layers of one's own.
struct CompositeLayerTests {
  /// Layers, a parameter beside them, an array, and a layer in two places.
  struct Block: CompositeLayer {
    var first: Dense
    var blocks: [Dense]
    var drop = Dropout(probability: 0.5)
    var scale = Tensor([2], name: "scale")
    var again: Dense

    init(using source: inout RandomSource) {
      first = Dense(inputs: 3, outputs: 3, using: &source)
      blocks = [Dense(inputs: 3, outputs: 3, using: &source), first]
      again = first
    }

    mutating func listParts(_ parts: inout Parts) {
      parts.layer(&first, "first")
      for index in blocks.indices { parts.layer(&blocks[index]) }
      parts.layer(&drop)
      parts.parameter(&scale)
      parts.layer(&again, "again")
    }

    func callAsFunction(_ input: Tensor) -> Tensor {
      var output = tanh(first(input))
      for block in blocks { output = tanh(block(output)) }
      return again(drop(output)) * scale
    }
  }

  private let input = Tensor([[1, -0.5, 2], [0.1, 0.2, 0.3]])

  private func block() -> Block {
    var source = RandomSource(seed: 8)
    return Block(using: &source)
  }

  @Test func parametersFollowFromTheParts() {
    #expect(
      block().parameterNames
        == ["first weight", "first bias", "Dense weight", "Dense bias", "scale"])
    #expect(block().parameters.map(\.shape) == [[3, 3], [3], [3, 3], [3], [1]])
    #expect(block().parameterCount == 25)
    let network = Network { block() }
    #expect(network.parameterNames.first == "0 Block first weight")
    #expect(network.parameterNames.last == "0 Block scale")
  }

  @Test func gradients() {
    let check = gradientCheck(of: block(), stencil: .four) { $0(input).squared().sum() }
    #expect(check.entries.count == 25)
    #expect(check.agrees, "\(check)")
  }

  @Test func trainsAndCopies() {
    var model = block()
    let copy = model.copy()
    var optimizer = SGD(learningRate: 0.01)
    var source = RandomSource(seed: 4)
    for _ in 0..<3 {
      let loss = model(input, training: &source).squared().sum()
      optimizer.update(&model, along: loss.gradients())
    }
    #expect(model.again.weight.values == model.first.weight.values)
    #expect(model.blocks[1].bias.values == model.first.bias.values)
    #expect(model.scale.values != copy.scale.values)
    #expect(model.first.weight.values != copy.first.weight.values)
    var other = copy
    other.parameters = model.parameters
    #expect(other(input).values == model(input).values)
  }

  /// A part that drops does so in training, and only there.
  @Test func dropoutWithinALayer() {
    let model = block()
    var source = RandomSource(seed: 4)
    let trained = model(input, training: &source)
    #expect(trained.values != model(input).values)
    #expect(model(input).values == model(input).values)
    // The same random numbers as of a network of these layers.
    var first = RandomSource(seed: 4)
    var second = RandomSource(seed: 4)
    let ones = Tensor(repeating: 1, shape: [4, 4])
    let wrapped = Wrapped(drop: Dropout(probability: 0.5))
    let network = Network { Dropout(probability: 0.5) }
    #expect(wrapped(ones, training: &first).values == network(ones, training: &second).values)
    #expect(first.next() == second.next())
    // Within a layer within a network within a layer.
    let nested = Outer(network: Network { wrapped })
    var third = RandomSource(seed: 4)
    #expect(nested(ones, training: &third).values.contains(0))
    #expect(nested(ones).values == ones.values)
  }

  struct Wrapped: Layer {
    var drop: Dropout
    func callAsFunction(_ input: Tensor) -> Tensor { drop(input) }
  }

  struct Outer: Layer {
    var network: Network
    func callAsFunction(_ input: Tensor) -> Tensor { network(input) }
  }
}
