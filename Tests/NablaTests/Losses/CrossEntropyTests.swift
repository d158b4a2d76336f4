import Nabla
import Testing

struct CrossEntropyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var scores: [Double]
    var label: Int
    var loss: Double
    /// The derivatives, where they are worth telling.
    var slopes: [Double]?
    var testDescription: String { "\(scores), \(label)" }
  }

  /// ln(1 + e⁻²⁰) and σ(−20) are those of the small case for engines; the others are limits.
  static let cases: [Case] = [
    Case(
      scores: [20, 0], label: 0, loss: 2.061153620314381e-09,
      slopes: [-2.0611536181902036e-09, 2.0611536181902036e-09]),
    Case(scores: [0, 800], label: 1, loss: 0, slopes: [0, 0]),
    Case(scores: [0, 800], label: 0, loss: 800, slopes: [-1, 1]),
    Case(scores: [-1e308, 1e308], label: 0, loss: .infinity, slopes: [-1, 1]),
    Case(scores: [-.infinity, 1, 2], label: 1, loss: 1.3132616875182228),
    Case(scores: [-.infinity, 1, 2], label: 0, loss: .infinity),
    Case(scores: [.infinity, 1, 2], label: 0, loss: 0, slopes: [0, 0, 0]),
    Case(scores: [.infinity, 1, 2], label: 1, loss: .infinity, slopes: [1, -1, 0]),
    Case(scores: [.infinity, .infinity], label: 0, loss: .nan, slopes: [.nan, .nan]),
    Case(scores: [-.infinity, -.infinity], label: 0, loss: .nan, slopes: [.nan, .nan]),
    Case(scores: [.nan, 1], label: 1, loss: .nan, slopes: [.nan, .nan]),
    Case(scores: [.infinity, .nan], label: 0, loss: .nan, slopes: [.nan, .nan]),
    Case(scores: [-7], label: 0, loss: 0, slopes: [0])
  ]

  private func agrees(_ a: Double, _ b: Double) -> Bool {
    a == b || (a.isNaN && b.isNaN) || abs(a - b) <= 1e-15 * abs(b)
  }

  @Test(arguments: cases)
  func edges(_ item: Case) {
    let x = Tensor([item.scores], name: "x")
    // A row beside it is not touched.
    let both = concatenate([Tensor(repeating: 0, shape: [1, item.scores.count]), x])
    let rows = crossEntropies(logits: both, labels: [0, item.label])
    #expect(abs(rows[0] - Double(item.scores.count).logarithm) < 1e-15)
    for loss in [
      crossEntropy(logits: x, labels: [item.label]),
      crossEntropies(logits: x, labels: [item.label]).sum(), rows.select(1),
      crossEntropy(logits: x, targets: oneHot(item.label, item.scores.count))
    ] {
      #expect(agrees(loss.value, item.loss), "\(loss.value)")
      let slopes = loss.gradients()[x].values
      if let expected = item.slopes {
        #expect(zip(slopes, expected).allSatisfy(agrees), "\(slopes)")
      }
    }
  }

  private func oneHot(_ label: Int, _ classes: Int) -> Tensor {
    Tensor((0..<classes).map { $0 == label ? 1 : 0 }, shape: [1, classes])
  }

  @Test func likePyTorch() throws {
    for (name, ignored) in [("crossEntropyWeighted", nil), ("crossEntropyIgnoring", 4)] {
      let fixture = try Fixture(name)
      let x = fixture.parameter("x")
      fixture.expect(
        crossEntropy(
          logits: x, labels: fixture.values("labels").map { Int($0) },
          weights: fixture.values("weights"), ignoring: ignored), [x])
    }
    let rows = try Fixture("crossEntropies")
    let x = rows.parameter("x")
    let losses = crossEntropies(
      logits: x, labels: rows.values("labels").map { Int($0) }, weights: rows.values("weights"),
      ignoring: 2)
    #expect(losses.shape == [2, 3])
    rows.expect(losses, [x])
    let soft = try Fixture("crossEntropySoft")
    let (y, targets) = (soft.parameter("x"), soft.parameter("targets"))
    soft.expect(crossEntropy(logits: y, targets: targets), [y, targets])
  }

  @Test func ranks() {
    let scores = Tensor([1, 2, 3], name: "x")
    let one = crossEntropy(logits: scores, labels: [1])
    #expect(crossEntropies(logits: scores, labels: [1]).shape == [])
    let stacked = stack([stack([scores, scores])])
    #expect(stacked.shape == [1, 2, 3])
    #expect(abs(crossEntropy(logits: stacked, labels: [1, 1]).value - one.value) < 1e-15)
    #expect(crossEntropies(logits: Tensor([], shape: [0, 3]), labels: []).shape == [0])
    #expect(
      crossEntropies(logits: Tensor([], shape: [0, 3]), targets: Tensor([], shape: [0, 3])).count
        == 0)
  }

  @Test func ignoredAndWeightless() {
    let x = Tensor([[.infinity, .infinity], [1, 3]], name: "x")
    // A row that doesn't count doesn't matter, whatever stands in it.
    for loss in [
      crossEntropy(logits: x, labels: [-100, 0], ignoring: -100),
      crossEntropy(logits: x, labels: [1, 0], weights: [1, 0])
    ] {
      #expect(abs(loss.value - 2.1269280110429727) < 1e-15)
      #expect(loss.gradients()[x].values.prefix(2) == [0, 0])
    }
  }

  @Test func gradients() {
    let scores = Tensor([[0.5, -1, 2], [1, 1, 0], [-3, 0.25, 1]], name: "x")
    let check = gradientCheck(at: [scores], stencil: .four) {
      crossEntropy(logits: $0[0], labels: [2, 0, 9], weights: [0.5, 1, 3], ignoring: 9)
    }
    #expect(check.agrees && check.worstRelativeError < 1e-8, "\(check)")
    let targets = Tensor([[0.25, 0.5, 0.25], [0.125, 1, 0.5], [0.75, 0.5, 2]], name: "t")
    let soft = gradientCheck(at: [scores, targets], stencil: .four) {
      crossEntropy(logits: $0[0], targets: $0[1])
    }
    #expect(soft.agrees && soft.worstRelativeError < 1e-8, "\(soft)")
  }

  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func refusals() async {
    let ignored = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(logits: Tensor([[1, 2]]), labels: [7], ignoring: 7)
    }
    #expect(
      message(ignored).contains(
        "crossEntropy: a mean needs a row that counts, but all 1 labels are ignored or have the "
          + "weight 0"))
    let label = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropies(logits: Tensor([[1, 2], [3, 4]]), labels: [1, 2])
    }
    #expect(
      message(label).contains("crossEntropies: labels must lie within 0..<2, received 2 for row 1"))
    let weight = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(logits: Tensor([[1, 2]]), labels: [1], weights: [1, -1])
    }
    #expect(
      message(weight).contains("weights must be finite and not negative, received -1.0 for class 1")
    )
    let target = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(logits: Tensor([[1, 2]]), targets: Tensor([[.nan, 1]]))
    }
    #expect(
      message(target).contains("targets must be finite and not negative, received nan in row 0"))
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(logits: Tensor([], shape: [0, 2]), labels: [])
    }
    #expect(message(empty).contains("crossEntropy: of no rows there is no mean"))
    let samples = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Samples(Tensor([[1], [2]]), classes: [0, -1])
    }
    #expect(
      message(samples).contains("Samples: classes are counted from 0, received -1 for input 1"))
  }
}

extension Double {
  fileprivate var logarithm: Double { Elementary.log(self) }
}
