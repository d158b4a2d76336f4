import Testing

@testable import Nabla

/// Every operation has a cost where it computes, and a formula of its own.
struct OperationTests {
  /// What computes nothing: copies and choices.
  private let free: Set<String> = [
    "negate", "magnitude", "relu", "clamp", "replacing", "maximum", "minimum", "max", "min",
    "maxPool", "gather", "rows", "slice", "concatenate", "reshape", "transpose", "permute",
    "upsample", "named"
  ]

  @Test func costsAndFormulas() {
    var source = RandomSource(seed: 7)
    for kind in GradientTests.operations {
      let parameters = kind.shapes.map { shape in
        Tensor(
          (0..<shape.reduce(1, *)).map { _ in source.uniform(in: kind.range) }, shape: shape,
          name: "p")
      }
      let result = kind.function(parameters)
      for node in result.node.ancestors() where !node.inputs.isEmpty {
        let cost = node.kind.forward(node)
        #expect((cost == Cost()) == free.contains(node.operation), "\(node.operation): \(cost)")
        let names = Operation.Names(
          result: "y", operands: node.inputs.indices.map { "x\($0)" })
        for place in node.inputs.indices {
          let formula = node.kind.derivative(names, place)
          #expect(!formula.isEmpty && !formula.contains("∂"), "\(node.operation)")
          _ = node.kind.backward(node, place)
        }
      }
    }
  }

  /// Counted by hand: a row of three for each.
  @Test func costsByHand() {
    let x = Tensor([[1, 2, 3], [4, 5, 6]], name: "x")
    // Differences, exponentials, sums, a logarithm, differences.
    #expect(
      logSoftmax(x).costs().forward == Cost(multiplications: 0, additions: 16, functions: 8))
    // Differences, exponentials, sums, quotients for the derivative, a logarithm, a sum.
    #expect(
      logSumExp(x).costs().forward == Cost(multiplications: 6, additions: 12, functions: 8))
    // A mean (2 sums, 1 quotient), 3 differences, 3 squares, a mean.
    #expect(
      x.variance(axis: 1).costs().forward == Cost(multiplications: 10, additions: 14))
    #expect(x.variance(axis: 1).costs().backward == Cost(multiplications: 10))
    // Two matrices 2 × 3 by 3 × 4: 2·2·4 elements of 3 products and 2 sums.
    let left = Tensor([Double](repeating: 1, count: 12), shape: [2, 2, 3], name: "left")
    let product = matmul(left, Tensor(repeating: 1, shape: [2, 3, 4])).costs()
    #expect(product.forward == Cost(multiplications: 48, additions: 32))
    // 12 elements of 4 products and 3 sums.
    #expect(product.backward == Cost(multiplications: 48, additions: 36))
    // 2 × 2 pixels, each with a filter of 3 × 3: 36 products; added to 25 pixels less than they are.
    let image = Tensor([1, 1, 1, 1], shape: [1, 1, 2, 2], name: "image")
    let larger = transposedConvolution(
      image, weight: Tensor(repeating: 1, shape: [1, 1, 3, 3]), bias: Tensor([0]), stride: 2)
    #expect(larger.shape == [1, 1, 5, 5])
    #expect(larger.costs().forward == Cost(multiplications: 36, additions: 36))
    #expect(larger.costs().backward == Cost(multiplications: 36, additions: 32))
  }
}
