import Nabla
import Testing

/// A layer in two places of a network is one.
struct TiesTests {
  private func tied() -> Network {
    var source = RandomSource(seed: 3)
    let shared = Dense(inputs: 2, outputs: 2, using: &source)
    return Network {
      shared
      Activation.tanh
      shared
    }
  }

  private let input = Tensor([[0.5, -1], [2, 0.25]])

  @Test func countedOnce() {
    #expect(tied().parameterCount == 6)
    #expect(tied().parameters.count == 2)
    #expect(tied().parameterNames == ["0 Dense weight", "0 Dense bias"])
    // A network in two places of another, and one within and one without.
    let inner = tied()
    let outer = Network {
      inner
      inner.layers[0]
      inner
    }
    #expect(outer.parameterCount == 6)
    #expect(outer.parameterNames == ["0 Network 0 Dense weight", "0 Network 0 Dense bias"])
  }

  @Test func checkedOnce() {
    let check = gradientCheck(of: tied()) { $0(input).squared().sum() }
    #expect(check.entries.count == 6)
    #expect(check.agrees, "\(check)")
  }

  @Test(arguments: [0, 0.9])
  func movedOnce(_ momentum: Double) {
    var network = tied()
    let gradients = network(input).squared().sum().gradients()
    let weight = network[0, "weight"]
    var optimizer = SGD(learningRate: 0.5, momentum: momentum)
    optimizer.update(&network, along: gradients)
    let expected = zip(weight.values, gradients[weight].values).map { $0 - 0.5 * $1 }
    #expect(network[0, "weight"].values == expected)
    #expect(network[2, "weight"].values == expected)
  }

  /// The network with one layer trains to the same bits as the layer called twice.
  @Test func oneState() {
    var network = tied()
    var layer = network.layers[0] as! Dense
    var first = Adam(learningRate: 0.1)
    var second = Adam(learningRate: 0.1)
    for _ in 0..<10 {
      first.update(&network, along: network(input).squared().sum().gradients())
      second.update(&layer, along: layer(tanh(layer(input))).squared().sum().gradients())
    }
    #expect(network.parameters.map(\.values) == layer.parameters.map(\.values))
    #expect(network[2, "bias"].values == layer.bias.values)
  }

  @Test func clippedOnce() throws {
    var network = tied()
    var once = network
    let data = Samples(input, values: Tensor([[9, 9], [9, 9]]))
    var optimizer = SGD(learningRate: 1)
    _ = try Training(epochs: 1, batchSize: 2, seed: 1, shuffles: false, clip: 0.001)
      .run(&network, on: data, with: &optimizer)
    let moved = zip(network.parameters, once.parameters)
      .flatMap { zip($0.values, $1.values).map(-) }
    #expect(abs(moved.reduce(0) { $0 + $1 * $1 }.squareRoot() - 0.001) < 1e-15)
    once.parameters = network.parameters
    #expect(once[2, "weight"].values == network[0, "weight"].values)
  }

  @Test func arraysWithOneParameterTwice() {
    let w = Tensor([1, 2], name: "w")
    var parameters = [w, w]
    var optimizer = SGD(learningRate: 0.5)
    optimizer.update(&parameters, along: w.sum().gradients())
    #expect(parameters.map(\.values) == [[0.5, 1.5], [0.5, 1.5]])
  }

  @Test func setInBothPlaces() {
    var network = tied()
    network[2, "bias"].values = [7, 8]
    #expect(network[0, "bias"].values == [7, 8])
    network.parameters = [Tensor([[1, 0], [0, 1]], name: "w"), Tensor([0, 0], name: "b")]
    #expect(network(input).values == tanh(input).values)
  }

  /// A copy is another network; a plain assignment is the same.
  @Test func copies() {
    let student = tied()
    let (same, teacher) = (student, student.copy())
    #expect(teacher.parameters.map(\.values) == student.parameters.map(\.values))
    #expect(teacher.parameterNames == student.parameterNames)
    #expect(teacher.parameterCount == 6)
    let gradients = (student(input) - teacher(input) * 3).sum().gradients()
    for (own, others) in zip(student.parameters, teacher.parameters) {
      #expect(
        zip(gradients[others].values, gradients[own].values).allSatisfy {
          abs($0 + 3 * $1) <= 1e-14 * abs($0)
        })
      #expect(gradients[own].values.contains { $0 != 0 })
    }
    #expect(same.parameters.allSatisfy { gradients.reach($0) })
    // A move of one leaves the other where it was.
    var moved = student
    var optimizer = SGD(learningRate: 1)
    optimizer.update(&moved, along: gradients)
    #expect(teacher.parameters.map(\.values) == student.parameters.map(\.values))
    #expect(moved[0, "weight"].values != student[0, "weight"].values)
  }
}
