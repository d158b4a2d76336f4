// A small framework
// Layers and a network from nothing; then a published framework with three mistakes, and the check that finds them.
//
// A lesson of: Neural networks from zero
// Run it with: nabla run framework.swift

import LessonKit
import Nabla

// MARK: - What a layer has to know

struct Layer {
  var weight: Double
  var input = 0.0
  var output = 0.0
  var gradient = 0.0

  mutating func forward(_ value: Double) -> Double {
    input = value
    output = input * weight
    return output
  }

  /// Takes the derivative by the output, gives the one by the input.
  mutating func backward(_ shared: Double) -> Double {
    gradient = shared * input
    return shared * weight
  }

  mutating func update(learningRate: Double) {
    weight -= learningRate * gradient
  }
}

// MARK: - A network is a list of layers

struct Sample {
  let x: Double
  let target: Double
}

struct Network {
  var layers: [Layer]

  init(weights: [Double]) {
    layers = weights.map { Layer(weight: $0) }
  }

  mutating func forward(_ x: Double) -> Double {
    var signal = x
    for index in layers.indices {
      signal = layers[index].forward(signal)
    }
    return signal
  }

  mutating func backward(from error: Double) {
    var shared = error
    for index in layers.indices.reversed() {
      shared = layers[index].backward(shared)
    }
  }

  mutating func update(learningRate: Double) {
    for index in layers.indices {
      layers[index].update(learningRate: learningRate)
    }
  }
}

let learningRate = 0.05
let samples = [Sample(x: 1, target: -1), Sample(x: -1, target: 1)]

extension Network {
  mutating func answer(_ x: Double) -> Int {
    forward(x) > 0 ? 1 : -1
  }

  mutating func loss(on sample: Sample) -> Double {
    let error = forward(sample.x) - sample.target
    return 0.5 * error * error
  }

  mutating func train(on sample: Sample) {
    backward(from: forward(sample.x) - sample.target)
    update(learningRate: learningRate)
  }

  mutating func train(epochs: Int) {
    for _ in 0..<epochs {
      for sample in samples {
        train(on: sample)
      }
    }
  }
}

extension Network: Displayable {
  var display: Display {
    let rows = layers.enumerated().map { index, layer in
      [
        "\(index + 1)", layer.weight.formatted(5), layer.input.formatted(5),
        layer.output.formatted(5), layer.gradient.formatted(5),
      ]
    }
    return Table(["layer", "weight", "input", "output", "gradient"], rows)
      .display
  }
}

let start = [0.2333, -0.233, -0.52133]
var network = Network(weights: start)
let output = network.forward(samples[0].x)
network.backward(from: output - samples[0].target)
show(network)

func product(_ network: Network) -> Double {
  network.layers.reduce(1) { $0 * $1.weight }
}

var trained = Network(weights: start)
var rows: [[String]] = []
for (epochs, total) in [(160, 160), (42, 202)] {
  trained.train(epochs: epochs)
  rows.append([
    "\(total)", product(trained).formatted(5), "\(trained.answer(1))",
    "\(trained.answer(-1))",
  ])
}

show(Table(["epochs", "product of weights", "answer to 1", "answer to −1"], rows))

// MARK: - The check comes with it

typealias Backward = (inout Network, _ error: Double) -> Void

func check(
  _ weights: [Double], on sample: Sample, _ backward: Backward
) -> GradientCheck {
  var network = Network(weights: weights)
  let error = network.forward(sample.x) - sample.target
  backward(&network, error)
  return gradientCheck(
    of: { weights in
      var moved = Network(weights: weights)
      return moved.loss(on: sample)
    },
    at: weights, against: network.layers.map(\.gradient),
    names: weights.indices.map { "w\($0 + 1)" })
}

func table(_ check: GradientCheck) -> Table {
  let entries = check.entries.sorted { $0.index < $1.index }
  return Table(
    ["weight", "backpropagated", "by definition", "quotient", "agree"],
    entries.map { entry in
      [
        entry.parameter, entry.analytic.formatted(6),
        entry.numerical.formatted(6),
        (entry.analytic / entry.numerical).formatted(4),
        entry.agrees ? "yes" : "no",
      ]
    })
}

func ours(_ network: inout Network, error: Double) {
  network.backward(from: error)
}

let deep = [0.9, -0.8, 0.7, 1.1, -0.6]
show(table(check(deep, on: samples[1], ours)))

show(NetworkDiagram("Five neurons in a row", weights: deep.map { [[$0]] }))

// MARK: - Another framework

extension Layer {
  mutating func backwardAsPublished(_ shared: Double) -> Double {
    let handedOn = shared * weight
    gradient = handedOn * input
    return handedOn
  }
}

func asPublished(_ network: inout Network, error: Double) {
  let last = network.layers.count - 1
  var shared = network.layers[last].backwardAsPublished(error)
  for index in network.layers.indices {
    shared = network.layers[index].backwardAsPublished(shared)
  }
}

show(table(check(start, on: samples[0], asPublished)))

func backToFront(_ network: inout Network, error: Double) {
  let last = network.layers.count - 1
  var shared = network.layers[last].backwardAsPublished(error)
  for index in network.layers.indices.reversed() {
    shared = network.layers[index].backwardAsPublished(shared)
  }
}

show(table(check(start, on: samples[0], backToFront)))

func lastLayerOnce(_ network: inout Network, error: Double) {
  var shared = error
  for index in network.layers.indices.reversed() {
    shared = network.layers[index].backwardAsPublished(shared)
  }
}

show(table(check(start, on: samples[0], lastLayerOnce)))

show(table(check(start, on: samples[0], ours)))

// MARK: - Does it matter?

struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from −0.5 up to 0.5.
  mutating func weight() -> Double {
    Double(next() >> 11) * 0x1p-53 - 0.5
  }
}

var generator = SplitMix64(state: 1)
let starts = (0..<2_000).map { _ in
  [generator.weight(), generator.weight(), generator.weight()]
}

func train(
  _ weights: [Double], epochs: Int, _ backward: Backward
) -> Network {
  var network = Network(weights: weights)
  for _ in 0..<epochs {
    for sample in samples {
      let error = network.forward(sample.x) - sample.target
      backward(&network, error)
      network.update(learningRate: learningRate)
    }
  }
  return network
}

func count(_ name: String, _ backward: Backward) -> [String] {
  var right = 0
  var keptSign = 0
  var ranAway = 0
  for weights in starts {
    let startsNegative = product(Network(weights: weights)) < 0
    var network = train(weights, epochs: 160, backward)
    let end = product(network)
    if !(end.magnitude < 1e6) {
      ranAway += 1
    } else if (end < 0) == startsNegative {
      keptSign += 1
    }
    if network.answer(1) == -1, network.answer(-1) == 1 {
      right += 1
    }
  }
  let percent = Double(right) / Double(starts.count) * 100
  return [
    name, "\(right)", percent.formatted(1), "\(keptSign)", "\(ranAway)",
  ]
}

let negative = starts.count { product(Network(weights: $0)) < 0 }
print("starts with a negative product:", negative)

let counts = [
  count("as published", asPublished),
  count("back to front", backToFront),
  count("last layer once", lastLayerOnce),
  count("all mended", ours),
]

show(Table(
  ["way back", "right", "in %", "sign kept", "ran away"], counts,
  caption: "2,000 random starts, 160 epochs"))

show(Bars(
  "Right answers from 2,000 starts", counts.map { $0[0] },
  counts.map { Int($0[1])! }))

// MARK: - The few that are left

func stillWrong(after epochs: Int) -> Int {
  starts.count { weights in
    var network = train(weights, epochs: epochs, ours)
    return network.answer(1) != -1 || network.answer(-1) != 1
  }
}

show(Table(
  ["epochs", "still wrong"],
  [160, 200, 300, 400].map { ["\($0)", "\(stillWrong(after: $0))"] }))

// MARK: - What to keep

// MARK: - Exercises
