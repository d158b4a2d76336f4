// Times the engine on the rows of the comparison: see compare.py, which runs it.
//
// Arguments: a file with the digits (1,797 rows of 64 pixels and a class, as Doubles), the number
// of threads, and the rows to time. Each row is printed as its name and its median in seconds.
import Foundation
import Nabla

let arguments = CommandLine.arguments
guard arguments.count >= 3, let threads = Int(arguments[2]) else {
  FileHandle.standardError.write(
    Data("usage: EngineBenchmark DIGITS THREADS [ROW...]\n".utf8))
  exit(64)
}
let digits = try Data(contentsOf: URL(filePath: arguments[1])).withUnsafeBytes {
  Array($0.bindMemory(to: Double.self))
}
let rows =
  arguments.count > 3
  ? Array(arguments[3...])
  : [
    "chain", "replay", "mlp", "cnn", "rnn", "lstm", "gru", "attention", "vae", "matmul", "check"
  ]
Threads.count = threads

/// 56 batches of 32: what comes in equal batches.
let batches: [(inputs: Tensor, classes: [Int])] = (0..<56).map { batch in
  let range = batch * 32..<(batch + 1) * 32
  return (
    Tensor(range.flatMap { digits[$0 * 65..<$0 * 65 + 64] }.map { $0 / 16 }, shape: [32, 64]),
    range.map { Int(digits[$0 * 65 + 64]) }
  )
}

/// Seconds since some moment: of the processor's time on one thread, which other work on the machine
/// doesn't change, and of the clock's on several.
func now() -> Double {
  var time = timespec()
  clock_gettime(threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The median time of one call in seconds, of calls over about a second.
func median(_ body: () -> Void) -> Double {
  body()
  var times: [Double] = []
  let start = now()
  while times.count < 5 || now() - start < 1 {
    let before = now()
    body()
    times.append(now() - before)
  }
  return times.sorted()[times.count / 2]
}

func chain() -> Double {
  let steps = 10_000
  return median {
    var w1 = Scalar(0.2333, name: "w1")
    var w2 = Scalar(-0.233, name: "w2")
    var w3 = Scalar(-0.52133, name: "w3")
    for step in 0..<steps {
      let x: Scalar = step & 1 == 0 ? 1 : -1
      let prediction = w3 * tanh(w2 * tanh(w1 * x))
      let gradient = squaredError(predicted: prediction, expected: -x).gradient()
      w3.value -= 0.05 * gradient[w3]
      w2.value -= 0.05 * gradient[w2]
      w1.value -= 0.05 * gradient[w1]
    }
  } / Double(steps)
}

/// The same step, recorded once and repeated.
func replayedChain() -> Double {
  let steps = 10_000
  let w = zip([0.2333, -0.233, -0.52133], ["w1", "w2", "w3"]).map { Scalar($0, name: $1) }
  let x = Scalar(constant: 1, name: "x")
  let prediction = w[2] * tanh(w[1] * tanh(w[0] * x))
  let loss = squaredError(predicted: prediction, expected: -x)
  return median {
    let step = Replay(of: loss)
    let input = step.place(of: x)
    for number in 0..<steps {
      step[input] = number & 1 == 0 ? 1 : -1
      step.run()
      step.descend(rate: 0.05)
    }
  } / Double(steps)
}

func perceptron() -> Network {
  var source = RandomSource(seed: 1)
  return Network {
    Dense(inputs: 64, outputs: 32, using: &source)
    Activation.tanh
    Dense(inputs: 32, outputs: 10, using: &source)
  }
}

func epoch(of network: Network, shape: [Int], rate: Double) -> Double {
  var network = network
  var optimizer = SGD(learningRate: rate)
  let batches = batches.map { (inputs: $0.inputs.reshaped(shape), classes: $0.classes) }
  return median {
    for (inputs, classes) in batches {
      let loss = crossEntropy(logits: network(inputs), labels: classes)
      optimizer.update(&network, along: loss.gradients())
    }
  }
}

func convolutional() -> Network {
  var source = RandomSource(seed: 1)
  return Network {
    Convolution2D(channels: 1, filters: 8, size: 3, padding: 1, using: &source)
    Activation.relu
    MaxPool2D(size: 2)
    Convolution2D(channels: 8, filters: 16, size: 3, padding: 1, using: &source)
    Activation.relu
    MaxPool2D(size: 2)
    Flatten()
    Dense(inputs: 64, outputs: 10, using: &source)
  }
}

/// Random numbers of a shape.
func normal(_ shape: [Int], _ source: inout RandomSource, _ scale: Double = 1) -> Tensor {
  Tensor((0..<shape.reduce(1, *)).map { _ in scale * source.normal() }, shape: shape)
}

/// A step of a recurrent layer of 8 inputs and 32 hidden numbers over 20 moments, a batch of 32.
func sequence(_ make: (inout RandomSource) -> some Layer) -> Double {
  var source = RandomSource(seed: 1)
  var layer = make(&source)
  let inputs = normal([32, 20, 8], &source)
  let targets = normal([32, 32], &source)
  var optimizer = SGD(learningRate: 0.01)
  return median {
    let loss = meanSquaredError(predicted: layer(inputs), expected: targets)
    optimizer.update(&layer, along: loss.gradients())
  }
}

/// A head of causal self-attention, 32 wide.
struct Attention: CompositeLayer {
  var query: Dense
  var key: Dense
  var value: Dense
  let mask: Tensor

  mutating func listParts(_ parts: inout Parts) {
    parts.layer(&query, "query")
    parts.layer(&key, "key")
    parts.layer(&value, "value")
  }

  func callAsFunction(_ input: Tensor) -> Tensor {
    let scores = matmul(query(input), key(input).transposed()) / 32.0.squareRoot() + mask
    return matmul(softmax(scores), value(input))
  }
}

/// A step of an attention head over 16 sequences of 32 moments, 32 wide.
func attention() -> Double {
  var source = RandomSource(seed: 1)
  let mask = (0..<32 * 32).map { $0 % 32 > $0 / 32 ? -Double.infinity : 0 }
  var layer = Attention(
    query: Dense(inputs: 32, outputs: 32, using: &source),
    key: Dense(inputs: 32, outputs: 32, using: &source),
    value: Dense(inputs: 32, outputs: 32, using: &source), mask: Tensor(mask, shape: [32, 32]))
  let inputs = normal([16, 32, 32], &source)
  let targets = normal([16, 32, 32], &source)
  var optimizer = SGD(learningRate: 0.01)
  return median {
    let loss = meanSquaredError(predicted: layer(inputs), expected: targets)
    optimizer.update(&layer, along: loss.gradients())
  }
}

/// A variational autoencoder of 64-32-(4, 4)-32-64.
struct Autoencoder: CompositeLayer {
  var encoder: Dense
  var mean: Dense
  var logVariance: Dense
  var decoder: Dense
  var output: Dense

  mutating func listParts(_ parts: inout Parts) {
    parts.layer(&encoder, "encoder")
    parts.layer(&mean, "mean")
    parts.layer(&logVariance, "logVariance")
    parts.layer(&decoder, "decoder")
    parts.layer(&output, "output")
  }

  func callAsFunction(_ code: Tensor) -> Tensor { output(tanh(decoder(code))) }

  func loss(_ images: Tensor, _ noise: Tensor) -> Tensor {
    let hidden = tanh(encoder(images))
    let (m, s) = (mean(hidden), logVariance(hidden))
    let logits = self(m + exp(0.5 * s) * noise)
    let divergence = (exp(s) + m.squared() - 1 - s).sum() * (0.5 / 32)
    return binaryCrossEntropy(logits: logits, targets: images) * 64 + divergence
  }
}

/// A step of the autoencoder with Adam, a batch of 32 digits, the noise given.
func autoencoder() -> Double {
  var source = RandomSource(seed: 1)
  var model = Autoencoder(
    encoder: Dense(inputs: 64, outputs: 32, using: &source),
    mean: Dense(inputs: 32, outputs: 4, using: &source),
    logVariance: Dense(inputs: 32, outputs: 4, using: &source),
    decoder: Dense(inputs: 4, outputs: 32, using: &source),
    output: Dense(inputs: 32, outputs: 64, using: &source))
  let noise = normal([32, 4], &source)
  let images = batches[0].inputs
  var optimizer = Adam(learningRate: 0.001)
  return median {
    optimizer.update(&model, along: model.loss(images, noise).gradients())
  }
}

/// The products of 32 pairs of 64 × 64 matrices, and the derivatives of their sum by both.
func products() -> Double {
  var source = RandomSource(seed: 1)
  let a = Tensor(normal([32, 64, 64], &source).values, shape: [32, 64, 64], name: "a")
  let b = Tensor(normal([32, 64, 64], &source).values, shape: [32, 64, 64], name: "b")
  return median {
    let gradients = matmul(a, b).sum().gradients()
    precondition(gradients.reach(a) && gradients.reach(b))
  }
}

func check() -> Double {
  let network = perceptron()
  let (inputs, classes) = batches[0]
  return median {
    let check = gradientCheck(of: network) { crossEntropy(logits: $0(inputs), labels: classes) }
    precondition(check.entries.count == 2410 && check.agrees)
  }
}

for row in rows {
  let seconds: Double
  switch row {
  case "chain": seconds = chain()
  case "replay": seconds = replayedChain()
  case "mlp": seconds = epoch(of: perceptron(), shape: [32, 64], rate: 0.1)
  case "cnn": seconds = epoch(of: convolutional(), shape: [32, 1, 8, 8], rate: 0.05)
  case "rnn": seconds = sequence { Recurrent(inputs: 8, hidden: 32, using: &$0) }
  case "lstm": seconds = sequence { LSTM(inputs: 8, hidden: 32, using: &$0) }
  case "gru": seconds = sequence { GRU(inputs: 8, hidden: 32, using: &$0) }
  case "attention": seconds = attention()
  case "vae": seconds = autoencoder()
  case "matmul": seconds = products()
  case "check": seconds = check()
  default: fatalError("no row is called \(row)")
  }
  print(row, seconds)
}
