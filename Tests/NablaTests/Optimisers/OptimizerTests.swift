import Nabla
import Testing

struct OptimizerTests {
  static let all: [any ScheduledOptimizer] = [
    SGD(learningRate: 0.1), SGD(learningRate: 0.1, momentum: 0.9),
    SGD(learningRate: 0.1, momentum: 0.9, nesterov: true), Adam(learningRate: 0.1),
    AdamW(learningRate: 0.1), RMSProp(learningRate: 0.1),
    RMSProp(learningRate: 0.1, momentum: 0.9)
  ]

  @Test func likePyTorch() throws {
    let methods: [(String, any Optimizer)] = [
      ("adamw", AdamW(learningRate: 0.01, weightDecay: 0.1)),
      ("rmsprop", RMSProp(learningRate: 0.01)),
      ("rmspropMomentum", RMSProp(learningRate: 0.01, decay: 0.9, momentum: 0.8))
    ]
    for (name, method) in methods {
      let fixture = try Fixture(name)
      var optimizer = method
      var parameters = [fixture.parameter("start")]
      for _ in 0..<5 {
        let w = parameters[0]
        optimizer.update(&parameters, along: (w * w * w).sum().gradients())
      }
      fixture.expect(parameters[0], "after5")
    }
  }

  /// Adam's correction counts a parameter's own steps.
  @Test func lateParameters() throws {
    let fixture = try Fixture("adamLate")
    var optimizer = Adam(learningRate: 0.01)
    var parameters = [fixture.parameter("start"), fixture.parameter("start")]
    for step in 1...5 {
      let (w, late) = (parameters[0], parameters[1])
      var loss = (w * w * w).sum()
      if step == 3 || step == 5 { loss = loss + (late * late * late).sum() }
      optimizer.update(&parameters, along: loss.gradients())
    }
    fixture.expect(parameters[0], "first")
    fixture.expect(parameters[1], "late")
  }

  @Test func firstStepIsTheRateWheneverItComes() {
    var optimizer = Adam(learningRate: 0.25)
    var parameters = [Tensor([1], name: "a"), Tensor([1], name: "b")]
    for _ in 0..<100 { optimizer.update(&parameters, along: parameters[0].sum().gradients()) }
    optimizer.update(&parameters, along: (parameters[1] * 3).sum().gradients())
    #expect(abs(parameters[1].value - 0.75) < 1e-8)
  }

  @Test(arguments: all.indices)
  func minimises(_ index: Int) {
    var optimizer: any Optimizer = OptimizerTests.all[index]
    var parameters = [Tensor([3, -2], name: "w")]
    for _ in 0..<500 {
      optimizer.update(
        &parameters, along: (parameters[0] - Tensor([1, 1])).squared().sum().gradients())
    }
    #expect(parameters[0].values.allSatisfy { abs($0 - 1) < 0.1 }, "\(parameters[0])")
  }

  /// Copies remember each for themselves.
  @Test(arguments: all.indices)
  func copies(_ index: Int) {
    func steps(_ optimizer: inout any Optimizer, _ count: Int, _ w: inout [Tensor]) {
      for _ in 0..<count { optimizer.update(&w, along: (w[0] * w[0]).sum().gradients()) }
    }
    var one: any Optimizer = OptimizerTests.all[index]
    var first = [Tensor([3], name: "w")]
    steps(&one, 3, &first)
    var (two, second) = (one, first)
    steps(&one, 3, &first)
    steps(&two, 3, &second)
    #expect(first[0].values == second[0].values)
  }

  /// What the loss doesn't depend on stays, and no weight of it decays.
  @Test(arguments: all.indices)
  func unreachedParameters(_ index: Int) {
    var optimizer: any Optimizer = OptimizerTests.all[index]
    var parameters = [Tensor([3], name: "w"), Tensor([5], name: "unused")]
    optimizer.update(&parameters, along: parameters[0].sum().gradients())
    #expect(parameters[1].values == [5])
    #expect(parameters[0].value < 3)
  }

  /// Extreme gradients: the parameter stays, moves, or becomes what the gradient was; it never moves
  /// the other way.
  @Test(arguments: all.indices, [0, 1e-300, 1e200, .infinity, .nan] as [Double])
  func extremes(_ index: Int, _ slope: Double) {
    var optimizer: any Optimizer = OptimizerTests.all[index]
    var parameters = [Tensor([1], name: "w")]
    optimizer.update(&parameters, along: (parameters[0] * Tensor(slope)).sum().gradients())
    let w = parameters[0].value
    if slope.isFinite { #expect(w <= 1) } else { #expect(!w.isFinite || w == 1) }
  }

  @Test func readableRates() {
    var optimizers: [any ScheduledOptimizer] = [
      SGD(learningRate: 0.5, schedule: .exponential(factor: 0.5)),
      Adam(learningRate: 0.5, schedule: .exponential(factor: 0.5)),
      AdamW(learningRate: 0.5, schedule: .exponential(factor: 0.5)),
      RMSProp(learningRate: 0.5, schedule: .exponential(factor: 0.5))
    ]
    for index in optimizers.indices {
      #expect(optimizers[index].currentLearningRate == 0.5)
      optimizers[index].beginStep()
      #expect(optimizers[index].currentLearningRate == 0.25)
      optimizers[index].beginStep()
      #expect(optimizers[index].currentLearningRate == 0.125)
      #expect(optimizers[index].steps == 2)
      #expect(optimizers[index].learningRate == 0.5)
    }
  }

  @Test func epochsTellTheirRate() throws {
    var source = RandomSource(seed: 1)
    var layer = Dense(inputs: 1, outputs: 1, using: &source)
    let data = Samples(Tensor([[1], [2], [3]]), values: Tensor([[1], [2], [3]]))
    var optimizer = SGD(learningRate: 0.5, schedule: .exponential(factor: 0.5))
    let history = try Training(epochs: 2, batchSize: 2, seed: 1)
      .run(&layer, on: data, with: &optimizer)
    #expect(history.epochs.map(\.learningRate) == [0.25, 0.0625])
  }

  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func refusals() async {
    let decay = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdamW(weightDecay: -1)
    }
    #expect(
      message(decay).contains(
        "AdamW: the weight decay must be finite and not negative, received -1.0"))
    let share = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RMSProp(decay: 1)
    }
    #expect(
      message(share).contains("RMSProp: the decay must be at least 0 and less than 1, received 1.0")
    )
    await #expect(processExitsWith: .failure) { _ = AdamW(learningRate: .infinity) }
    await #expect(processExitsWith: .failure) { _ = RMSProp(epsilon: 0) }
    await #expect(processExitsWith: .failure) { _ = Adam(epsilon: .infinity) }
    let plan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var training = Training(epochs: 1, batchSize: 1, seed: 1)
      training.epochs = -1
      var layer = LayerNorm(features: 1)
      var optimizer = SGD(learningRate: 0.1)
      _ = try training.run(
        &layer, on: Samples(Tensor([[1]]), values: Tensor([[1]])), with: &optimizer)
    }
    #expect(message(plan).contains("Training: epochs must not be negative, received -1"))
  }
}
