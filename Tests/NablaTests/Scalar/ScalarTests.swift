import Nabla
import Testing

struct ScalarTests {
  @Test func valuesAndDescription() {
    let w = Scalar(0.2333, name: "w1")
    let x: Scalar = 1
    #expect(w.value == 0.2333)
    #expect("\(w)" == "0.2333")
    #expect((w * x + 2).value == 2.2333)
    #expect((-w).value == -0.2333)
    #expect((w / 2 - 1).value == 0.2333 / 2 - 1)
    #expect((w * x).named("y").name == "y")
    #expect(w.name == "w1")
    #expect(x.name == nil)
  }

  static let operations: [(String, @Sendable (Scalar, Scalar) -> Scalar)] = [
    ("+", { $0 + $1 }), ("-", { $0 - $1 }), ("*", { $0 * $1 }), ("/", { $0 / $1 }),
    ("prefix -", { -$0 * $1 }), ("squared", { $0.squared() * $1 }),
    ("squareRoot", { $0.squareRoot() * $1 }), ("power", { $0.power($1) }),
    ("magnitude", { ($0 - 3).magnitude * $1 }), ("exp", { exp($0 * $1) }),
    ("log", { log($0 * $1) }), ("sin", { sin($0 * $1) }), ("cos", { cos($0 * $1) }),
    ("tanh", { tanh($0 * $1) }), ("sigmoid", { sigmoid($0 - $1) }),
    ("softplus", { softplus($0 - $1) }), ("relu", { relu($0 * $1) + relu($0 - $1) }),
    ("squaredError", { squaredError(predicted: $0, expected: $1) }),
    ("same operand twice", { $0 * $0 * $1 })
  ]

  static func check(_ operation: (Scalar, Scalar) -> Scalar) -> GradientCheck {
    gradientCheck(of: { operation($0[0], $0[1]) }, at: [0.7, 1.3])
  }

  @Test func everyOperationAgreesWithItsDifference() {
    for (name, operation) in ScalarTests.operations {
      let check = ScalarTests.check(operation)
      #expect(check.agrees, "\(name): \(check)")
      #expect(check.worstRelativeError < 1e-9, "\(name): \(check)")
    }
  }

  @Test func settingAValueKeepsTheParameter() {
    var w = Scalar(3, name: "w")
    let loss = w * w
    let gradient = loss.gradient()
    w.value -= 0.5 * gradient[w]
    #expect(w.value == 0)
    #expect(w.name == "w")
    #expect(gradient[w] == 6)
    #expect(loss.value == 9)
    #expect((w * w).gradient()[w] == 0)
    #expect(loss.gradient()[w] == 6)
  }

  @Test func notReachedIsZero() {
    let a = Scalar(2, name: "a")
    let b = Scalar(3, name: "b")
    let loss = a * 2
    let later = loss * b
    let gradient = loss.gradient()
    #expect(gradient[b] == 0)
    #expect(gradient[later] == 0)
    #expect(gradient[loss] == 1)
    #expect(a.gradient()[a] == 1)
    #expect(a.gradient()[b] == 0)
  }

  @Test func backwardTwiceGivesTheSame() {
    let a = Scalar(2, name: "a")
    let loss = tanh(a * a + a)
    #expect(loss.gradient()[a] == loss.gradient()[a])
  }

  @Test func gradientByAResult() {
    let a = Scalar(2, name: "a")
    let y = (a * 3).named("y")
    let gradient = (y * y).gradient()
    #expect(gradient[y] == 12)
    #expect(gradient[a] == 36)
    let loss = (y * y).named("loss")
    #expect(loss.gradient()[loss] == 1)
    #expect(loss.gradient()[y] == 12)
    #expect(loss.gradient().multiplications == gradient.multiplications)
    let plain = a * 3
    #expect((plain.named("y") * plain).gradient()[plain] == 12)
  }

  @Test func constantsHaveNoDerivative() async {
    await #expect(processExitsWith: .failure) {
      let a = Scalar(2, name: "a")
      let one: Scalar = 1
      _ = (a * one).gradient()[one]
    }
    await #expect(processExitsWith: .failure) {
      var y = Scalar(2, name: "a") * 2
      y.value = 3
    }
  }

  @Test(arguments: [1, 255, 256, 257, 1000, 100_000])
  func deepGraphs(depth: Int) {
    let w = Scalar(1, name: "w")
    var y = w
    for _ in 0..<depth { y = y + w * 0.5 }
    #expect(y.gradient()[w] == 1 + Double(depth) / 2)
    var product = w
    for _ in 0..<depth { product = product * w }
    let gradient = product.gradient()
    #expect(gradient[w] == Double(depth) + 1)
    #expect(gradient.multiplications == 2 * (depth - 1))
  }

  @Test func veryDeepChainsOfTapesAreReleased() {
    var y = Scalar(1, name: "w")
    for _ in 0..<3_000_000 { y = -y }
    #expect(y.value == 1)
  }

  @Test func graphsAcrossTapes() {
    let w = Scalar(0.5, name: "w")
    let kept = (0..<1000).map { tanh(w * Scalar(Double($0) / 1000)) }
    let sum = kept.reduce(0, +)
    let gradient = sum.gradient()
    let expected = (0..<1000).reduce(0.0) { sum, i in
      let x = Double(i) / 1000
      let h = Elementary.tanh(0.5 * x)
      return sum + (1 - h * h) * x
    }
    #expect(abs(gradient[w] - expected) < 1e-12 * expected)
    #expect(gradient[kept[3]] == 1)
    #expect(sum.gradient()[w] == gradient[w])
  }

  @Test func nanAndInfinityPropagate() {
    let w = Scalar(-1, name: "w")
    #expect(log(w).value.isNaN)
    #expect(log(w * 0).value == -.infinity)
    #expect(log(w).gradient()[w] == -1)
    #expect(relu(Scalar(.nan, name: "n")).value.isNaN)
  }

  @Test func showsWhereTheFirstNaNArose() {
    let w = Scalar(-1, name: "w")
    let found = (2 * log(w).named("y") + 1).firstNonFinite()
    #expect(found?.operation == "log")
    #expect(found?.direction == .forward)
    #expect(found?.description == "nan in the result of log 'y'")
    #expect(Scalar(.infinity, name: "v").firstNonFinite()?.operation == "parameter")
    let root = (w + 1).squareRoot() * 2
    #expect(root.value == 0)
    #expect(root.firstNonFinite()?.direction == .backward)
    #expect(root.firstNonFinite()?.value == .infinity)
    #expect((w * 2).firstNonFinite() == nil)
    var y = w
    for _ in 0..<100_000 { y = -y }
    #expect(y.firstNonFinite() == nil)
  }

  @Test func genericOverNumbers() {
    func polynomial<Number: SignedNumeric>(_ x: Number) -> Number { x * x * x - x * x + 1 }
    let x = Scalar(2, name: "x")
    #expect(polynomial(2.0) == 5)
    #expect(polynomial(x).value == 5)
    #expect(polynomial(x).gradient()[x] == 8)
    #expect([x, x].reduce(.zero, +).value == 4)
  }

  @Test func scalarsMoveBetweenThreads() async {
    let w = Scalar(0.5, name: "w")
    let y = tanh(w)
    let derivatives = await withTaskGroup(of: Double.self) { group in
      for factor in 1...8 {
        group.addTask {
          var sum = y * Scalar(Double(factor))
          for _ in 0..<1000 { sum = sum + y * 0 }
          return sum.gradient()[w]
        }
      }
      var all: [Double] = []
      for await derivative in group { all.append(derivative) }
      return all.sorted()
    }
    let h = y.value
    #expect(derivatives == (1...8).map { Double($0) * (1 - h * h) })
  }

  @Test func trainingUsesNoGrowingMemory() {
    var w = Scalar(0.1, name: "w")
    let global = w * 2
    for _ in 0..<200_000 {
      let loss = squaredError(predicted: tanh(w * 0.5), expected: 0.4)
      w.value -= 0.01 * loss.gradient()[w]
    }
    #expect(abs(Elementary.tanh(w.value * 0.5) - 0.4) < 1e-3)
    #expect(global.value == 0.2)
  }
}
