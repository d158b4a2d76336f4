import Nabla
import Testing

/// What operations make of ties, NaN, ±∞, −0, no elements, one element, and the largest and smallest
/// numbers: as their documentation says.
struct EdgeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var inputs: [Tensor]
    var expected: [Double]

    /// The derivatives of the sum of the output by the first input; nil where none are looked at.
    var slopes: [Double]?
    var function: @Sendable ([Tensor]) -> Tensor
    var testDescription: String { name }

    init(
      _ name: String, _ inputs: [Double]..., gives expected: [Double], slopes: [Double]? = nil,
      _ function: @escaping @Sendable ([Tensor]) -> Tensor
    ) {
      self.name = name
      self.inputs = inputs.enumerated().map { Tensor($1, name: "p\($0)") }
      self.expected = expected
      self.slopes = slopes
      self.function = function
    }
  }

  private static let inf = Double.infinity
  private static let nan = Double.nan
  private static let huge = 1e308
  private static let tiny = 5e-324

  /// Equal numbers of equal sign, also of 0, or both NaN.
  static func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { $0.isNaN && $1.isNaN || ($0 == $1 && $0.sign == $1.sign) }
  }

  static let functions: [Case] = [
    Case(
      "relu", [-1, -0.0, 0, 2, nan, inf, -inf], gives: [0, 0, 0, 2, nan, inf, 0],
      slopes: [0, 0, 0, 1, 1, 1, 0]
    ) { relu($0[0]) },
    Case(
      "leakyRelu", [-2, -0.0, 0, nan, -inf], gives: [-1, -0.0, 0, nan, -inf],
      slopes: [0.5, 0.5, 0.5, 1, 0.5]
    ) { leakyRelu($0[0], slope: 0.5) },
    Case(
      "abs", [-2, -0.0, 0, nan, -inf], gives: [2, 0, 0, nan, inf],
      slopes: [-1, 0, 0, nan, -1]
    ) { abs($0[0]) },
    Case(
      "sqrt", [4, 0, -0.0, -1, inf, nan], gives: [2, 0, -0.0, nan, inf, nan],
      slopes: [0.25, inf, -inf, nan, 0, nan]
    ) { sqrt($0[0]) },
    Case(
      "squared", [huge, -inf, tiny, nan], gives: [inf, inf, 0, nan],
      slopes: [inf, -inf, 2 * tiny, nan]
    ) { $0[0].squared() },
    Case("squared, small adjoint", [huge], gives: [inf], slopes: [2 * (huge * 1e-10)]) {
      // The slope fits into a number although 2·10³⁰⁸ doesn't.
      $0[0].squared() * 1e-10
    },
    Case(
      "exp", [0, -inf, inf, 1000, -1000, nan], gives: [1, 0, inf, inf, 0, nan],
      slopes: [1, 0, inf, inf, 0, nan]
    ) { exp($0[0]) },
    Case(
      "log", [1, 0, -0.0, -1, inf, nan], gives: [0, -inf, -inf, nan, inf, nan],
      slopes: [1, inf, -inf, -1, 0, nan]
    ) { log($0[0]) },
    Case("sin", [-0.0, inf, nan], gives: [-0.0, nan, nan], slopes: [1, nan, nan]) { sin($0[0]) },
    Case(
      "tanh", [-0.0, inf, -inf, nan, 1000], gives: [-0.0, 1, -1, nan, 1],
      slopes: [1, 0, 0, nan, 0]
    ) { tanh($0[0]) },
    Case(
      "sigmoid", [0, inf, -inf, nan, 1000, -1000], gives: [0.5, 1, 0, nan, 1, 0],
      slopes: [0.25, 0, 0, nan, 0, 0]
    ) { sigmoid($0[0]) },
    Case(
      "softplus", [inf, -inf, nan, huge], gives: [inf, 0, nan, huge],
      slopes: [1, 0, nan, 1]
    ) { softplus($0[0]) },
    Case(
      "clamped", [-1, 0, 0.5, 1, 2, nan, inf, -0.0], gives: [0, 0, 0.5, 1, 1, nan, 1, -0.0],
      slopes: [0, 1, 1, 1, 0, 1, 0, 1]
    ) { $0[0].clamped(to: 0...1) },
    Case("clamped, one end", [-1, inf], gives: [0, inf], slopes: [0, 1]) {
      $0[0].clamped(to: 0...inf)
    }
  ]

  static let pairs: [Case] = [
    Case(
      "maximum", [1, 2, nan, 1, nan, -0.0, 0, inf], [1, 3, 1, nan, nan, 0, -0.0, 1],
      gives: [1, 3, nan, nan, nan, -0.0, 0, inf], slopes: [1, 0, 1, 0, 1, 1, 1, 1]
    ) {
      maximum($0[0], $0[1])
    },
    Case(
      "minimum", [1, 2, nan, 1, nan, -0.0, 0, -inf], [1, 3, 1, nan, nan, 0, -0.0, 1],
      gives: [1, 2, nan, nan, nan, -0.0, 0, -inf], slopes: [1, 1, 1, 0, 1, 1, 1, 1]
    ) {
      minimum($0[0], $0[1])
    },
    Case(
      "power by the base", [0, 0, 0, -2, -8, nan, 2, inf], [0, 1, 2, 3, 1.0 / 3, 0, inf, -1],
      gives: [1, 0, 0, -8, nan, 1, inf, 0], slopes: [0, 1, 0, 12, nan, 0, inf, -0.0]
    ) {
      pow($0[0], $0[1])
    },
    Case(
      "power by the exponent", [0, 1, 2, -1, 3, -inf, 1, 2], [0, 0, 0, 0, -2, 1, inf, nan],
      gives: [1, 0, 0, inf, -8, 1, inf, nan], slopes: [0, 0, 0, -inf, nan, 0, inf, nan]
    ) {
      // The bases are the second: derivatives are looked at by the exponents, the first.
      pow($0[1], $0[0])
    },
    Case(
      "divide", [1, -1, 0, 1, inf, 5], [0, 0, 0, inf, inf, -0.0],
      gives: [inf, -inf, nan, 0, nan, -inf], slopes: [inf, inf, inf, 0, 0, -inf]
    ) {
      $0[0] / $0[1]
    },
    Case(
      "replacing takes nothing from what is not taken", [1, nan, inf, 2], [nan, 5, 6, inf],
      gives: [1, 5, 6, 2], slopes: [1, 0, 0, 1]
    ) {
      $0[0].replacing(with: $0[1], where: Tensor([0, 1, nan, -0.0]))
    },
    Case(
      "comparisons", [1, 2, nan, -0.0, inf], [1, 1, 1, 0, nan],
      gives: [1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1]
    ) {
      concatenate([$0[0] .== $0[1], $0[0] .> $0[1], $0[0] .!= $0[1]])
    }
  ]

  static let reductions: [Case] = [
    Case("sum of none", [], gives: [0]) { $0[0].sum() },
    Case("sum of one", [-0.0], gives: [0], slopes: [1]) { $0[0].sum() },
    Case("sum", [huge, huge, -huge], gives: [inf]) { $0[0].sum() },
    Case("mean", [huge, huge, -huge, huge], gives: [huge / 2], slopes: [0.25, 0.25, 0.25, 0.25]) {
      $0[0].mean()
    },
    Case("mean of axes", [huge, huge, 1, nan, inf, 1], gives: [huge, nan, inf]) {
      $0[0].reshaped([3, 2]).mean(axis: 1)
    },
    Case("mean of no axis", [1, 2], gives: [1, 2], slopes: [1, 1]) { $0[0].mean(axes: []) },
    Case("variance of one", [7], gives: [0], slopes: [0]) { $0[0].variance() },
    Case(
      "variance beside a large mean", [1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4], gives: [1.25],
      slopes: [-0.75, -0.25, 0.25, 0.75]
    ) { $0[0].variance() },
    Case("variance", [huge, -huge], gives: [inf]) { $0[0].variance() },
    Case(
      "max", [1, 3, 3, nan, 1, nan, -0.0, 0, -1], gives: [3, nan, -0.0],
      slopes: [0, 1, 0, 1, 0, 0, 1, 0, 0]
    ) { $0[0].reshaped([3, 3]).max(axis: 1) },
    Case(
      "min", [3, 1, 1, nan, 1, nan, 0, -0.0, 1], gives: [1, nan, 0],
      slopes: [0, 1, 0, 1, 0, 0, 1, 0, 0]
    ) { $0[0].reshaped([3, 3]).min(axis: 1) },
    Case("max of infinities", [-inf, -inf, inf, -inf], gives: [-inf, inf], slopes: [1, 0, 1, 0]) {
      $0[0].reshaped([2, 2]).max(axis: 1)
    },
    Case("argmax", [1, nan, nan, 2, 5, 5, -inf, -inf, -inf], gives: [1, 1, 0]) {
      Tensor($0[0].reshaped([3, 3]).argmax().map(Double.init))
    },
    Case("logSumExp", [-inf, -inf, inf, 1, nan, 1, -inf, 0], gives: [-inf, inf, nan, 0]) {
      logSumExp($0[0].reshaped([4, 2]))
    },
    Case("logSumExp of large ones", [huge, huge], gives: [huge], slopes: [0.5, 0.5]) {
      logSumExp($0[0])
    },
    Case("softmax of one", [inf, -inf, 5], gives: [nan, nan, 1]) {
      softmax($0[0].reshaped([3, 1]))
    },
    Case(
      "softmax", [-inf, 0, 0, huge, -huge, 0], gives: [0, 0.5, 0.5, 1, 0, 0],
      slopes: [0, 0, 0, 0, 0, 0]
    ) { softmax($0[0].reshaped([2, 3])) },
    Case("layerNorm of large ones", [1e200, -1e200, 1e200, -1e200], gives: [1, -1, 1, -1]) {
      layerNorm(
        $0[0], gain: Tensor(repeating: 1, shape: [4]), bias: Tensor(repeating: 0, shape: [4]))
    },
    Case("layerNorm of the largest", [1.7e308, -1.7e308], gives: [1, -1]) {
      layerNorm(
        $0[0], gain: Tensor(repeating: 1, shape: [2]), bias: Tensor(repeating: 0, shape: [2]))
    },
    Case("layerNorm of one", [1e308], gives: [0.5], slopes: [0]) {
      layerNorm($0[0], gain: Tensor([3]), bias: Tensor([0.5]))
    }
  ]

  static let images: [Case] = [
    Case(
      "maxPool", [nan, 1, 3, 2, 7, 7, 7, nan], gives: [nan, nan],
      slopes: [1, 0, 0, 0, 0, 0, 0, 1]
    ) { maxPool($0[0].reshaped([2, 1, 2, 2]), size: 2) },
    Case("maxPool, ties", [5, 5, 5, 5], gives: [5], slopes: [1, 0, 0, 0]) {
      maxPool($0[0].reshaped([1, 1, 2, 2]), size: 2)
    },
    // Padding is never the largest, also among −∞.
    Case("maxPool, padding", [-inf, -1], gives: [-inf, -1, -inf, -1], slopes: [2, 2]) {
      maxPool($0[0].reshaped([1, 1, 1, 2]), size: 2, stride: 2, padding: 1)
        .reshaped([-1]).rows([0, 1, 0, 1])
    },
    Case(
      "averagePool", [huge, huge, huge, huge], gives: [huge],
      slopes: [0.25, 0.25, 0.25, 0.25]
    ) { averagePool($0[0].reshaped([1, 1, 2, 2]), size: 2) },
    Case("averagePool, padding counts", [4], gives: [1, 1, 1, 1], slopes: [1]) {
      averagePool($0[0].reshaped([1, 1, 1, 1]), size: 2, stride: 1, padding: 1)
    },
    Case(
      "convolution wider than the image", [1, 1, 1, 1, 1, 1, 1, 1],
      gives: [3, 4, 5, 5, 5, 5, 4, 3]
    ) {
      convolution(
        $0[0].reshaped([1, 1, 8, 1]), weight: Tensor(repeating: 1, shape: [1, 1, 5, 5]),
        bias: Tensor([0]), padding: 2)
    },
    Case("convolution, far wider", [2], gives: [2, 2, 2, 2]) {
      convolution(
        $0[0].reshaped([1, 1, 1, 1]), weight: Tensor(repeating: 1, shape: [1, 1, 9, 9]),
        bias: Tensor([0]), stride: 3, padding: 6)
    },
    Case("upsampled", [nan, 1], gives: [nan, nan, 1, 1, nan, nan, 1, 1], slopes: [4, 4]) {
      $0[0].reshaped([1, 1, 1, 2]).upsampled(by: 2)
    }
  ]

  @Test(arguments: functions + pairs + reductions + images)
  func values(_ one: Case) {
    let output = one.function(one.inputs)
    #expect(
      EdgeTests.same(output.values, one.expected), "\(output.values), expected \(one.expected)")
    guard let slopes = one.slopes else { return }
    let gradient = output.sum().gradients()[one.inputs[0]].values
    // −0 and 0 are the same derivative.
    #expect(
      EdgeTests.same(gradient.map { $0 + 0 }, slopes.map { $0 + 0 }),
      "\(gradient), expected \(slopes)")
  }

  /// The same for a `Scalar`, where there is the function.
  @Test func scalars() {
    let functions: [(String, @Sendable (Scalar) -> Scalar)] = [
      ("relu", { relu($0) }), ("abs", { abs($0) }), ("sqrt", { sqrt($0) }),
      ("exp", { exp($0) }), ("log", { log($0) }), ("sin", { sin($0) }), ("tanh", { tanh($0) }),
      ("sigmoid", { sigmoid($0) }), ("softplus", { softplus($0) })
    ]
    for (name, function) in functions {
      let one = EdgeTests.functions.first { $0.name == name }!
      for (index, x) in one.inputs[0].values.enumerated() {
        let w = Scalar(x, name: "w")
        let y = function(w)
        #expect(EdgeTests.same([y.value], [one.expected[index]]), "\(name)(\(x))")
        let slope = one.slopes![index]
        #expect(EdgeTests.same([y.gradient()[w] + 0], [slope + 0]), "\(name)′(\(x))")
        #expect(
          EdgeTests.same([y.derivative(by: w).value + 0], [slope + 0]), "recorded \(name)′(\(x))")
      }
    }
    let (a, b) = (Scalar(0, name: "a"), Scalar(0, name: "b"))
    #expect(pow(a, b).gradient()[[a, b]] == [0, 0])
  }

  @Test func emptyTensors() {
    let none = Tensor([], shape: [0, 3], name: "none")
    #expect(none.max(axis: 1).shape == [0])
    #expect(none.min(axis: 1).sum().gradients()[none].shape == [0, 3])
    #expect(none.argmax() == [])
    #expect(none.sum(axes: [0, 1]).value == 0)
    #expect(none.sum(axes: []).shape == [0, 3])
    #expect(none.variance(axis: 1).shape == [0])
    #expect(none.permuted([1, 0]).shape == [3, 0])
    #expect(none.gather([]).shape == [0])
    #expect(logSumExp(none).shape == [0])
    #expect(softmax(none, axis: 1).shape == [0, 3])
    #expect((none .< 1).shape == [0, 3])
    #expect(none.clamped(to: 0...1).shape == [0, 3])
    #expect(none.replacing(with: 0, where: none .> 0).sum().gradients()[none].shape == [0, 3])
    #expect(oneHot([], classes: 3).shape == [0, 3])
    #expect(matmul(Tensor([], shape: [0, 2, 3]), Tensor([], shape: [0, 3, 4])).shape == [0, 2, 4])
    let one = Tensor(repeating: 1, shape: [1, 2, 3])
    let right = Tensor([], shape: [0, 3, 4], name: "right")
    #expect(matmul(one, right).sum().gradients()[right].shape == [0, 3, 4])
    let left = Tensor([1, 1, 1, 1, 1, 1], shape: [1, 2, 3], name: "left")
    #expect(matmul(left, right).sum().gradients()[left].values == [0, 0, 0, 0, 0, 0])
    let inner = Tensor([], shape: [2, 2, 0], name: "inner")
    #expect(matmul(inner, Tensor([], shape: [2, 0, 1])).values == [0, 0, 0, 0])
    #expect(Tensor([], shape: [0, 1, 2, 2]).upsampled(by: 2).shape == [0, 1, 4, 4])
  }

  /// A hundred thousand terms of 0.1: added one after the other they are off by 1.9·10⁻⁸.
  @Test func sumsKeepTheirDigits() {
    let n = 100_000
    let x = Tensor([Double](repeating: 0.1, count: n), name: "x")
    #expect(abs(x.sum().value - 10_000) < 1e-10)
    let columns = Tensor([Double](repeating: 0.1, count: 2 * n), shape: [n, 2])
    #expect(columns.sum(axis: 0).values.allSatisfy { abs($0 - 10_000) < 1e-10 })
    // What was repeated is summed the same way.
    let w = Tensor([1, 1], name: "w")
    #expect(
      (columns * w).sum().gradients()[w].values.allSatisfy { abs($0 - 10_000) < 1e-10 })
    let one = Tensor([1], name: "one")
    #expect(abs((columns * one).sum().gradients()[one].values[0] - 20_000) < 1e-10)
  }

  /// ln(1 + e⁻²⁰) and e⁻²⁰/(1 + e⁻²⁰), by mpmath 1.4.1 with 50 digits: 1 − p and log p cancel.
  @Test func nearlyCertain() {
    let (rest, chance) = (2.061153620314381e-09, 2.0611536181902037e-09)
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-14 * abs(b) }
    let x = Tensor([20, 0], name: "x")
    let first = logSoftmax(x).slice(0..<1).sum()
    #expect(near(first.value, -rest))
    let slopes = first.gradients()[x].values
    #expect(near(slopes[0], chance) && near(slopes[1], -chance), "\(slopes)")
    let y = Tensor([[0, -20], [-20, 0]], name: "y")
    let sums = logSumExp(y)
    #expect(sums.values.allSatisfy { near($0, rest) }, "\(sums)")
    let parts = sums.sum().gradients()[y].values
    #expect(near(parts[1], chance) && near(parts[2], chance), "\(parts)")
  }

  @Test func notANumberHasNoSign() {
    let nan = -Double.nan
    #expect("\(Tensor([nan, 1]))" == "[nan, 1.0]")
    #expect("\(Tensor([nan]).values)" == "[nan]")
    #expect("\(Tensor(nan).value) \(Tensor([nan])[0])" == "nan nan")
    #expect("\(Scalar(nan)) \(Scalar(nan).value) \(Scalar(nan, name: "w").value)" == "nan nan nan")
    let w = Scalar(0, name: "w")
    #expect("\((w / w).value) \((w / w).gradient()[w])" == "nan nan")
  }
}
