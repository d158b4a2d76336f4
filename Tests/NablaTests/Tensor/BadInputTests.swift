import Nabla
import Testing

/// What can't be computed ends with a message that names the quantity, the rule and what was
/// received.
struct BadInputTests {
  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func shapes() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = matmul(Tensor(repeating: 1, shape: [2, 3]), Tensor(repeating: 1, shape: [4, 5]))
    }
    #expect(
      message(result).contains(
        "matmul: the last dimension of the left operand must equal the first of the right one, "
          + "received shapes [2, 3] and [4, 5]"))
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(repeating: 1, shape: [2, 3]) + Tensor(repeating: 1, shape: [2])
    }
    #expect(
      message(result).contains(
        "add: dimensions must be equal or 1, aligned at the last, received shapes [2, 3] and [2]"))
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2, 3], shape: [2, 2]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([[1, 2], [3]]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]).value }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2])[2] }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]).reshaped([3]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]).slice(1..<3) }
    await #expect(processExitsWith: .failure) {
      _ = concatenate([Tensor([[1, 2]]), Tensor([[1]])], axis: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = convolution(
        Tensor(repeating: 1, shape: [1, 1, 2, 2]),
        weight: Tensor(repeating: 1, shape: [1, 1, 3, 3]),
        bias: Tensor([1]))
    }
  }

  @Test func lossesThatAreNoNumber() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1, 2], name: "w").gradients()
    }
    #expect(message(result).contains("a loss has one element, but the shape is [2]"))
  }

  @Test func emptyTensors() async {
    let sequences = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 1)
      _ = Recurrent(inputs: 2, hidden: 3, using: &source)(Tensor([], shape: [4, 0, 2]))
    }
    #expect(
      message(sequences).contains(
        "Recurrent(inputs: 2, hidden: 3): an input of shape [batch, time, 2], with at least one "
          + "moment, is needed, received [4, 0, 2]"))
    let huge = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(repeating: 0, shape: [1 << 40, 1 << 40])
    }
    #expect(message(huge).contains("Tensor: no memory holds as many elements as shape"))
    await #expect(processExitsWith: .failure) { _ = Tensor([]).mean() }
    await #expect(processExitsWith: .failure) { _ = Tensor([]).max(axis: 0) }
    await #expect(processExitsWith: .failure) {
      _ = crossEntropy(logits: Tensor([], shape: [0, 3]), labels: [])
    }
  }

  @Test func labelsOutOfRange() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(logits: Tensor([[1, 2, 3]]), labels: [3])
    }
    #expect(
      message(result).contains("crossEntropy: labels must lie within 0..<3, received 3 for row 0"))
    await #expect(processExitsWith: .failure) {
      _ = crossEntropy(logits: Tensor([[1, 2, 3]]), labels: [-1])
    }
    await #expect(processExitsWith: .failure) {
      var source = RandomSource(seed: 1)
      _ = Embedding(words: 3, dimensions: 2, using: &source)(Tensor([0.5]))
    }
    await #expect(processExitsWith: .failure) {
      _ = binaryCrossEntropy(logits: Tensor([1]), targets: Tensor([1.5]))
    }
  }

  @Test func learningRates() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD(learningRate: -0.1)
    }
    #expect(
      message(result).contains(
        "SGD: the learning rate must be finite and not negative, received -0.1"))
    let schedule = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var optimizer = SGD(learningRate: 0.1, schedule: Schedule { 1 - Double($0) })
      for _ in 0..<3 { optimizer.beginStep() }
    }
    #expect(
      message(schedule).contains(
        "SGD: the schedule's factor must be finite and not negative, received -1.0 for step 2"))
    await #expect(processExitsWith: .failure) { _ = Adam(learningRate: .nan) }
    await #expect(processExitsWith: .failure) { _ = SGD(learningRate: 0.1, momentum: 1) }
    await #expect(processExitsWith: .failure) { _ = Dropout(probability: 1) }
    await #expect(processExitsWith: .failure) {
      _ = Training(epochs: 1, batchSize: 0, seed: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = centralDifference(of: { $0 }, at: 1, step: 0)
    }
  }

  @Test func derivativesByConstants() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let w = Tensor([1], name: "w")
      _ = w.sum().gradients()[Tensor([1])]
    }
    #expect(message(result).contains("derivatives are kept by parameters"))
  }
}
