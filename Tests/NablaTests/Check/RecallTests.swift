import Testing

@testable import Nabla

/// A check that doesn't compute again what has not changed comes to the same bits as one that does.
struct RecallTests {
  private static let networks: [(String, Network, [Int])] = {
    var source = RandomSource(seed: 8)
    return [
      (
        "dense",
        Network {
          Dense(inputs: 5, outputs: 9, using: &source)
          Activation.tanh
          Dense(inputs: 9, outputs: 7, using: &source)
          Activation.leakyRelu(slope: 0.1)
          Activation.softplus
          Dense(inputs: 7, outputs: 3, using: &source)
        }, [6, 5]
      ),
      (
        "images",
        Network {
          Convolution2D(channels: 1, filters: 2, size: 3, padding: 1, using: &source)
          Activation.tanh
          MaxPool2D(size: 2)
          AveragePool2D(size: 2)
          Flatten()
          LayerNorm(features: 8)
          Dropout(probability: 0.3)
          Dense(inputs: 8, outputs: 3, using: &source)
        }, [2, 1, 8, 8]
      ),
      (
        "sequences",
        Network {
          Recurrent(inputs: 2, hidden: 4, givesSequence: true, using: &source)
          Dense(inputs: 4, outputs: 3, using: &source)
          LSTM(inputs: 3, hidden: 3, using: &source)
        }, [2, 3, 2]
      )
    ]
  }()

  @Test(arguments: networks.indices)
  func sameBits(_ index: Int) {
    let (name, network, shape) = RecallTests.networks[index]
    var source = RandomSource(seed: 2)
    let x = Tensor((0..<shape.reduce(1, *)).map { _ in source.normal() }, shape: shape)
    let labels = (0..<shape[0]).map { $0 % 3 }
    func loss(_ model: Network) -> Tensor {
      var source = RandomSource(seed: 3)
      let outputs = model(x, training: &source)
      // The same operation twice, the second time on something else.
      return crossEntropy(logits: tanh(tanh(outputs)), labels: labels)
    }
    let check = gradientCheck(of: network, loss: loss)
    #expect(check.agrees, "\(name): \(check)")
    var place = 0
    for number in network.parameters.indices {
      for element in 0..<network.parameters[number].count {
        let entry = check.entries.first { $0.index == place }!
        place += 1
        let value = network.parameters[number].values[element]
        let difference = CentralDifference(at: value, step: entry.step) { moved in
          var model = network
          var parameters = model.parameters
          parameters[number].values[element] = moved
          model.parameters = parameters
          return loss(model).value
        }
        #expect(
          entry.numerical.bitPattern == difference.derivative.bitPattern,
          "\(name), \(entry.parameter)")
      }
    }
    #expect(place == check.entries.count)
  }

  /// A loss that decides, that forgets to differentiate, or that computes in another order.
  @Test func lossesThatChangeTheirMind() {
    let p = [Tensor([[0.5, -0.25], [0.125, 1]], name: "w"), Tensor([[0.3, 0.7]], name: "x")]
    let decides = gradientCheck(at: p) { p in
      let y = matmul(p[1], p[0])
      return p[0].values[0] > 0.5 ? tanh(y).sum() : tanh(y).sum() * 1
    }
    #expect(decides.agrees)
    let forgets = gradientCheck(at: p) { p in tanh(matmul(p[1], p[0].detached())).sum() }
    #expect(forgets.offenders.count == 4)
    let copies = gradientCheck(at: p) { p in
      let copy = Tensor(p[0].values, shape: [2, 2])
      return tanh(matmul(p[1], copy)).sum()
    }
    #expect(copies.offenders.count == 4)
    var calls = 0
    let wanders = gradientCheck(at: p) { p in
      calls += 1
      let y = matmul(p[1], p[0])
      return calls % 2 == 0 ? (sigmoid(y) + tanh(y)).sum() : (tanh(y) + sigmoid(y)).sum()
    }
    #expect(wanders.agrees)
  }

  /// Checks within a loss that is being checked.
  @Test func checksWithinChecks() {
    let p = [Tensor([[0.5, -0.25]], name: "x")]
    let w = Tensor([[1, 2], [3, 4]], name: "w")
    let check = gradientCheck(at: p) { p in
      let inner = gradientCheck(at: [w]) { tanh(matmul(Tensor([[0.1, 0.2]]), $0[0])).sum() }
      #expect(inner.agrees)
      return tanh(matmul(p[0], w)).sum()
    }
    #expect(check.agrees)
  }
}
