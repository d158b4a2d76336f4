import Nabla
import Testing

/// Counts beside those of the formulas carried out on numbers that count.
@Suite(.serialized)
struct CostTests {
  /// Counts of what was done with them.
  private final class Counter {
    var cost = Cost()

    func sum(_ terms: Int) { cost.additions += Natural(max(0, terms - 1)) }
    func add(_ count: Int = 1) { cost.additions += Natural(count) }
    func multiply(_ count: Int = 1) { cost.multiplications += Natural(count) }
    func function(_ count: Int = 1) { cost.functions += Natural(count) }
  }

  /// A perceptron of layers of one width, element by element as the formulas have it.
  private func perceptron(
    depth: Int, width: Int, batch: Int
  ) -> (forward: Cost, backward: Cost) {
    let forward = Counter()
    let backward = Counter()
    for layer in 0..<depth {
      for _ in 0..<batch * width {
        // b + Σ x·w, then tanh.
        for _ in 0..<width {
          forward.multiply()
          forward.add()
        }
        forward.function()
        // dy·(1 − h²).
        backward.multiply(2)
        backward.add()
      }
      // dW = xᵀ·dy, db, and dx = dy·Wᵀ but for the inputs, which are constants.
      for _ in 0..<width * width {
        backward.multiply(batch)
        backward.sum(batch)
      }
      for _ in 0..<width { backward.sum(batch) }
      guard layer > 0 else { continue }
      for _ in 0..<batch * width {
        backward.multiply(width)
        backward.sum(width)
      }
    }
    // ½ Σ (e − ê)², and (e − ê)·dL times twice the half.
    forward.add(batch * width)
    forward.multiply(batch * width)
    forward.sum(batch * width)
    forward.multiply()
    backward.multiply(batch * width + 2)
    return (forward.cost, backward.cost)
  }

  @Test(arguments: [1, 2, 5], [1, 3, 8])
  func perceptrons(depth: Int, width: Int) {
    let batch = 4
    var source = RandomSource(seed: 1)
    let network = Network(
      (0..<depth).flatMap { _ -> [any Layer] in
        [Dense(inputs: width, outputs: width, using: &source), Activation.tanh]
      })
    let x = Tensor(repeating: 0.5, shape: [batch, width])
    let costs = squaredError(
      predicted: network(x), expected: Tensor(repeating: 0, shape: [batch, width])
    ).costs()
    let expected = perceptron(depth: depth, width: width, batch: batch)
    #expect(costs.forward == expected.forward)
    #expect(costs.backward == expected.backward)
    // Both parameters of each layer: every one by one path.
    #expect(costs.paths == Natural(2 * depth))
  }

  @Test func normalisations() {
    let x = Tensor((0..<15).map(Double.init), shape: [3, 5], name: "x")
    let soft = softmax(x).costs()
    // A row: 5 differences, 5 exponentials, 4 sums, 5 quotients; back Σ dy·y, dy − Σ, and a product.
    #expect(soft.forward == Cost(multiplications: 15, additions: 27, functions: 15))
    #expect(soft.backward == Cost(multiplications: 30, additions: 27))
    let ones = Tensor(repeating: 1, shape: [5])
    let norm = layerNorm(x, gain: ones, bias: ones).costs()
    // A row: mean 4 + 1, differences 5, variance 5 products, 4 sums, 1 quotient, ε, √; 5 quotients,
    // 5 products, 5 sums.
    #expect(norm.forward == Cost(multiplications: 3 * 17, additions: 3 * 19, functions: 3))
    // A row: dy·gain 5; two means 4 + 1 and 5 + 4 + 1; two differences, a product and a quotient each.
    #expect(norm.backward == Cost(multiplications: 3 * 22, additions: 3 * 18))
  }

  /// What windows look at: 3 × 3 windows on 5 × 5 pixels, two apart, overlap in the middle.
  @Test func windows() {
    let x = Tensor([Double](repeating: 1, count: 25), shape: [1, 1, 5, 5], name: "x")
    let pool = averagePool(x, size: 3, stride: 2).costs()
    #expect(pool.forward == Cost(multiplications: 4, additions: 4 * 8))
    #expect(pool.backward == Cost(multiplications: 4, additions: 4 * 9 - 25))
    let filters = Tensor(repeating: 1, shape: [2, 1, 3, 3])
    let bias = Tensor(repeating: 0, shape: [2])
    let costs = convolution(x, weight: filters, bias: bias, padding: 1).costs()
    #expect(costs.forward == Cost(multiplications: 2 * 25 * 9, additions: 2 * 25 * 9))
    // 25 windows of 9 pixels, of which 13 × 13 lie in the image; two filters each; on 25 pixels.
    #expect(
      costs.backward == Cost(multiplications: 2 * 25 * 9, additions: 25 * 9 + 13 * 13 - 25))
  }

  @Test func whatOperandsShareIsCountedOnce() {
    let a = Tensor([1, 2, 3], name: "a")
    let b = Tensor([4, 5, 6], name: "b")
    #expect((a / b).costs().backward == Cost(multiplications: 6))
    #expect((a / Tensor([4, 5, 6])).costs().backward == Cost(multiplications: 3))
    #expect((Tensor([1, 2, 3]) / b).costs().backward == Cost(multiplications: 6))
  }
}
