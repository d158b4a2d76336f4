import Nabla
import Testing

struct BinaryCrossEntropyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var score: Double
    var target: Double
    var loss: Double
    var slope: Double
    var testDescription: String { "\(score), \(target)" }
  }

  /// ln(1 + e⁻²⁰) = 2.061153620314381·10⁻⁹ and σ(−20) = 2.061153618190204·10⁻⁹; the others are
  /// limits.
  static let cases: [Case] = [
    Case(score: 20, target: 1, loss: 2.061153620314381e-09, slope: -2.061153618190204e-09),
    Case(score: -20, target: 0, loss: 2.061153620314381e-09, slope: 2.061153618190204e-09),
    Case(score: 20, target: 0, loss: 20.00000000206115, slope: 0.9999999979388464),
    Case(score: 800, target: 1, loss: 0, slope: 0),
    Case(score: -800, target: 1, loss: 800, slope: -1),
    Case(score: 0, target: 0.5, loss: 0.6931471805599453, slope: 0),
    Case(score: -0.0, target: 1, loss: 0.6931471805599453, slope: -0.5),
    Case(score: 1e308, target: 0.5, loss: 5e307, slope: 0.5),
    Case(score: .infinity, target: 1, loss: 0, slope: 0),
    Case(score: .infinity, target: 0, loss: .infinity, slope: 1),
    Case(score: -.infinity, target: 0, loss: 0, slope: 0),
    Case(score: -.infinity, target: 0.25, loss: .infinity, slope: -0.25),
    Case(score: .nan, target: 1, loss: .nan, slope: .nan)
  ]

  @Test(arguments: cases)
  func edges(_ item: Case) {
    func agrees(_ a: Double, _ b: Double) -> Bool {
      a == b || (a.isNaN && b.isNaN) || abs(a - b) <= 1e-15 * abs(b)
    }
    let x = Tensor([item.score], name: "x")
    let loss = binaryCrossEntropy(logits: x, targets: Tensor([item.target]))
    #expect(agrees(loss.value, item.loss), "\(loss.value)")
    let slope = loss.gradients()[x].values[0]
    #expect(agrees(slope, item.slope), "\(slope)")
  }

  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func refusals() async {
    let large = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = binaryCrossEntropy(logits: Tensor([1]), targets: Tensor([1.5]))
    }
    #expect(message(large).contains("targets must lie between 0 and 1, received 1.5"))
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = binaryCrossEntropy(logits: Tensor([1]), targets: Tensor([.nan]))
    }
    #expect(message(nan).contains("targets must lie between 0 and 1, received nan"))
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = binaryCrossEntropy(logits: Tensor([]), targets: Tensor([]))
    }
    #expect(message(empty).contains("binaryCrossEntropy: of no scores there is no mean"))
  }

  @Test(arguments: [
    ([1.0, 2], [0.0, 0], 2.5), ([.infinity], [1], .infinity), ([.nan], [1], .nan),
    ([1e200], [0], .infinity), ([], [], 0)
  ])
  func squaredErrors(_ predicted: [Double], _ expected: [Double], _ error: Double) {
    let value = squaredError(predicted: Tensor(predicted), expected: Tensor(expected)).value
    #expect(value == error || (value.isNaN && error.isNaN))
  }
}
