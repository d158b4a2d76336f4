// Is it right?
// What a gradient check sees and what it cannot see; three witnesses for one derivative, and twelve faults that give themselves away by their quotients.
//
// A lesson of: Neural networks from zero
// Run it with: nabla run is-it-right.swift
// Check your answers with: nabla check is-it-right.swift

import LessonKit
import Nabla

// MARK: - How exact is a central difference?

let start = 0.2333

func chainLoss(_ w: Scalar) -> Scalar {
  squaredError(predicted: -0.52133 * (-0.233 * w), expected: -1)
}

func curvedLoss(_ w: Scalar) -> Scalar {
  squaredError(predicted: tanh(-0.52133 * (-0.233 * w)), expected: -1)
}

func derivative(_ loss: (Scalar) -> Scalar) -> Double {
  let w = Scalar(start, name: "w")
  return loss(w).gradient()[w]
}

func measuredOneSided(_ loss: (Scalar) -> Scalar, _ epsilon: Double) -> Double {
  let here = loss(Scalar(start)).value
  return (loss(Scalar(start + epsilon)).value - here) / epsilon
}

func measuredCentral(_ loss: (Scalar) -> Scalar, _ epsilon: Double) -> Double {
  centralDifference(
    of: { loss(Scalar($0)).value }, at: start, step: epsilon)
}

struct SlopeErrors {
  let oneSided: Double
  let central: Double
  let curved: Double

  init(_ epsilon: Double) {
    oneSided =
      (measuredOneSided(chainLoss, epsilon) - derivative(chainLoss)).magnitude
    central = (measuredCentral(chainLoss, epsilon) - derivative(chainLoss)).magnitude
    curved = (measuredCentral(curvedLoss, epsilon) - derivative(curvedLoss)).magnitude
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
  }))

let widths = (-36...13).map {
  Double(sign: .plus, exponent: $0, significand: 1)
}
let errors = widths.map(SlopeErrors.init)

show(Plot("Error of the measured slope", x: "ε", y: "error")
  .line("one-sided", x: widths, y: errors.map(\.oneSided))
  .line("central", x: widths, y: errors.map(\.central))
  .line("central, with tanh", x: widths, y: errors.map(\.curved))
  .logarithmic(x: true, y: true))

let withPlus =
  (chainLoss(Scalar(start + 1e-4)).value + chainLoss(Scalar(start - 1e-4)).value) / 2e-4

// MARK: - When the check is wrong

func kinkedLoss(_ b: Scalar) -> Scalar {
  squaredError(predicted: 2 * relu(b), expected: 1)
}

func kinkCheck(at b: Double, step: Double) -> GradientCheck.Entry {
  gradientCheck(of: { kinkedLoss($0[0]) }, at: [b], step: step).entries[0]
}

show(Table(
  ["b", "derivative", "measured", "agree"],
  [1e-2, 2e-4, 5e-5, 0, -5e-5, -2e-4].map { b in
    let entry = kinkCheck(at: b, step: 1e-4)
    return [
      b.scientific(1), entry.analytic.formatted(4),
      entry.numerical.formatted(4), entry.relativeError < 1e-6 ? "yes" : "no",
    ]
  },
  caption: "Near the kink, with a step of 1e-4"))

for b in [5e-5, 0, -5e-5] {
  let entry = kinkCheck(at: b, step: 1e-4)
  print(b.scientific(1), "is right:", entry.agrees)
  if let diagnosis = entry.diagnosis { print("  \(diagnosis)") }
}

let edge = 5e-5
func kinkedValue(_ b: Double) -> Double { kinkedLoss(Scalar(b)).value }
let (low, high) = (edge - 1e-4, edge + 1e-4)

show(Plot("Loss near the kink", x: "b", y: "loss")
  .line("loss", over: -1.5e-4...2.5e-4) { kinkedValue($0) }
  .line(
    "what the check measures", x: [low, high],
    y: [kinkedValue(low), kinkedValue(high)])
  .scatter("the network", x: [edge], y: [kinkedValue(edge)]))

show(Table(
  ["ε", "quotient at b = 5e-5"],
  [1e-3, 1e-4, 1e-5, 1e-6].map { epsilon in
    let entry = kinkCheck(at: 5e-5, step: epsilon)
    return [
      epsilon.scientific(1), (entry.analytic / entry.numerical).formatted(4),
    ]
  }))

// MARK: - A factor left out

show(Table(
  ["sample", "dw1 without x", "by definition"],
  [1.0, -1].map { x in
    let error = -0.52133 * (-0.233 * (start * x)) - (-x)
    let withoutX = error * -0.52133 * -0.233
    let definition = centralDifference(
      of: { w in
        let error = -0.52133 * (-0.233 * (w * x)) - (-x)
        return 0.5 * error * error
      }, at: start)
    return [
      x > 0 ? "first" : "second", withoutX.formatted(6), definition.formatted(6),
    ]
  }))

// MARK: - A third witness

import Foundation
import _Differentiation

struct Sample {
  let x: Double
  let target: Double
}

struct Net: Differentiable {
  var w1 = 0.8
  var b1 = -0.3
  var w2 = -1.2
  var b2 = 0.5
  var w3 = 1.5
}

@differentiable(reverse)
func loss(_ net: Net, x: Double, target: Double) -> Double {
  let h1 = tanh(net.w1 * x + net.b1)
  let h2 = tanh(net.w2 * h1 + net.b2)
  let error = net.w3 * h2 - target
  return 0.5 * error * error
}

func backpropagate(_ net: Net, on sample: Sample) -> [Double] {
  let h1 = tanh(net.w1 * sample.x + net.b1)
  let h2 = tanh(net.w2 * h1 + net.b2)

  var shared = net.w3 * h2 - sample.target
  let byW3 = shared * h2

  shared *= net.w3
  shared *= 1 - h2 * h2
  let byB2 = shared
  let byW2 = shared * h1

  shared *= net.w2
  shared *= 1 - h1 * h1
  let byB1 = shared
  let byW1 = shared * sample.x

  return [byW1, byB1, byW2, byB2, byW3]
}

let sample = Sample(x: -2, target: 0.7)
let names = ["w1", "b1", "w2", "b2", "w3"]
let places: [WritableKeyPath<Net, Double>] = [\.w1, \.b1, \.w2, \.b2, \.w3]

func byDefinition(_ net: Net, on samples: [Sample]) -> [Double] {
  places.map { place in
    centralDifference(
      of: { value in
        var moved = net
        moved[keyPath: place] = value
        let sum = samples.reduce(0) { $0 + loss(moved, x: $1.x, target: $1.target) }
        return sum / Double(samples.count)
      }, at: net[keyPath: place])
  }
}

let byHand = backpropagate(Net(), on: sample)
let measured = byDefinition(Net(), on: [sample])
let compiled = gradient(at: Net()) { loss($0, x: sample.x, target: sample.target) }
let byCompiler = [compiled.w1, compiled.b1, compiled.w2, compiled.b2, compiled.w3]

show(Table(
  ["", "by hand", "measured", "compiler"],
  names.indices.map {
    [
      names[$0], byHand[$0].formatted(8), measured[$0].formatted(8),
      byCompiler[$0].formatted(8),
    ]
  }))

func areClose(_ a: [Double], _ b: [Double], within limit: Double) -> Bool {
  zip(a, b).allSatisfy { ($0 - $1).magnitude < limit }
}

print("measured, within 1e-13:", areClose(byHand, measured, within: 1e-13))
print("compiler, within 1e-15:", areClose(byHand, byCompiler, within: 1e-15))

@differentiable(reverse)
func branched(_ b: Double) -> Double {
  var output = 0.0
  if b > 0 { output = b }
  let error = 2 * output - 1
  return 0.5 * error * error
}

// MARK: - Twelve faults

enum Fault: String, CaseIterable {
  case a = "A", b = "B", c = "C", d = "D", e = "E", f = "F"
  case g = "G", h = "H", i = "I", j = "J", k = "K", l = "L"
}

func faulty(_ fault: Fault, _ net: Net, on sample: Sample) -> [Double] {
  let a1 = net.w1 * sample.x + net.b1
  let h1 = tanh(a1)
  let h2 = tanh(net.w2 * h1 + net.b2)

  var shared = net.w3 * h2 - sample.target
  if fault == .g { shared *= 2 }
  if fault == .d { shared = sample.target - net.w3 * h2 }
  let byW3 = shared * h2

  // F moves the weight before it is handed on.
  shared *= fault == .f ? net.w3 - 0.1 * byW3 : net.w3
  if fault != .b { shared *= 1 - h2 * h2 }
  var byB2 = shared
  var byW2 = shared * h1
  if fault == .l { (byB2, byW2) = (byW2, byB2) }
  if fault == .i { byW2 *= net.w2 }

  shared *= net.w2
  shared *= fault == .j ? 1 - a1 * a1 : 1 - h1 * h1
  let byB1 = fault == .c ? 0 : shared
  let byW1 = fault == .e ? shared : shared * sample.x
  return [byW1, byB1, byW2, byB2, byW3]
}

/// The mean over the samples, as the faulty program has it.
func faultyMean(_ fault: Fault, _ net: Net, on samples: [Sample]) -> [Double] {
  var sum = [0.0, 0, 0, 0, 0]
  for sample in samples {
    let one = faulty(fault, net, on: sample)
    // H keeps the last sample only.
    sum = fault == .h ? one : zip(sum, one).map { $0 + $1 }
  }
  if fault == .h || fault == .k { return sum }
  return sum.map { $0 / Double(samples.count) }
}

func quotients(_ fault: Fault, on samples: [Sample]) -> [Double] {
  let net = Net()
  let found = faultyMean(fault, net, on: samples)
  var place = net
  if fault == .a {
    // The check of A runs after the step.
    for (path, slope) in zip(places, found) { place[keyPath: path] -= 0.1 * slope }
  }
  return zip(found, byDefinition(place, on: samples)).map { $0 / $1 }
}

func quotientTable(_ faults: [Fault], on samples: [Sample]) -> Table {
  Table(
    [""] + names,
    faults.map { fault in
      // Adding 0 makes −0 a 0.
      [fault.rawValue] + quotients(fault, on: samples).map { ($0 + 0).formatted(2) }
    })
}

show(quotientTable(Fault.allCases, on: [sample]))

func single(_ fault: Fault, _ place: Int) -> String {
  quotients(fault, on: [sample])[place].formatted(2)
}
let h1 = tanh(Net().w1 * sample.x + Net().b1)
let h2 = tanh(Net().w2 * h1 + Net().b2)

let three = [sample, Sample(x: 0.6, target: -1), Sample(x: 1.7, target: 0.4)]
show(quotientTable([.h, .k], on: three))

func meanLoss(_ net: Net) -> Double {
  three.reduce(0) { $0 + loss(net, x: $1.x, target: $1.target) } / Double(three.count)
}

let falling = Fault.allCases.count { fault in
  var net = Net()
  for _ in 0..<500 {
    let slopes = faultyMean(fault, net, on: three)
    for (path, slope) in zip(places, slopes) { net[keyPath: path] -= 0.05 * slope }
  }
  return meanLoss(net) < 0.5 * meanLoss(Net())
}

// MARK: - How each one gives itself away

// MARK: - Right, and yet late

struct Chain {
  var w1: Double
  var w2: Double
  var w3: Double

  var product: Double { w1 * w2 * w3 }

  mutating func step(x: Double, movesFirst: Bool) {
    let y = w1 * x
    let z = w2 * y
    var shared = w3 * z + x
    let old = self
    w3 -= 0.05 * shared * z
    shared *= movesFirst ? w3 : old.w3
    w2 -= 0.05 * shared * y
    shared *= movesFirst ? w2 : old.w2
    w1 -= 0.05 * shared * x
  }

  func trained(epochs: Int, movesFirst: Bool) -> [Chain] {
    var net = self
    var history = [net]
    for _ in 0..<epochs {
      net.step(x: 1, movesFirst: movesFirst)
      net.step(x: -1, movesFirst: movesFirst)
      history.append(net)
    }
    return history
  }
}

let first = Chain(w1: 0.2333, w2: -0.233, w3: -0.52133)
let published = first.trained(epochs: 240, movesFirst: true)
let together = first.trained(epochs: 240, movesFirst: false)

func arrival(_ history: [Chain]) -> Int {
  history.firstIndex { ($0.product + 1).magnitude < 0.001 }!
}

func ground(after epoch: Int) -> HeatMap {
  let w3 = together[100].w3
  func way(_ history: [Chain]) -> [Chain] {
    stride(from: 0, through: epoch, by: 8).map { history[$0] }
      .filter { max($0.w1.magnitude, $0.w2.magnitude) < 0.3 }
  }
  let (faulty, right) = (way(published), way(together))
  return HeatMap("Loss", x: -0.3...0.3, y: -0.3...0.3, cells: 16) { w1, w2 in
    let error = w3 * w2 * w1 + 1
    return 0.5 * error * error
  }
  .labels(x: "w1", y: "w2")
  .colorsMeet(at: 0.5)
  .border(at: 0.5)
  .points("published", x: faulty.map(\.w1), y: faulty.map(\.w2))
  .points("true derivatives", x: right.map(\.w1), y: right.map(\.w2))
}

show(Steps("Over the saddle", over: [0, 24, 48, 80, 112, 160], named: "epoch") {
  ground(after: $0)
})

let ways = zip([first.w1, first.w2, first.w3], ["w1", "w2", "w3"]).map { Scalar($0, name: $1) }
let goal = (ways[2] * ways[1] * ways[0] + 1).named("error")
show(Knobs("Where the network starts", of: goal.squared().named("L"), vary: ways, in: -1...1)
  .derivatives(for: ways.reversed(), decimals: 4)
  .training(rate: 0.01...0.2, at: 0.05, steps: 320))

show(Table(
  ["epoch", "w1 + w2, published", "w1 + w2, true"],
  [0, 1, 5, 10, 20].map { epoch in
    [
      "\(epoch)", (published[epoch].w1 + published[epoch].w2).formatted(5),
      (together[epoch].w1 + together[epoch].w2).formatted(5),
    ]
  }))

let nearby = Chain(w1: 0.2333, w2: -0.238, w3: -0.52133)
print("published:", arrival(nearby.trained(epochs: 240, movesFirst: true)))
print("true:     ", arrival(nearby.trained(epochs: 240, movesFirst: false)))

// MARK: - What to keep

// MARK: - Exercises

// MARK: - The thirteenth program

func thirteenth(_ net: Net, on sample: Sample) -> [Double] {
  let h1 = tanh(net.w1 * sample.x + net.b1)
  let h2 = tanh(net.w2 * h1 + net.b2)
  let byW3 = net.w3 * h2 - sample.target
  let byB2 = byW3 * net.w3 * (1 - h2 * h2)
  let byB1 = byB2 * net.w2 * (1 - h2 * h2)
  return [byB1 * sample.x, byB1, byB2 * h1, byB2, byW3 * h2]
}

show(Table(
  [""] + names,
  [["M"] + zip(thirteenth(Net(), on: sample), measured).map { ($0 / $1).formatted(2) }]))

// exercise 1
func mended(_ net: Net, on sample: Sample) -> [Double] {
  let h1 = tanh(net.w1 * sample.x + net.b1)
  let h2 = tanh(net.w2 * h1 + net.b2)

  var shared = net.w3 * h2 - sample.target
  let byW3 = shared * h2

  shared *= net.w3 * (1 - h2 * h2)
  let byB2 = shared
  let byW2 = shared * h1

  shared *= net.w2 * (1 - h2 * h2)
  let byB1 = shared
  let byW1 = shared * sample.x

  return [byW1, byB1, byW2, byB2, byW3]
}
// end

#if CHECK // 1
// when: by w1 at x = -2.0: computed 0.34383282391170955, expected 0.02943550182317267
// say: Layer 1 bends too: its factor is to be another one, not to be left out
// when: by w1 at x = -2.0: computed 0.018278402972503074, expected 0.02943550182317267
// say: The quotients of w2 and b2 were 1 already: leave the factor of layer 2 as it is
// when: by w1 at x = -2.0: computed 0.6726186494699252, expected 0.02943550182317267
// say: The square is missing: the derivative of tanh is 1 less the square of what came out
for one in three {
  let found = mended(Net(), on: one)
  let definition = byDefinition(Net(), on: [one])
  expect(found.count == 5, "there are five derivatives")
  for (index, name) in names.enumerated() where index < found.count {
    expect(found[index], definition[index], "by \(name) at x = \(one.x)", tolerance: 1e-6)
  }
}
#endif // 1

// MARK: - Four points

// exercise 2
func fourPoints(
  of loss: (Double) -> Double, at w: Double, step: Double
) -> Double {
  (loss(w + step) - loss(w - step)) / (2 * step)
}
// end

#if CHECK // 2
// when: the slope of a straight line: computed 1.6666666666666667, expected 1.0
// say: The far difference is taken away, with a minus
// when: the slope of a straight line: computed 2.0, expected 1.0
// say: On a straight line of slope 1 this gives 2: 8 times 2 less 4 is 12, so divide by 12 steps
// when: the slope of a straight line: computed 0.0625, expected 1.0
// say: In Swift, a / b * c divides by b and multiplies by c: put 12 * step into brackets
expect(fourPoints(of: { $0 }, at: 0.5, step: 0.25), 1, "the slope of a straight line", tolerance: 1e-9)
expect(
  fourPoints(of: { $0 * $0 * $0 }, at: 2, step: 0.5), 12,
  "the slope of the cube at 2, exact with four points", tolerance: 1e-9)
expect(
  fourPoints(of: { tanh($0) }, at: 0.5, step: 0.01), 1 - tanh(0.5) * tanh(0.5),
  "the slope of tanh at 0.5", tolerance: 1e-7)
#endif // 2

let trueSlope = 1 - tanh(0.5) * tanh(0.5)
let twoPoints = centralDifference(of: { tanh($0) }, at: 0.5, step: 0.01)
let more = fourPoints(of: { tanh($0) }, at: 0.5, step: 0.01)
print("two points: ", (twoPoints - trueSlope).magnitude.scientific(1))
print("four points:", (more - trueSlope).magnitude.scientific(1))

// MARK: - Kink or curve?

// exercise 3
func hasKink(_ loss: (Double) -> Double, at w: Double) -> Bool {
  false
}
// end

#if CHECK // 3
// when: a parabola has no kink at its bottom
// say: On any curve the two slopes differ, if only in the last digit / At the bottom of a smooth valley one slope is positive and the other negative: compare two steps
// when: a small kink is a kink
// say: The size of the gap does not tell: a steep curve has a large one, a small kink a small one. Does a shorter step make it smaller?
expect(hasKink({ max(0, $0) }, at: 0), "relu has a kink at 0")
expect(hasKink({ ($0 - 0.5).magnitude * 0.001 }, at: 0.5), "a small kink is a kink")
expect(hasKink({ -$0.magnitude }, at: 0), "a kink may also bend downwards")
expect(!hasKink({ max(0, $0) }, at: 1), "relu has no kink at 1")
expect(!hasKink({ $0 * $0 }, at: 0), "a parabola has no kink at its bottom")
expect(!hasKink({ 1000 * $0 * $0 }, at: 0.5), "a steep parabola has no kink")
expect(!hasKink({ tanh($0) }, at: 0.3), "tanh has no kink")
expect(hasKink({ $0.magnitude + 10 * $0 * $0 }, at: 0), "a kink in a curve is a kink")
for w in [0.3, 0.5, 0.7] {
  expect(!hasKink({ 0.1 * max(0, $0) + 0.7 }, at: w), "a line has no kink at \(w)")
}
#endif // 3

// MARK: - Sources

// nabla outside 3656f63fbc72f5e1
// nabla starter 1 6679c17c0408d6ae
// nabla starter 2 1132a9adb88c466a
// nabla starter 3 de29cde11547d6c1
