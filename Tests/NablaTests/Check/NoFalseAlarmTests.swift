import Nabla
import Testing

/// Right derivatives pass, whatever the network and however large its numbers.
struct NoFalseAlarmTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var activation: Activation
    var classifies = false
    var testDescription: String { name }
  }

  static let kinds = [
    Kind(name: "tanh", activation: .tanh), Kind(name: "relu", activation: .relu),
    Kind(name: "sigmoid and softmax", activation: .sigmoid, classifies: true),
    Kind(name: "relu and softmax", activation: .relu, classifies: true)
  ]

  private func check(
    _ kind: Kind, _ source: inout RandomSource, weights: Double = 1, inputs: Double = 1,
    spoiled: Bool = false
  ) -> GradientCheck {
    var network = Network {
      Dense(inputs: 3, outputs: 4, using: &source)
      kind.activation
      Dense(inputs: 4, outputs: 3, using: &source)
    }
    network.parameters = network.parameters.map { parameter in
      var parameter = parameter
      parameter.values = parameter.values.map { $0 * weights }
      return parameter
    }
    let x = Tensor((0..<15).map { _ in inputs * source.normal() }, shape: [5, 3])
    let t = Tensor((0..<15).map { _ in source.normal() }, shape: [5, 3])
    return gradientCheck(of: network, curves: 0) { model in
      let y = model(x)
      let loss =
        kind.classifies
        ? crossEntropy(logits: y, labels: [0, 1, 2, 1, 0])
        : squaredError(predicted: y, expected: t).sum()
      // A part that the definition sees and backpropagation does not.
      return spoiled ? loss + 1e-4 * model.parameters[0].detached().squared().sum() : loss
    }
  }

  @Test(arguments: kinds)
  func ordinary(_ kind: Kind) {
    var source = RandomSource(seed: 11)
    for start in 0..<100 {
      let check = check(kind, &source)
      #expect(check.agrees, "start \(start): \(check)")
    }
  }

  @Test(arguments: kinds)
  func extreme(_ kind: Kind) {
    var source = RandomSource(seed: 12)
    // With tiny weights or inputs the kinks of rectifiers lie closer together than rounding lets a
    // loss tell.
    let isSmooth = kind.activation.name != "relu"
    for weights in (isSmooth ? [1e-150, 1e-12] : []) + [1e-4, 1, 1e3, 1e6] {
      for inputs in (isSmooth ? [1e-100, 1e-8] : [1e-3]) + [1, 1e5, 1e9] {
        for start in 0..<3 {
          let check = check(kind, &source, weights: weights, inputs: inputs)
          #expect(
            check.agrees, "weights \(weights), inputs \(inputs), start \(start): \(check)")
        }
      }
    }
  }

  /// The same check does see a fault of a ten-thousandth.
  @Test(arguments: kinds)
  func faultsAreSeen(_ kind: Kind) {
    var source = RandomSource(seed: 13)
    for _ in 0..<10 {
      let check = check(kind, &source, spoiled: true)
      // All but weights that happen to be near 0.
      #expect(check.offenders.count >= 9, "\(check)")
      #expect(check.offenders.allSatisfy { $0.parameter.contains("weight[") })
    }
  }

  /// Scalars, at places where a step reaches over many scales.
  @Test func steepFunctions() {
    let functions: [(String, (Scalar) -> Scalar)] = [
      ("tanh", { tanh($0 * 1e6) }), ("exp", { exp($0 * 300) }), ("1/x", { 1 / $0 }),
      ("log", { log($0) }), ("√", { $0.squareRoot() }), ("sin", { sin($0 * 1e4) }),
      ("(x − 1)²", { ($0 - 1).squared() }), ("x⁴", { ($0 - 0.5).power(4) }),
      ("1e9 + x", { 1e9 + $0 }), ("x²", { ($0 * 1e-9).squared() })
    ]
    for (name, function) in functions {
      for point in [1e-9, 1e-6, 1e-3, 0.1, 0.5, 1, 1 + 1e-12, 2, 30] {
        let check = gradientCheck(of: { function($0[0]) }, at: [point], curves: 0)
        let isFinite = check.entries[0].analytic.isFinite
        #expect(check.agrees || !isFinite, "\(name) at \(point): \(check)")
      }
    }
  }
}
