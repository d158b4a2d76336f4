// Seeing
// A small filter slides over a picture. From that idea grows a network that reads handwritten digits, and that one pixel can still fool.
//
// A lesson of: Neural networks from zero
// It reads, beside this file: data/digits.txt
// nabla: optimize, data=data/digits.txt
// Run it with: nabla run seeing.swift
// Check your answers with: nabla check seeing.swift

import LessonKit
import Nabla

// MARK: - A picture is a grid of numbers

import Foundation

struct Digit {
  let label: Int
  var rows: [[Double]]

  var pixels: [Double] { rows.flatMap { $0 } }
}

/// The levels of ink, 0 to 16, one character each; 0 is white, and 1 is all ink.
let levels = Array("0123456789abcdefg")

func digit(line: Substring) -> Digit {
  let ink = line.dropFirst(2).map { character in
    Double(levels.firstIndex(of: character)!) / 16
  }
  return Digit(
    label: line.first!.wholeNumberValue!,
    rows: (0..<8).map { Array(ink[($0 * 8)..<($0 * 8 + 8)]) })
}

let file = try String(contentsOfFile: "data/digits.txt", encoding: .utf8)
let digits = file.split(separator: "\n").map(digit)
print(digits.count, "digits")
let firstEight = digits.prefix(8)
show(ImageGrid(
  "The first eight", firstEight.map(\.rows), labels: firstEight.map { "\($0.label)" }))

let learning = Array(digits[..<898])
let heldOut = Array(digits[898...])
print(learning.count, "to learn from,", heldOut.count, "held out")

// MARK: - A reader that learns nothing

typealias Known = [(label: Int, pixels: [Double])]

func nearest(to picture: [Double], among known: Known) -> Int {
  var best = (distance: Double.infinity, label: 0)
  for (label, pixels) in known {
    var distance = 0.0
    for index in 0..<64 {
      let difference = pixels[index] - picture[index]
      distance += difference * difference
    }
    if distance < best.distance { best = (distance, label) }
  }
  return best.label
}

/// The share of digits that are read rightly, in per cent.
func percentRight(of digits: [Digit], read: (Digit) -> Int) -> Double {
  100 * Double(digits.count { read($0) == $0.label }) / Double(digits.count)
}

let known = learning.map { (label: $0.label, pixels: $0.pixels) }
let nearestRight = percentRight(of: heldOut) {
  nearest(to: $0.pixels, among: known)
}
show(nearestRight) // => 96.1

// MARK: - One pixel to the right

extension Digit {
  /// Moved by whole pixels; what leaves the picture is lost, and white comes in.
  func moved(right: Int, down: Int = 0) -> Digit {
    var moved = self
    for row in 0..<8 {
      for column in 0..<8 {
        let (fromRow, fromColumn) = (row - down, column - right)
        let isInside =
          (0..<8).contains(fromRow) && (0..<8).contains(fromColumn)
        moved.rows[row][column] = isInside ? rows[fromRow][fromColumn] : 0
      }
    }
    return moved
  }
}

let three = heldOut.first { $0.label == 3 }!
show(Steps("A three", over: [0, 1], named: "pixels to the right:") {
  ImageGrid("The same three", [three.moved(right: $0).rows])
})

let heldOutMoved = heldOut.map { $0.moved(right: 1) }
let nearestMoved = percentRight(of: heldOutMoved) {
  nearest(to: $0.pixels, among: known)
}
show(nearestMoved) // => 55.2

// MARK: - A filter

func convolve(_ image: [[Double]], _ filter: [[Double]]) -> [[Double]] {
  let height = image.count - filter.count + 1
  let width = image[0].count - filter[0].count + 1
  let empty = Array(repeating: 0.0, count: width)
  var map = Array(repeating: empty, count: height)
  for r in 0..<height {
    for c in 0..<width {
      for i in filter.indices {
        for j in filter[0].indices {
          map[r][c] += filter[i][j] * image[r + i][c + j]
        }
      }
    }
  }
  return map
}

let leftEdge: [[Double]] = [
  [-1, 0, 1],
  [-1, 0, 1],
  [-1, 0, 1],
]

let map = convolve(three.rows, leftEdge)
print(map.count, "×", map[0].count)

/// In tenths, for which the cells have room.
func tenths(_ map: [[Double]]) -> [[Double]] {
  map.map { row in row.map { (10 * $0).rounded() / 10 } }
}

show(Group {
  HeatMap("A three", tenths(three.rows))
  HeatMap("Left edges (and right edges, below zero)", tenths(map))
    .scale(-3...3)
})

show(Table(
  ["pixels", "weights", "products", "sum"],
  (0..<3).map { i in
    let pixels = Array(three.rows[2 + i][2..<5])
    // Adding 0 makes a zero of a minus zero.
    let products = zip(pixels, leftEdge[i]).map { $0 * $1 + 0 }
    return [
      pixels.map { $0.formatted(2) }.joined(separator: "  "),
      leftEdge[i].map { $0.formatted(0) }.joined(separator: "  "),
      products.map { $0.formatted(2) }.joined(separator: "  "),
      products.reduce(0, +).formatted(4),
    ]
  }))

let mapOfMoved = convolve(three.moved(right: 1).rows, leftEdge)
var largestDifference = 0.0
for r in 0..<6 {
  for c in 1..<6 {
    let difference = mapOfMoved[r][c] - map[r][c - 1]
    largestDifference = max(largestDifference, difference.magnitude)
  }
}
show(largestDifference) // => 0.0

// MARK: - A derivative is a sum over places

func constants(_ name: String, _ values: [Double]) -> [Scalar] {
  values.enumerated().map { index, value in
    Scalar(constant: value, name: "\(name)\(index + 1)")
  }
}

let x = constants("x", [0.2, 0.9, 1.0, 0.1])
let v = constants("v", [0.5, -1.0, 2.0])
let a = Scalar(-0.4, name: "a")
let b = Scalar(0.7, name: "b")

var prediction: Scalar = 0
for place in 0..<3 {
  let y = (a * x[place] + b * x[place + 1]).named("y\(place + 1)")
  prediction = place == 0 ? v[0] * y : prediction + v[place] * y
}
let e = prediction.named("e")
let target = Scalar(constant: 1, name: "ê")
let loss = squaredError(predicted: e, expected: target).named("L")
show(DerivativeTable(
  of: loss, for: [b, a], decimals: 6, caption: "Two weights, three places"))

func halfSquares(_ filter: [Double]) -> Double {
  let rows = (0..<3).map { Array(filter[($0 * 3)..<($0 * 3 + 3)]) }
  let map = convolve(three.rows, rows)
  return map.flatMap { $0 }.reduce(0) { $0 + 0.5 * $1 * $1 }
}

let byHand = convolve(three.rows, map).flatMap { $0 }
let filterCheck = gradientCheck(
  of: halfSquares, at: leftEdge.flatMap { $0 }, against: byHand)
print("all nine agree:", filterCheck.agrees)

// MARK: - A network of filters

func newNetwork(seed: UInt64) -> Network {
  var source = RandomSource(seed: seed)
  return Network {
    Convolution2D(channels: 1, filters: 8, size: 3, padding: 1, using: &source)
    Activation.relu
    Convolution2D(channels: 8, filters: 16, size: 3, padding: 1, using: &source)
    Activation.relu
    MaxPool2D(size: 2)
    Flatten()
    Dropout(probability: 0.3)
    Dense(inputs: 16 * 4 * 4, outputs: 10, using: &source)
  }
}

show(newNetwork(seed: 1))

func samples(_ digits: [Digit]) -> Samples {
  Samples(
    Tensor(digits.flatMap(\.pixels), shape: [digits.count, 1, 8, 8]),
    classes: digits.map(\.label))
}

let pair = samples(Array(learning[3...4]))
func check(_ network: Network) -> GradientCheck {
  gradientCheck(of: network) { pair.loss(of: $0(pair.inputs)) }
}

var untrained = newNetwork(seed: 1)
let first = check(untrained)
let different = first.entries.filter { $0.relativeError > 1e-2 }
print(first.entries.count, "derivatives,", different.count, "are not what the definition says")
for entry in different {
  print(
    entry.parameter, entry.analytic.formatted(4),
    "by definition", entry.numerical.formatted(4))
}

print(different[0].diagnosis!)

untrained.parameters[1].values = Array(repeating: 0.01, count: 8)
let second = check(untrained)
print(
  second.entries.count, "derivatives,",
  second.entries.count { $0.relativeError > 1e-2 }, "are not what the definition says")

// MARK: - Training

struct Trained {
  var network: Network
  var accuracies: [Double] = []
  var filters: [Tensor] = []
}

func train(on digits: [Digit], epochs: Int, seed: UInt64) throws -> Trained {
  let (examples, unseen) = (samples(digits), samples(heldOut))
  var run = Trained(network: newNetwork(seed: seed))
  let steps = epochs * ((examples.count + 31) / 32)
  var optimizer = Adam(
    learningRate: 0.005, schedule: .cosine(steps: steps, floor: 0.02))
  run.filters.append(run.network.parameters[0])
  for epoch in 1...epochs {
    let order = seed * 1_000 + UInt64(epoch)
    let result = try Training(epochs: 1, batchSize: 32, seed: order).run(
      &run.network, on: examples, validating: unseen, with: &optimizer)
    run.accuracies.append(100 * result.epochs[0].validationAccuracy!)
    run.filters.append(run.network.parameters[0])
  }
  return run
}

let plain = try train(on: learning, epochs: 40, seed: 1)
show(Plot("Held-out digits read rightly", x: "epoch", y: "per cent") {
  Line("network", x: 1...40, y: plain.accuracies)
  Line("nearest neighbour", x: [1, 40], y: [nearestRight, nearestRight])
})

func percentRight(_ network: Network, _ digits: [Digit]) -> Double {
  let all = samples(digits)
  return 100 * all.accuracy(of: network(all.inputs))!
}

show(percentRight(plain.network, heldOutMoved)) // => 74.2

// MARK: - Show it what may change

let sides = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)]
let everyWay = sides.flatMap { right, down in
  learning.map { $0.moved(right: right, down: down) }
}
let moving = try train(on: everyWay, epochs: 8, seed: 1)
let knownEveryWay = everyWay.map { (label: $0.label, pixels: $0.pixels) }
print(everyWay.count, "examples")
print(40 * learning.count, "looks then,", 8 * everyWay.count, "looks now")

let readers: [(String, ([Digit]) -> Double)] = [
  ("nearest neighbour", { percentRight(of: $0) { nearest(to: $0.pixels, among: known) } }),
  ("nearest neighbour, moved examples too",
    { percentRight(of: $0) { nearest(to: $0.pixels, among: knownEveryWay) } }),
  ("network", { percentRight(plain.network, $0) }),
  ("network, moved examples too", { percentRight(moving.network, $0) }),
]
let results = readers.map { name, read in
  (name: name, percent: sides.map { right, down in
    read(heldOut.map { $0.moved(right: right, down: down) })
  })
}
show(Table(
  ["reader", "as written", "right", "left", "down", "up"],
  results.map { [$0.name] + $0.percent.map { $0.formatted(1) } }))

func inkLost(right: Int, down: Int) -> Double {
  let before = heldOut.flatMap(\.pixels).reduce(0, +)
  let moved = heldOut.map { $0.moved(right: right, down: down) }
  let after = moved.flatMap(\.pixels).reduce(0, +)
  return 100 * (1 - after / before)
}
print("ink lost, in per cent")
print("moved right:", inkLost(right: 1, down: 0).formatted(1))
print("moved up:   ", inkLost(right: 0, down: -1).formatted(1))

let starts = try [1, 2, 3].map { seed in
  (
    plain: seed == 1 ? plain : try train(on: learning, epochs: 40, seed: seed),
    moving: seed == 1 ? moving : try train(on: everyWay, epochs: 8, seed: seed)
  )
}
show(Table(
  ["start", "network", "moved examples too"],
  starts.enumerated().map { index, start in
    [
      "\(index + 1)", percentRight(start.plain.network, heldOut).formatted(1),
      percentRight(start.moving.network, heldOut).formatted(1),
    ]
  }))

let columnGap =
  starts.map { percentRight($0.moving.network, heldOut) }.min()!
  - starts.map { percentRight($0.plain.network, heldOut) }.max()!

// MARK: - What it looks for

show(Steps("Filters of the first layer", over: [0, 1, 8], named: "epoch") {
  ImageGrid("Weights: ink is above zero, paper below", moving.filters[$0]).scale(-1...1)
})

let firstLayer = Network(Array(moving.network.layers.prefix(2)))
show(ImageGrid("What each filter makes of the three", firstLayer(samples([three]).inputs)))

// MARK: - Its mistakes

let unseen = samples(heldOut)
let answers = moving.network(unseen.inputs).argmax()
let wrong = heldOut.indices.filter { answers[$0] != heldOut[$0].label }
show(ImageGrid(
  "Meant, and read", wrong.map { heldOut[$0].rows },
  labels: wrong.map { "\(heldOut[$0].label), read \(answers[$0])" }))

// MARK: - What to keep

// MARK: - Exercises

// MARK: - How large is the map?

// exercise 1
func mapSide(_ n: Int, filter k: Int, padding p: Int, stride s: Int) -> Int {
  n // At how many places does the filter fit?
}
// end

#if CHECK // 1
// when: for a filter as large as the picture: computed 0, expected 1
// say: Count the first place too: a filter as large as the picture fits once.
// when: with a padding of 1: computed 7, expected 8
// say: There is padding on both sides.
// when: with a stride of 2: computed 3, expected 4
// say: Divide first: the last place is that of the filter's first pixel, not of its last.
expect(mapSide(8, filter: 8, padding: 0, stride: 1), 1, "for a filter as large as the picture")
expect(mapSide(8, filter: 3, padding: 0, stride: 1), 6, "without padding")
expect(mapSide(8, filter: 3, padding: 1, stride: 1), 8, "with a padding of 1")
expect(mapSide(8, filter: 2, padding: 0, stride: 2), 4, "with a stride of 2")
expect(mapSide(8, filter: 3, padding: 0, stride: 2), 3, "when the last pixel is left out")
expect(mapSide(9, filter: 5, padding: 2, stride: 3), 3, "with a padding of 2 and a stride of 3")
#endif // 1

show(mapSide(8, filter: 3, padding: 0, stride: 1)) // => ?
show(mapSide(8, filter: 3, padding: 1, stride: 1)) // => ?
show(mapSide(8, filter: 3, padding: 0, stride: 2)) // => ?

// MARK: - The way back through max pooling

// exercise 2
func poolingGradient(
  _ image: [[Double]], handedBack: [[Double]]
) -> [[Double]] {
  // The window of handedBack[r][c] begins at image[2 * r][2 * c].
  image.map { row in row.map { _ in 0.0 } }
}
// end

#if CHECK // 2
// when: one window: only the largest pixel
// say: That is the way back through the mean. Only the largest pixel reaches the output. / The factor of this step is 1, but the chain goes on: multiply by what was handed back.
expect(
  poolingGradient([[0.1, 0.9], [0.3, 0.2]], handedBack: [[2]]) == [[0, 2], [0, 0]],
  "one window: only the largest pixel")
expect(
  poolingGradient([[-1, -2], [-3, -0.5]], handedBack: [[-3]]) == [[0, 0], [0, -3]],
  "the largest of numbers below zero")
// Nine windows, by the definition: how the weighted sum of what is kept changes with each pixel.
let patch: [[Double]] = (0..<6).map { row in
  (0..<6).map { column in
    let number: Int = 17 * row + (5 + row) * column
    return Double(36 - number % 37)
  }
}
let handed = [[1.0, 2, 3], [4, 5, 6], [7, 8, 9]]
func kept(_ image: [[Double]]) -> Double {
  var sum = 0.0
  for r in 0..<3 {
    for c in 0..<3 {
      let window = image[2 * r][(2 * c)...(2 * c + 1)] + image[2 * r + 1][(2 * c)...(2 * c + 1)]
      sum += handed[r][c] * window.max()!
    }
  }
  return sum
}
let nine = poolingGradient(patch, handedBack: handed)
for r in 0..<6 {
  for c in 0..<6 {
    var moved = patch
    moved[r][c] += 0.5
    expect(nine[r][c], 2 * (kept(moved) - kept(patch)), "nine windows, row \(r), column \(c)")
  }
}
#endif // 2

let window = [[0.1, 0.9], [0.3, 0.2]]
show(poolingGradient(window, handedBack: [[2]])) // => [[0.0, 2.0], [0.0, 0.0]]

// MARK: - Sources

// nabla outside 600a1e0a37ad82ea
// nabla starter 1 969831dfeb447201
// nabla starter 2 12fdd653de2aff78
// nabla data data/digits.txt
// nabla timeout 300.0
// nabla optimize true
