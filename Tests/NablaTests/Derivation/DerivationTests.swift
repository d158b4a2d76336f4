import Nabla
import Testing

struct DerivationTests {
  /// The chain of three weights at its start.
  private func chain() -> (w: [Scalar], loss: Scalar) {
    let w1 = Scalar(0.2333, name: "w1")
    let w2 = Scalar(-0.233, name: "w2")
    let w3 = Scalar(-0.52133, name: "w3")
    let x = Scalar(constant: 1, name: "x")
    let y = (w1 * x).named("y")
    let z = (w2 * y).named("z")
    let e = (w3 * z).named("e")
    return ([w3, w2, w1], squaredError(predicted: e, expected: -1))
  }

  @Test func chainOfThreeWeights() {
    let (w, loss) = chain()
    let rows = derivations(of: loss, for: w)
    let symbols = rows.map { $0.factors.map(\.symbol) }
    #expect(symbols == [["(e − ê)", "z"], ["(e − ê)", "w3", "y"], ["(e − ê)", "w3", "w2", "x"]])
    let shared = rows.map { $0.factors.map(\.isShared) }
    #expect(
      shared == [[false, false], [true, false, false], [true, true, false, false]])
    #expect(rows.multiplications == 5)
    #expect(rows.multiplicationsWithoutSharing == 6)
    #expect(rows.allSatisfy { $0.agrees && $0.relativeError < 1e-9 && $0.pathCount == 1 })
    let gradient = loss.gradient()
    #expect(rows.map(\.value) == gradient[w])
    #expect(gradient.multiplications == 5)
    #expect(rows[2].description.hasPrefix("dL/dw1 = (e − ê) · w3 · w2 · x = "))
  }

  @Test(arguments: [1, 2, 3, 10, 100, 1000])
  func countsOfTheChain(depth: Int) {
    let weights = (1...depth).map { Scalar(1, name: "w\($0)") }
    var y: Scalar = 1
    for weight in weights { y = weight * y }
    let loss = squaredError(predicted: y, expected: 0)
    let rows = derivations(of: loss, for: weights.reversed())
    #expect(rows.multiplications == 2 * depth - 1)
    #expect(rows.multiplicationsWithoutSharing.exactInt == depth * (depth + 1) / 2)
    #expect(loss.gradient().multiplications == 2 * depth - 1)
  }

  @Test func localSymbols() {
    let a = Scalar(0.5, name: "a")
    let b = Scalar(2, name: "b")
    let h = tanh((a * b).named("s")).named("h")
    #expect(derivations(of: h, for: [a])[0].factors.map(\.symbol) == ["(1 − h²)", "b"])
    let table: [(Scalar, [String])] = [
      (a + b, ["1"]), (b - a, ["−1"]), (a / b, ["1/b"]), (b / a, ["−b/a²"]), (-a, ["−1"]),
      (a.squared(), ["2·a"]), (exp(a), ["exp(a)"]), (log(a), ["1/a"]), (relu(a), ["[a > 0]"]),
      (tanh(a), ["(1 − tanh(a)²)"]), (a.power(3), ["3·a^2"]), (sin(a), ["cos(a)"]),
      (sigmoid(a), ["sigmoid(a)·(1 − sigmoid(a))"]), (a * 2, ["2"]), ((a + b) * b, ["b"]),
      (b * exp(a * b), ["b", "exp(a·b)", "b"])
    ]
    for (loss, symbols) in table {
      #expect(derivations(of: loss, for: [a])[0].factors.map(\.symbol) == symbols)
    }
  }

  @Test func sumsOverPaths() {
    let a = Scalar(3, name: "a")
    let rows = derivations(of: a * a, for: [a])
    #expect(rows[0].paths.map { $0.factors.map(\.symbol) } == [["a"], ["a"]])
    #expect(rows[0].paths.map(\.product) == [3, 3])
    #expect(rows[0].pathCount == 2)
    #expect(rows[0].value == 6)
  }

  @Test func pathsWithoutNumber() {
    let a = Scalar(1, name: "a")
    var y = a
    for _ in 0..<200 { y = (y + y) * 0.5 }
    let rows = derivations(of: y, for: [a])
    #expect(rows[0].paths.count == Derivation.pathLimit)
    #expect("\(rows[0].pathCount)" == powerOfTwo(200))
    #expect(rows[0].value == 1)
    #expect(rows[0].agrees)
  }

  private func powerOfTwo(_ exponent: Int) -> String {
    var power: Natural = 1
    for _ in 0..<exponent { power += power }
    return power.description
  }

  @Test func naturals() {
    #expect(powerOfTwo(100) == "1267650600228229401496703205376")
    let million: Natural = 1_000_000
    #expect("\(million + 999_999_999)" == "1000999999")
    #expect("\(Natural(1_000_000_000_000) - 1)" == "999999999999")
    #expect("\(Natural(0))" == "0")
    #expect(Natural(5).exactInt == 5)
    #expect(Natural(Int.max) + 1 > Natural(Int.max))
    #expect((Natural(Int.max) + 1).exactInt == nil)
  }

  @Test func parametersNotReached() {
    let (w, loss) = chain()
    let other = Scalar(1, name: "other")
    let rows = derivations(of: loss, for: w + [other])
    #expect(rows[3].paths.isEmpty)
    #expect(rows[3].value == 0)
    #expect(rows[3].agrees)
  }

  @Test func resultsOnTheWay() {
    let a = Scalar(3, name: "a")
    let y = (a * 2).named("y")
    let rows = derivations(of: y.squared(), for: [y, a])
    #expect(rows.map(\.value) == [12, 24])
    #expect(rows[1].factors.map(\.isShared) == [true, false])
    let verdicts = rows.map(\.agrees)
    #expect(verdicts == [true, true])
  }

  @Test func deepGraphs() {
    let w = Scalar(1, name: "w")
    var y = w
    for _ in 0..<100_000 { y = -y }
    let rows = derivations(of: y, for: [w])
    #expect(rows[0].value == 1)
    #expect(rows[0].factors.count == 100_000)
  }

  @Test func wrongDerivativesAreFound() {
    let loss: ([Double]) -> Double = { $0[0] * $0[0] + $0[1] }
    let check = gradientCheck(of: loss, at: [3, 1], against: [6, 1.1], names: ["a", "b"])
    #expect(!check.agrees)
    #expect(check.offenders.map(\.parameter) == ["b"])
    #expect(check.entries.first?.parameter == "b")
    #expect(gradientCheck(of: loss, at: [3, 1], against: [6, 1]).agrees)
    #expect(!gradientCheck(of: loss, at: [3, 1], against: [.nan, 1]).agrees)
  }

  @Test func differences() {
    #expect(centralDifference(of: { $0 * $0 }, at: 3, step: 0.5) == 6)
    #expect(abs(centralDifference(of: Elementary.exp, at: 1) - Elementary.exp(1)) < 1e-9)
    #expect(differenceStep(at: 1000) == 0x1p-17 * 512)
  }
}
