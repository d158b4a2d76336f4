// Where training starts
// Equal weights never part, small ones let the signal die, large ones let it explode; and a rule for starts that do neither.
//
// A lesson of: Neural networks from zero
// nabla: optimize
// Run it with: nabla run where-training-starts.solutions.swift
// Check your answers with: nabla check where-training-starts.solutions.swift

import LessonKit
import Nabla

// MARK: - Three equal weights

struct Sample {
  let x: Double
  let target: Double
}

let samples = [Sample(x: 1, target: -1), Sample(x: -1, target: 1)]

struct Chain {
  var weights: [Double]

  var product: Double { weights.reduce(1, *) }

  func gradient(on sample: Sample) -> [Double] {
    let error = product * sample.x - sample.target
    return weights.indices.map { own in
      var derivative = error * sample.x
      for other in weights.indices where other != own {
        derivative *= weights[other]
      }
      return derivative
    }
  }

  mutating func train(epochs: Int, rate: Double = 0.05) {
    for _ in 0..<epochs {
      for sample in samples {
        let gradient = gradient(on: sample)
        for index in weights.indices {
          weights[index] -= rate * gradient[index]
        }
      }
    }
  }
}

let w1 = Scalar(0.2333, name: "w1")
let w2 = Scalar(0.2333, name: "w2")
let w3 = Scalar(0.2333, name: "w3")
let x = Scalar(constant: 1, name: "x")
let y = (w1 * x).named("y")
let z = (w2 * y).named("z")
let e = (w3 * z).named("e")
let loss = squaredError(predicted: e, expected: -1)

show(DerivativeTable(
  of: loss, for: [w3, w2, w1], decimals: 8, caption: "At 0.2333 three times"))

let marks = [0, 20, 160, 3_000]
let equalRuns = marks.map { epochs in
  var chain = Chain(weights: [0.2333, 0.2333, 0.2333])
  chain.train(epochs: epochs)
  return chain
}

func equalLoss(_ w: Double) -> Double {
  0.5 * (w * w * w + 1) * (w * w * w + 1)
}

show(Plot("Loss of three equal weights", x: "w", y: "loss") {
  Line("loss", over: -1.3...0.5, equalLoss)
  Scatter(
    "after 0, 20, 160 and 3,000 epochs", x: equalRuns.map { $0.weights[0] },
    y: equalRuns.map { equalLoss($0.weights[0]) })
})

show(Table(
  ["epoch", "w1", "w2", "w3", "product"],
  zip(marks, equalRuns).map { epoch, chain in
    ["\(epoch)"] + chain.weights.map { $0.formatted(6) }
      + [chain.product.scientific(2)]
  }))

func productsOneAfterTheOther(epochs: Int) -> [Double] {
  var chain = Chain(weights: [0.2333, 0.2333, 0.2333])
  var products = [chain.product]
  for _ in 0..<epochs {
    for sample in samples {
      let error = chain.product * sample.x - sample.target
      let (y, z) = (
        chain.weights[0] * sample.x,
        chain.weights[1] * chain.weights[0] * sample.x
      )
      chain.weights[2] -= 0.05 * error * z
      chain.weights[1] -= 0.05 * error * chain.weights[2] * y
      chain.weights[0] -=
        0.05 * error * chain.weights[2] * chain.weights[1] * sample.x
    }
    products.append(chain.product)
  }
  return products
}

let faulty = productsOneAfterTheOther(epochs: 2_000)
print("product below 0 from epoch", faulty.firstIndex { $0 < 0 } ?? -1)
print(
  "within 0.001 of −1 from epoch",
  faulty.firstIndex { ($0 + 1).magnitude < 0.001 } ?? -1)

// MARK: - The smallest weight decides

func history(of start: [Double], epochs: Int) -> [Chain] {
  var chain = Chain(weights: start)
  var history = [chain]
  for _ in 0..<epochs {
    chain.train(epochs: 1)
    history.append(chain)
  }
  return history
}

let odd22 = history(of: [0.2333, 0.2333, 0.22], epochs: 500)
let odd25 = history(of: [0.2333, 0.2333, 0.25], epochs: 500)

show(Plot("The odd weight and its two neighbours", x: "epoch", y: "weight") {
  let shown = Array(stride(from: 0, through: 500, by: 4))
  Line("0.22: the odd one", x: shown, y: shown.map { odd22[$0].weights[2] })
  Line("0.22: the others", x: shown, y: shown.map { odd22[$0].weights[0] })
  Line("0.25: the odd one", x: shown, y: shown.map { odd25[$0].weights[2] })
  Line("0.25: the others", x: shown, y: shown.map { odd25[$0].weights[0] })
})

show(Table(
  ["epoch", "w1² − w3², from 0.22", "w1² − w3², from 0.25"],
  [0, 100, 200, 300, 500].map { epoch in
    let (a, b) = (odd22[epoch].weights, odd25[epoch].weights)
    return [
      "\(epoch)", (a[0] * a[0] - a[2] * a[2]).formatted(5),
      (b[0] * b[0] - b[2] * b[2]).formatted(5),
    ]
  }))

// MARK: - A crowd of neurons that is one neuron

let wavePlaces = (0...40).map { Double($0) / 10 - 2 }
let wave = Samples(
  Tensor(wavePlaces.map { [$0] }),
  values: Tensor(wavePlaces.map { [Elementary.sin(2 * $0)] }))

let crowdEpochs = [0, 20, 50, 100, 200, 1_000]

struct Fitted {
  var network: Network
  var outputs: [Int: [Double]] = [:]

  init(_ initializer: Initializer) {
    var source = RandomSource(seed: 5)
    network = Network {
      Dense(inputs: 1, outputs: 8, initializer: initializer, using: &source)
      Activation.tanh
      Dense(inputs: 8, outputs: 1, initializer: initializer, using: &source)
    }
    var optimizer = Adam(learningRate: 0.02)
    for epoch in 0...1_000 {
      let output = network(wave.inputs)
      if crowdEpochs.contains(epoch) { outputs[epoch] = output.values }
      let loss = wave.loss(of: output)
      optimizer.update(&network, along: loss.gradients())
    }
  }
}

let equalCrowd = Fitted(.constant(0.5))
let randomCrowd = Fitted(.glorot)

func inputWeights(_ fitted: Fitted) -> String {
  fitted.network.parameters[0].values.map { $0.formatted(2) }
    .joined(separator: "  ")
}

print("equal start: ", inputWeights(equalCrowd))
print("random start:", inputWeights(randomCrowd))

show(Steps("What both networks have learnt", over: crowdEpochs, named: "epoch") { epoch in
  Plot(x: "x", y: "output")
    .scatter("to be learnt", x: wavePlaces, y: wavePlaces.map { Elementary.sin(2 * $0) })
    .line("equal start", x: wavePlaces, y: equalCrowd.outputs[epoch]!)
    .line("random start", x: wavePlaces, y: randomCrowd.outputs[epoch]!)
    .range(y: -1.3...1.3)
})

// MARK: - Random, but how large?

func success(depth: Int, limit: Double) -> (right: Int, lost: Int) {
  var source = RandomSource(seed: 7)
  var right = 0
  var lost = 0
  for _ in 0..<500 {
    var chain = Chain(
      weights: (0..<depth).map { _ in source.uniform(in: -limit..<limit) })
    chain.train(epochs: 160)
    if !chain.product.isFinite {
      lost += 1
    } else if (chain.product + 1).magnitude < 0.5 {
      right += 1
    }
  }
  return (right, lost)
}

let depths = [3, 5, 10, 20]
let limits = [0.5, 1, 2, 3]
let outcomes = depths.map { depth in
  limits.map { success(depth: depth, limit: $0) }
}

show(Table(
  ["layers"] + limits.map { "±\($0.formatted(1))" },
  zip(depths, outcomes).map { depth, row in
    ["\(depth)"]
      + row.map { "\($0.right)" + ($0.lost > 0 ? " (\($0.lost))" : "") }
  },
  caption: "Of 500 chains, product near −1 after 160 epochs (and how many ran away)"))

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted[sorted.count / 2]
}

func typicalProducts(limit: Double, depth: Int) -> [Double] {
  var source = RandomSource(seed: 11)
  var products = [Double](repeating: 1, count: 1_001)
  return (0..<depth).map { _ in
    for index in products.indices {
      products[index] *= source.uniform(in: -limit..<limit)
    }
    return median(products.map(\.magnitude))
  }
}

let chainLimits = [
  ("±0.5", 0.5), ("±1", 1), ("±√3", 3.0.squareRoot()),
  ("±2.718", Elementary.exp(1)), ("±4", 4),
]
show(Plot("Typical size after so many layers", x: "layers", y: "size") {
  for (name, limit) in chainLimits {
    Line(name, x: 1...50, y: typicalProducts(limit: limit, depth: 50))
  }
}
.logarithmic(y: true))

// MARK: - Many inputs, and a rule

func rootMeanSquare(_ values: [Double]) -> Double {
  (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
}

func deep(
  _ activation: Activation?, depth: Int, width: Int, deviation: Double,
  seed: UInt64
) -> Network {
  var source = RandomSource(seed: seed)
  return Network(
    (0..<depth).flatMap { _ -> [any Layer] in
      let dense = Dense(
        inputs: width, outputs: width,
        initializer: .normal(deviation: deviation), using: &source)
      return activation.map { [dense, $0] } ?? [dense]
    })
}

func randomInput(width: Int, seed: UInt64) -> Tensor {
  var source = RandomSource(seed: seed)
  return Tensor([(0..<width).map { _ in source.normal() }])
}

/// The size of the signal after each dense layer and its activation.
func sizes(
  in network: Network, from input: Tensor, every stride: Int
) -> [Double] {
  var signal = input
  return network.layers.enumerated().compactMap { index, layer in
    signal = layer(signal)
    return index % stride == stride - 1 ? rootMeanSquare(signal.values) : nil
  }
}

let input100 = randomInput(width: 100, seed: 1)
let deviations = [0.05, 0.1, 0.2]
let linearSizes = deviations.map { deviation in
  sizes(
    in: deep(nil, depth: 50, width: 100, deviation: deviation, seed: 2),
    from: input100, every: 1)
}

show(Table(
  ["deviation σ", "σ√n", "size after 50 layers", "(σ√n)^50"],
  zip(deviations, linearSizes).map { deviation, sizes in
    [
      deviation.formatted(2), (deviation * 10).formatted(1),
      sizes[49].scientific(2),
      Elementary.exp(50 * Elementary.log(deviation * 10)).scientific(2),
    ]
  }))

let widths = [1, 2, 4, 8, 16, 32, 64]
let layerCounts = [80, 40, 20, 10, 5]

func typicalLogSizes(width: Int) -> [Int: Double] {
  let deviation = 1 / Double(width).squareRoot()
  var runs: [[Double]] = []
  for seed in 0..<61 {
    let network = deep(
      nil, depth: 80, width: width, deviation: deviation, seed: UInt64(100 + seed))
    let input = randomInput(width: width, seed: UInt64(200 + seed))
    let start = rootMeanSquare(input.values)
    runs.append(sizes(in: network, from: input, every: 1).map { $0 / start })
  }
  return Dictionary(
    uniqueKeysWithValues: layerCounts.map { depth in
      (depth, Elementary.log(median(runs.map { $0[depth - 1] })) / Elementary.log(10))
    })
}

let logSizes = widths.map(typicalLogSizes)
show(HeatMap(
  "Median of 61 networks, deviation 1/√n",
  // Rounded to what the cells have room for.
  layerCounts.map { depth in logSizes.map { ($0[depth]! * 100).rounded() / 100 } })
  .names(columns: widths.map { "\($0)" }, rows: layerCounts.map { "\($0)" })
  .labels(x: "width n", y: "layers"))

// MARK: - What an activation takes away

let width = 100
let reluNetworks = [1.0, 2.0, 4.0].map { variance in
  deep(
    .relu, depth: 50, width: width,
    deviation: (variance / Double(width)).squareRoot(), seed: 3)
}
let reluNames = ["1/n", "2/n", "4/n"]
let reluSizes = reluNetworks.map { sizes(in: $0, from: input100, every: 2) }

func derivativeSizes(of network: Network) -> [Double] {
  let output = network(input100)
  // Any direction will do: the derivatives of the sum of the outputs.
  let gradients = output.sum().gradients()
  return network.layers.compactMap { layer in
    (layer as? Dense).map { rootMeanSquare(gradients[$0.bias].values) }
  }
}

let reluDerivatives = reluNetworks.map(derivativeSizes)
show(Plot("Derivatives by the biases of each layer", x: "layer", y: "size") {
  for (name, sizes) in zip(reluNames, reluDerivatives) {
    Line(name, x: 1...50, y: sizes)
  }
}
.logarithmic(y: true))

// MARK: - Does it train better?

let factors = (-6...6).map { Elementary.exp(Double($0) * Elementary.log(2) / 3) }
let hiddenCounts = [2, 6, 12]

func finalLoss(hidden: Int, factor: Double, seed: UInt64) -> Double {
  var source = RandomSource(seed: seed)
  func dense(_ inputs: Int, _ outputs: Int) -> Dense {
    Dense(
      inputs: inputs, outputs: outputs,
      initializer: .normal(deviation: factor * (2 / Double(inputs)).squareRoot()),
      using: &source)
  }
  var layers: [any Layer] = [dense(1, 16), Activation.relu]
  for _ in 1..<hidden { layers += [dense(16, 16), Activation.relu] as [any Layer] }
  layers.append(dense(16, 1))
  var network = Network(layers)
  var optimizer = SGD(learningRate: 0.02)
  for _ in 0..<300 {
    let loss = wave.loss(of: network(wave.inputs))
    guard loss.value < 1e6 else { return .infinity }
    optimizer.update(&network, along: loss.gradients())
  }
  return wave.loss(of: network(wave.inputs)).value
}

let windows = remember {
  hiddenCounts.map { hidden in
    factors.map { factor in
      median((1...3).map { finalLoss(hidden: hidden, factor: factor, seed: $0) })
    }
  }
}

show(Plot("Loss after 300 steps", x: "deviation, as a multiple of He's", y: "loss") {
  for (hidden, losses) in zip(hiddenCounts, windows) {
    Line("\(hidden) hidden layers", x: factors, y: losses)
  }
}
.logarithmic(x: true, y: true))

// MARK: - What to keep

// MARK: - Exercises

// exercise 1
func willLearn(_ start: [Double]) -> Bool {
  let sizes = start.map(\.magnitude).sorted()
  // A negative product only has to grow. A positive one has to go through
  // zero, which it can where a single weight gets there alone.
  return start.reduce(1, *) < 0 || sizes[0] < sizes[1]
}
// end

#if CHECK // 1
// when: from [0.2333, 0.2333, 0.22], training ends with the product -1.000000
// say: A positive product can become negative: one weight may cross zero.
// when: from [0.2333, 0.2333, 0.25], training ends with the product 0.000000
// say: That two weights differ is not enough: the smallest has to be smaller than all others.
// when: from [-0.4, -0.4, 0.2], training ends with the product -1.000000
// say: Compare sizes, not values: −0.5 is larger than 0.2 on the way to zero.
for start in [
  [0.2333, 0.2333, 0.2333], [0.2333, 0.2333, 0.22], [0.2333, 0.2333, 0.25],
  [-0.2333, 0.2333, 0.2333], [-0.4, -0.4, 0.2], [-0.5, -0.2, 0.2], [0.9, 0.3, 0.6, 0.2], [0, 0, 0.5],
] {
  var chain = Chain(weights: start)
  chain.train(epochs: 2_000)
  let learns = (chain.product + 1).magnitude < 0.001
  expect(
    willLearn(start) == learns,
    "from \(start), training ends with the product \(chain.product.formatted(6))")
}
#endif // 1

// exercise 2
func leakyDeviation(inputs n: Int, slope a: Double) -> Double {
  // One half of the mean square passes whole, the other half times a².
  (2 / ((1 + a * a) * Double(n))).squareRoot()
}
// end

#if CHECK // 2
// when: for 100 inputs and slope 0.5: computed 0.11547005383792516, expected 0.12649110640673517
// say: The slope multiplies the numbers; their squares are multiplied by its square.
// when: with slope 0 it is He's rule: computed 0.25, expected 0.5
// say: This is the variance. The deviation is its square root.
// when: with slope 1 nothing is bent: computed 0.2, expected 0.1
// say: More passes through a leaky rectifier, so the weights have to be smaller than He's, not larger.
expect(leakyDeviation(inputs: 8, slope: 0), 0.5, "with slope 0 it is He's rule", tolerance: 1e-12)
expect(leakyDeviation(inputs: 100, slope: 1), 0.1, "with slope 1 nothing is bent", tolerance: 1e-12)
expect(
  leakyDeviation(inputs: 100, slope: 0.5), (1.6 / 100).squareRoot(), "for 100 inputs and slope 0.5",
  tolerance: 1e-12)
let leaky = deep(
  .leakyRelu(slope: 0.5), depth: 50, width: 100,
  deviation: leakyDeviation(inputs: 100, slope: 0.5), seed: 3)
let leakySize = sizes(in: leaky, from: input100, every: 2)[49]
expect(leakySize > 0.1 && leakySize < 10, "after 50 layers the size is \(leakySize.scientific(2))")
#endif // 2

func trained(from start: [Double], epochs: Int) -> Chain {
  var chain = Chain(weights: start)
  chain.train(epochs: epochs)
  return chain
}
let chain100 = trained(from: [0.9, 0.3, 0.6, 0.3], epochs: 100)
let secondFromFourth = (chain100.weights[1] - chain100.weights[3]).magnitude

// MARK: - Sources

// nabla outside f48f9f8b83afb0fc
// nabla starter 1 53901d16bd28e7e4
// nabla starter 2 e97248b6df2c9bb6
// nabla timeout 60.0
// nabla optimize true
