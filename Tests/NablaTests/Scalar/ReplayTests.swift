import Nabla
import Testing

struct ReplayTests {
  /// The chain of three weights, trained by defining every step anew and by replaying one.
  @Test func sameBitsAsDefiningEveryStep() {
    let start = [0.2333, -0.233, -0.52133]
    var w = zip(start, ["w1", "w2", "w3"]).map { Scalar($0, name: $1) }
    let x = Scalar(constant: 1, name: "x")
    func loss(_ w: [Scalar], _ x: Scalar) -> Scalar {
      squaredError(predicted: w[2] * tanh((w[1] * tanh(w[0] * x)).named("z")), expected: -x)
    }
    let step = Replay(of: loss(w, x))
    let places = w.map(step.place(of:))
    let input = step.place(of: x)
    for number in 0..<2000 {
      let sign = number % 2 == 0 ? 1.0 : -1
      let anew = loss(w, Scalar(constant: sign, name: "x"))
      let gradient = anew.gradient()
      step[input] = sign
      step.run()
      #expect(step.loss.bitPattern == anew.value.bitPattern)
      for (weight, place) in zip(w, places) {
        #expect(step.derivative(by: place).bitPattern == gradient[weight].bitPattern)
      }
      for index in w.indices { w[index].value -= 0.05 * gradient[w[index]] }
      step.descend(rate: 0.05)
      #expect(places.map { step[$0].bitPattern } == w.map { $0.value.bitPattern })
    }
    #expect(step.derivative(by: input) == 0)
  }

  /// Shared results, both operands the same, names, and more operations than a tape holds.
  @Test(arguments: [1, 7, 100, 700])
  func wideAndLongGraphs(length: Int) {
    func loss(_ p: [Scalar]) -> Scalar {
      var sum: Scalar = 0
      var y = p[0]
      for index in 0..<length {
        y = sigmoid(y * p[1] + (p[0] / p[2]).named("q")) - y * y
        sum += exp(-y) * y + p[index % 3].squared()
        if index % 5 == 0 { sum = sum.named("s\(index)") * 0.5 - sum }
      }
      return (sum / Scalar(Double(length))).named("loss")
    }
    let names = ["a", "b", "c"]
    let recorded = zip([0.3, -0.2, 1.5], names).map { Scalar($0, name: $1) }
    let replay = Replay(of: loss(recorded))
    for values in [[0.3, -0.2, 1.5], [-0.7, 0.4, 2.5], [0, -0.0, 1]] {
      let fresh = zip(values, names).map { Scalar($0, name: $1) }
      let anew = loss(fresh)
      for (scalar, value) in zip(recorded, values) { replay[replay.place(of: scalar)] = value }
      replay.run()
      #expect(replay.loss.bitPattern == anew.value.bitPattern)
      let gradient = anew.gradient()
      for (old, new) in zip(recorded, fresh) {
        let place = replay.place(of: old)
        #expect(replay.derivative(by: place).bitPattern == gradient[new].bitPattern)
        #expect(replay[place].bitPattern == new.value.bitPattern)
      }
    }
  }

  @Test func lossesWithoutOperations() {
    let w = Scalar(3, name: "w")
    let replay = Replay(of: w)
    #expect(replay.loss == 3)
    #expect(replay.derivative(by: replay.place(of: w)) == 1)
    #expect(Replay(of: 5).loss == 5)
    let renamed = Replay(of: w.named("v"))
    #expect(renamed.loss == 3)
  }

  @Test func deepChains() {
    let w = Scalar(1, name: "w")
    var y = w
    for _ in 0..<100_000 { y = -y * 1 }
    let replay = Replay(of: y)
    replay[replay.place(of: w)] = 2
    replay.run()
    #expect(replay.loss == 2)
    #expect(replay.derivative(by: replay.place(of: w)) == 1)
  }

  @Test func theExampleHolds() {
    let (w, x) = (Scalar(0.5, name: "w"), Scalar(constant: 1, name: "x"))
    let step = Replay(of: squaredError(predicted: tanh(w * x), expected: 0.25))
    let input = step.place(of: x)
    for number in [1.0, -1.0] {
      step[input] = number
      step.run()
      step.descend(rate: 0.05)
    }
    var weight = 0.5
    for number in [1.0, -1.0] {
      let h = Elementary.tanh(weight * number)
      weight -= 0.05 * ((h - 0.25) * (1 - h * h) * number)
    }
    #expect(abs(step[step.place(of: w)] - weight) < 1e-15)
  }

  @Test func whatTheLossWasNotComputedFrom() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (a, b) = (Scalar(1, name: "a"), Scalar(1, name: "b"))
      _ = Replay(of: a * 2).place(of: b)
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("Replay.place: the loss was computed from a, but not from 'b'"))
    await #expect(processExitsWith: .failure) {
      Replay(of: Scalar(1, name: "a") * 2).descend(rate: -1)
    }
  }
}
