import Nabla
import Testing

/// Twelve faults that people make, planted into derivatives by hand, and what the check says of each.
struct PlantedFaultTests {
  struct Planted: Sendable, CustomTestStringConvertible {
    var name: String
    /// What each of these parameters has to be told.
    var parameters: [String]
    var words: String
    /// Whether the derivative itself is right and only its measurement is not.
    var agrees = false
    var check: @Sendable () -> GradientCheck
    var testDescription: String { name }
  }

  private static let all = HandWrittenNet.names

  private static func net(
    _ fault: HandWrittenNet.Fault, step: Double? = nil
  ) -> GradientCheck {
    let net = HandWrittenNet()
    return gradientCheck(
      of: net.loss, at: net.weights, against: net.gradient(fault), names: all, step: step)
  }

  /// The chain of the course's lesson on backpropagation, from its start.
  private static let chain = HandWrittenChain(weights: [0.2333, -0.233, -0.52133])

  private static func check(
    _ chain: HandWrittenChain, _ gradient: [Double], step: Double? = nil
  ) -> GradientCheck {
    gradientCheck(
      of: chain.loss, at: chain.weights, against: gradient, names: chain.names, step: step)
  }

  static let faults: [Planted] = [
    Planted(name: "sign", parameters: all, words: "wrong sign") { net(.sign) },
    Planted(name: "½ lost", parameters: all, words: "a factor ½ is lost") { net(.halfLost) },
    Planted(
      name: "stale weight", parameters: ["w1", "w2"],
      words: "was used with its value after an update with learning rate 0.05"
    ) { check(chain, chain.gradient(.movedInBetween)) },
    Planted(name: "front to back", parameters: chain.names, words: "front to back") {
      check(chain, chain.gradient(.frontToBack))
    },
    Planted(
      name: "= for +=", parameters: all, words: "only sample 3 of 3 counts: = in place of +="
    ) {
      let net = HandWrittenNet()
      return gradientCheck(
        ofSum: net.losses, at: net.weights, against: net.gradient(.overwritten), names: all)
    },
    Planted(name: "a path left out", parameters: ["w1"], words: "the path through h is left out") {
      let w = [0.4, -0.7, 0.9].enumerated().map { Scalar($1, name: "w\($0 + 1)") }
      let y = (w[0] * 0.5).named("y")
      let h = tanh(w[1] * y).named("h")
      let e = (w[2] * h + y).named("e")
      let loss = squaredError(predicted: e, expected: 1)
      // By hand, without what reaches w1 through h.
      let error = e.value - 1
      return gradientCheck(
        of: loss,
        claimed: [
          "w1": error * 0.5,
          "w2": error * w[2].value * (1 - h.value * h.value) * y.value, "w3": error * h.value
        ])
    },
    Planted(
      name: "mean for sum", parameters: all, words: "a mean over 3 in place of a sum"
    ) { net(.mean) },
    Planted(
      name: "transposed", parameters: ["W2[0, 1]", "W2[1, 0]"],
      words: "transposed: this is the derivative by W2"
    ) { net(.transposed) },
    Planted(
      name: "kink in the step", parameters: ["w"], words: "a kink of relu(s) within the step",
      agrees: true
    ) {
      // The unit turns off at w = 0.5, and ε reaches over it.
      let w = Scalar(0.52, name: "w")
      let loss = squaredError(predicted: relu((w - 0.5).named("s")) + w, expected: 0)
      return gradientCheck(
        of: loss, claimed: ["w": (0.02 + 0.52) * 2], step: 0.1)
    },
    Planted(name: "ε too large", parameters: ["W1[0, 0]"], words: "ε is too large", agrees: true) {
      net(.none, step: 0.1)
    },
    Planted(name: "ε too small", parameters: all, words: "ε is too small", agrees: true) {
      net(.none, step: 1e-13)
    },
    Planted(
      name: "checked after the update", parameters: chain.names,
      words: "checked after the update: it agrees at the weights before a step with learning rate "
        + "0.05"
    ) {
      let gradient = chain.gradient()
      var moved = chain
      for index in gradient.indices { moved.weights[index] -= 0.05 * gradient[index] }
      return check(moved, gradient)
    }
  ]

  @Test(arguments: faults)
  func named(_ fault: Planted) {
    let check = fault.check()
    for name in fault.parameters {
      let entry = check.entries.first { $0.parameter == name }!
      let words = entry.diagnosis?.description ?? "nothing"
      #expect(words.contains(fault.words), "\(fault.name), \(name): \(words)")
      #expect(entry.agrees == fault.agrees)
    }
    // What is right is left alone.
    #expect(check.offenders.allSatisfy { fault.parameters.contains($0.parameter) })
    #expect(check.agrees == fault.agrees)
    #expect(check.description.contains(fault.words))
  }

  @Test func twelve() {
    #expect(PlantedFaultTests.faults.count == 12)
  }

  /// The same nets without a fault.
  @Test func controls() {
    let net = PlantedFaultTests.net(.none)
    #expect(net.agrees && net.entries.allSatisfy { $0.diagnosis == nil }, "\(net)")
    for isCurved in [false, true] {
      var chain = PlantedFaultTests.chain
      chain.isCurved = isCurved
      let check = PlantedFaultTests.check(chain, chain.gradient())
      #expect(check.agrees && check.entries.allSatisfy { $0.diagnosis == nil }, "\(check)")
    }
  }

  /// The same faults at other places.
  @Test func variants() {
    func says(_ check: GradientCheck, _ words: String, _ name: String? = nil) {
      let entries = name.map { name in check.entries.filter { $0.parameter == name } }
      for entry in entries ?? check.offenders {
        let diagnosis = entry.diagnosis?.description ?? "nothing"
        #expect(diagnosis.contains(words), "\(entry.parameter): \(diagnosis)")
      }
      #expect(!check.agrees)
    }
    var curved = PlantedFaultTests.chain
    curved.isCurved = true
    says(PlantedFaultTests.check(curved, curved.gradient(.frontToBack)), "front to back")
    var long = PlantedFaultTests.chain
    long.weights = [0.9, -0.8, 0.7, 1.1]
    says(PlantedFaultTests.check(long, long.gradient(.frontToBack)), "front to back")
    says(
      PlantedFaultTests.check(curved, curved.gradient(.movedInBetween, rate: 0.37)),
      "learning rate 0.37")
    var single = HandWrittenNet()
    single.samples = [single.samples[0]]
    let turned = gradientCheck(
      of: single.loss, at: single.weights, against: single.gradient(.backThroughTransposed),
      names: HandWrittenNet.names)
    says(turned, "multiplied by W2 where its transpose")
    // A kink of a closure has no name.
    let w = 0.52
    let kink = gradientCheck(
      of: { max(0, $0[0] - 0.5) }, at: [w], against: [1], names: ["w"], step: 0.1)
    #expect(kink.agrees)
    #expect("\(kink.entries[0].diagnosis!)".hasPrefix("a kink within the step, 0.02 to the left"))
  }

  /// Ratios that mean nothing get no name.
  @Test func chance() {
    var source = RandomSource(seed: 7)
    let net = HandWrittenNet()
    for _ in 0..<200 {
      var gradient = net.gradient()
      let place = Int(source.uniform(in: 0..<8))
      gradient[place] *= source.uniform(in: 0.05..<3)
      let check = gradientCheck(
        of: net.loss, at: net.weights, against: gradient, names: HandWrittenNet.names)
      #expect(check.offenders.count == 1)
      switch check.entries[0].diagnosis {
      case .unknown, .near: break
      case let other: Issue.record("\(gradient[place]): \(other.map { "\($0)" } ?? "nothing")")
      }
    }
  }
}
