// Backpropagation
// Derivatives deep inside a network, each factor computed once; and a check that finds two faults in a published program.
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

let published = train(start, epochs: 240, with: stepAsPublished)

print(1, ",", published[160].answer(1))
print(-1, ",", published[160].answer(-1))

// MARK: - A start that does not work

let equal = Chain(w1: 0.2333, w2: 0.2333, w3: 0.2333)
let stuck = train(equal, epochs: 160, with: stepAsPublished)

print("answers:", stuck[160].answer(1), stuck[160].answer(-1))

show(Table(
  ["epoch", "w1", "w2", "w3", "w1·w2·w3"],
  [0, 10, 40, 80, 160].map { epoch in
    let net = stuck[epoch]
    return [
      "\(epoch)", net.w1.formatted(4), net.w2.formatted(4),
      net.w3.formatted(4), net.product.formatted(6),
    ]
  }))

// MARK: - A check from the definition

let epsilon = 1e-4

func slope(
  of net: Chain, by weight: WritableKeyPath<Chain, Double>,
  on sample: Sample
) -> Double {
  var right = net
  right[keyPath: weight] += epsilon
  var left = net
  left[keyPath: weight] -= epsilon
  return (right.loss(on: sample) - left.loss(on: sample)) / (2 * epsilon)
}

func gradientByDefinition(of net: Chain, on sample: Sample) -> Gradient {
  Gradient(
    w3: slope(of: net, by: \.w3, on: sample),
    w2: slope(of: net, by: \.w2, on: sample),
    w1: slope(of: net, by: \.w1, on: sample))
}

print("dw1:", slope(of: start, by: \.w1, on: samples[0]).formatted(6))

func printLine(_ name: String, _ value: Double, _ definition: Double) {
  func column(_ value: Double) -> String {
    (value < 0 ? "" : " ") + value.formatted(6)
  }
  print(name, column(value), column(definition), separator: "  ")
}

var net = start
for _ in 1...160 {
  for sample in samples {
    let gradient = stepAsPublished(&net, on: sample)
    let definition = gradientByDefinition(of: net, on: sample)
    printLine("dw3", gradient.w3, definition.w3)
    printLine("dw2", gradient.w2, definition.w2)
    printLine("dw1", gradient.w1, definition.w1)
  }
}

print(1, ",", net.answer(1))
print(-1, ",", net.answer(-1))

// MARK: - Two faults that hide each other

func gradient(of net: Chain, on sample: Sample) -> Gradient {
  let y = net.w1 * sample.x
  let z = net.w2 * y
  let e = net.w3 * z
  let shared3 = e - sample.target
  let shared2 = shared3 * net.w3
  let shared1 = shared2 * net.w2
  return Gradient(w3: shared3 * z, w2: shared2 * y, w1: shared1 * sample.x)
}

func stepTogether(_ net: inout Chain, on sample: Sample) -> Gradient {
  let gradient = gradient(of: net, on: sample)
  net.w3 -= learningRate * gradient.w3
  net.w2 -= learningRate * gradient.w2
  net.w1 -= learningRate * gradient.w1
  return gradient
}

func compare(_ name: String, _ step: Step, checkAfter: Bool) -> [String] {
  var net = start
  var row = [name]
  var worst = 0.0
  for number in 1...320 {
    let sample = samples[(number - 1) % 2]
    let before = gradientByDefinition(of: net, on: sample)
    let found = step(&net, sample)
    let definition =
      checkAfter ? gradientByDefinition(of: net, on: sample) : before
    let pairs = [
      (found.w3, definition.w3), (found.w2, definition.w2),
      (found.w1, definition.w1),
    ]
    for (backpropagated, measured) in pairs {
      worst = max(worst, (backpropagated - measured).magnitude)
      if number == 156 {
        row.append("\(backpropagated.formatted(6)), \(measured.formatted(6))")
      }
    }
  }
  return row + [worst.scientific(2)]
}

show(Table(
  ["program", "dw3", "dw2", "dw1", "worst of 960"],
  [
    compare("as published", stepAsPublished, checkAfter: true),
    compare("check moved", stepAsPublished, checkAfter: false),
    compare("order mended", stepTogether, checkAfter: true),
    compare("both mended", stepTogether, checkAfter: false),
  ]))

var old = start
for number in 1...155 {
  _ = stepAsPublished(&old, on: samples[(number - 1) % 2])
}
let sample = samples[155 % 2]
var new = old
_ = stepAsPublished(&new, on: sample)

let oldError = old.output(sample.x) - sample.target
let newError = new.output(sample.x) - sample.target

let trueSlope = oldError * old.w3 * old.w2 * sample.x
let stepSlope = oldError * new.w3 * new.w2 * sample.x
let checkSlope = newError * new.w3 * new.w2 * sample.x

func percent(_ value: Double) -> String {
  ((value / trueSlope - 1) * 100).formatted(2)
}

let errorChange = (newError / oldError - 1).magnitude * 100

show(Table(
  ["dw1 as", "error", "w3, w2", "value", "off by %"],
  [
    ["it should be", "old", "old", trueSlope.formatted(6), percent(trueSlope)],
    [
      "the step has it", "old", "new", stepSlope.formatted(6),
      percent(stepSlope),
    ],
    [
      "the check has it", "new", "new", checkSlope.formatted(6),
      percent(checkSlope),
    ],
  ]))

// MARK: - What the faults cost, and what they gave

let together = train(start, epochs: 240, with: stepTogether)

show(Plot("Loss at x = 1", x: "epoch", y: "loss")
  .line("published", published.map { $0.loss(on: samples[0]) })
  .line("true derivatives", together.map { $0.loss(on: samples[0]) }))

func firstEpoch(_ history: [Chain], _ isReached: (Chain) -> Bool) -> Int? {
  history.firstIndex(where: isReached)
}

func arrival(_ history: [Chain]) -> Int {
  firstEpoch(history) { ($0.product + 1).magnitude < 0.001 }!
}

// MARK: - Equal weights

let equalPublished = train(equal, epochs: 3_000, with: stepAsPublished)
let equalTogether = train(equal, epochs: 3_000, with: stepTogether)

show(Table(
  ["epoch", "product, published", "product, true"],
  [160, 500, 590, 1_000, 1_237, 3_000].map { epoch in
    [
      "\(epoch)", equalPublished[epoch].product.formatted(9),
      equalTogether[epoch].product.formatted(9),
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

// MARK: - Mend the step

// exercise 3
func stepMended(_ net: inout Chain, on sample: Sample) -> Gradient {
  let y = net.w1 * sample.x
  let z = net.w2 * y
  let e = net.w3 * z

  var shared = e - sample.target
  let d3 = shared * z
  net.w3 -= learningRate * d3

  shared = shared * net.w3
  let d2 = shared * y
  net.w2 -= learningRate * d2

  shared = shared * net.w2
  let d1 = shared * sample.x
  net.w1 -= learningRate * d1

  return Gradient(w3: d3, w2: d2, w1: d1)
}
// end

#if CHECK // 3
// when: dw1 at x = 1.0: computed -0.5090713500976562, expected -0.4980468750000189
// say: Layer 2 gets the old w3 now; but layer 1 still gets a w2 that has moved
// when: dw3 at x = 1.0: computed -0.2490234375, expected -0.1992187500002296
// say: The derivative of layer 3 has lost its place: it is taken with the product as it arrives, before w3 is multiplied in
var walker = Chain(w1: 0.5, w2: -0.75, w3: 1.25)
for sample in samples + [Sample(x: 0.5, target: 2)] {
  let before = walker
  let found = stepMended(&walker, on: sample)
  let expected = gradientByDefinition(of: before, on: sample)
  expect(found.w3, expected.w3, "dw3 at x = \(sample.x)", tolerance: 1e-6)
  expect(found.w2, expected.w2, "dw2 at x = \(sample.x)", tolerance: 1e-6)
  expect(found.w1, expected.w1, "dw1 at x = \(sample.x)", tolerance: 1e-6)
  expect(before.w3 - walker.w3, learningRate * expected.w3, "how far w3 moves", tolerance: 1e-6)
  expect(before.w2 - walker.w2, learningRate * expected.w2, "how far w2 moves", tolerance: 1e-6)
  expect(before.w1 - walker.w1, learningRate * expected.w1, "how far w1 moves", tolerance: 1e-6)
}
#endif // 3

// MARK: - Sources

// nabla outside 1b94d1adce69ecd8
// nabla starter 1 6fdb1a209c69ac72
// nabla starter 2 35d3e922a54669f3
// nabla starter 3 ba1b2a087a67081f
