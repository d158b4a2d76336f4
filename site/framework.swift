// A small framework
// Layers and a network from nothing; then a published framework with three mistakes, and the check that finds them.
//
// A lesson of: Neural networks from zero
// nabla: optimize
// Run it with: nabla run framework.swift
// Check your answers with: nabla check framework.swift

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
    ["", "computed", "measured", "quotient", "agree"],
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

var source = RandomSource(seed: 1)
let starts = (0..<2_000).map { _ in
  (0..<3).map { _ in source.uniform(in: -0.5..<0.5) }
}

let negative = starts.count { $0.reduce(1, *) < 0 }
show(100 * Double(negative) / Double(starts.count)) // => ?

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

struct Tally {
  let name: String
  var right = 0
  var keptSign = 0
  var ranAway = 0
  var percent: Double { Double(right) / Double(starts.count) * 100 }
}

let waysBack: [(String, Backward)] = [
  ("as published", asPublished), ("back to front", backToFront),
  ("last layer once", lastLayerOnce), ("all mended", ours),
]

func tally(_ name: String, _ backward: Backward) -> Tally {
  var tally = Tally(name: name)
  for weights in starts {
    let startsNegative = product(Network(weights: weights)) < 0
    var network = train(weights, epochs: 160, backward)
    let end = product(network)
    if !(end.magnitude < 1e6) {
      tally.ranAway += 1
    } else if (end < 0) == startsNegative {
      tally.keptSign += 1
    }
    if network.answer(1) == -1, network.answer(-1) == 1 {
      tally.right += 1
    }
  }
  return tally
}

let tallies = waysBack.map { tally($0, $1) }

show(Table(
  ["way back", "right", "in %", "sign kept", "ran away"],
  tallies.map {
    [
      $0.name, "\($0.right)", $0.percent.formatted(1), "\($0.keptSign)",
      "\($0.ranAway)",
    ]
  }))

let some = starts.prefix(120)
let before = some.map { product(Network(weights: $0)) }
let ends = waysBack.map { _, backward in
  some.map { product(train($0, epochs: 160, backward)) }
}

show(Steps("Before and after", over: waysBack.map(\.0), named: "program:") { name in
  let end = ends[waysBack.firstIndex { $0.0 == name }!]
  let shown = end.indices.filter { end[$0].magnitude <= 1.5 }
  Plot(nil, x: "product before", y: "product after")
    .scatter("a start", x: shown.map { before[$0] }, y: shown.map { end[$0] })
    .range(x: -0.08...0.05, y: -1.5...1.5)
})

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

// MARK: - The quotients of three mistakes

let threeQuotients = check(start, on: samples[0], asPublished).entries
  .sorted { $0.index < $1.index }
  .map { ($0.analytic / $0.numerical).formatted(4) }

// exercise 1
func publishedQuotients(_ w1: Double, _ w2: Double, _ w3: Double) -> [Double] {
  [w1, w2, w3]
}
// end

#if CHECK // 1
// when: w1 with the weights [0.2333, -0.233, -0.52133]: computed -0.121626289, expected -1.0012875536480745
// say: These are the quotients after the loop was turned around; here it runs from front to back / These are the products in the gradients; divide them by the true derivatives, which have weights in them as well
// when: w3 with the weights [0.2333, -0.233, -0.52133]: computed 0.028338925337, expected -0.01477393194593842
// say: w3 is multiplied in twice, before the loop and in it
for weights in [start, [0.5, -0.75, 1.25], [1.5, 0.25, -0.5]] {
  let found = publishedQuotients(weights[0], weights[1], weights[2])
  let entries = check(weights, on: samples[1], asPublished).entries
    .sorted { $0.index < $1.index }
  expect(found.count == 3, "there are three quotients")
  for (entry, quotient) in zip(entries, found) {
    expect(
      quotient, entry.analytic / entry.numerical,
      "\(entry.parameter) with the weights \(weights)", tolerance: 1e-6)
  }
}
#endif // 1

show(publishedQuotients(start[0], start[1], start[2]).map { $0.formatted(4) })

// MARK: - A layer with a bias

struct BiasLayer {
  var weight: Double
  var bias: Double
  var input = 0.0
  var gradient = 0.0
  var biasGradient = 0.0

  mutating func forward(_ value: Double) -> Double {
    input = value
    return input * weight + bias
  }
}

// exercise 2
func sendBack(_ shared: Double, through layer: inout BiasLayer) -> Double {
  layer.gradient = shared * layer.input
  return shared * layer.weight
}
// end

#if CHECK // 2
// when: by the bias of layer 1, x = -1.0: computed -0.4821599999999999, expected 0.48215999999592896
// say: The bias is not multiplied by the input, so the input is not in its derivative
// when: by the weight of layer 1, x = -1.0: computed 0.11784000000000006, expected -0.48215999999592896
// say: The bias is added, and does not change the slope: hand on shared * weight
// when: by the bias of layer 1, x = -1.0: computed 0.43394399999999994, expected 0.48215999999592896
// say: The bias stands behind the multiplication: the product that arrives is its derivative, without the weight
for sample in [Sample(x: -1, target: 1), Sample(x: 0.5, target: 2)] {
  let biased = [
    BiasLayer(weight: 0.9, bias: 0.25), BiasLayer(weight: -0.8, bias: -0.5),
    BiasLayer(weight: 0.7, bias: 0.125),
  ]
  func error(_ layers: inout [BiasLayer]) -> Double {
    var signal = sample.x
    for index in layers.indices { signal = layers[index].forward(signal) }
    return signal - sample.target
  }
  var layers = biased
  var shared = error(&layers)
  for index in layers.indices.reversed() { shared = sendBack(shared, through: &layers[index]) }
  for index in layers.indices {
    let byWeight = centralDifference(
      of: { value in
        var moved = biased
        moved[index].weight = value
        let distance = error(&moved)
        return 0.5 * distance * distance
      }, at: biased[index].weight)
    let byBias = centralDifference(
      of: { value in
        var moved = biased
        moved[index].bias = value
        let distance = error(&moved)
        return 0.5 * distance * distance
      }, at: biased[index].bias)
    let place = "layer \(index + 1), x = \(sample.x)"
    expect(layers[index].gradient, byWeight, "by the weight of \(place)", tolerance: 1e-6)
    expect(layers[index].biasGradient, byBias, "by the bias of \(place)", tolerance: 1e-6)
  }
}
#endif // 2

// MARK: - A layer that bends

func tanh(_ x: Double) -> Double { tanh(Scalar(x)).value }

struct TanhLayer {
  var weight: Double
  var input = 0.0
  var output = 0.0
  var gradient = 0.0

  mutating func forward(_ value: Double) -> Double {
    input = value
    output = tanh(input * weight)
    return output
  }
}

// exercise 3
func sendBackBent(_ shared: Double, through layer: inout TanhLayer) -> Double {
  layer.gradient = shared * layer.input
  return shared * layer.weight
}
// end

#if CHECK // 3
// when: by the weight of layer 1, x = -1.0: computed -0.2041404528979358, expected -0.08618713191435745
// say: The layers in front have the bend behind them too: hand on the product with the factor in it
// when: by the weight of layer 1, x = -1.0: computed -0.02125205798615279, expected -0.08618713191435745
// say: The factor is 1 less the square of the output, not of what went into tanh
for sample in [Sample(x: -1, target: 1), Sample(x: 2, target: -0.5)] {
  let bending = [TanhLayer(weight: 0.9), TanhLayer(weight: -0.8), TanhLayer(weight: 1.5)]
  func error(_ layers: inout [TanhLayer]) -> Double {
    var signal = sample.x
    for index in layers.indices { signal = layers[index].forward(signal) }
    return signal - sample.target
  }
  var layers = bending
  var shared = error(&layers)
  for index in layers.indices.reversed() { shared = sendBackBent(shared, through: &layers[index]) }
  for index in layers.indices {
    let slope = centralDifference(
      of: { value in
        var moved = bending
        moved[index].weight = value
        let distance = error(&moved)
        return 0.5 * distance * distance
      }, at: bending[index].weight)
    expect(
      layers[index].gradient, slope, "by the weight of layer \(index + 1), x = \(sample.x)",
      tolerance: 1e-6)
  }
}
#endif // 3

// MARK: - Sources

// nabla outside aee6bf31b5c41bd8
// nabla starter 1 2053283c6897f1f6
// nabla starter 2 df4f25fda2605226
// nabla starter 3 147fcf3202e74059
// nabla optimize true
