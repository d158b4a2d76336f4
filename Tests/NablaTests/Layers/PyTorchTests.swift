import Nabla
import Testing

/// Values and gradients beside PyTorch's, to 10⁻¹².
struct PyTorchTests {
  @Test func dense() throws {
    let fixture = try Fixture("dense")
    let p = ["x", "weight", "bias"].map(fixture.parameter)
    fixture.expect(tanh(affine(p[0], weight: p[1], bias: p[2])), p)
    fixture.expect(tanh(matmul(p[0], p[1]) + p[2]), p)
  }

  @Test func convolutions() throws {
    let fixture = try Fixture("convolution")
    let p = ["x", "weight", "bias"].map(fixture.parameter)
    fixture.expect(convolution(p[0], weight: p[1], bias: p[2], stride: 2, padding: 1), p)
    let other = try Fixture("convolution1")
    let q = ["x", "weight", "bias"].map(other.parameter)
    other.expect(convolution(q[0], weight: q[1], bias: q[2], padding: 1), q)
  }

  @Test func pools() throws {
    let fixture = try Fixture("maxPool")
    let x = fixture.parameter("x")
    fixture.expect(maxPool(x, size: 3, stride: 2), [x])
    let other = try Fixture("averagePool")
    let y = other.parameter("x")
    other.expect(averagePool(y, size: 2), [y])
  }

  @Test func recurrent() throws {
    let fixture = try Fixture("recurrent")
    let p = ["x", "weight", "recurrent", "bias"].map(fixture.parameter)
    let zeros = Tensor(repeating: 0, shape: [4, 5])
    fixture.expect(
      recurrence(p[0], weight: p[1], recurrent: p[2], bias: p[3], initial: zeros), p)
  }

  @Test func lstm() throws {
    let fixture = try Fixture("lstm")
    var source = RandomSource(seed: 1)
    var layer = LSTM(inputs: 3, hidden: 5, givesSequence: true, using: &source)
    let x = fixture.parameter("x")
    let (w, u) = (fixture.constant("weightT"), fixture.constant("recurrentT"))
    layer.weight = Tensor(w.transposed().values, shape: [3, 20], name: "weight")
    layer.recurrent = Tensor(u.transposed().values, shape: [5, 20], name: "recurrent")
    layer.bias = fixture.parameter("bias")
    let output = layer(x)
    fixture.expect(output, [x, layer.bias])
    let gradients = fixture.loss(output).gradients()
    fixture.expect(gradients[layer.weight].transposed(), "d_weightT")
    fixture.expect(gradients[layer.recurrent].transposed(), "d_recurrentT")
  }

  @Test func normalisation() throws {
    let fixture = try Fixture("layerNorm")
    let p = ["x", "gain", "bias"].map(fixture.parameter)
    fixture.expect(layerNorm(p[0], gain: p[1], bias: p[2]), p)
  }

  @Test func losses() throws {
    let fixture = try Fixture("crossEntropy")
    let x = fixture.parameter("x")
    let labels = fixture.values("labels").map { Int($0) }
    fixture.expect(crossEntropy(logits: x, labels: labels), [x])
    let other = try Fixture("binaryCrossEntropy")
    let y = other.parameter("x")
    other.expect(binaryCrossEntropy(logits: y, targets: other.constant("targets")), [y])
  }

  @Test func softmaxes() throws {
    let fixture = try Fixture("softmax")
    let x = fixture.parameter("x")
    fixture.expect(softmax(x), [x])
    let other = try Fixture("logSoftmax")
    let y = other.parameter("x")
    other.expect(logSoftmax(y), [y])
  }

  @Test func embedding() throws {
    let fixture = try Fixture("embedding")
    var source = RandomSource(seed: 1)
    var layer = Embedding(words: 6, dimensions: 3, using: &source)
    layer.table = fixture.parameter("table")
    fixture.expect(layer(fixture.constant("words")), [layer.table])
  }

  @Test func optimizers() throws {
    let methods: [(String, any Optimizer)] = [
      ("sgd", SGD(learningRate: 0.1, momentum: 0.9)),
      ("nesterov", SGD(learningRate: 0.1, momentum: 0.9, nesterov: true)),
      ("adam", Adam(learningRate: 0.01))
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
}
