import Nabla
import Testing

/// What a check says of single derivatives.
struct DiagnosisTests {
  /// L = w1·w2·w3, of which the derivatives are products of the others.
  private func product(_ gradient: [Double], step: Double? = nil) -> [String: Diagnosis] {
    let check = gradientCheck(
      of: { $0[0] * $0[1] * $0[2] }, at: [0.3, -0.7, 1.9], against: gradient,
      names: ["a", "b", "c"], step: step)
    return Dictionary(
      uniqueKeysWithValues: check.entries.compactMap { entry in
        entry.diagnosis.map { (entry.parameter, $0) }
      })
  }

  /// −1.33, 0.57, −0.21
  private let right = [-0.7 * 1.9, 0.3 * 1.9, 0.3 * -0.7]

  @Test func singleRatios() {
    #expect(product(right) == [:])
    #expect(product([0, right[1], right[2]]) == ["a": .neverReached])
    #expect(product([.nan, right[1], right[2]]) == ["a": .notFinite])
    #expect(product([.infinity, right[1], right[2]]) == ["a": .notFinite])
    #expect(product([-right[0], right[1], right[2]]) == ["a": .sign(factor: -1)])
    #expect(product([-2 * right[0], right[1], right[2]]) == ["a": .sign(factor: -2)])
    #expect(product([2 * right[0], right[1], right[2]]) == ["a": .doubled])
    #expect(product([right[0] / 2, right[1], right[2]]) == ["a": .halved])
    #expect(product([right[0] * 7, right[1], right[2]]) == ["a": .sumForMean(7)])
    #expect(product([right[0] / 150, right[1], right[2]]) == ["a": .meanForSum(150)])
  }

  @Test func weightsAsFactors() {
    let own = product([right[0] * 0.3, right[1], right[2]])["a"]
    #expect("\(own!)".contains("multiplied by a once too often"))
    let other = product([right[0], right[1] * 1.9, right[2]])["b"]
    #expect("\(other!)".contains("multiplied by c once too often"))
    let missing = product([right[0], right[1], right[2] / -0.7])["c"]
    #expect("\(missing!)".contains("the factor b is missing"))
    let two = product([right[0] * 0.3 * 1.9, right[1], right[2]])["a"]
    #expect("\(two!)".contains("multiplied by a·c once too often"))
  }

  @Test func otherParameters() {
    #expect(product([right[1], right[0], right[2]]) == ["a": .swapped("b"), "b": .swapped("a")])
    #expect(product([right[1], right[1], right[2]]) == ["a": .ofAnother("b")])
  }

  @Test(arguments: ["W[0, 1]|W[1, 0]", "W[0][1]|W[1][0]", "w_0_1|w_1_0", "w01|w10"])
  func namesOfElements(_ names: String) {
    let pair = names.split(separator: "|").map(String.init)
    let check = gradientCheck(
      of: { 2 * $0[0] + 3 * $0[1] }, at: [0.1, 0.2], against: [3, 2], names: pair)
    for entry in check.entries {
      #expect(entry.diagnosis == .transposed(entry.parameter == pair[0] ? pair[1] : pair[0]))
    }
  }

  @Test func independentParameters() {
    let check = gradientCheck(of: { $0[0] }, at: [1, 2], against: [1, 0.5])
    #expect(check.offenders.map(\.diagnosis) == [.noInfluence])
    let infinite = gradientCheck(of: { 1 / ($0[0] - $0[0]) }, at: [1], against: [1])
    #expect(infinite.offenders.map(\.diagnosis) == [.lossNotFinite])
  }

  @Test func domains() {
    let check = gradientCheck(of: { Elementary.log($0[0]) }, at: [0.01], against: [100], step: 0.1)
    #expect(check.agrees)
    guard case .leavesDomain(let step) = check.entries[0].diagnosis else {
      Issue.record("\(check)")
      return
    }
    #expect(step < 0.01)
    // Where the step is not asked for, one is chosen that stays inside.
    let chosen = gradientCheck(of: { Elementary.log($0[0]) }, at: [1e-7], against: [1e7])
    #expect(chosen.agrees && chosen.entries[0].diagnosis == nil && chosen.entries[0].step < 1e-7)
  }

  @Test func valuesOnKinks() {
    for (derivative, agrees) in [(0.0, true), (1, true), (0.25, true), (1.5, false), (-0.5, false)]
    {
      let check = gradientCheck(of: { max(0, $0[0]) }, at: [0], against: [derivative])
      #expect(check.agrees == agrees, "\(check)")
      if agrees, derivative != 0.5 {
        #expect("\(check.entries[0].diagnosis!)".hasPrefix("on a kink: the slope is 0 to the left"))
      }
    }
  }

  @Test func roundingThatNoStepHelps() {
    // The sum swallows all but five digits of w².
    let check = gradientCheck(of: { (1e12 + $0[0] * $0[0]) - 1e12 }, at: [3], against: [6])
    #expect(check.agrees)
    guard case .rounding(let floor) = check.entries[0].diagnosis else {
      Issue.record("\(check)")
      return
    }
    #expect(floor > 6e-6)
    let wrong = gradientCheck(of: { (1e12 + $0[0] * $0[0]) - 1e12 }, at: [3], against: [7])
    #expect(!wrong.agrees)
  }

  /// Recorded losses name the local derivatives.
  @Test func localDerivatives() {
    let w = Scalar(0.8, name: "w")
    let h = tanh(w * 1.5).named("h")
    let loss = squaredError(predicted: h, expected: 0.1)
    let check = gradientCheck(of: loss, claimed: ["w": (h.value - 0.1) * 1.5])
    #expect("\(check.entries[0].diagnosis!)".contains("the factor (1 − h²) is missing"))
  }

  /// A weight that is used at every step of time, and of which only one use counts.
  @Test func usesOfOneWeight() {
    let w = Scalar(0.6, name: "w")
    var states: [Scalar] = [0.5]
    for step in 1...3 { states.append(tanh(w * states[step - 1]).named("h\(step)")) }
    let loss = squaredError(predicted: states[3], expected: 1)
    let h = states.map(\.value)
    let last = (h[3] - 1) * (1 - h[3] * h[3]) * h[2]
    let check = gradientCheck(of: loss, claimed: ["w": last])
    let words = "\(check.entries[0].diagnosis!)"
    #expect(words.contains("= in place of +="), "\(words)")
  }

  @Test func kinksOfModels() {
    let w = Tensor([[0.52]], name: "w")
    let check = gradientCheck(at: [w], step: 0.1) { p in relu(p[0] - 0.5).sum() }
    #expect(check.agrees)
    #expect("\(check.entries[0].diagnosis!)".hasPrefix("a kink of relu within the step"))
  }

  @Test func claimsByKeyPath() {
    struct Net {
      var layers = [0.5, -0.4]
      func loss() -> Double { layers[0] * layers[1] }
    }
    let check = gradientCheck(
      of: { $0.loss() }, at: Net(),
      claimed: [Claim("first", \Net.layers[0], -0.4), Claim("second", \.layers[1], -0.5)])
    #expect(check.offenders.map(\.parameter) == ["second"])
    #expect(check.offenders[0].diagnosis == .sign(factor: -1))
  }

  @Test func badInput() async {
    await #expect(processExitsWith: .failure) {
      _ = gradientCheck(of: { $0[0] }, at: [1], against: [1], step: -1)
    }
    await #expect(processExitsWith: .failure) {
      _ = gradientCheck(of: { $0[0] }, at: [1], against: [1, 2])
    }
    await #expect(processExitsWith: .failure) {
      _ = gradientCheck(of: Scalar(1, name: "w").squared(), claimed: ["v": 1])
    }
    await #expect(processExitsWith: .failure) {
      let loss = Scalar(1, name: "w") * Scalar(2, name: "w")
      _ = gradientCheck(of: loss, claimed: ["w": 1])
    }
  }
}
