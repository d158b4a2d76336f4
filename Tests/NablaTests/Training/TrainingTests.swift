import Testing

@testable import Nabla

struct TrainingTests {
  /// Two spirals' worth of points: enough for a network to have something to learn.
  private func samples() -> Samples {
    var source = RandomSource(seed: 9)
    var points: [[Double]] = []
    var classes: [Int] = []
    for index in 0..<200 {
      let point = [source.uniform(in: -1..<1), source.uniform(in: -1..<1)]
      points.append(point)
      classes.append(point[0] * point[1] > 0 ? 1 : 0)
      _ = index
    }
    return Samples(Tensor(points), classes: classes)
  }

  private func network() -> Network {
    var source = RandomSource(seed: 2)
    return Network {
      Dense(inputs: 2, outputs: 16, using: &source)
      Activation.tanh
      Dropout(probability: 0.05)
      Dense(inputs: 16, outputs: 2, using: &source)
    }
  }

  private func trained() throws -> (Network, Training.History) {
    var network = network()
    var optimizer = Adam(learningRate: 0.02)
    let training = Training(epochs: 40, batchSize: 16, seed: 3)
    let history = try training.run(&network, on: samples(), with: &optimizer)
    return (network, history)
  }

  @Test func learns() throws {
    let (network, history) = try trained()
    #expect(history.epochs.count == 40)
    #expect(history.epochs.last!.loss < 0.2)
    #expect(samples().accuracy(of: network(samples().inputs))! > 0.95)
  }

  /// The same bits in every run, on every machine, in debug and release builds.
  @Test func sameBits() throws {
    let (network, _) = try trained()
    let checksum = network.parameters.flatMap(\.values)
      .reduce(UInt64(0)) { ($0 &* 0x100_0000_01B3) ^ $1.bitPattern }
    #expect(checksum == 18_185_550_154_478_487_274)
  }

  @Test func earlyStop() throws {
    var network = network()
    var optimizer = SGD(learningRate: 0)
    let training = Training(epochs: 40, batchSize: 200, seed: 3, shuffles: false, patience: 3)
    let history = try training.run(
      &network, on: samples(), validating: samples(), with: &optimizer)
    #expect(history.stoppedEarly)
    #expect(history.epochs.count == 4)
  }

  @Test func restoresTheBest() throws {
    let (learn, test) = samples().split(at: 20)
    var network = network()
    var optimizer = Adam(learningRate: 0.1)
    let training = Training(
      epochs: 60, batchSize: 5, seed: 3, patience: 10, restoresBest: true)
    let history = try training.run(&network, on: learn, validating: test, with: &optimizer)
    let best = try #require(history.best)
    #expect(best.number < history.epochs.count)
    #expect(history.epochs.allSatisfy { $0.validationLoss! >= best.validationLoss! })
    #expect(test.loss(of: network(test.inputs)).value == best.validationLoss)
    #expect(test.accuracy(of: network(test.inputs)) == best.validationAccuracy)
    #expect("\(best)".hasPrefix("epoch \(best.number): loss \(best.loss), accuracy "))
  }

  @Test func stopsWhenTold() throws {
    var network = network()
    var optimizer = SGD(learningRate: 0.1)
    let history = try Training(epochs: 9, batchSize: 50, seed: 3)
      .run(&network, on: samples(), with: &optimizer) { $0.number < 2 }
    #expect(history.epochs.count == 2)
  }

  @Test func showsWhereTheFirstNaNArose() throws {
    var source = RandomSource(seed: 2)
    var network = Network {
      Dense(inputs: 2, outputs: 3, using: &source)
      Activation("logarithm") { log($0) }
      Dense(inputs: 3, outputs: 2, using: &source)
    }
    var optimizer = SGD(learningRate: 0.1)
    let error = #expect(throws: NonFinite.self) {
      try Training(epochs: 2, batchSize: 16, seed: 3)
        .run(&network, on: samples(), with: &optimizer)
    }
    #expect(error?.operation == "log")
    #expect(error?.layer == "1 logarithm")
    #expect(error?.direction == .forward)
    #expect(error?.epoch == 1)
    #expect(error?.step == 1)
    #expect(error?.shape == [16, 3])
  }

  @Test func overflowInTraining() throws {
    var source = RandomSource(seed: 2)
    var network = Network { Dense(inputs: 2, outputs: 1, using: &source) }
    var optimizer = SGD(learningRate: 1e9)
    let data = Samples(Tensor([[1, 2], [3, 4]]), values: Tensor([[1], [2]]))
    let error = #expect(throws: NonFinite.self) {
      try Training(epochs: 100, batchSize: 2, seed: 3).run(&network, on: data, with: &optimizer)
    }
    #expect(error?.step == 1)
    #expect((error?.epoch ?? 0) > 10)
  }

  @Test func derivativesThatAreNotFinite() {
    let w = Tensor([0, 1], name: "w")
    let loss = (w.squareRoot() * 2).sum()
    #expect(loss.value == 2)
    let found = loss.firstNonFinite()
    #expect(found?.direction == .backward)
    #expect(found?.name == "w")
    #expect(found?.element == 0)
    #expect(found?.value == .infinity)
    #expect((w * 2).sum().firstNonFinite() == nil)
  }

  @Test(arguments: [
    (Schedule.constant, [1.0, 1, 1]), (.staircase(every: 2, factor: 0.5), [1, 1, 0.5]),
    (.exponential(factor: 0.5), [1, 0.5, 0.25]), (.cosine(steps: 2), [1, 0.5, 0]),
    (.warmup(steps: 2), [0.5, 1, 1])
  ])
  func schedules(_ schedule: Schedule, _ factors: [Double]) {
    for (step, factor) in factors.enumerated() {
      #expect(abs(schedule.factor(step) - factor) < 1e-15)
    }
  }
}
