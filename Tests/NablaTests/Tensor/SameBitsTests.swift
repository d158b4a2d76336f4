import Testing

@testable import Nabla

/// The same bits whatever the number of threads and the width of vectors.
@Suite(.serialized)
struct SameBitsTests {
  private func fingerprint() -> [UInt64] {
    var source = RandomSource(seed: 21)
    var network = Network {
      Convolution2D(channels: 1, filters: 5, size: 3, padding: 1, using: &source)
      Activation.relu
      MaxPool2D(size: 2)
      Convolution2D(channels: 5, filters: 7, size: 3, using: &source)
      Activation.tanh
      Flatten()
      LayerNorm(features: 28)
      Dense(inputs: 28, outputs: 11, using: &source)
    }
    let images = Tensor(
      (0..<64 * 64).map { _ in source.uniform(in: -1..<1) }, shape: [64, 1, 8, 8])
    let labels = (0..<64).map { $0 % 11 }
    var optimizer = Adam()
    for _ in 0..<3 {
      optimizer.update(
        &network, along: crossEntropy(logits: network(images), labels: labels).gradients())
    }
    var sequence = Network {
      Recurrent(inputs: 5, hidden: 19, givesSequence: true, using: &source)
      LSTM(inputs: 19, hidden: 6, using: &source)
    }
    let steps = Tensor(
      (0..<70 * 9 * 5).map { _ in source.uniform(in: -1..<1) }, shape: [70, 9, 5])
    optimizer.update(&sequence, along: sequence(steps).squared().mean().gradients())
    let (a, b) = (
      Tensor((0..<230 * 300).map { _ in source.normal() }, shape: [230, 300]),
      Tensor((0..<300 * 77).map { _ in source.normal() }, shape: [300, 77])
    )
    return (network.parameters + sequence.parameters + [matmul(a, b)] + operations(&source))
      .flatMap { $0.values.map(\.bitPattern) }
  }

  /// Results and derivatives of the operations that share their work or are compiled for each width.
  private func operations(_ source: inout RandomSource) -> [Tensor] {
    func parameter(_ shape: [Int]) -> Tensor {
      Tensor(
        (0..<shape.reduce(1, *)).map { _ in 3 * source.normal() }, shape: shape, name: "p")
    }
    let (a, b) = (parameter([7, 1, 9, 13]), parameter([5, 13, 11]))
    let (c, d) = (parameter([6, 17, 13]), parameter([6, 13, 3]))
    let (images, filters) = (parameter([9, 3, 5, 4]), parameter([3, 2, 3, 3]))
    let bias = Tensor([0.5, -0.5], name: "bias")
    let long = parameter([1027, 5])
    let results = [
      matmul(a, b), matmul(c, d),
      transposedConvolution(images, weight: filters, bias: bias, stride: 2, padding: 1),
      softmax(long, axis: 0), logSoftmax(c), logSumExp(long, axis: 0), tanh(long),
      sigmoid(long), long.sum(axes: [0]), long.mean(), long.variance(axis: 0),
      c.permuted([2, 0, 1])
    ]
    let parameters = [a, b, c, d, images, filters, bias, long]
    let loss = results.reduce(Tensor(0.0)) { $0 + ($1 * $1).mean() }
    let gradients = loss.gradients()
    return results + [loss] + parameters.map { gradients[$0] }
  }

  @Test func threadsAndWidths() {
    let threads = Threads.count
    defer {
      Threads.count = threads
      Threads.threshold = 4_000_000
      Width.current = .supported
    }
    Threads.threshold = 1000
    Threads.count = 1
    Width.current = .narrow
    let expected = fingerprint()
    for width in [Width.narrow, .wide, .wider] where width.rawValue <= Width.supported.rawValue {
      for threads in [1, 2, 3] {
        Width.current = width
        Threads.count = threads
        #expect(fingerprint() == expected, "width \(width), \(threads) threads")
      }
    }
  }

  @Test func sharedWorkIsDoneOnce() {
    Threads.count = 4
    defer { Threads.count = 2 }
    for round in 0..<200 {
      let items = 2 + round % 17
      let done = Buffer(repeating: 0, count: items)
      Threads.share(items, operations: 10_000_000) { part in
        for item in part { done.pointer[item] += 1 }
      }
      #expect(done.array.allSatisfy { $0 == 1 })
    }
  }
}
