// One neuron
// A neuron with three numbers in it learns the logical AND, one small step at a time.
//
// A lesson of: Neural networks from zero
// Run it with: nabla run one-neuron.swift
// Check your answers with: nabla check one-neuron.swift

import LessonKit
import Nabla

// MARK: - What a neuron is

struct Neuron {
  var w1: Double
  var w2: Double
  var b: Double

  func output(_ x1: Double, _ x2: Double) -> Double {
    w1 * x1 + w2 * x2 + b
  }

  func answer(_ x1: Double, _ x2: Double) -> Int {
    output(x1, x2) > 0 ? 1 : 0
  }
}

// MARK: - What it is to learn

struct Example {
  let x1: Double
  let x2: Double
  let target: Double

  var wanted: Int { target > 0 ? 1 : 0 }
}

let examples = [
  Example(x1: 1, x2: 0, target: -1),
  Example(x1: 0, x2: 1, target: -1),
  Example(x1: 0, x2: 0, target: -1),
  Example(x1: 1, x2: 1, target: 1),
]

let start = Neuron(w1: 0.666, w2: 0.333, b: 0.233)

func answers(of neuron: Neuron, caption: String) -> Table {
  let rows = examples.map { example in
    let output = neuron.output(example.x1, example.x2)
    return [
      example.x1.formatted(0), example.x2.formatted(0), output.formatted(3),
      "\(neuron.answer(example.x1, example.x2))", "\(example.wanted)",
    ]
  }
  return Table(
    ["x1", "x2", "output", "answer", "wanted"], rows, caption: caption)
}

show(answers(of: start, caption: "Before training"))

// MARK: - How wrong is it?

func error(of neuron: Neuron, on example: Example) -> Double {
  neuron.output(example.x1, example.x2) - example.target
}

func loss(of neuron: Neuron, on example: Example) -> Double {
  let error = error(of: neuron, on: example)
  return error * error
}

func totalLoss(of neuron: Neuron) -> Double {
  var sum = 0.0
  for example in examples {
    sum += loss(of: neuron, on: example)
  }
  return sum
}

print("the first example:", loss(of: start, on: examples[0]).formatted(4))
print("all four together:", totalLoss(of: start).formatted(4))

// MARK: - Which way is down?

let moves = [-0.5, -0.1, -0.01, 0, 0.01, 0.1, 0.5]

show(Table(
  ["change of b", "loss"],
  moves.map { move in
    var moved = start
    moved.b += move
    return [
      move.formatted(2), loss(of: moved, on: examples[0]).formatted(4),
    ]
  },
  caption: "The loss of the first example as b moves"))

var right = start
right.b += 0.001
var left = start
left.b -= 0.001
let rise = loss(of: right, on: examples[0]) - loss(of: left, on: examples[0])
let slope = rise / 0.002

print("by trying it:", slope.formatted(6))

func firstLoss(b: Double) -> Double {
  var moved = start
  moved.b = b
  return loss(of: moved, on: examples[0])
}

let height = firstLoss(b: start.b)

show(Plot("The loss of the first example", x: "b", y: "loss")
  .line("loss", over: -4...0.7) { firstLoss(b: $0) }
  .line("tangent", over: -0.7...0.7) { height + slope * ($0 - start.b) }
  .scatter("the neuron", x: [start.b], y: [height]))

let knobs = zip([start.b, start.w1, start.w2], ["b", "w1", "w2"]).map { Scalar($0, name: $1) }
let firstError =
  knobs[1] * Scalar(examples[0].x1) + knobs[2] * Scalar(examples[0].x2) + knobs[0]
  - Scalar(examples[0].target)
show(Knobs(
  "The neuron and its first example", of: firstError.named("error").squared().named("L"),
  vary: knobs, in: -3...3)
  .derivatives(decimals: 4))

struct Gradient {
  let w1: Double
  let w2: Double
  let b: Double
}

func gradient(of neuron: Neuron, on example: Example) -> Gradient {
  let slope = 2 * error(of: neuron, on: example)
  return Gradient(w1: slope * example.x1, w2: slope * example.x2, b: slope)
}

print("by the formula:", gradient(of: start, on: examples[0]).b.formatted(6))

// MARK: - One step

let learningRate = 0.01

func step(_ neuron: inout Neuron, on example: Example) {
  let gradient = gradient(of: neuron, on: example)
  neuron.w1 -= learningRate * gradient.w1
  neuron.w2 -= learningRate * gradient.w2
  neuron.b -= learningRate * gradient.b
}

var neuron = start
step(&neuron, on: examples[0])

print("w1 =", neuron.w1.formatted(5))
print("w2 =", neuron.w2.formatted(5))
print("b  =", neuron.b.formatted(5))
print("loss of this example:", loss(of: neuron, on: examples[0]).formatted(4))

// MARK: - Training

neuron = start
var stages = [neuron]

for _ in 1...20 {
  for example in examples {
    step(&neuron, on: example)
  }
  stages.append(neuron)
}

let losses = stages.map(totalLoss)

show(Plot("The loss of all four examples", x: "epoch", y: "loss")
  .line("loss", losses))

print("w1 =", neuron.w1)
print("w2 =", neuron.w2)
print("b  =", neuron.b)

show(answers(of: neuron, caption: "After 20 epochs"))

// MARK: - All together, or one by one?

func stepOneByOne(_ neuron: inout Neuron, on example: Example) {
  neuron.w1 -= learningRate * gradient(of: neuron, on: example).w1
  neuron.w2 -= learningRate * gradient(of: neuron, on: example).w2
  neuron.b -= learningRate * gradient(of: neuron, on: example).b
}

var other = start
for _ in 1...20 {
  for example in examples {
    stepOneByOne(&other, on: example)
  }
}

print("w1 =", other.w1)
print("w2 =", other.w2)
print("b  =", other.b)
print("answers:", examples.map { other.answer($0.x1, $0.x2) })

// MARK: - What the neuron found

let top = -(neuron.b + neuron.w2) / neuron.w1
let side = -(neuron.b + neuron.w1) / neuron.w2
print("where x2 is 1, the border is at x1 =", top.formatted(3))
print("where x1 is 1, the border is at x2 =", side.formatted(3))

func map(of neuron: Neuron) -> HeatMap {
  let no = examples.filter { $0.target < 0 }
  let yes = examples.filter { $0.target > 0 }
  return HeatMap(
    "Output of the neuron", x: -0.5...1.5, y: -0.5...1.5, cells: 20
  ) { neuron.output($0, $1) }
    .labels(x: "x1", y: "x2")
    .scale(-1.5...1.5)
    .border(at: 0)
    .points("should be no", x: no.map(\.x1), y: no.map(\.x2))
    .points("should be yes", x: yes.map(\.x1), y: yes.map(\.x2))
}

show(Steps("Learning AND", over: [0, 1, 2, 5, 10, 20], named: "epoch") {
  map(of: stages[$0])
})

// MARK: - What to keep

// MARK: - Exercises

// MARK: - A step that is too long

// exercise 1
/// By what a step on an example multiplies the error on this example.
func errorFactor(rate: Double, x1: Double, x2: Double) -> Double {
  1 - rate
}
// end

#if CHECK // 1
// when: rate 0.01, inputs 1.0 and 0.0: computed 0.98, expected 0.96
// say: The slope of a square has a factor 2, and so has the step / The bias moves as well: it is a weight whose input is always 1
// when: rate 0.02, inputs 2.0 and -3.0: computed 1.0, expected 0.4400000000000001
// say: An input counts twice, in the derivative and in the output: square it
// when: rate 0.01, inputs 1.0 and 0.0: computed 1.04, expected 0.96
// say: The step goes against the derivative, so the error becomes smaller
for (rate, x1, x2) in [(0.01, 1.0, 0.0), (0.1, 1, 1), (0.5, 0, 0), (0.02, 2, -3)] {
  let example = Example(x1: x1, x2: x2, target: -1)
  let slopes = gradient(of: start, on: example)
  let moved = Neuron(
    w1: start.w1 - rate * slopes.w1, w2: start.w2 - rate * slopes.w2,
    b: start.b - rate * slopes.b)
  let factor = error(of: moved, on: example) / error(of: start, on: example)
  expect(
    errorFactor(rate: rate, x1: x1, x2: x2), factor,
    "rate \(rate), inputs \(x1) and \(x2)", tolerance: 1e-9)
}
#endif // 1

show([0.01, 0.1, 0.3, 0.5].map { errorFactor(rate: $0, x1: 1, x2: 1).formatted(2) })

// MARK: - All four at once

// exercise 2
func gradientOfAll(_ neuron: Neuron) -> Gradient {
  gradient(of: neuron, on: examples[0])
}
// end

#if CHECK // 2
// when: by w1: computed 1.0655000000000001, expected 4.261999999999766
// say: totalLoss is the sum of the four losses, not their mean
// when: by w1: computed 0.4640000000000004, expected 4.261999999999766
// say: The four gradients have to be added: this keeps the last one only
for neuron in [start, Neuron(w1: -0.25, w2: 1.5, b: 0.75)] {
  func measured(_ move: (inout Neuron, Double) -> Void) -> Double {
    var right = neuron
    move(&right, 0.001)
    var left = neuron
    move(&left, -0.001)
    return (totalLoss(of: right) - totalLoss(of: left)) / 0.002
  }
  let found = gradientOfAll(neuron)
  expect(found.w1, measured { $0.w1 += $1 }, "by w1", tolerance: 1e-6)
  expect(found.w2, measured { $0.w2 += $1 }, "by w2", tolerance: 1e-6)
  expect(found.b, measured { $0.b += $1 }, "by b", tolerance: 1e-6)
}
#endif // 2

// MARK: - The best three numbers

// exercise 3
let best = Neuron(w1: 0.5, w2: 0.5, b: -0.5)
// end

#if CHECK // 3
// when: the derivative by w1 is 2.0, not 0
// say: This hits three targets and misses (1, 0) and (0, 1): try to share the error among all four
// when: the derivative by b is -4.0, not 0
// say: This hits three targets, and pays for the fourth with an error of 2, whose square is 4
var slopes = [0.0, 0, 0]
for example in examples {
  let one = gradient(of: best, on: example)
  slopes[0] += one.w1
  slopes[1] += one.w2
  slopes[2] += one.b
}
expect(slopes[0].magnitude < 1e-9, "the derivative by w1 is \(slopes[0]), not 0")
expect(slopes[1].magnitude < 1e-9, "the derivative by w2 is \(slopes[1]), not 0")
expect(slopes[2].magnitude < 1e-9, "the derivative by b is \(slopes[2]), not 0")
#endif // 3

show(totalLoss(of: best)) // => ?

// MARK: - Sources

// nabla outside e0bf9b114d976f59
// nabla starter 1 42b1743092ef72bc
// nabla starter 2 91c27eb9338be071
// nabla starter 3 5108afe957de48f8
