// Remembering
// A network that hears its own last answer can read a sequence of any length. How far back it remembers is decided by one product.
//
// A lesson of: Neural networks from zero
// nabla: optimize
// Run it with: nabla run remembering.solutions.swift
// Check your answers with: nabla check remembering.solutions.swift

import LessonKit
import Nabla

// MARK: - A neuron that hears itself

import Foundation

func states(_ inputs: [Double], w: Double, u: Double) -> [Double] {
  var h = 0.0
  return inputs.map { x in
    h = tanh(w * x + u * h)
    return h
  }
}

let click = [1.0] + Array(repeating: 0.0, count: 29)

show(Plot("A single 1 at the first moment", x: "moment", y: "state") {
  for u in [0.5, 0.9, 1.5, -0.9] {
    Line("u = \(u)", x: 1...30, y: states(click, w: 1, u: u))
  }
})

// MARK: - Unrolled

let w = Scalar(0.8, name: "w")
let u = Scalar(0.6, name: "u")
var h = Scalar(constant: 0, name: "h0")
for (t, value) in [1.0, -0.5, 0.25].enumerated() {
  let x = Scalar(constant: value, name: "x\(t + 1)")
  let past = t == 0 ? w * x : w * x + u * h
  h = tanh(past).named("h\(t + 1)")
}
let target = Scalar(constant: 1, name: "ê")
let loss = squaredError(predicted: h, expected: target).named("L")

show(GraphDiagram("One neuron, three moments", loss.graph(), digits: 2))

show(DerivativeTable(of: loss, for: [u, w], decimals: 6))

func gradient(
  _ inputs: [Double], target: Double, w: Double, u: Double
) -> (w: Double, u: Double) {
  let h = [0] + states(inputs, w: w, u: u)
  var (dw, du) = (0.0, 0.0)
  var shared = h.last! - target
  for t in inputs.indices.reversed() {
    shared *= 1 - h[t + 1] * h[t + 1]
    dw += shared * inputs[t]
    du += shared * h[t]
    shared *= u
  }
  return (dw, du)
}

let byHand = gradient([1, -0.5, 0.25], target: 1, w: 0.8, u: 0.6)
print("dL/du", byHand.u.formatted(6))
print("dL/dw", byHand.w.formatted(6))

// MARK: - One factor for each moment

show(Table(
  ["u", "10 moments", "50 moments", "100 moments"],
  [0.5, 0.9, 1.0, 1.1, 1.5].map { u in
    [u.formatted(1)] + [10, 50, 100].map { pow(u, $0).scientific(2) }
  }))

/// The length of the derivative by the input, 0, 1, 2, … moments back.
func reach(_ read: (Tensor) -> Tensor, _ source: inout RandomSource) -> [Double] {
  let noise = (0..<50 * 16).map { _ in source.normal(deviation: 0.2) }
  let inputs = Tensor(noise, shape: [1, 50, 16], name: "x")
  let direction = Tensor((0..<16).map { _ in source.normal() }, shape: [1, 16])
  let derivative = (read(inputs) * direction).sum().gradients()[inputs]
  let lengths = (0..<50).map { t in
    derivative.select(0).select(t).squared().sum().value.squareRoot()
  }
  return lengths.reversed()
}

/// The mean of the logarithms, which no single large value rules.
func meanReach(_ one: (inout RandomSource) -> [Double]) -> [Double] {
  var source = RandomSource(seed: 1)
  let runs = (0..<20).map { _ in one(&source) }
  return (0..<50).map { back in
    exp(runs.reduce(0.0) { $0 + log($1[back]) } / 20)
  }
}

func recurrentReach(scale: Double) -> [Double] {
  meanReach { source in
    var layer = Recurrent(inputs: 16, hidden: 16, using: &source)
    layer.recurrent.values = (0..<256).map { _ in
      source.normal(deviation: scale / 4)
    }
    return reach({ layer($0) }, &source)
  }
}

let reaches = [0.5, 1.0, 2.0].map {
  (scale: $0, lengths: recurrentReach(scale: $0))
}

show(Plot("Derivative by the input", x: "moments back", y: "length") {
  for (scale, lengths) in reaches { Line("s = \(scale.formatted(1))", lengths) }
}
.logarithmic(y: true))

// MARK: - A step off a cliff

func cliff(_ u: Double) -> Double {
  let error = pow(u, 50) - 0.5
  return 0.5 * error * error
}

func slope(_ u: Double) -> Double {
  (pow(u, 50) - 0.5) * 50 * pow(u, 49)
}

let best = pow(0.5, 1.0 / 50)
show(Plot("A cliff", x: "u", y: "loss") {
  Line("loss", over: 0.8...1.1, cliff)
  Scatter("start", x: [1.08], y: [cliff(1.08)])
  Scatter("best", x: [best], y: [cliff(best)])
})

let rate = 0.001
print("slope at the start:", slope(1.08).formatted(0))

print("after one step: u =", (1.08 - rate * slope(1.08)).formatted(1))

func descend(clippedTo limit: Double?) -> [Double] {
  var u = 1.08
  var path = [u]
  for _ in 1...150 {
    var gradient = slope(u)
    if let limit, gradient.magnitude > limit {
      gradient *= limit / gradient.magnitude
    }
    u -= rate * gradient
    path.append(u)
  }
  return path
}

let clipped = descend(clippedTo: 1)
print("clipped, after 150 steps:", clipped[150].formatted(4))
print("the best value:          ", best.formatted(4))
print("not clipped:             ", descend(clippedTo: nil)[3])

// MARK: - A gate

struct Gated: Layer {
  var parameters: [Tensor]

  init(
    inputs: Int, hidden: Int, using source: inout RandomSource
  ) {
    parameters = []
    for (part, bias) in [("keep", 3.0), ("new", 0)] {
      for (rows, kind) in [(inputs, "W"), (hidden, "U")] {
        parameters.append(
          Initializer.glorot.parameter(
            [rows, hidden], name: "\(kind) \(part)", inputs: rows,
            outputs: hidden, using: &source))
      }
      let biases = Array(repeating: bias, count: hidden)
      parameters.append(Tensor(biases, name: "b \(part)"))
    }
  }

  func callAsFunction(_ input: Tensor) -> Tensor {
    let (batch, time) = (input.shape[0], input.shape[1])
    let hidden = parameters[2].count
    var h = Tensor(repeating: 0, shape: [batch, hidden])
    var states: [Tensor] = []
    for t in 0..<time {
      let x = input.select(t, axis: 1)
      func sum(_ first: Int) -> Tensor {
        matmul(x, parameters[first]) + matmul(h, parameters[first + 1])
          + parameters[first + 2]
      }
      let keep = sigmoid(sum(0))
      h = keep * h + (1 - keep) * tanh(sum(3))
      states.append(h.reshaped([batch, 1, hidden]))
    }
    return concatenate(states, axis: 1)
  }
}

var checkSource = RandomSource(seed: 1)
let small = Gated(inputs: 2, hidden: 3, using: &checkSource)
let noise = (0..<10).map { _ in checkSource.normal() }
let sequence = Tensor(noise, shape: [1, 5, 2])
let check = gradientCheck(of: small) { $0(sequence).squared().sum() }
print(check.entries.count, "derivatives,", check.offenders.count, "disagree")

let gateReach = meanReach { source in
  let layer = Gated(inputs: 16, hidden: 16, using: &source)
  return reach({ layer($0).select(49, axis: 1) }, &source)
}
show(Plot("Derivative by the input", x: "moments back", y: "length") {
  Line("plain, s = 1.0", reaches[1].lengths)
  Line("gate", gateReach)
}
.logarithmic(y: true))

// MARK: - What was the first?

func sequences(
  _ count: Int, length: Int, _ source: inout RandomSource
) -> Samples {
  let symbols = (0..<count * length).map { _ in
    source.integer(below: 2) == 0 ? -1.0 : 1.0
  }
  return Samples(
    Tensor(symbols, shape: [count, length, 1]),
    classes: (0..<count).map { symbols[$0 * length] > 0 ? 1 : 0 })
}

/// A memory, and two neurons that read its last state.
struct Reader<Memory: Layer>: Layer {
  var memory: Memory
  var answer: Dense

  var parameters: [Tensor] {
    get { memory.parameters + answer.parameters }
    set {
      memory.parameters = Array(newValue.dropLast(2))
      answer.parameters = Array(newValue.suffix(2))
    }
  }

  func callAsFunction(_ input: Tensor) -> Tensor {
    answer(memory(input).select(input.shape[1] - 1, axis: 1))
  }

  /// The share of right answers after each moment.
  func accuracyByLength(_ samples: Samples) -> [Double] {
    let states = memory(samples.inputs)
    return (0..<samples.inputs.shape[1]).map { t in
      samples.accuracy(of: answer(states.select(t, axis: 1)))!
    }
  }
}

func run<Memory: Layer>(
  seed: UInt64, _ memory: (inout RandomSource) -> Memory
) throws -> [Reader<Memory>] {
  var source = RandomSource(seed: seed)
  let samples = sequences(500, length: 30, &source)
  var reader = Reader(
    memory: memory(&source),
    answer: Dense(inputs: 8, outputs: 2, using: &source))
  var optimizer = Adam(learningRate: 0.01)
  var history = [reader]
  for epoch in 1...40 {
    let plan = Training(epochs: 1, batchSize: 50, seed: UInt64(epoch), clip: 1)
    _ = try plan.run(&reader, on: samples, with: &optimizer)
    history.append(reader)
  }
  return history
}

let plainRuns = try (1...20).map { seed in
  try run(seed: UInt64(seed)) {
    Recurrent(inputs: 1, hidden: 8, givesSequence: true, using: &$0)
  }
}
let gatedRuns = try (1...20).map { seed in
  try run(seed: UInt64(seed)) { Gated(inputs: 1, hidden: 8, using: &$0) }
}

var testSource = RandomSource(seed: 100)
let unseen = sequences(500, length: 60, &testSource)
let plain = plainRuns.map { $0.last!.accuracyByLength(unseen) }
let gated = gatedRuns.map { $0.last!.accuracyByLength(unseen) }

func learnt(_ accuracies: [[Double]]) -> Int {
  accuracies.count { $0[29] > 0.9 }
}

show(Plot("After thirty symbols", x: "start", y: "share of right answers") {
  Scatter("plain", x: 1...20, y: plain.map { $0[29] })
  // Beside the others, so that neither hides the other.
  Scatter("gate", x: (1...20).map { Double($0) + 0.35 }, y: gated.map { $0[29] })
}
.range(y: 0...1.05))

// MARK: - Twice the length

func percent(_ share: Double) -> String { (100 * share).formatted(0) }

let good = plain.indices.filter { plain[$0][29] > 0.9 }
show(Table(
  ["start", "after 30", "after 31", "after 60", "worst of 31 to 60"],
  good.map { run in
    ["\(run + 1)"]
      + [plain[run][29], plain[run][30], plain[run][59]].map(percent)
      + [percent(plain[run][30...].min()!)]
  },
  caption: "Plain networks that had learnt thirty, right answers in per cent"))

show(Steps("Start 19", over: [0, 5, 10, 15, 20, 25, 30, 40], named: "epoch") { epoch in
  Plot("Asked after so many symbols", x: "symbols", y: "share of right answers") {
    Line("plain", x: 1...60, y: plainRuns[18][epoch].accuracyByLength(unseen))
    Line("gate", x: 1...60, y: gatedRuns[18][epoch].accuracyByLength(unseen))
  }
  .range(x: 0...60, y: -0.05...1.05)
})

// MARK: - What to keep

// MARK: - Exercises

// MARK: - Clip it

// exercise 1
func clip(_ gradient: [Double], to limit: Double) -> [Double] {
  let length = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
  guard length > limit else { return gradient }
  return gradient.map { $0 * limit / length }
}
// end

#if CHECK // 1
// when: the first number of (3, 4), cut to length 1: computed 1.0, expected 0.6
// say: That cuts each number by itself and changes the direction.
// when: a short gradient stays as it is
// say: A gradient that is short enough must stay as it is; this stretches it.
// when: the first number of (3, 4), cut to length 1: computed 0.12, expected 0.6
// say: The length is the square root of the sum of the squares.
expect(clip([3, 4], to: 1)[0], 0.6, "the first number of (3, 4), cut to length 1", tolerance: 1e-9)
expect(clip([3, 4], to: 1)[1], 0.8, "the second number of (3, 4), cut to length 1", tolerance: 1e-9)
expect(clip([-6, 8], to: 5)[0], -3, "the first number of (-6, 8), cut to length 5", tolerance: 1e-9)
expect(clip([0.3, 0.4], to: 1) == [0.3, 0.4], "a short gradient stays as it is")
expect(clip([0, 0], to: 1) == [0, 0], "a gradient of zeros")
#endif // 1

show(clip([3, 4], to: 1).map { $0.formatted(2) }) // => ?

// MARK: - A loss at every moment

// exercise 2
func gradientOfAll(
  _ inputs: [Double], targets: [Double], w: Double, u: Double
) -> (w: Double, u: Double) {
  let h = [0] + states(inputs, w: w, u: u)
  var (dw, du) = (0.0, 0.0)
  var shared = 0.0
  for t in inputs.indices.reversed() {
    shared += h[t + 1] - targets[t]
    shared *= 1 - h[t + 1] * h[t + 1]
    dw += shared * inputs[t]
    du += shared * h[t]
    shared *= u
  }
  return (dw, du)
}
// end

#if CHECK // 2
// when: dL/dw with 2 moments
// say: The own error replaces what came back from later moments; it must be added.
// when: dL/dw with 1 moments
// say: The error belongs to the state after tanh: add it before you multiply by the slope. / The last error is counted twice: begin with 0.
func sumOfLosses(_ w: Double, _ u: Double, _ inputs: [Double], _ targets: [Double]) -> Double {
  zip(states(inputs, w: w, u: u), targets).reduce(0) { $0 + 0.5 * ($1.0 - $1.1) * ($1.0 - $1.1) }
}
for (inputs, targets) in [([0.7], [0.2]), ([1, -0.5], [1, 0]), ([0.4, -0.9, 0.3, 0.8], [0, 1, -1, 0.5])] {
  let moments = inputs.count
  let derivatives = gradientOfAll(inputs, targets: targets, w: 0.8, u: 0.6)
  let byW = (sumOfLosses(0.80001, 0.6, inputs, targets) - sumOfLosses(0.79999, 0.6, inputs, targets)) / 2e-5
  let byU = (sumOfLosses(0.8, 0.60001, inputs, targets) - sumOfLosses(0.8, 0.59999, inputs, targets)) / 2e-5
  expect((derivatives.w - byW).magnitude < 1e-7, "dL/dw with \(moments) moments")
  expect((derivatives.u - byU).magnitude < 1e-7, "dL/du with \(moments) moments")
}
#endif // 2

let everyMoment = gradientOfAll([1, -0.5], targets: [1, 0], w: 0.8, u: 0.6)
print(everyMoment.w.formatted(6), everyMoment.u.formatted(6))

// MARK: - Sources

// nabla outside cd44fe2f8538ae34
// nabla starter 1 2d172236efc46f8c
// nabla starter 2 89fe1e6b74b9a679
// nabla timeout 300.0
// nabla optimize true
