import Nabla
import Testing
import _Differentiation

/// The compiler's own differentiation as a third opinion.
struct CompilerDerivativeTests {
  @Test func chainOfThreeWeights() {
    let start = [0.2333, -0.233, -0.52133]
    let (value, pullback) = valueWithPullback(at: start[0], start[1], start[2]) { w1, w2, w3 in
      let y = hyperbolicTangent(w1 * 1)
      let z = hyperbolicTangent(w2 * y)
      let difference = w3 * z - -1
      return 0.5 * difference * difference
    }
    let third = pullback(1)
    let w = zip(start, ["w1", "w2", "w3"]).map { Scalar($0, name: $1) }
    let loss = squaredError(predicted: w[2] * tanh(w[1] * tanh(w[0])), expected: -1)
    #expect(abs(loss.value - value) < 1e-15)
    let gradient = loss.gradient()
    for (mine, other) in zip(gradient[w], [third.0, third.1, third.2]) {
      #expect(abs(mine - other) <= 1e-15)
    }
    let rows = derivations(of: loss, for: w.reversed())
    #expect(rows.allSatisfy { $0.agrees })
  }

  @Test func multilayerPerceptron() {
    var source = RandomSource(seed: 4)
    let network = Network {
      Dense(inputs: 2, outputs: 3, using: &source)
      Activation.tanh
      Dense(inputs: 3, outputs: 1, using: &source)
    }
    let weights = network.parameters.flatMap(\.values)
    let (x0, x1, expected) = (0.3, -0.8, 0.5)
    let loss = squaredError(
      predicted: network(Tensor([[x0, x1]])), expected: Tensor([[expected]]))
    let gradients = loss.gradients()
    let mine = network.parameters.flatMap { gradients[$0].values }

    let (value, pullback) = valueWithPullback(at: weights) { w in
      // weight [2, 3], bias [3], weight [3, 1], bias [1], one after the other.
      var output = w[12]
      for unit in 0..<3 {
        let argument = w[6 + unit] + x0 * w[unit] + x1 * w[3 + unit]
        output = output + hyperbolicTangent(argument) * w[9 + unit]
      }
      let difference = output - expected
      return 0.5 * difference * difference
    }
    #expect(abs(loss.value - value) < 1e-15)
    let third = pullback(1).base
    #expect(third.count == mine.count)
    for (a, b) in zip(mine, third) { #expect(abs(a - b) <= 1e-15) }
  }
}

@differentiable(reverse)
private func hyperbolicTangent(_ x: Double) -> Double {
  Elementary.tanh(x)
}

@derivative(of: hyperbolicTangent)
private func derivativeOfTanh(_ x: Double) -> (value: Double, pullback: (Double) -> Double) {
  let h = Elementary.tanh(x)
  return (h, { $0 * (1 - h * h) })
}
