// Checking derivatives
// A derivative is a slope, and a slope can be measured. A check made from that finds two faults in a published program, one of which hides the other.
//
// A lesson of: Neural networks from zero
// Run it with: nabla run checking-derivatives.solutions.swift
// Check your answers with: nabla check checking-derivatives.solutions.swift

import LessonKit
import Nabla

// MARK: - The program once more

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

struct Gradient {
  let w3: Double
  let w2: Double
  let w1: Double
}

let samples = [Sample(x: 1, target: -1), Sample(x: -1, target: 1)]
let start = Chain(w1: 0.2333, w2: -0.233, w3: -0.52133)
let learningRate = 0.05

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

// MARK: - A check from the definition

func slope(
  of net: Chain, by weight: WritableKeyPath<Chain, Double>,
  on sample: Sample, epsilon: Double = 1e-4
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

typealias Step = (inout Chain, Sample) -> Gradient

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

let lag = arrival(together) - arrival(published)

// MARK: - Equal weights

let equal = Chain(w1: 0.2333, w2: 0.2333, w3: 0.2333)
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

// MARK: - Every slope of a loss

// exercise 1
func slopes(
  of loss: ([Double]) -> Double, at weights: [Double], epsilon: Double
) -> [Double] {
  weights.indices.map { index in
    var right = weights
    right[index] += epsilon
    var left = weights
    left[index] -= epsilon
    return (loss(right) - loss(left)) / (2 * epsilon)
  }
}
// end

#if CHECK // 1
// when: by the first weight of a² + 3ab − 2b, at (0.5, −1.5): computed -3.25, expected -3.5
// say: One side only: on a curve, the slope between here and there is not the slope here
// when: by the first weight of a² + 3ab − 2b, at (0.5, −1.5): computed -7.0, expected -3.5
// say: Twice the slope: from the left point to the right one it is 2ε
// when: by the second weight: computed -4.0, expected -0.5
// say: Every weight stays moved when the next one is tried: it has to go back first
// when: by the first weight of a² + 3ab − 2b, at (0.5, −1.5): computed 4.25, expected -3.5
// say: A plus between the two losses: the slope is how much they differ
let bowl: ([Double]) -> Double = { $0[0] * $0[0] + 3 * $0[0] * $0[1] - 2 * $0[1] }
let found = slopes(of: bowl, at: [0.5, -1.5], epsilon: 0.25)
expect(found.count == 2, "there is a slope for each weight")
if found.count == 2 {
  expect(found[0], -3.5, "by the first weight of a² + 3ab − 2b, at (0.5, −1.5)", tolerance: 1e-9)
  expect(found[1], -0.5, "by the second weight", tolerance: 1e-9)
}
let cube = slopes(of: { $0[0] * $0[0] * $0[0] }, at: [2], epsilon: 1e-3)
expect(cube.first ?? 0, 12, "of a³ at 2", tolerance: 1e-6)
#endif // 1

// MARK: - Mend the step

// exercise 2
func stepMended(_ net: inout Chain, on sample: Sample) -> Gradient {
  let y = net.w1 * sample.x
  let z = net.w2 * y
  let e = net.w3 * z

  var shared = e - sample.target
  let d3 = shared * z
  shared = shared * net.w3
  net.w3 -= learningRate * d3

  let d2 = shared * y
  shared = shared * net.w2
  net.w2 -= learningRate * d2

  let d1 = shared * sample.x
  net.w1 -= learningRate * d1

  return Gradient(w3: d3, w2: d2, w1: d1)
}
// end

#if CHECK // 2
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
#endif // 2

// MARK: - Sources

// nabla outside 54679d2b98492594
// nabla starter 1 99c6e0465844dec0
// nabla starter 2 ba1b2a087a67081f
