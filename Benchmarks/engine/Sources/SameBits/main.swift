// Trains small and large networks and prints a digest of all bits of what they have learned: see
// same_bits.sh, which compares builds and numbers of threads.
//
// Argument: the number of threads.
import Nabla

guard CommandLine.arguments.count == 2, let threads = Int(CommandLine.arguments[1]) else {
  fatalError("usage: SameBits THREADS")
}
Threads.count = threads

/// FNV-1a over the bytes of each number.
func digest(_ numbers: [Double]) -> String {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for number in numbers {
    for byte in 0..<8 {
      hash = (hash ^ (number.bitPattern >> (8 * byte) & 0xFF)) &* 0x100_0000_01B3
    }
  }
  let text = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - text.count) + text
}

/// What a network has learned of random samples in three epochs.
func learned(
  _ network: Network, _ shape: [Int], with optimizer: some Optimizer, _ source: inout RandomSource
) throws -> [Double] {
  var network = network
  var optimizer = optimizer
  let inputs = Tensor((0..<shape.reduce(1, *)).map { _ in source.normal() }, shape: shape)
  let samples = Samples(inputs, classes: (0..<shape[0]).map { _ in source.integer(below: 10) })
  let history = try Training(epochs: 3, batchSize: 64, seed: 5)
    .run(&network, on: samples, with: &optimizer)
  return network.parameters.flatMap(\.values) + history.epochs.map(\.loss)
}

var source = RandomSource(seed: 20_240_229)

var w = [0.2333, -0.233, -0.52133].map { Scalar.parameter($0) }
for step in 0..<1000 {
  let x: Scalar = step & 1 == 0 ? 1 : -1
  let loss = squaredError(predicted: w[2] * tanh(w[1] * tanh(w[0] * x)), expected: -x)
  let gradient = loss.gradient()
  for index in w.indices { w[index].value -= 0.05 * gradient[w[index]] }
}
print("chain      ", digest(w.map(\.value)))

// Its products are large enough to be shared between threads.
let wide = Network {
  Dense(inputs: 300, outputs: 400, using: &source)
  Activation.tanh
  Dropout(probability: 0.2)
  LayerNorm(features: 400)
  Dense(inputs: 400, outputs: 10, using: &source)
}
print("perceptron ", digest(try learned(wide, [128, 300], with: Adam(), &source)))

let images = Network {
  Convolution2D(channels: 3, filters: 16, size: 3, padding: 1, using: &source)
  Activation.relu
  MaxPool2D(size: 2)
  Convolution2D(channels: 16, filters: 16, size: 3, stride: 2, using: &source)
  Activation.softplus
  Flatten()
  Dense(inputs: 144, outputs: 10, using: &source)
}
print(
  "convolution",
  digest(
    try learned(images, [96, 3, 16, 16], with: SGD(learningRate: 0.05, momentum: 0.9), &source)))

let sequences = Network {
  Recurrent(inputs: 20, hidden: 96, givesSequence: true, using: &source)
  LSTM(inputs: 96, hidden: 32, using: &source)
  Dense(inputs: 32, outputs: 10, using: &source)
}
print("recurrent  ", digest(try learned(sequences, [64, 30, 20], with: Adam(), &source)))
