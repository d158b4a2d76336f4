// One neuron
// A neuron with three numbers in it learns the logical AND, one small step at a time.
//
// A lesson of: Neural networks from zero
// Run it with: nabla run one-neuron.swift

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
      example.x1.formatted(0), example.x2.formatted(0),
      example.target.formatted(0), output.formatted(3),
      "\(neuron.answer(example.x1, example.x2))",
    ]
  }
  return Table(
    ["x1", "x2", "target", "output", "answer"], rows, caption: caption)
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

struct Gradient {
  let w1: Double
  let w2: Double
  let b: Double
}

func gradient(of neuron: Neuron, on example: Example) -> Gradient {
  let slope = 2 * error(of: neuron, on: example)
  return Gradient(w1: slope * example.x1, w2: slope * example.x2, b: slope)
}

var right = start
right.b += 0.001
var left = start
left.b -= 0.001
let rise = loss(of: right, on: examples[0]) - loss(of: left, on: examples[0])

print("by trying it:  ", (rise / 0.002).formatted(6))
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
show(Table(
  ["epoch", "loss of all four"],
  [0, 1, 2, 5, 10, 15, 20].map { epoch in
    ["\(epoch)", losses[epoch].formatted(4)]
  }))

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

show(Steps("Learning AND", over: [0, 1, 2, 5, 10, 15, 20], named: "epoch") {
  map(of: stages[$0])
})

// MARK: - Exercises
