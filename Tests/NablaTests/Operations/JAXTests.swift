import Nabla
import Testing

/// Every operation beside JAX, values and gradients, also of ∞, NaN, −0 and the largest numbers.
struct JAXTests {
  typealias Function = @Sendable ([Tensor]) -> Tensor

  private static let functions: [String: Function] = [
    "square": { $0[0].squared() }, "squareRoot": { sqrt($0[0]) }, "magnitude": { abs($0[0]) },
    "exp": { exp($0[0]) }, "log": { log($0[0]) }, "sin": { sin($0[0]) }, "cos": { cos($0[0]) },
    "tanh": { tanh($0[0]) }, "sigmoid": { sigmoid($0[0]) }, "softplus": { softplus($0[0]) },
    "relu": { relu($0[0]) }, "leakyRelu": { leakyRelu($0[0], slope: 0.1) },
    "clamp": { $0[0].clamped(to: -0.5...1) },
    "add": { $0[0] + $0[1] }, "subtract": { $0[0] - $0[1] }, "multiply": { $0[0] * $0[1] },
    "divide": { $0[0] / $0[1] }, "power": { pow($0[0], $0[1]) }, "negate": { -$0[0] },
    "maximum": { maximum($0[0], $0[1]) }, "minimum": { minimum($0[0], $0[1]) },
    "less": { $0[0] .< $0[1] }, "lessOrEqual": { $0[0] .<= $0[1] }, "equal": { $0[0] .== $0[1] },
    "unequal": { $0[0] .!= $0[1] },
    "replacing": { $0[0].replacing(with: $0[1], where: $0[0] .< 0) },
    "softmax": { softmax($0[0]) }, "logSoftmax": { logSoftmax($0[0]) },
    "logSumExp": { logSumExp($0[0]) }
  ]

  private static let others: [String: Function] = [
    "power-zero": { $0[0].power($0[1]) },
    "matmul": { matmul($0[0], $0[1]) }, "matmul-rows": { matmul($0[0], $0[1]) },
    "matmul-batch": { matmul($0[0], $0[1]) }, "matmul-broadcast": { matmul($0[0], $0[1]) },
    "matmul-one": { matmul($0[0], $0[1]) },
    "affine": { affine($0[0], weight: $0[1], bias: $0[2]) },
    "transposed": { $0[0].transposed() }, "permuted": { $0[0].permuted([2, 0, 1]) },
    "reshaped": { $0[0].reshaped([2, -1]) }, "slice": { $0[0].slice(1..<3, axis: 1) },
    "rows": { $0[0].rows([2, 0, 2]) }, "gather": { $0[0].gather([1, 0, 1]) },
    "concatenate": { concatenate([$0[0], $0[1]], axis: 1) },
    "stack": { stack([$0[0], $0[1], $0[0]]) },
    "sum": { $0[0].sum() }, "sum-axes": { $0[0].sum(axes: [0, -1]) },
    "mean": { $0[0].mean() }, "mean-axes": { $0[0].mean(axes: [0, 2], keeping: true) },
    "variance": { $0[0].variance() }, "variance-axis": { $0[0].variance(axis: 1) },
    "max": { $0[0].max(axis: 1) }, "min": { $0[0].min(axis: 0) },
    "max-nan": { $0[0].max(axis: 1) }, "min-nan": { $0[0].min(axis: 1) },
    "argmax": { Tensor($0[0].argmax().map(Double.init)) },
    "softmax-axis": { softmax($0[0], axis: 1) }, "logSoftmax-axis": { logSoftmax($0[0], axis: 1) },
    "logSumExp-axis": { logSumExp($0[0], axis: 1) },
    "convolution": { convolution($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1) },
    "convolution-narrow": { convolution($0[0], weight: $0[1], bias: $0[2], padding: 2) },
    "transposedConvolution": {
      transposedConvolution($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1)
    },
    "upsampled": { $0[0].upsampled(by: 2) }, "maxPool": { maxPool($0[0], size: 2) },
    "maxPool-padding": { maxPool($0[0], size: 3, stride: 2, padding: 1) },
    "averagePool": { averagePool($0[0], size: 3, stride: 2) },
    "averagePool-padding": { averagePool($0[0], size: 3, stride: 2, padding: 1) },
    "layerNorm": { layerNorm($0[0], gain: $0[1], bias: $0[2]) },
    "layerNorm-equal": { layerNorm($0[0], gain: $0[1], bias: $0[2]) },
    "recurrence": {
      recurrence($0[0], weight: $0[1], recurrent: $0[2], bias: $0[3], initial: $0[4])
    },
    "squaredError": { squaredError(predicted: $0[0], expected: $0[1]) },
    "meanSquaredError": { meanSquaredError(predicted: $0[0], expected: $0[1]) },
    "crossEntropy": { crossEntropy(logits: $0[0], labels: [2, 0]) },
    "crossEntropy-masked": { crossEntropy(logits: $0[0], labels: [2, 1]) }
  ]

  /// How far two lists are apart, as a part of the largest finite number expected; ∞ where they
  /// differ in NaN or infinity.
  private func deviation(_ values: [Double], _ expected: [Double]) -> Double {
    guard values.count == expected.count else { return .infinity }
    let size = expected.filter(\.isFinite).reduce(0) { max($0, abs($1)) }
    return zip(values, expected).reduce(0) { worst, pair in
      let (value, expected) = pair
      if value == expected || value.isNaN && expected.isNaN { return worst }
      guard value.isFinite && expected.isFinite && size > 0 else { return .infinity }
      return max(worst, abs(value / size - expected / size))
    }
  }

  private func deviations(_ name: String) throws -> [(String, Double)] {
    let kind = name.prefix { $0 != "-" }
    let function = try #require(
      JAXTests.others[name] ?? JAXTests.functions[String(kind)], "there is no function for \(name)")
    let fixture = try Fixture(name, from: "jax.txt")
    let parameters = fixture.parameters
    let output = function(parameters)
    var found = [("value", deviation(output.values, fixture.values("output")))]
    guard parameters.indices.contains(where: { fixture.has("d\($0)") }) else { return found }
    let weights = Tensor((0..<output.count).map { 1 + 0.25 * Double($0 % 5) }, shape: output.shape)
    let gradients = (output * weights).sum().gradients()
    for (index, parameter) in parameters.enumerated() where fixture.has("d\(index)") {
      found.append(
        ("d\(index)", deviation(gradients[parameter].values, fixture.values("d\(index)"))))
    }
    return found
  }

  @Test func everyCaseAgrees() throws {
    let names = try Fixture.cases(of: "jax.txt").sorted()
    #expect(Set(JAXTests.others.keys).isSubset(of: names))
    let kinds = Set(names.map { String($0.prefix { $0 != "-" }) })
    #expect(Set(JAXTests.functions.keys).isSubset(of: kinds))
    var worst = (name: "", part: "", deviation: 0.0)
    var count = 0
    for name in names {
      for (part, deviation) in try deviations(name) {
        count += 1
        #expect(deviation <= 1e-14, "\(name), \(part): \(deviation)")
        if deviation >= worst.deviation { worst = (name, part, deviation) }
      }
    }
    print(
      "\(count) tensors of \(names.count) cases beside JAX: worst deviation \(worst.deviation), "
        + "\(worst.part) of \(worst.name)")
    #expect(count > 150)
  }
}
