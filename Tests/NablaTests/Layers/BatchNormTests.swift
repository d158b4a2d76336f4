import Nabla
import Testing

/// Normalisation over a batch, and who keeps the running statistics.
struct BatchNormTests {
  /// As PyTorch's, in training and after one step of it in evaluation.
  @Test(arguments: ["batchNorm", "batchNorm2D"])
  func likePyTorch(_ name: String) throws {
    let fixture = try Fixture(name)
    var layer = BatchNorm(features: 4)
    layer.gain = fixture.parameter("gain")
    layer.bias = fixture.parameter("bias")
    let x = fixture.parameter("x")
    var source = RandomSource(seed: 1)
    let output = layer(x, training: &source)
    fixture.expect(output, [x, layer.gain, layer.bias])
    #expect(layer.runningMean.values == [0, 0, 0, 0])
    #expect(layer.runningVariance.values == [1, 1, 1, 1])
    var optimizer = SGD(learningRate: 0)
    optimizer.update(&layer, along: fixture.loss(output).gradients())
    fixture.expect(layer.runningMean, "runningMean")
    fixture.expect(layer.runningVariance, "runningVariance")
    let evaluated = try Fixture(name + "Evaluated")
    evaluated.expect(layer(x), [x, layer.gain, layer.bias])
  }

  private let batch = Tensor([[1, 10], [3, 30]])

  private func network() -> Network {
    var source = RandomSource(seed: 1)
    return Network {
      BatchNorm(features: 2, momentum: 0.5)
      Dense(inputs: 2, outputs: 1, using: &source)
    }
  }

  private func means(_ network: Network) -> [Double] {
    (network.layers[0] as! BatchNorm).runningMean.values
  }

  private func gradients(_ network: Network, _ inputs: Tensor) -> Gradients {
    var source = RandomSource(seed: 1)
    return network(inputs, training: &source).sum().gradients()
  }

  /// The statistics are part of the value: a copy of whatever kind keeps its own.
  @Test func copiesKeepTheirOwn() {
    var student = network()
    let (same, teacher) = (student, student.copy())
    var optimizer = SGD(learningRate: 0)
    optimizer.update(&student, along: gradients(student, batch))
    #expect(means(student) == [1, 10])
    #expect(means(same) == [0, 0])
    #expect(means(teacher) == [0, 0])
    // A copy with identities of its own is not moved along the other's gradients.
    var other = teacher
    optimizer.update(&other, along: gradients(student, batch))
    #expect(means(other) == [0, 0])
    // Both in one graph.
    var source = RandomSource(seed: 1)
    let both =
      student(batch, training: &source) - teacher(batch * Tensor(2), training: &source)
    let shared = both.sum().gradients()
    optimizer.update(&student, along: shared)
    optimizer.update(&other, along: shared)
    #expect(means(student) == [1.5, 15])
    #expect(means(other) == [2, 20])
  }

  @Test func stepsThatAreNotMade() {
    let model = network()
    _ = gradients(model, batch)
    #expect(means(model) == [0, 0])
    var evaluated = model
    var optimizer = SGD(learningRate: 0.1)
    optimizer.update(&evaluated, along: evaluated(batch).sum().gradients())
    #expect(means(evaluated) == [0, 0])
  }

  /// Clipped, scaled and added gradients: the mean of what the batches had.
  @Test func gradientsOfSeveralBatches() {
    var optimizer = SGD(learningRate: 0)
    var model = network()
    let both = gradients(model, batch) + gradients(model, batch * Tensor(3))
    optimizer.update(&model, along: both * 0.25)
    #expect(means(model) == [2, 20])
    model = network()
    let clipped = gradients(model, batch).clipped(toNorm: 1e-3, of: model.parameters)
    optimizer.update(&model, along: clipped)
    #expect(abs(means(model)[0] - 1) < 1e-14)
  }

  @Test func aSingleNumber() {
    var model = network()
    var optimizer = SGD(learningRate: 0)
    let one = Tensor([[5, 6]])
    var source = RandomSource(seed: 1)
    var layer = model.layers[0] as! BatchNorm
    layer.bias.values = [7, 8]
    #expect(layer(one, training: &source).values == [7, 8])
    optimizer.update(&model, along: gradients(model, one))
    #expect(means(model) == [0, 0])
    // As many numbers as pixels.
    let image = BatchNorm(features: 1)(Tensor([1, 2, 3, 4], shape: [1, 1, 2, 2]), training: &source)
    #expect(abs(image.values.reduce(0, +)) < 1e-15)
  }

  @Test(arguments: [([2.0, 2, 2], [0.0, 0, 0]), ([1e300, 0, -1e300], nil), ([1, .nan, 2], nil)])
  func extremes(_ values: [Double], _ expected: [Double]?) {
    var source = RandomSource(seed: 1)
    let output = BatchNorm(features: 1)(Tensor(values, shape: [3, 1]), training: &source).values
    if let expected {
      #expect(output == expected)
    } else {
      #expect(output.allSatisfy { !($0 > 1.3) })
    }
  }

  @Test func training() throws {
    var source = RandomSource(seed: 2)
    var model = Network {
      BatchNorm(features: 2)
      Dense(inputs: 2, outputs: 8, using: &source)
      Activation.relu
      Dense(inputs: 8, outputs: 2, using: &source)
    }
    let points = (0..<100).map { _ in
      [source.normal(mean: 100, deviation: 5), source.normal(deviation: 0.01)]
    }
    let data = Samples(Tensor(points), classes: points.map { $0[1] > 0 ? 1 : 0 })
    var optimizer = Adam(learningRate: 0.05)
    let history = try Training(epochs: 30, batchSize: 20, seed: 1)
      .run(&model, on: data, validating: data, with: &optimizer)
    #expect(history.epochs.last!.validationAccuracy! > 0.9)
    #expect(history.epochs.last!.learningRate == 0.05)
  }
}
