// Backpropagation
// Derivatives deep inside a network, each factor computed once; and a check that finds two faults in a published program.
//
// A lesson of: Neural networks from zero
// Run it with: nabla run backpropagation.swift

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

show(GraphDiagram("Three weights and a loss", loss.graph()))

// MARK: - The factors repeat

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

// The same with a plus between the losses, for the note below.
var right = start
right.w1 += epsilon
var left = start
left.w1 -= epsilon
let sum = right.loss(on: samples[0]) + left.loss(on: samples[0])
print("with a plus:", (sum / (2 * epsilon)).formatted(6))

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

// MARK: - How exact is a central difference?

func chainLoss(_ w: Double) -> Double {
  var net = start
  net.w1 = w
  return net.loss(on: samples[0])
}

func curvedLoss(_ w: Scalar) -> Scalar {
  let e = tanh(Scalar(start.w3) * (Scalar(start.w2) * w))
  return squaredError(predicted: e, expected: -1)
}

let exact = loss.gradient()[w1]
let exactCurved = curvedLoss(w1).gradient()[w1]

struct SlopeErrors {
  let oneSided: Double
  let central: Double
  let curved: Double

  init(_ epsilon: Double) {
    let w = start.w1
    oneSided =
      ((chainLoss(w + epsilon) - chainLoss(w)) / epsilon - exact).magnitude
    central =
      ((chainLoss(w + epsilon) - chainLoss(w - epsilon)) / (2 * epsilon)
      - exact).magnitude
    curved =
      (centralDifference(
        of: { curvedLoss(Scalar($0)).value }, at: w, step: epsilon)
      - exactCurved).magnitude
  }
}

show(Table(
  ["ε", "one-sided", "central", "central, with tanh"],
  [1e4, 1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10].map { epsilon in
    let errors = SlopeErrors(epsilon)
    return [
      epsilon.scientific(1), errors.oneSided.scientific(1),
      errors.central.scientific(1), errors.curved.scientific(1),
    ]
  },
  caption: "Error of the measured slope"))

let widths = (-36...13).map {
  Double(sign: .plus, exponent: $0, significand: 1)
}
let errors = widths.map(SlopeErrors.init)

show(Plot("Error of the measured slope", x: "ε", y: "error")
  .line("one-sided", x: widths, y: errors.map(\.oneSided))
  .line("central", x: widths, y: errors.map(\.central))
  .line("central, with tanh", x: widths, y: errors.map(\.curved))
  .logarithmic(x: true, y: true))

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
  ],
  caption: "Sample 156: backpropagated, by definition"))

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

func table(
  _ net: Chain, on sample: Sample, caption: String
) -> DerivativeTable {
  let w1 = Scalar(net.w1, name: "w1")
  let w2 = Scalar(net.w2, name: "w2")
  let w3 = Scalar(net.w3, name: "w3")
  let x = Scalar(constant: sample.x, name: "x")
  let y = (w1 * x).named("y")
  let z = (w2 * y).named("z")
  let e = (w3 * z).named("e")
  let loss = squaredError(predicted: e, expected: Scalar(sample.target))
  return DerivativeTable(of: loss, for: [w3, w2, w1], caption: caption)
}

show(table(old, on: sample, caption: "At sample 156, before the step"))
show(
  table(published[160], on: samples[0], caption: "After 160 epochs, x = 1"))

// MARK: - A factor left out

show(Table(
  ["x", "dw1 without x", "dw1", "by definition"],
  samples.map { sample in
    let gradient = gradient(of: start, on: sample)
    let withoutX = (start.output(sample.x) - sample.target)
      * start.w3 * start.w2
    let definition = gradientByDefinition(of: start, on: sample)
    return [
      sample.x.formatted(0), withoutX.formatted(6),
      gradient.w1.formatted(6), definition.w1.formatted(6),
    ]
  }))

// MARK: - What the faults cost, and what they gave

let together = train(start, epochs: 240, with: stepTogether)

show(Table(
  ["epoch", "product, published", "product, true",
    "loss, published", "loss, true"],
  [0, 40, 80, 120, 140, 160, 180, 200, 240].map { epoch in
    [
      "\(epoch)", published[epoch].product.formatted(5),
      together[epoch].product.formatted(5),
      published[epoch].loss(on: samples[0]).formatted(5),
      together[epoch].loss(on: samples[0]).formatted(5),
    ]
  }))

show(Plot("Loss at x = 1", x: "epoch", y: "loss")
  .line("published", published.map { $0.loss(on: samples[0]) })
  .line("true derivatives", together.map { $0.loss(on: samples[0]) }))

func firstEpoch(_ history: [Chain], _ isReached: (Chain) -> Bool) -> String {
  history.firstIndex(where: isReached).map { "\($0)" } ?? "never"
}

let milestones: [(String, (Chain) -> Bool)] = [
  ("w1 + w2 above 0.01", { $0.w1 + $0.w2 > 0.01 }),
  ("w1 + w2 above 0.1", { $0.w1 + $0.w2 > 0.1 }),
  ("w1 + w2 above 1", { $0.w1 + $0.w2 > 1 }),
  ("product within 0.001 of −1", { ($0.product + 1).magnitude < 0.001 }),
]

show(Table(
  ["first epoch with", "published", "true"],
  milestones.map { name, isReached in
    [name, firstEpoch(published, isReached), firstEpoch(together, isReached)]
  }))

show(Table(
  ["epoch", "sum, published", "sum, true"],
  [0, 1, 2, 5, 10, 20].map { epoch in
    [
      "\(epoch)", (published[epoch].w1 + published[epoch].w2).formatted(5),
      (together[epoch].w1 + together[epoch].w2).formatted(5),
    ]
  },
  caption: "The way off the saddle: w1 + w2"))

let nearby = Chain(w1: 0.2333, w2: -0.238, w3: -0.52133)

func arrival(_ step: Step) -> String {
  firstEpoch(train(nearby, epochs: 240, with: step)) {
    ($0.product + 1).magnitude < 0.001
  }
}

print("published:", arrival(stepAsPublished), " true:", arrival(stepTogether))

// MARK: - Equal weights

let equalPublished = train(equal, epochs: 3_000, with: stepAsPublished)
let equalTogether = train(equal, epochs: 3_000, with: stepTogether)

print("negative from epoch", firstEpoch(equalPublished) { $0.product < 0 })
print("within 0.001 of −1 from epoch", firstEpoch(equalPublished) {
  ($0.product + 1).magnitude < 0.001
})
print("with true derivatives:", firstEpoch(equalTogether) { $0.product < 0 })

show(Table(
  ["epoch", "product, published", "product, true"],
  [160, 500, 590, 1_000, 1_237, 3_000].map { epoch in
    [
      "\(epoch)", equalPublished[epoch].product.formatted(9),
      equalTogether[epoch].product.formatted(9),
    ]
  }))

show(Table(
  ["epoch", "w1", "w2", "w3", "1/w1", "by the rule"],
  [0, 160, 1_000, 3_000].map { epoch in
    let net = equalTogether[epoch]
    let steps = Double(2 * epoch)
    return [
      "\(epoch)", net.w1.formatted(6), net.w2.formatted(6),
      net.w3.formatted(6), (1 / net.w1).formatted(1),
      (1 / 0.2333 + learningRate * steps).formatted(1),
    ]
  }))

// MARK: - What to keep

// MARK: - Exercises
