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

  /// Sizes whose product is no number end in words, not in an overflow.
  @Test func hugeShapes() async {
    func expectWords(_ result: ExitTest.Result?, _ words: String) {
      #expect(message(result).contains(words), "\(message(result))")
    }
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(repeating: 0, shape: [1 << 61])
      }, "Tensor: no memory holds as many elements as shape [2305843009213693952] has")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2]).reshaped([1 << 40, 1 << 40])
      }, "reshaped: no memory holds as many elements as shape [1099511627776, 1099511627776] has")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2]).reshaped([-1, 1 << 62, 4])
      }, "reshaped: no memory holds")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2]).reshaped([-2, -1])
      }, "reshaped: dimensions must not be negative, received [-2, 1]")
    // No elements, but dimensions that have no product.
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([], shape: [1 << 40, 0, 1 << 40])
      }, "Tensor: no memory holds")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = matmul(Tensor([], shape: [1 << 40, 0]), Tensor([], shape: [0, 1 << 40]))
      }, "matmul: no memory holds")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([], shape: [0, 1 << 40, 1]) + Tensor([], shape: [0, 1, 1 << 40])
      }, "add: no memory holds")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = oneHot([0], classes: .max)
      }, "oneHot: no memory holds")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let image = Tensor([1], shape: [1, 1, 1, 1])
        _ = convolution(image, weight: image, bias: Tensor([0]), padding: .max)
      }, "convolution: the padding must be at least 0 and at most 2³⁰")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1], shape: [1, 1, 1, 1]).upsampled(by: .max)
      }, "upsampled: no memory holds")
  }

  @Test func operationsForACourse() async {
    func expectWords(_ result: ExitTest.Result?, _ words: String) {
      #expect(message(result).contains(words), "\(message(result))")
    }
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([[1, 2]]).gather([2])
      }, "gather: indices must lie within 0..<2, received 2")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([[1, 2]]).gather([0, 1])
      }, "gather: 1 indices are needed for shape [1, 2] and axis -1, received 2")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = oneHot([1, 3], classes: 3)
      }, "oneHot: labels must lie within 0..<3, received 3 for row 1")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([[1, 2]]).sum(axes: [1, -1])
      }, "sum: each axis may be named once, received [1, -1]")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([[1, 2]]).permuted([0, 0])
      }, "permuted: each of the 2 axes must be named once, received [0, 0]")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = matmul(
          Tensor(repeating: 0, shape: [2, 1, 3]), Tensor(repeating: 0, shape: [3, 3, 1]))
      }, "matmul: dimensions must be equal or 1, aligned at the last, received shapes [2] and [3]")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = maxPool(Tensor(repeating: 0, shape: [1, 1, 4, 4]), size: 2, padding: 2)
      }, "maxPool: the padding must be less than the size")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = logSumExp(Tensor([], shape: [2, 0]))
      }, "logSumExp: along axis -1 elements are needed, received shape [2, 0]")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = transposedConvolution(
          Tensor(repeating: 0, shape: [1, 1, 1, 1]),
          weight: Tensor(repeating: 0, shape: [1, 1, 2, 2]),
          bias: Tensor([0]), padding: 1)
      }, "transposedConvolution: the padding must leave a part of the result")
    expectWords(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = leakyRelu(Tensor([1]), slope: .infinity)
      }, "leakyRelu: the slope must be finite, received inf")
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
