import Nabla
import Testing

struct GraphTests {
  @Test func scalarGraph() {
    let w = Scalar(2, name: "w")
    let y = (w * 3).named("y")
    let graph = squaredError(predicted: y, expected: 5).graph()
    #expect(graph.nodes.map(\.label) == ["w", "constant", "y", "constant", "½(·)²"])
    #expect(graph.loss.values == [0.5])
    #expect(graph.nodes[2].gradient == [1])
    #expect(graph.nodes[0].gradient == [3])
    #expect(graph.edges.map(\.derivative) == ["3", "w", "(y − ŷ)", "(ŷ − y)"])
    #expect(graph.edges.first?.value == 3)
  }

  @Test func tensorGraph() {
    var source = RandomSource(seed: 1)
    let network = Network {
      Dense(inputs: 2, outputs: 3, using: &source)
      Activation.tanh
      Dense(inputs: 3, outputs: 2, using: &source)
    }
    let loss = crossEntropy(logits: network(Tensor([[1, 2]])), labels: [1])
    let graph = loss.graph()
    #expect(graph.loss.operation == "crossEntropy")
    #expect(graph.nodes.filter(\.isParameter).count == 4)
    #expect(graph.nodes.first { $0.operation == "tanh" }?.layer == "1 tanh")
    let rows = derivations(of: loss, for: network.parameters.reversed())
    #expect(rows.map(\.pathCount) == [1, 1, 1, 1])
    #expect(rows[3].paths[0].map(\.operation) == ["crossEntropy", "affine", "tanh", "affine"])
    #expect(rows[3].paths[0].map(\.isShared) == [true, true, true, false])
    #expect(rows[3].paths[0].last?.adjoint.values == rows[3].value.values)
  }

  @Test(arguments: [1, 2, 3, 10], [1, 4, 9])
  func costsOfAChainOfDenseLayers(depth: Int, width: Int) {
    var source = RandomSource(seed: 1)
    let batch = 5
    var output = Tensor(repeating: 1, shape: [batch, width])
    for _ in 0..<depth {
      let layer = Dense(inputs: width, outputs: width, using: &source)
      output = matmul(output, layer.weight)
    }
    let costs = output.sum().costs()
    let layer = Natural(batch * width * width)
    #expect(costs.forward.multiplications == Natural(depth) * layer)
    #expect(costs.backward.multiplications == Natural(2 * depth - 1) * layer)
    #expect(
      costs.backwardWithoutSharing.multiplications == Natural(depth * (depth + 1) / 2) * layer)
    #expect(costs.paths == Natural(depth))
  }

  @Test func costsBeyondAnyInteger() {
    let w = Tensor([1], name: "w")
    var y = w
    for _ in 0..<300 { y = (y + y) * 0.5 }
    let costs = y.sum().costs()
    #expect(costs.paths > Natural(Int.max))
    #expect(costs.backward.multiplications == 300)
    #expect(costs.backward.additions == 300)
  }
}
