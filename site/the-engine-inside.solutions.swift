// The engine inside
// A program that differentiates programs, in under a hundred lines; why it runs backward, and the one character that breaks it unseen.
//
// A lesson of: Neural networks from zero
// nabla: optimize
// Run it with: nabla run the-engine-inside.solutions.swift
// Check your answers with: nabla check the-engine-inside.solutions.swift

import LessonKit
import Nabla

// MARK: - Writing down what is done

struct Tape {
  struct Entry {
    let name: String
    let value: Double
    let operands: [(place: Int, factor: Double)]
  }

  var entries: [Entry] = []

  mutating func record(
    _ name: String, _ value: Double, from operands: [(Number, Double)]
  ) -> Number {
    entries.append(
      Entry(
        name: name, value: value,
        operands: operands.map { (place: $0.0.place, factor: $0.1) }))
    return Number(place: entries.count - 1, value: value)
  }
}

var tape = Tape()

/// A number that knows its place on the tape.
struct Number {
  let place: Int
  let value: Double
}

protocol Arithmetic {
  init(_ value: Double)
  static func + (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func tanh(_ a: Self) -> Self
  static func halfSquare(_ a: Self) -> Self
}

extension Double: Arithmetic {
  static func tanh(_ a: Double) -> Double { Elementary.tanh(a) }
  static func halfSquare(_ a: Double) -> Double { 0.5 * a * a }
}

extension Number: Arithmetic {
  init(_ value: Double) {
    self = tape.record("number", value, from: [])
  }

  static func + (a: Number, b: Number) -> Number {
    tape.record("+", a.value + b.value, from: [(a, 1), (b, 1)])
  }

  static func * (a: Number, b: Number) -> Number {
    tape.record("·", a.value * b.value, from: [(a, b.value), (b, a.value)])
  }

  static func tanh(_ a: Number) -> Number {
    let h = Double.tanh(a.value)
    return tape.record("tanh", h, from: [(a, 1 - h * h)])
  }

  static func halfSquare(_ a: Number) -> Number {
    tape.record("½(·)²", Double.halfSquare(a.value), from: [(a, a.value)])
  }
}

// MARK: - Reading it backward

func loss<N: Arithmetic>(_ w: [N], x: Double, target: Double) -> N {
  let h = N.tanh(w[0] * N(x) + w[1])
  let error = w[2] * h + N(-target)
  return N.halfSquare(error)
}

let start = [0.7, -0.2, 1.3]
let parameters = start.map { Number($0) }
let recorded = loss(parameters, x: 0.5, target: 1)
print("the loss:", recorded.value.formatted(6))
print("entries on the tape:", tape.entries.count)

extension Tape {
  func derivatives(of result: Number) -> [Double] {
    var derivatives = [Double](repeating: 0, count: entries.count)
    derivatives[result.place] = 1
    for place in stride(from: result.place, through: 0, by: -1) {
      for operand in entries[place].operands {
        derivatives[operand.place] += derivatives[place] * operand.factor
      }
    }
    return derivatives
  }
}

let found = tape.derivatives(of: recorded)
for (index, parameter) in parameters.enumerated() {
  print("dL/dw\(index) =", found[parameter.place].formatted(8))
}

func sweepTable(down last: Int) -> Table {
  var derivatives = [Double](repeating: 0, count: tape.entries.count)
  var isKnown = [Bool](repeating: false, count: tape.entries.count)
  derivatives[recorded.place] = 1
  isKnown[recorded.place] = true
  for place in stride(from: recorded.place, through: last, by: -1) {
    for operand in tape.entries[place].operands {
      derivatives[operand.place] += derivatives[place] * operand.factor
      isKnown[operand.place] = true
    }
  }
  return Table(
    ["place", "operation", "value", "operands and their factors", "derivative"],
    tape.entries.enumerated().map { place, entry in
      [
        "\(place)", entry.name, entry.value.formatted(4),
        entry.operands.map { "place \($0.place): \($0.factor.formatted(4))" }
          .joined(separator: ", "),
        isKnown[place] ? derivatives[place].formatted(4) : "?",
      ]
    })
}

show(Steps("From the loss to the weights", over: (0...10).map { 10 - $0 }, named: "down to place") {
  sweepTable(down: $0)
})

let s0 = Scalar(start[0], name: "w0")
let s1 = Scalar(start[1], name: "w1")
let s2 = Scalar(start[2], name: "w2")
let sx = Scalar(constant: 0.5, name: "x")
let sh = tanh(s0 * sx + s1).named("h")
let se = (s2 * sh).named("e")

show(DerivativeTable(
  of: squaredError(predicted: se, expected: 1), for: [s2, s1, s0], decimals: 8))

// MARK: - One character

extension Tape {
  func derivativesOverwritten(of result: Number) -> [Double] {
    var derivatives = [Double](repeating: 0, count: entries.count)
    derivatives[result.place] = 1
    for place in stride(from: result.place, through: 0, by: -1) {
      for operand in entries[place].operands {
        derivatives[operand.place] = derivatives[place] * operand.factor
      }
    }
    return derivatives
  }
}

func slopes(of loss: ([Double]) -> Double) -> [Double] {
  start.indices.map { index in
    centralDifference(
      of: { moved in
        var weights = start
        weights[index] = moved
        return loss(weights)
      }, at: start[index])
  }
}

func compare(_ parameters: [Number], _ loss: Number, _ slopes: [Double]) -> Table {
  let right = tape.derivatives(of: loss)
  let wrong = tape.derivativesOverwritten(of: loss)
  return Table {
    Column("by", parameters.indices.map { "w\($0)" })
    Column("with +=", parameters.map { right[$0.place] }, decimals: 8)
    Column("with =", parameters.map { wrong[$0.place] }, decimals: 8)
    Column("central difference", slopes, decimals: 8)
  }
}

show(compare(parameters, recorded, slopes { loss($0, x: 0.5, target: 1) }))

func lossOfTwo<N: Arithmetic>(_ w: [N]) -> N {
  loss(w, x: 0.5, target: 1) + loss(w, x: -2, target: 0.5)
}

tape = Tape()
let shared = start.map { Number($0) }
let sum = lossOfTwo(shared)
show(compare(shared, sum, slopes { lossOfTwo($0) }))

let points = [
  (x: 1.0, y: 1.5), (x: 2.0, y: 1.9), (x: 3.0, y: 2.6), (x: 4.0, y: 3.2),
]

func lossOfLine<N: Arithmetic>(_ w: N) -> N {
  points.reduce(N(0)) { sum, point in
    sum + N.halfSquare(w * N(point.x) + N(-point.y))
  }
}

func fit(_ derivatives: (Tape, Number) -> [Double]) -> Double {
  var w = 0.0
  for _ in 0..<1_000 {
    tape = Tape()
    let weight = Number(w)
    let loss = lossOfLine(weight)
    w -= 0.02 * derivatives(tape, loss)[weight.place]
  }
  return w
}

let fitted = fit { $0.derivatives(of: $1) }
let misled = fit { $0.derivativesOverwritten(of: $1) }

show(Table(
  ["", "w", "loss"],
  [("at the start", 0), ("with +=", fitted), ("with =", misled)].map { name, w in
    [name, w.formatted(4), lossOfLine(w).formatted(4)]
  }))

// MARK: - A sum over paths

let w = Scalar(0.5, name: "w")
let y = (w * Scalar(constant: 2, name: "x")).named("y")
let h = tanh(y).named("h")
let e = (y + h).named("e")
let loss2 = squaredError(predicted: e, expected: 1).named("L")

show(GraphDiagram("A value that is used twice", of: loss2))

show(DerivativeTable(of: loss2, for: [h, w], decimals: 6))

func forks(_ n: Int) -> Derivations {
  let w = Scalar(0.5, name: "w")
  var signal = w * 0.1
  for _ in 0..<n {
    signal = signal + tanh(signal)
  }
  return derivations(of: squaredError(predicted: signal, expected: 1), for: [w])
}

show(Table(
  ["forks", "ways", "way by way", "with the tape"],
  [1, 2, 3, 10, 30, 100].map { n in
    let rows = forks(n)
    return [
      "\(n)", "\(rows[0].pathCount)", "\(rows.multiplicationsWithoutSharing)",
      "\(rows.multiplications)",
    ]
  },
  caption: "Multiplications, those by 1 left out"))

// MARK: - The other direction

struct Dual: Arithmetic {
  let value: Double
  let slope: Double

  init(_ value: Double, slope: Double) {
    self.value = value
    self.slope = slope
  }

  init(_ value: Double) { self.init(value, slope: 0) }

  static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.value + b.value, slope: a.slope + b.slope)
  }

  static func * (a: Dual, b: Dual) -> Dual {
    multiplications += 2
    return Dual(
      a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
  }

  static func tanh(_ a: Dual) -> Dual {
    multiplications += 1
    let h = Double.tanh(a.value)
    return Dual(h, slope: (1 - h * h) * a.slope)
  }

  static func halfSquare(_ a: Dual) -> Dual {
    multiplications += 1
    return Dual(Double.halfSquare(a.value), slope: a.value * a.slope)
  }
}

/// The multiplications that slopes have taken.
var multiplications = 0

for index in start.indices {
  let weights = start.indices.map {
    Dual(start[$0], slope: $0 == index ? 1 : 0)
  }
  print("dL/dw\(index) =", lossOfTwo(weights).slope.formatted(8))
}

func networkLoss<N: Arithmetic>(_ w: [N], hidden: Int) -> N {
  var output = N(-1)
  for neuron in 0..<hidden {
    var input = w[neuron * 6 + 4]
    for place in 0..<4 {
      input = input + w[neuron * 6 + place] * N(0.3 * Double(place) - 0.4)
    }
    output = output + w[neuron * 6 + 5] * N.tanh(input)
  }
  return N.halfSquare(output)
}

func backwardMultiplications() -> Int {
  tape.entries.reduce(0) { $0 + ($1.name == "+" ? 0 : $1.operands.count) }
}

struct Race {
  let parameters: Int
  let forward: Int
  let backward: Int
  let entries: Int
  let difference: Double
}

let races = [1, 3, 10, 30, 100].map { hidden in
  var source = RandomSource(seed: 1)
  let weights = (0..<hidden * 6).map { _ in source.normal(deviation: 0.3) }
  tape = Tape()
  let numbers = weights.map { Number($0) }
  let loss = networkLoss(numbers, hidden: hidden)
  let back = tape.derivatives(of: loss)
  multiplications = 0
  var duals = weights.map { Dual($0) }
  var difference = 0.0
  for index in weights.indices {
    duals[index] = Dual(weights[index], slope: 1)
    let slope = networkLoss(duals, hidden: hidden).slope
    duals[index] = Dual(weights[index])
    difference = max(difference, (slope - back[numbers[index].place]).magnitude)
  }
  return Race(
    parameters: weights.count, forward: multiplications,
    backward: backwardMultiplications(), entries: tape.entries.count,
    difference: difference)
}

show(Table(
  ["weights", "multiplications, forward", "backward", "ratio", "largest difference"],
  races.map { race in
    [
      "\(race.parameters)", "\(race.forward)", "\(race.backward)",
      "\(race.forward / race.backward)", race.difference.scientific(1),
    ]
  }))

// MARK: - On real networks

struct Residual: Layer {
  var dense: Dense
  var parameters: [Tensor] {
    get { dense.parameters }
    set { dense.parameters = newValue }
  }
  func callAsFunction(_ input: Tensor) -> Tensor { input + tanh(dense(input)) }
}

var netSource = RandomSource(seed: 1)
func dense(_ inputs: Int, _ outputs: Int) -> Dense {
  Dense(inputs: inputs, outputs: outputs, using: &netSource)
}

func squaredLoss(_ network: Network, _ shape: [Int]) -> Tensor {
  let input = Tensor(repeating: 0.1, shape: shape)
  let output = network(input)
  return squaredError(
    predicted: output, expected: Tensor(repeating: 0, shape: output.shape))
}

let classifier = Network {
  dense(64, 32)
  Activation.tanh
  dense(32, 10)
}
let deepNetwork = Network(
  (0..<20).flatMap { _ -> [any Layer] in [dense(32, 32), Activation.tanh] })
let residualNetwork = Network((0..<20).map { _ in Residual(dense: dense(32, 32)) })
let convolutional = Network {
  Convolution2D(channels: 1, filters: 8, size: 3, padding: 1, using: &netSource)
  Activation.relu
  MaxPool2D(size: 2)
  Convolution2D(channels: 8, filters: 16, size: 3, padding: 1, using: &netSource)
  Activation.relu
  MaxPool2D(size: 2)
  Flatten()
  dense(64, 10)
}

/// Hears the same input twenty times. A gate says how much of the state is kept.
struct GatedSteps: Layer {
  var parts: [Dense]
  var parameters: [Tensor] {
    get { parts.flatMap(\.parameters) }
    set {
      for index in parts.indices {
        parts[index].parameters = Array(newValue[2 * index..<2 * index + 2])
      }
    }
  }
  func callAsFunction(_ input: Tensor) -> Tensor {
    var state = tanh(parts[0](input))
    for _ in 1..<20 {
      let gate = sigmoid(parts[1](input) + parts[2](state))
      let new = tanh(parts[0](input) + parts[3](state))
      state = gate * state + (1 - gate) * new
    }
    return state
  }
}
let gated = Network {
  GatedSteps(parts: [dense(4, 16), dense(4, 16), dense(16, 16), dense(16, 16)])
  dense(16, 4)
}

func wayByWay(_ index: Int) -> Double {
  realCosts[index].2.backwardWithoutSharing.multiplications.approximation
    / realCosts[index].2.backward.multiplications.approximation
}

let realCosts: [(String, Network, Costs)] = [
  ("64 → 32 → 10", classifier, [1, 64]),
  ("20 layers of 32", deepNetwork, [1, 32]),
  ("the same, with skips", residualNetwork, [1, 32]),
  ("convolutions, 8×8", convolutional, [1, 1, 8, 8]),
  ("a gate, 20 steps", gated, [1, 4]),
].map { ($0.0, $0.1, squaredLoss($0.1, $0.2).costs()) }

show(Table(
  ["network", "weights", "forward", "backward", "back/forth", "ways", "way by way"],
  realCosts.map { name, network, costs in
    let forward = costs.forward.multiplications
    let backward = costs.backward.multiplications
    return [
      name, "\(network.parameterCount)", "\(forward)", "\(backward)",
      (backward.approximation / forward.approximation).formatted(2),
      "\(costs.paths)", "\(costs.backwardWithoutSharing.multiplications)",
    ]
  },
  caption: "Multiplications for one example"))

// MARK: - What to keep

// MARK: - Exercises

// exercise 1
func quotient(_ a: Number, _ b: Number) -> Number {
  // a/b grows by 1/b with a, and falls by a/b² with b.
  tape.record(
    "/", a.value / b.value,
    from: [(a, 1 / b.value), (b, -a.value / (b.value * b.value))])
}
// end

#if CHECK // 1
// when: the derivative of a/b by b, at 3 and −2: computed 0.75, expected -0.75
// say: The quotient falls when b grows: the sign of the second factor is missing.
// when: the derivative of a/b by b, at 3 and −2: computed 1.5, expected -0.75
// say: The slope of 1/b has the square of b below.
// when: the derivative of a/b by b, at 3 and −2: computed -0.25, expected -0.75
// say: The second factor is the slope of 1/b times a: the a is missing.
tape = Tape()
let dividend = Number(3)
let divisor = Number(-2)
let divided = quotient(dividend, divisor)
let quotientSlopes = tape.derivatives(of: divided)
expect(divided.value, -1.5, "the value of 3/−2")
expect(quotientSlopes[dividend.place], -0.5, "the derivative of a/b by a, at 3 and −2", tolerance: 1e-12)
expect(quotientSlopes[divisor.place], -0.75, "the derivative of a/b by b, at 3 and −2", tolerance: 1e-12)
tape = Tape()
let twice = Number(0.7)
let fraction = quotient(twice, Number(1) + twice * twice)
let slopeOfFraction = centralDifference(of: { $0 / (1 + $0 * $0) }, at: 0.7)
expect(
  tape.derivatives(of: fraction)[twice.place], slopeOfFraction,
  "the derivative of w/(1 + w²), where w is used more than once", tolerance: 1e-6)
#endif // 1

// exercise 2
func ways(from result: Number, to entry: Number) -> Int {
  var ways = [Int](repeating: 0, count: tape.entries.count)
  ways[result.place] = 1
  for place in stride(from: result.place, through: 0, by: -1) {
    for operand in tape.entries[place].operands {
      // Every way to this place goes on to the operand.
      ways[operand.place] += ways[place]
    }
  }
  return ways[entry.place]
}
// end

#if CHECK // 2
// when: ways through tanh(tanh(w)): computed 0, expected 1
// say: An entry that is used twice is reached by the ways of both uses: add them up. / Walk from the result back: in the other direction nothing is known yet when it is handed on.
// when: ways through tanh(tanh(w)): computed 5, expected 1
// say: This counts the uses of an entry. Each use brings along all the ways that lead to it.
tape = Tape()
let origin = Number(0.5)
let stranger = Number(2)
let squared = origin * origin
var forked = origin
for _ in 0..<10 { forked = forked + .tanh(forked) }
let chained = Number.tanh(.tanh(origin))
expect(ways(from: chained, to: origin), 1, "ways through tanh(tanh(w))")
expect(ways(from: squared, to: origin), 2, "ways through w · w")
expect(ways(from: forked, to: origin), 1024, "ways through ten forks")
expect(ways(from: forked * forked, to: origin), 2048, "ways through ten forks and a square")
expect(ways(from: forked, to: stranger), 0, "ways to a number that was not used")
#endif // 2

// MARK: - Sources

// nabla outside c5f495e31ac3a7f7
// nabla starter 1 36d16fd80bb10b87
// nabla starter 2 9eb5573eefd27b02
// nabla timeout 60.0
// nabla optimize true
