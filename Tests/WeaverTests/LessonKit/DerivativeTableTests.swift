import LessonKit
import Nabla
import Testing
import Wire

/// What a derivative table and a gradient check show on request, as text.
struct DerivativeTableTests {
  private func chain() -> (weights: [Scalar], loss: Scalar) {
    let w1 = Scalar(0.2333, name: "w1")
    let w2 = Scalar(-0.233, name: "w2")
    let w3 = Scalar(-0.52133, name: "w3")
    let e = (w3 * (w2 * (w1 * Scalar(constant: 1, name: "x"))).named("z")).named("e")
    return ([w3, w2, w1], squaredError(predicted: e, expected: -1))
  }

  @Test func onlyByRequest() {
    let (weights, loss) = chain()
    let table = DerivativeTable(of: loss, for: weights)
    #expect(!table.display.plainText.contains("→"))
    #expect(!table.display.plainText.contains("raise"))
    let text = table.runningProduct().sentence().display.plainText
    // The factors of the course's lesson: 1.0283 = e − ê, then times w3, times w2.
    #expect(text.contains("1.0283 → -0.5361 → 0.1249"), "\(text)")
    #expect(text.contains("raise w1 by 0.001 and L rises by 0.00012: it rose by 0.00012"))
    #expect(text.contains("raise w3 by 0.001 and L falls by"))
  }

  @Test func predicting() throws {
    let (weights, loss) = chain()
    let table = DerivativeTable(of: loss, for: weights)
    let asking = table.predicting(["w1"]).predicting(["w3"], tolerance: 0.5)
    guard case .derivatives(let derivatives) = asking.display else { throw Absent() }
    #expect(derivatives.rows.map(\.predictionTolerance) == ["0.5", nil, "0.01"])
    #expect(derivatives.isPredicted)
    // What is recorded is the whole table.
    #expect(asking.display.plainText == table.display.plainText)
  }

  private struct Absent: Error {}

  @Test func compiler() {
    let (weights, loss) = chain()
    let values = loss.gradient()[weights]
    let table = DerivativeTable(of: loss, for: weights)
    let agreeing = table.compiler(values).display.plainText
    #expect(agreeing.contains("compiler") && !agreeing.contains("NO"))
    #expect(table.compiler { _ in [values[0], values[1], 0.1] }.display.plainText.contains("NO"))
  }

  @Test func sums() {
    let a = Scalar(3, name: "a")
    let text = DerivativeTable(of: a * a, for: [a]).runningProduct().display.plainText
    #expect(text.contains("(3) + (3) = 6"), "\(text)")
  }

  @Test func steps() {
    let (weights, loss) = chain()
    let text = DerivativeTable(of: loss, for: weights).steps().display.plainText
    #expect(text.contains("dL/dw3: (e − ê) by the chain rule, then z by the product rule"))
    let a = Scalar(3, name: "a")
    let sum = DerivativeTable(of: a * a, for: [a]).steps().display.plainText
    #expect(sum.contains("; the sum over 2 paths"))
  }

  @Test func checksDraw() {
    let check = gradientCheck(
      of: { $0[0] * $0[0] * $0[0] }, at: [2], against: [-12], names: ["w"])
    #expect(check.display.plainText.contains("wrong sign"))
    #expect(check.errors(of: "w").display.plainText.contains("chosen ε"))
  }
}
