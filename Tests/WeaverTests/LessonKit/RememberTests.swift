import Nabla
import Testing

@testable import LessonKit

/// `remember` where nobody listens: it computes, and gives what it would give from the store.
@Suite("LessonKit: remember") struct RememberTests {
  private struct Failure: Error {}

  private func network() -> Network {
    var source = RandomSource(seed: 2)
    return Network {
      Dense(inputs: 2, outputs: 4, using: &source)
      Activation.tanh
      Dense(inputs: 4, outputs: 1, using: &source)
    }
  }

  private let samples = Samples(
    Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), values: Tensor([[0], [1], [1], [0]]))

  private func train(
    _ network: inout Network, _ optimizer: inout some Nabla.Optimizer, _ epochs: Int
  ) throws -> Training.History {
    try Training(epochs: epochs, batchSize: 2, seed: 3)
      .run(&network, on: samples, with: &optimizer)
  }

  @Test func aValueIsWhatTheClosureReturns() throws {
    #expect(remember { [1.5, 2] } == [1.5, 2])
    let nothing: Int? = remember { nil }
    #expect(nothing == nil)
    #expect(throws: Failure.self) { try remember { () throws -> Int in throw Failure() } }
    let inner = remember { remember { 1 } + remember { 2 } }
    #expect(inner == 3)
  }

  @Test func trainingGoesOnAsWithoutIt() throws {
    func run<Kind: Nabla.Optimizer>(_ kind: Kind) throws {
      var (plain, plainOptimizer) = (network(), kind)
      let first = try train(&plain, &plainOptimizer, 5)
      let second = try train(&plain, &plainOptimizer, 5)
      var (kept, optimizer) = (network(), kind)
      let history = try remember(&kept, &optimizer) { network, optimizer in
        try train(&network, &optimizer, 5)
      }
      #expect(history.epochs == first.epochs)
      #expect(try train(&kept, &optimizer, 5).epochs == second.epochs)
      #expect(kept.parameters.map(\.values) == plain.parameters.map(\.values))
    }
    try run(Adam(learningRate: 0.05))
    try run(SGD(learningRate: 0.1))
    try run(SGD(learningRate: 0.1, momentum: 0.9))
    try run(AdamW(learningRate: 0.05))
    try run(RMSProp(learningRate: 0.05, momentum: 0.5))
  }

  @Test func runningStatisticsAreKept() throws {
    var source = RandomSource(seed: 2)
    var plain = Network {
      BatchNorm(features: 2)
      Dense(inputs: 2, outputs: 1, using: &source)
    }
    var kept = plain
    var (first, second) = (Adam(), Adam())
    _ = try train(&plain, &first, 3)
    let history = try remember(&kept, &second) { try train(&$0, &$1, 3) }
    #expect(history.epochs.count == 3)
    #expect(kept(samples.inputs).values == plain(samples.inputs).values)
  }

  @Test func whatIsHandedOverMayBeMuch() throws {
    var source = RandomSource(seed: 1)
    var weight = Tensor([[1, 2]], name: "w")
    var list = [1, 2]
    let result: Double = remember(&source, &weight, &list) { source, weight, list in
      weight.values = [3, 4]
      list.append(3)
      return source.normal()
    }
    #expect(weight.isParameter && weight.values == [3, 4] && list == [1, 2, 3])
    var other = RandomSource(seed: 1)
    #expect(other.normal() == result)
    // The second of a pair of normal numbers is kept in the generator, too.
    #expect(other.normal() == source.normal() && other.next() == source.next())
    var number: Double? = nil
    remember(&number) { $0 = 2 }
    #expect(number == 2)
  }

  @Test func aFailureLeavesThingsAsTheyWere() {
    var list = [1]
    #expect(throws: Failure.self) {
      try remember(&list) { list in
        list.append(2)
        throw Failure()
      }
    }
    #expect(list == [1])
  }

  private final class Counter: Codable { var count = 0 }
  private struct Opaque { var function: () -> Int }

  private func refusal<State>(
    _ before: State, _ after: State, beside parameters: [Tensor] = []
  ) -> String? {
    do throws(Unkeepable) {
      _ = try RememberedState(before).keep(after, beside: parameters)
      return nil
    } catch {
      return error.what
    }
  }

  @Test func whatCannotBeKeptIsSaid() throws {
    #expect(refusal(Counter(), Counter())?.contains("is a class") == true)
    let opaque = Opaque { 1 }
    #expect(refusal(opaque, opaque)?.contains("not Codable, no layer") == true)
    let one = network()
    #expect(refusal(one, one) == nil)
    #expect(
      refusal(one, Network(Array(one.layers.dropLast())))?.contains("changes the layers") == true)
    var other = one
    other.layers[1] = Activation.relu
    #expect(refusal(one, other)?.contains("changes the layers") == true)
    var (trained, optimizer) = (network(), Adam())
    _ = try train(&trained, &optimizer, 1)
    #expect(refusal(Adam(), optimizer)?.contains("not handed over") == true)
    #expect(refusal(Adam(), optimizer, beside: trained.parameters) == nil)
    let result = trained.parameters[0] * 2
    let words = refusal([result], [result])
    #expect(words?.contains("detached()") == true, "\(words ?? "")")
  }

  @Test func whatDoesNotFitIsNotRestored() throws {
    let one = network()
    let state = RememberedState(one)
    let kept = try state.keep(one, beside: [])
    #expect(throws: Never.self) { try state.restore(kept, beside: []) }
    let smaller = RememberedState(Network(Array(one.layers.dropLast())))
    #expect(throws: Unkeepable.self) { try smaller.restore(kept, beside: []) }
    #expect(throws: Unkeepable.self) { try state.restore(.none, beside: []) }
    #expect(throws: Unkeepable.self) { try RememberedState([1]).restore(kept, beside: []) }
    let gathered = try RememberedState(Adam()).keep(Adam(), beside: [])
    #expect(throws: Unkeepable.self) {
      try RememberedState(Adam(learningRate: 0.5)).restore(gathered, beside: [])
    }
  }

  @Test func tensorsAreKeptToTheBit() throws {
    let weight = Tensor([[1, -0.0], [.infinity, .leastNonzeroMagnitude]], name: "w")
    let back = remember { [weight, weight.detached(), Tensor([Double]())] }
    #expect(back[0].isParameter && back[0].name == "w" && back[0].shape == [2, 2])
    #expect(!back[1].isParameter && back[2].shape == [0])
    #expect(back[0].values.map(\.bitPattern) == weight.values.map(\.bitPattern))
  }

  @Test func scalarsAreKeptByNameAndNumber() throws {
    let back = remember { [Scalar(-0.0, name: "w"), Scalar(2), Scalar(constant: 1, name: "x")] }
    #expect(back.map(\.value.bitPattern) == [-0.0, 2, 1].map { (n: Double) in n.bitPattern })
    let loss = back[0] * back[1] + back[2]
    #expect(loss.gradient()[back[0]] == 2)
    #expect(refusal(loss, loss)?.contains("return its value") == true)
  }
}
