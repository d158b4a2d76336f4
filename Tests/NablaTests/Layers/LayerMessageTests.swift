import Nabla
import Testing

/// What doesn't fit a layer is told in the words in which the layer was made.
struct LayerMessageTests {
  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func shapes() async {
    let dense = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      let network = Network {
        Dense(inputs: 4, outputs: 2, using: &source)
        Activation.tanh
        Dense(inputs: 3, outputs: 4, using: &source)
      }
      _ = network(Tensor(repeating: 1, shape: [5, 4]))
    }
    #expect(
      message(dense).contains(
        "Dense(inputs: 3, outputs: 4): an input of shape […, 3] is needed, received [5, 2], layer 2 "
          + "Dense"))
    let convolution = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var source = RandomSource(seed: 1)
      let layer = Convolution2D(channels: 1, filters: 2, size: 5, padding: 1, using: &source)
      _ = layer(Tensor(repeating: 1, shape: [1, 1, 8, 2]))
    }
    #expect(
      message(convolution).contains(
        "Convolution2D(channels: 1, filters: 2, size: 5, stride: 1, padding: 1): an input of shape "
          + "[batch, 1, height, width], with height and width of at least 3, is needed, received "
          + "[1, 1, 8, 2]"))
    let lstm = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      let layer = LSTM(inputs: 2, hidden: 3, using: &source)
      _ = layer(Tensor(repeating: 1, shape: [4, 5, 3]))
    }
    #expect(
      message(lstm).contains(
        "LSTM(inputs: 2, hidden: 3): an input of shape [batch, time, 2], with at least one moment, "
          + "is needed, received [4, 5, 3]"))
    let state = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      let layer = GRU(inputs: 2, hidden: 3, using: &source)
      _ = layer(Tensor(repeating: 1, shape: [4, 5, 2]), from: Tensor(repeating: 0, shape: [5, 3]))
    }
    #expect(
      message(state).contains(
        "GRU(inputs: 2, hidden: 3): a state of shape [4, 3] is needed, received [5, 3]"))
    let norm = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchNorm(features: 3)(Tensor(repeating: 1, shape: [4, 2]))
    }
    #expect(
      message(norm).contains(
        "BatchNorm(features: 3): an input of shape [batch, 3, …] is needed, received [4, 2]"))
  }

  @Test func words() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      _ = Embedding(words: 3, dimensions: 2, using: &source)([0, 3])
    }
    #expect(
      message(result).contains(
        "Embedding(words: 3, dimensions: 2): words must be whole numbers within 0..<3, received 3"))
  }

  @Test func parameters() async {
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      var layer = Dense(inputs: 1, outputs: 1, using: &source)
      layer.parameters = [layer.weight]
    }
    #expect(message(count).contains("Dense.parameters: 2 are needed, received 1"))
    let shape = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      var network = Network { Dense(inputs: 1, outputs: 2, using: &source) }
      network.parameters = network.parameters.reversed()
    }
    #expect(
      message(shape).contains(
        "Network.parameters: parameter 0 has the shape [1, 2], received [2]"))
    let name = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      _ = Network { Dense(inputs: 1, outputs: 2, using: &source) }[0, "wieght"]
    }
    #expect(
      message(name).contains(
        "Network: layer 0 Dense has the parameters [\"weight\", \"bias\"], received \"wieght\""))
    let place = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Network { Flatten() }[1, "weight"]
    }
    #expect(message(place).contains("Network: there is no layer 1, the layers are 0..<1"))
  }

  @Test func descriptions() {
    var source = RandomSource(seed: 1)
    let network = Network {
      Network {
        GRU(inputs: 2, hidden: 3, givesSequence: true, using: &source)
        Dropout(probability: 0.5)
      }
      Activation.tanh
    }
    #expect(
      "\(network)"
        == """
        0 0 GRU(inputs: 2, hidden: 3, givesSequence: true)
          1 Dropout(probability: 0.5)
        1 Activation.tanh
        """)
  }
}
