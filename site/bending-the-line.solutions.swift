// Bending the line
// Why a deep network without activations is one straight line, how a bend changes that, and how a neuron can die of it.
//
// A lesson of: Neural networks from zero
// nabla: optimize
// Run it with: nabla run bending-the-line.solutions.swift
// Check your answers with: nabla check bending-the-line.solutions.swift

import LessonKit
import Nabla

// MARK: - Four corners

let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
let xor = Samples(
  Tensor(corners), values: Tensor([[-1.0], [1.0], [1.0], [-1.0]]))

func train(
  _ network: inout Network, on samples: Samples, steps: Int, rate: Double = 0.1
) {
  var optimizer = SGD(learningRate: rate)
  for _ in 0..<steps {
    let loss = samples.loss(of: network(samples.inputs))
    optimizer.update(&network, along: loss.gradients())
  }
}

var source = RandomSource(seed: 1)
var neuron = Network { Dense(inputs: 2, outputs: 1, using: &source) }
train(&neuron, on: xor, steps: 1_000)

func report(_ network: Network) {
  let outputs = network(xor.inputs)
  print("largest output:", outputs.values.map(\.magnitude).max()!.formatted(3))
  print("loss:", xor.loss(of: outputs).value.formatted(3))
}

report(neuron)

// MARK: - More of the same

var deep = Network {
  Dense(inputs: 2, outputs: 8, using: &source)
  Dense(inputs: 8, outputs: 8, using: &source)
  Dense(inputs: 8, outputs: 1, using: &source)
}
train(&deep, on: xor, steps: 1_000)

print("parameters:", deep.parameterCount)
report(deep)

func collapsed(_ first: Dense, _ second: Dense) -> Dense {
  var one = second
  one.weight = matmul(first.weight, second.weight)
  one.bias = matmul(first.bias.reshaped([1, first.bias.count]), second.weight)
    .reshaped([second.bias.count]) + second.bias
  return one
}

let layers = [(2, 8), (8, 8), (8, 1)].map { inputs, outputs in
  Dense(inputs: inputs, outputs: outputs, using: &source)
}
let single = collapsed(collapsed(layers[0], layers[1]), layers[2])

print("weights of the one layer:", single.weight.values.map { $0.formatted(4) })
for place in [[0.3, -1.7], [12, 5]] {
  let three = layers.reduce(Tensor([place])) { signal, layer in layer(signal) }
  let one = single(Tensor([place]))
  print(place, three.value.formatted(10), one.value.formatted(10))
}

// MARK: - A bend

func sigmoidOf(_ a: Double) -> Double { 1 / (1 + Elementary.exp(-a)) }

show(Group {
  Plot("The functions", x: "a", y: "h")
    .line("tanh", over: -4...4, samples: 57) { Elementary.tanh($0) }
    .line("sigmoid", over: -4...4, samples: 57, sigmoidOf)
    .line("ReLU", x: [-4, 0, 4], y: [0, 0, 4])
    .range(y: -1.2...2)
  Plot("Their slopes", x: "a", y: "dh/da")
    .line("tanh", over: -4...4, samples: 57) { 1 - Elementary.tanh($0) * Elementary.tanh($0) }
    .line("sigmoid", over: -4...4, samples: 57) { sigmoidOf($0) * (1 - sigmoidOf($0)) }
    .line("ReLU", x: [-4, 0, 0, 4], y: [0, 0, 1, 1])
})

let place = Scalar(0.5, name: "a")
show(Knobs("The slope of tanh", of: tanh(place).named("h"), vary: [place], in: -4...4)
  .derivatives(decimals: 4))

func border(_ title: String?, _ output: (Double, Double) -> Double) -> HeatMap {
  HeatMap(title, x: -0.5...1.5, y: -0.5...1.5, cells: 16, output)
    .labels(x: "x1", y: "x2").scale(-0.4...0.4).border(at: 0)
}

func outputs(of network: Network) -> (Double, Double) -> Double {
  { network(Tensor([[$0, $1]])).value }
}

var bendSource = RandomSource(seed: 21)
var bendLayers: [Dense] = []
for (inputs, count) in [(2, 8), (8, 8), (8, 1)] {
  var dense = Dense(
    inputs: inputs, outputs: count,
    initializer: .normal(deviation: 1.8 / Double(inputs).squareRoot()),
    using: &bendSource)
  dense.bias = Tensor((0..<count).map { _ in bendSource.normal(deviation: 0.7) })
  bendLayers.append(dense)
}

show(Steps("Random weights", over: [0, 0.5, 1], named: "bend") { bend in
  border(nil) { x1, x2 in
    var signal = Tensor([[x1, x2]])
    for (index, layer) in bendLayers.enumerated() {
      signal = layer(signal)
      if index < 2 { signal = signal * (1 - bend) + tanh(signal) * bend }
    }
    return signal.value
  }
})

// MARK: - XOR by hand

func byHand(
  _ x1: Double, _ x2: Double
) -> (h1: Double, h2: Double, output: Double) {
  let h1 = max(0, x1 + x2)
  let h2 = max(0, x1 + x2 - 1)
  return (h1, h2, 2 * h1 - 4 * h2 - 1)
}

show(Table(
  ["x1", "x2", "h1", "h2", "output"],
  corners.map { corner in
    let result = byHand(corner[0], corner[1])
    return [corner[0], corner[1], result.h1, result.h2, result.output]
      .map { $0.formatted(0) }
  }))

let noCorners = [corners[0], corners[3]].map { byHand($0[0], $0[1]) }
let yesCorners = [corners[1], corners[2]].map { byHand($0[0], $0[1]) }
show(Plot("After the two rectifiers", x: "h1", y: "h2") {
  Line("where the output is 0", x: [0.3, 2.3], y: [0.3, 2.3].map { (2 * $0 - 1) / 4 })
  Scatter("no", x: noCorners.map(\.h1), y: noCorners.map(\.h2))
  Scatter("yes", x: yesCorners.map(\.h1), y: yesCorners.map(\.h2))
}
.range(x: -0.2...2.4, y: -0.3...1.3))

// MARK: - The border as it forms

func hiddenLayer(
  _ count: Int, _ activation: Activation, _ initializer: Initializer, seed: UInt64
) -> Network {
  var source = RandomSource(seed: seed)
  return Network {
    Dense(inputs: 2, outputs: count, initializer: initializer, using: &source)
    activation
    Dense(inputs: count, outputs: 1, initializer: .glorot, using: &source)
  }
}

let xorSteps = [0, 100, 200, 1_000]
var stages: [Int: Network] = [:]
var learner = hiddenLayer(4, .tanh, .glorot, seed: 2)
for step in 0...1_000 {
  if xorSteps.contains(step) { stages[step] = learner }
  train(&learner, on: xor, steps: 1)
}
for (corner, output) in zip(corners, learner(xor.inputs).values) {
  print(corner, output.formatted(2))
}

show(Steps("Learning XOR", over: xorSteps, named: "step") { step in
  border("Output of the network", outputs(of: stages[step]!))
    .points("no", x: [0, 1], y: [0, 1]).points("yes", x: [0, 1], y: [1, 0])
})

// MARK: - Two should be enough

func learnsXor(_ count: Int, _ activation: Activation, seed: UInt64) -> Bool {
  var network = hiddenLayer(count, activation, .he, seed: seed)
  train(&network, on: xor, steps: 1_000)
  let errors = zip(network(xor.inputs).values, [-1, 1, 1, -1]).map { $0 - $1 }
  return errors.allSatisfy { $0.magnitude < 0.5 }
}

let counts = [2, 3, 4, 8]
func successes(_ activation: Activation) -> [Int] {
  counts.map { count in
    (1...100).count { learnsXor(count, activation, seed: UInt64($0)) }
  }
}

let tanhSuccesses = remember { successes(.tanh) }
let reluSuccesses = remember { successes(.relu) }

show(Table("Of 100 starts, XOR learnt") {
  Column("hidden neurons", counts)
  Column("tanh", tanhSuccesses)
  Column("ReLU", reluSuccesses)
})

// MARK: - A neuron that died

let v = Scalar(0.9, name: "v")
let u1 = Scalar(-0.8, name: "u1")
let u2 = Scalar(-0.5, name: "u2")
let x1 = Scalar(constant: 1, name: "x1")
let x2 = Scalar(constant: 1, name: "x2")
let a = (u1 * x1 + u2 * x2).named("a")
let h = relu(a).named("h")
let output = (v * h).named("e")
let error = squaredError(predicted: output, expected: -1)

show(DerivativeTable(of: error, for: [v, u2, u1], caption: "A neuron that is switched off"))

func deadCount(_ network: Network, on samples: Samples) -> Int {
  let hidden = network.layers[1](network.layers[0](samples.inputs))
  let width = hidden.shape[1]
  return (0..<width).count { neuron in
    (0..<hidden.shape[0]).allSatisfy { hidden[$0, neuron] <= 0 }
  }
}

struct Fate {
  let deadAtStart: Int
  let deadAtEnd: Int
  let learnt: Bool
  let slope: Double
}

let fates = (1...100).map { seed in
  var network = hiddenLayer(2, .relu, .he, seed: UInt64(seed))
  let atStart = deadCount(network, on: xor)
  train(&network, on: xor, steps: 1_000)
  return Fate(
    deadAtStart: atStart, deadAtEnd: deadCount(network, on: xor),
    learnt: learnsXor(2, .relu, seed: UInt64(seed)),
    slope: xor.loss(of: network(xor.inputs)).gradients().norm(of: network.parameters))
}
let failedAlive = fates.filter { !$0.learnt && $0.deadAtEnd == 0 }

show(Table(
  ["dead at the start", "starts", "learnt", "dead at the end"],
  (0...2).map { dead in
    let group = fates.filter { $0.deadAtStart == dead }
    return [
      "\(dead) of 2", "\(group.count)", "\(group.count(where: \.learnt))",
      "\(group.reduce(0) { $0 + $1.deadAtEnd })",
    ]
  }))

let leakySuccesses = remember { successes(.leakyRelu(slope: 0.1)) }
show(Table("Of 100 starts, XOR learnt") {
  Column("hidden neurons", counts)
  Column("ReLU", reluSuccesses)
  Column("leaky ReLU", leakySuccesses)
})

// MARK: - A border made of bends

var ringSource = RandomSource(seed: 4)
var places: [[Double]] = []
var answers: [[Double]] = []
for index in 0..<160 {
  let isInside = index % 2 == 0
  let radius = isInside ? ringSource.uniform(in: 0..<0.8) : ringSource.uniform(in: 1.2..<1.9)
  let angle = ringSource.uniform(in: 0..<6.283)
  places.append([radius * Elementary.cos(angle), radius * Elementary.sin(angle)])
  answers.append([isInside ? 1 : -1])
}
let ring = Samples(Tensor(places), values: Tensor(answers))
let inside = places.indices.filter { $0 % 2 == 0 }.map { places[$0] }
let outside = places.indices.filter { $0 % 2 == 1 }.map { places[$0] }

func trainedOnRing(_ count: Int, seed: UInt64) -> Network {
  var network = hiddenLayer(count, .relu, .he, seed: seed)
  var optimizer = Adam(learningRate: 0.03)
  for _ in 0..<500 {
    let loss = ring.loss(of: network(ring.inputs))
    optimizer.update(&network, along: loss.gradients())
  }
  return network
}

func bestOnRing(_ count: Int) -> Network {
  (1...10).map { trainedOnRing(count, seed: $0) }
    .min { ring.loss(of: $0(ring.inputs)).value < ring.loss(of: $1(ring.inputs)).value }!
}

func right(_ network: Network) -> Int {
  zip(network(ring.inputs).values, answers).count { ($0 > 0) == ($1[0] > 0) }
}

let ringCounts = [1, 2, 3, 16]
let ringNetworks = ringCounts.map(bestOnRing)

show(Steps("Yes inside, no outside", over: ringCounts, named: "rectifiers") { count in
  let network = ringNetworks[ringCounts.firstIndex(of: count)!]
  HeatMap(
    "\(right(network)) of 160 right", x: -2...2, y: -2...2, cells: 18,
    outputs(of: network)
  )
  .labels(x: "x1", y: "x2").scale(-0.4...0.4).border(at: 0)
  .points("no", x: outside.prefix(12).map { $0[0] }, y: outside.prefix(12).map { $0[1] })
  .points("yes", x: inside.prefix(12).map { $0[0] }, y: inside.prefix(12).map { $0[1] })
})

// MARK: - Killed by a step

func afterTraining(rate: Double) -> (dead: Int, right: Int, away: Int) {
  var dead = 0
  var correct = 0
  var away = 0
  for seed in 1...20 {
    var network = hiddenLayer(16, .relu, .he, seed: UInt64(seed))
    train(&network, on: ring, steps: 300, rate: rate)
    dead += deadCount(network, on: ring)
    correct += right(network)
    if !ring.loss(of: network(ring.inputs)).value.isFinite { away += 1 }
  }
  return (dead, correct, away)
}

let rates = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5]
show(Table(
  ["rate", "dead, of 320 neurons", "right, %", "networks that ran away"],
  rates.map { rate in
    let result = afterTraining(rate: rate)
    return [
      rate.formatted(2), "\(result.dead)", (Double(result.right) / 32).formatted(1),
      "\(result.away)",
    ]
  }))

// MARK: - What to keep

// MARK: - Exercises

// exercise 1
func parity(_ x1: Double, _ x2: Double, _ x3: Double) -> Double {
  let sum = x1 + x2 + x3
  let h1 = max(0, sum)
  let h2 = max(0, sum - 1)
  let h3 = max(0, sum - 2)
  // Up by 2, down by 2, up by 2: each bend changes the slope by 4.
  return 2 * h1 - 4 * h2 + 4 * h3 - 1
}
// end

#if CHECK // 1
// when: for the inputs [1, 1, 1]: computed -3.0, expected 1.0
// say: At a sum of 3 there is still the slope of the stretch before: h3 is missing.
// when: for the inputs [1, 1, 1]: computed -1.0, expected 1.0
// say: From a sum of 2 on all three grow. The weight of h3 has to turn −2 into +2.
// when: for the inputs [1, 1, 0]: computed 1.0, expected -1.0
// say: The weights change the slope by 2, which only makes it level. It has to turn round.
for bits in 0..<8 {
  let inputs = [0, 1, 2].map { bits >> $0 & 1 }
  let ones = inputs.reduce(0, +)
  expect(
    parity(Double(inputs[0]), Double(inputs[1]), Double(inputs[2])), ones % 2 == 1 ? 1 : -1,
    "for the inputs \(inputs)", tolerance: 1e-9)
}
expect(parity(0.5, 0, 0), 0, "half way between no and yes, at a sum of 0.5", tolerance: 1e-9)
#endif // 1

// exercise 2
func isDead(u1: Double, u2: Double, b: Double) -> Bool {
  corners.allSatisfy { u1 * $0[0] + u2 * $0[1] + b <= 0 }
}
// end

#if CHECK // 2
// when: weights −1 and −1, bias 0.5: alive at (0, 0)
// say: The corner (1, 1) is not always the one that switches it on: try u1 = 1, u2 = −2. / One corner where it is off does not make it dead: all four have to be off.
// when: weights −1 and −1, bias 0: dead
// say: At (0, 0) with b = 0 its input is exactly 0: it is off there too.
expect(isDead(u1: -1, u2: -1, b: 0), "weights −1 and −1, bias 0: dead")
expect(!isDead(u1: -1, u2: -1, b: 0.5), "weights −1 and −1, bias 0.5: alive at (0, 0)")
expect(!isDead(u1: 1, u2: -2, b: 0), "weights 1 and −2, bias 0: alive at (1, 0)")
expect(!isDead(u1: -2, u2: 1, b: 0), "weights −2 and 1, bias 0: alive at (0, 1)")
expect(isDead(u1: 1, u2: -2, b: -1), "weights 1 and −2, bias −1: dead")
expect(!isDead(u1: 0.6, u2: 0.6, b: -1), "weights 0.6 and 0.6, bias −1: alive at (1, 1)")
var deadSource = RandomSource(seed: 9)
for _ in 0..<100 {
  let (u1, u2, b) = (deadSource.normal(), deadSource.normal(), deadSource.normal())
  // The derivatives of a loss that would like every output to be 1.
  let weights = [Scalar.parameter(u1), .parameter(u2), .parameter(b)]
  var loss: Scalar = 0
  for corner in corners {
    let input = weights[0] * Scalar(corner[0]) + weights[1] * Scalar(corner[1]) + weights[2]
    loss += squaredError(predicted: relu(input), expected: 1e6)
  }
  let moves = loss.gradient()[weights].contains { $0 != 0 }
  expect(isDead(u1: u1, u2: u2, b: b) != moves, "weights \(u1) and \(u2), bias \(b)")
}
#endif // 2

// MARK: - Sources

// nabla outside 58014a9c05d44eb3
// nabla starter 1 c14c69d935bd63d1
// nabla starter 2 259012a13b8f3068
// nabla timeout 60.0
// nabla optimize true
