// Backpropagation
// The derivative of a weight deep inside a network is a product of factors; computed from the loss to the front, each product is needed only once.
//
// A lesson of: Neural networks from zero
// Run it with: nabla run backpropagation.swift
// Check your answers with: nabla check backpropagation.swift

import LessonKit
import Nabla

// MARK: - The smallest network worth differentiating

let w1 = Scalar(0.2333, name: "w1")
let w2 = Scalar(-0.233, name: "w2")
let w3 = Scalar(-0.52133, name: "w3")
let x = Scalar(constant: 1, name: "x")

let y = (w1 * x).named("y")
let z = (w2 * y).named("z")
let e = (w3 * z).named("e")
let target = Scalar(constant: -1, name: "ê")
let loss = squaredError(predicted: e, expected: target).named("L")

show(derivations(of: loss, for: [w3, w2, w1]))

// MARK: - The factors repeat

let zShared = loss.gradient()[w3] / z.value * w3.value

func wayBack(to layer: Int) -> GraphDiagram {
  // A number that is given, not computed, ends the way.
  let first = layer > 1 ? Scalar(y.value, name: "y") : (w1 * x).named("y")
  let second = layer > 2 ? Scalar(z.value, name: "z") : (w2 * first).named("z")
  let third = (w3 * second).named("e")
  let loss = squaredError(predicted: third, expected: target).named("L")
  return GraphDiagram("Back to layer \(layer)", of: loss).leadingDown()
}

show(Steps("The way back", over: [3, 2, 1], named: "layer") { wayBack(to: $0) })

func derivationsOfChain(layers: Int) -> Derivations {
  let weights = (1...layers).map { Scalar(0.9, name: "w\($0)") }
  var signal: Scalar = 1
  for weight in weights {
    signal = weight * signal
  }
  let loss = squaredError(predicted: signal, expected: -1)
  return derivations(of: loss, for: weights.reversed())
}

show(Table(
  ["layers", "without sharing", "with sharing"],
  [1, 2, 3, 10, 30, 100].map { layers in
    let rows = derivationsOfChain(layers: layers)
    return [
      "\(layers)", "\(rows.multiplicationsWithoutSharing)",
      "\(rows.multiplications)",
    ]
  },
  caption: "Multiplications for all derivatives of a chain"))

// MARK: - The network by hand

struct Chain {
  var w1: Double
  var w2: Double
  var w3: Double

  var product: Double { w1 * w2 * w3 }

  func output(_ x: Double) -> Double {
    w3 * (w2 * (w1 * x))
  }

  func answer(_ x: Double) -> Int {
    output(x) > 0 ? 1 : -1
  }

  func loss(on sample: Sample) -> Double {
    let error = output(sample.x) - sample.target
    return 0.5 * (error * error)
  }
}

struct Sample {
  let x: Double
  let target: Double
}

let samples = [Sample(x: 1, target: -1), Sample(x: -1, target: 1)]
let start = Chain(w1: 0.2333, w2: -0.233, w3: -0.52133)
let learningRate = 0.05

struct Gradient {
  let w3: Double
  let w2: Double
  let w1: Double
}

func stepAsPublished(_ net: inout Chain, on sample: Sample) -> Gradient {
  // Forward.
  let y = net.w1 * sample.x
  let z = net.w2 * y
  let e = net.w3 * z

  // Backward: layer 3,
  var shared = e - sample.target
  let d3 = shared * z
  net.w3 -= learningRate * d3

  // layer 2,
  shared = shared * net.w3
  let d2 = shared * y
  net.w2 -= learningRate * d2

  // layer 1.
  shared = shared * net.w2
  let d1 = shared * sample.x
  net.w1 -= learningRate * d1

  return Gradient(w3: d3, w2: d2, w1: d1)
}

typealias Step = (inout Chain, Sample) -> Gradient

func train(_ start: Chain, epochs: Int, with step: Step) -> [Chain] {
  var net = start
  var history = [net]
  for _ in 1...epochs {
    for sample in samples {
      _ = step(&net, sample)
    }
    history.append(net)
  }
  return history
}

let published = train(start, epochs: 160, with: stepAsPublished)

print(1, ",", published[160].answer(1))
print(-1, ",", published[160].answer(-1))

// MARK: - A start that does not work

let equal = Chain(w1: 0.2333, w2: 0.2333, w3: 0.2333)
let stuck = train(equal, epochs: 160, with: stepAsPublished)

print("answers:", stuck[160].answer(1), stuck[160].answer(-1))

show(Plot("Product of the weights", x: "epoch", y: "w1·w2·w3")
  .line("the first start", published.map(\.product))
  .line("three equal weights", stuck.map(\.product)))

show(Table(
  ["epoch", "w1", "w2", "w3", "w1·w2·w3"],
  [0, 10, 40, 80, 160].map { epoch in
    let net = stuck[epoch]
    return [
      "\(epoch)", net.w1.formatted(4), net.w2.formatted(4),
      net.w3.formatted(4), net.product.formatted(6),
    ]
  }))

// MARK: - What to keep

// MARK: - Exercises

// MARK: - Any number of layers

// exercise 1
/// The derivatives of ½(e − ê)² by the weights, the first weight first.
func chainGradient(_ weights: [Double], on sample: Sample) -> [Double] {
  weights.map { _ in 0 }
}
// end

#if CHECK // 1
// when: by weight 1 of 1, x = -1.0: computed -1.25, expected 1.25
// say: The first layer has an input too: it is x, not 1. With x = 1 one would not notice
// when: by weight 1 of 1, x = -1.0: computed 0.625, expected 1.25
// say: The weight of a layer is not in its own derivative: take the derivative first, then hand the product on
// when: by weight 1 of 4, x = -1.0: computed 0.1956, expected -0.12048960000174702
// say: The product travels from the last layer to the first
func chainLoss(_ weights: [Double], _ sample: Sample) -> Double {
  let error = weights.reduce(sample.x, *) - sample.target
  return 0.5 * error * error
}
for (weights, x) in [([0.5], -1.0), ([0.9, -0.8, 0.7, 1.1], -1), ([1.5, 0.5, -2], 0.5)] {
  let sample = Sample(x: x, target: 0.75)
  let found = chainGradient(weights, on: sample)
  expect(found.count == weights.count, "there is a derivative for each weight")
  for index in weights.indices where index < found.count {
    let slope = centralDifference(
      of: { value in
        var moved = weights
        moved[index] = value
        return chainLoss(moved, sample)
      }, at: weights[index])
    expect(
      found[index], slope, "by weight \(index + 1) of \(weights.count), x = \(x)",
      tolerance: 1e-6)
  }
}
#endif // 1

// MARK: - A bias inside

struct BiasedChain {
  var w1, w2, w3: Double
  var b1, b2, b3: Double

  func output(_ x: Double) -> Double {
    let y = w1 * x + b1
    let z = w2 * y + b2
    return w3 * z + b3
  }
}

// exercise 2
func slopeByB2(_ net: BiasedChain, on sample: Sample) -> Double {
  let error = net.output(sample.x) - sample.target
  return error
}
// end

#if CHECK // 2
// when: at x = 1.0: computed 0.7470703125, expected 0.99609375
// say: This is the derivative by w2: the bias is not multiplied by the layer's input
// when: at x = 1.0: computed -0.7470703125, expected 0.99609375
// say: The product goes no further than to layer 2: w2 stands before the bias, not behind it
for (x, target) in [(1.0, -1.0), (-1, 1), (0.5, 2)] {
  let net = BiasedChain(w1: 0.5, w2: -0.75, w3: 1.25, b1: 0.25, b2: 0.5, b3: -0.125)
  let slope = centralDifference(
    of: { value in
      var moved = net
      moved.b2 = value
      let error = moved.output(x) - target
      return 0.5 * error * error
    }, at: net.b2)
  expect(
    slopeByB2(net, on: Sample(x: x, target: target)), slope, "at x = \(x)", tolerance: 1e-6)
}
#endif // 2

// MARK: - Sources

// nabla outside cd5094f6e699b23a
// nabla starter 1 6fdb1a209c69ac72
// nabla starter 2 35d3e922a54669f3
