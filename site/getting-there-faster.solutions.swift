// Getting there faster
// Momentum, RMSProp, Adam and schedules, each written in a few lines, and raced in a way that lets nobody win by luck.
//
// A lesson of: Neural networks from zero
// It reads, beside this file: data/digits.txt
// nabla: optimize, data=data/digits.txt
// Run it with: nabla run getting-there-faster.solutions.swift
// Check your answers with: nabla check getting-there-faster.solutions.swift

import LessonKit
import Nabla

// MARK: - A narrow valley

import Foundation

let x = Scalar(-1, name: "x")
let y = Scalar(0.4, name: "y")
let kappa = Scalar(constant: 25, name: "κ")
let valley = (0.5 * (x * x + kappa * y * y)).named("L")
let gradient = valley.gradient()
print("dL/dx =", gradient[x], "  dL/dy =", gradient[y])
show(DerivativeTable(of: valley, for: [x, y], decimals: 4))

struct Point {
  var x: Double
  var y: Double
}

/// The points of a descent into the valley; with momentum 0 it is plain.
func descent(
  kappa: Double, rate: Double, momentum: Double = 0, steps: Int
) -> [Point] {
  var point = Point(x: -1, y: 0.4)
  var velocity = Point(x: 0, y: 0)
  var path = [point]
  for _ in 0..<steps {
    velocity.x = momentum * velocity.x + point.x
    velocity.y = momentum * velocity.y + kappa * point.y
    point.x -= rate * velocity.x
    point.y -= rate * velocity.y
    path.append(point)
  }
  return path
}

show(Table(
  ["rate", "x after 50 steps", "y after 50 steps"],
  [0.02, 0.04, 0.07, 0.079, 0.081, 0.09].map { rate in
    let end = descent(kappa: 25, rate: rate, steps: 50).last!
    return [rate.formatted(3), end.x.formatted(4), end.y.scientific(2)]
  },
  caption: "Plain descent for κ = 25, where 2/κ is 0.08"))

// MARK: - Momentum

let plainPath = descent(kappa: 25, rate: 0.07, steps: 40)
let ballPath = descent(kappa: 25, rate: 0.07, momentum: 0.5, steps: 40)
let shownSteps = [0, 1, 2, 4, 10, 40]
show(Steps("A narrow valley", over: shownSteps, named: "step") { step in
  let plain = plainPath.prefix(step + 1)
  let ball = ballPath.prefix(step + 1)
  HeatMap("Logarithm of the loss", x: -1.1...0.3, y: -0.7...0.7, cells: 20) {
    log10(0.5 * ($0 * $0 + 25 * $1 * $1) + 1e-3)
  }
  .labels(x: "x", y: "y")
  .points("plain", x: plain.map(\.x), y: plain.map(\.y))
  .points("momentum 0.5", x: ball.map(\.x), y: ball.map(\.y))
})

func stepsNeeded(kappa: Double, rate: Double, momentum: Double) -> Int {
  let path = descent(
    kappa: kappa, rate: rate, momentum: momentum, steps: 100_000)
  return path.lastIndex { hypot($0.x, $0.y) >= 0.001 }! + 1
}

let kappas = [1.0, 10, 100, 1_000, 10_000]
let counts = kappas.map { kappa in
  let root = kappa.squareRoot()
  let plain = stepsNeeded(kappa: kappa, rate: 2 / (1 + kappa), momentum: 0)
  let ball = stepsNeeded(
    kappa: kappa, rate: 4 / pow(1 + root, 2),
    momentum: pow((root - 1) / (root + 1), 2))
  return (plain: plain, momentum: ball)
}
show(Table(
  ["κ", "plain", "momentum"],
  zip(kappas, counts).map {
    [$0.formatted(0), "\($1.plain)", "\($1.momentum)"]
  },
  caption: "Steps to the bottom of the valley"))

// MARK: - A rate for each weight

struct RMSProp: Optimizer {
  let learningRate: Double
  let beta = 0.9
  let epsilon = 1e-8
  var squares: [[Double]] = []
  var place = 0

  init(learningRate: Double) { self.learningRate = learningRate }

  mutating func beginStep() { place = 0 }

  mutating func move(_ parameter: inout Tensor, along gradients: Gradients) {
    let gradient = gradients[parameter].values
    if place == squares.count {
      squares.append(Array(repeating: 0, count: gradient.count))
    }
    var values = parameter.values
    for index in values.indices {
      let g = gradient[index]
      squares[place][index] = beta * squares[place][index] + (1 - beta) * g * g
      let size = squares[place][index].squareRoot() + epsilon
      values[index] -= learningRate * g / size
    }
    parameter.values = values
    place += 1
  }
}

var source = RandomSource(seed: 1)
let jumps = (0..<10).map { _ in source.normal() }

var (m, s, ours) = (0.0, 0.0, 1.0)
for (step, g) in jumps.enumerated() {
  let t = Double(step + 1)
  m = 0.9 * m + 0.1 * g
  s = 0.999 * s + 0.001 * g * g
  let size = (s / (1 - pow(0.999, t))).squareRoot() + 1e-8
  ours -= 0.01 * (m / (1 - pow(0.9, t))) / size
}

var theirs = [Tensor([1], name: "w")]
var adam = Adam(learningRate: 0.01)
for g in jumps {
  // A loss whose derivative is g.
  adam.update(&theirs, along: (theirs[0] * Tensor([g])).sum().gradients())
}
print("ours:   ", ours.formatted(12))
print("engine: ", theirs[0].values[0].formatted(12))

func firstStep(_ optimizer: some Optimizer, gradient: Double) -> String {
  var optimizer = optimizer
  var weights = [Tensor([0], name: "w")]
  let loss = (weights[0] * Tensor([gradient])).sum()
  optimizer.update(&weights, along: loss.gradients())
  return (-weights[0].values[0]).scientific(2)
}

show(Table(
  ["gradient", "plain", "RMSProp", "Adam"],
  [1e-4, 1e-2, 1, 100].map { gradient in
    [
      gradient.scientific(1),
      firstStep(SGD(learningRate: 0.01), gradient: gradient),
      firstStep(RMSProp(learningRate: 0.01), gradient: gradient),
      firstStep(Adam(learningRate: 0.01), gradient: gradient),
    ]
  },
  caption: "The first step, at a rate of 0.01"))

// MARK: - An unfair race

let levels = Array("0123456789abcdefg")
let file = try String(contentsOfFile: "data/digits.txt", encoding: .utf8)
let lines = file.split(separator: "\n").prefix(898)
let digits = Samples(
  Tensor(
    lines.map { line in
      line.dropFirst(2).map { Double(levels.firstIndex(of: $0)!) / 16 }
    }), classes: lines.map { $0.first!.wholeNumberValue! })

/// The loss on all digits after every tenth step, from one random start.
func race(
  _ optimizer: any Optimizer, start: Int, on digits: Samples
) -> [Double] {
  var source = RandomSource(seed: UInt64(start))
  var network = Network {
    Dense(inputs: 64, outputs: 24, using: &source)
    Activation.tanh
    Dense(inputs: 24, outputs: 24, using: &source)
    Activation.tanh
    Dense(inputs: 24, outputs: 10, using: &source)
  }
  var optimizer = optimizer
  var losses: [Double] = []
  for step in 0..<200 {
    let places = (0..<32).map { _ in source.integer(below: digits.count) }
    let batch = digits.select(places)
    let loss = batch.loss(of: network(batch.inputs))
    optimizer.update(&network, along: loss.gradients())
    if step % 10 == 9 {
      losses.append(digits.loss(of: network(digits.inputs)).value)
    }
  }
  return losses
}

/// A way to descend, for every learning rate.
typealias Racer = (name: String, make: (Double) -> any Optimizer)
let racers: [Racer] = [
  ("plain", { SGD(learningRate: $0) }),
  ("momentum", { SGD(learningRate: $0, momentum: 0.9) }),
  ("RMSProp", { RMSProp(learningRate: $0) }),
  ("Adam", { Adam(learningRate: $0) }),
]

let unfair = racers.map { race($0.make(0.01), start: 1, on: digits) }
show(Plot("All with a rate of 0.01, one start", x: "step", y: "loss") {
  for (racer, losses) in zip(racers, unfair) {
    Line(racer.name, x: stride(from: 10, through: 200, by: 10), y: losses)
  }
}
.logarithmic(y: true))

let (along, across) = (Scalar(1, name: "along"), Scalar(0.1, name: "across"))
show(Knobs(
  "Plain descent in a valley",
  of: (0.5 * (along.squared() + 20 * across.squared())).named("L"),
  vary: [along, across], in: -1...1)
  .training(rate: 0.001...0.12, at: 0.01, steps: 100))

// MARK: - A fair race

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1
    ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle])
}

let ladder = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]

/// The median of the final losses from starts 1 to 5, for every rate.
func tryRates(_ racer: Racer, on digits: Samples) -> [Double] {
  ladder.map { rate in
    median((1...5).map { start in
      race(racer.make(rate), start: start, on: digits).last!
    })
  }
}

func best(_ losses: [Double]) -> Double {
  ladder[losses.indices.min { losses[$0] < losses[$1] }!]
}

let tried = racers.map { tryRates($0, on: digits) }
show(Table(
  ["rate"] + racers.map(\.name),
  ladder.indices.map { step in
    ["\(ladder[step])"] + tried.map { $0[step].formatted(3) }
  },
  caption: "Loss after 200 steps, the median of five starts"))

let rates = tried.map(best)
let finals = zip(racers, rates).map { racer, rate in
  (101...120).map { race(racer.make(rate), start: $0, on: digits).last! }
}
show(Table(
  ["", "rate", "least", "median", "most"],
  racers.indices.map { index in
    let losses = finals[index]
    return [
      racers[index].name, "\(rates[index])", losses.min()!.formatted(4),
      median(losses).formatted(4), losses.max()!.formatted(4),
    ]
  },
  caption: "Loss after 200 steps, from twenty new starts"))

show(Plot("Loss after 200 steps", x: "runs, method by method, sorted", y: "loss") {
  for (index, racer) in racers.enumerated() {
    Scatter(
      racer.name, x: (0..<20).map { Double(index) * 25 + Double($0) },
      y: finals[index].sorted())
  }
}
.logarithmic(y: true))

func wins(_ first: [Double], over second: [Double]) -> Double {
  let won = first.map { a in second.count { a < $0 } }.reduce(0, +)
  return 100 * Double(won) / Double(first.count * second.count)
}

for index in 0..<3 {
  let share = wins(finals[index], over: finals[3]).formatted(0)
  print(racers[index].name, "beats Adam in", share, "% of the pairs")
}

// MARK: - Smaller steps at the end

let schedules: [(name: String, schedule: Schedule)] = [
  ("constant", .constant),
  ("staircase", .staircase(every: 50, factor: 0.4)),
  ("cosine", .cosine(steps: 200)),
  ("warm-up, then cosine", .warmup(steps: 20, then: .cosine(steps: 180))),
]
show(Plot("Schedules", x: "step", y: "factor before the rate") {
  for (name, schedule) in schedules {
    Line(name, (0...200).map { schedule.factor($0) })
  }
})

let falling: [Racer] = [
  ("plain, cosine",
    { SGD(learningRate: $0, schedule: .cosine(steps: 200)) }),
  ("momentum, cosine",
    { SGD(learningRate: $0, momentum: 0.9, schedule: .cosine(steps: 200)) }),
  ("Adam, cosine",
    { Adam(learningRate: $0, schedule: .cosine(steps: 200)) }),
]
let fallingRates = falling.map { best(tryRates($0, on: digits)) }
let fallingFinals = zip(falling, fallingRates).map { racer, rate in
  (101...120).map { race(racer.make(rate), start: $0, on: digits).last! }
}
show(Table(
  ["", "rate", "least", "median", "most"],
  falling.indices.map { index in
    let losses = fallingFinals[index]
    return [
      falling[index].name, "\(fallingRates[index])",
      losses.min()!.formatted(4), median(losses).formatted(4),
      losses.max()!.formatted(4),
    ]
  },
  caption: "The same race with a rate that falls"))

// MARK: - Where Adam earns its name

var units = RandomSource(seed: 7)
let factors = (0..<64).map { _ in pow(10, units.uniform(in: -1..<1)) }
let uneven = Samples(
  digits.inputs * Tensor(factors),
  classes: lines.map { $0.first!.wholeNumberValue! })

let unevenRates = racers.map { best(tryRates($0, on: uneven)) }
let unevenFinals = zip(racers, unevenRates).map { racer, rate in
  (101...120).map { race(racer.make(rate), start: $0, on: uneven).last! }
}
show(Table(
  ["", "rate", "least", "median", "most"],
  racers.indices.map { index in
    let losses = unevenFinals[index]
    return [
      racers[index].name, "\(unevenRates[index])", losses.min()!.formatted(4),
      median(losses).formatted(4), losses.max()!.formatted(4),
    ]
  },
  caption: "The same race with pixels in uneven units"))

// MARK: - What to keep

// MARK: - Exercises

// MARK: - One step of momentum

// exercise 1
func momentumStep(
  _ weights: inout [Double], velocity: inout [Double], gradient: [Double],
  rate: Double, momentum: Double
) {
  for index in weights.indices {
    velocity[index] = momentum * velocity[index] + gradient[index]
    weights[index] -= rate * velocity[index]
  }
}
// end

#if CHECK // 1
// when: the first weight after one step: computed 1.0, expected 0.9
// say: The weight must move along the new velocity, not along the one before.
// when: the first weight after two steps: computed 0.7, expected 0.71
// say: The old velocity is kept only in part: multiply it by the momentum.
// when: the first weight after two steps: computed 0.8, expected 0.71
// say: The velocity of this step is lost: the next step needs it.
var weightsToMove = [1.0, -2.0]
var velocityKept = [0.0, 0.0]
momentumStep(
  &weightsToMove, velocity: &velocityKept, gradient: [1, -3], rate: 0.1, momentum: 0.9)
expect(weightsToMove[0], 0.9, "the first weight after one step", tolerance: 1e-9)
expect(weightsToMove[1], -1.7, "the second weight after one step", tolerance: 1e-9)
momentumStep(
  &weightsToMove, velocity: &velocityKept, gradient: [1, 2], rate: 0.1, momentum: 0.9)
expect(weightsToMove[0], 0.71, "the first weight after two steps", tolerance: 1e-9)
expect(weightsToMove[1], -1.63, "the second weight after two steps", tolerance: 1e-9)
expect(velocityKept[0], 1.9, "the velocity after two steps", tolerance: 1e-9)
#endif // 1

var (ball, speed) = ([1.0], [0.0])
for _ in 1...2 {
  momentumStep(
    &ball, velocity: &speed, gradient: [1], rate: 0.1, momentum: 0.9)
}
show(ball[0]) // => 0.71

// MARK: - A schedule of your own

// exercise 2
func factor(_ step: Int, warmup: Int, total: Int) -> Double {
  if step < warmup { return Double(step + 1) / Double(warmup) }
  return Double(total - 1 - step) / Double(total - warmup)
}
// end

#if CHECK // 2
// when: the first step: computed 0.0, expected 0.25
// say: Whole numbers divide without a rest: make Doubles before you divide. / The first step would stand still: step 0 has the factor 1/warmup.
// when: the first step of the way down: computed 1.0, expected 0.9
// say: The last step is total - 1, and its factor must be 0.
expect(factor(0, warmup: 4, total: 14), 0.25, "the first step", tolerance: 1e-9)
expect(factor(1, warmup: 4, total: 14), 0.5, "the second step", tolerance: 1e-9)
expect(factor(3, warmup: 4, total: 14), 1, "the last step of the warm-up", tolerance: 1e-9)
expect(factor(4, warmup: 4, total: 14), 0.9, "the first step of the way down", tolerance: 1e-9)
expect(factor(8, warmup: 4, total: 14), 0.5, "in the middle of the way down", tolerance: 1e-9)
expect(factor(13, warmup: 4, total: 14), 0, "the last step")
expect(factor(0, warmup: 1, total: 11), 1, "a warm-up of one step", tolerance: 1e-9)
#endif // 2

show([0, 3, 4, 13].map { factor($0, warmup: 4, total: 14) }) // => ?

// MARK: - Sources

// nabla outside f2ad3372738c9008
// nabla starter 1 a8a77b32514f4000
// nabla starter 2 c4e505d0ee1df93a
// nabla data data/digits.txt
// nabla timeout 300.0
// nabla optimize true
