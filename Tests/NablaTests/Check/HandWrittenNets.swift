import Nabla

/// The chain e = w3·s(w2·s(w1·x)) with the loss ½(e − t)² and derivatives by hand, into which faults can be planted.
struct HandWrittenChain {
  enum Fault {
    case none
    /// Layer 3 is moved before the shared product is handed to layer 2, and 2 before 1.
    case movedInBetween
    /// The shared product starts at the input.
    case frontToBack
  }

  var weights: [Double]
  var isCurved = false
  let x = 1.0
  let target = -1.0

  private func bend(_ value: Double) -> Double { isCurved ? Elementary.tanh(value) : value }
  private func slope(_ output: Double) -> Double { isCurved ? 1 - output * output : 1 }

  func loss(_ weights: [Double]) -> Double {
    let error = weights.reduce(x) { bend($1 * $0) } - target
    return 0.5 * error * error
  }

  func gradient(_ fault: Fault = .none, rate: Double = 0.05) -> [Double] {
    var weights = weights
    var inputs: [Double] = []
    var signal = x
    var slopes: [Double] = []
    for weight in weights {
      inputs.append(signal)
      signal = bend(weight * signal)
      slopes.append(slope(signal))
    }
    var gradient = weights
    var shared = signal - target
    let order = Array(weights.indices)
    for layer in fault == .frontToBack ? order : order.reversed() {
      shared *= slopes[layer]
      gradient[layer] = shared * inputs[layer]
      if fault == .movedInBetween { weights[layer] -= rate * gradient[layer] }
      shared *= weights[layer]
    }
    return gradient
  }

  var names: [String] { weights.indices.map { "w\($0 + 1)" } }
}

/// Two inputs, two hidden units, two outputs: e = W2·s(W1·x), with the loss Σ ½|e − t|² over samples, and
/// derivatives by hand.
struct HandWrittenNet {
  enum Fault {
    case none, sign, halfLost, overwritten, mean, transposed, backThroughTransposed
  }

  enum Bend { case tanh, relu }

  var bend = Bend.tanh
  var samples: [(x: [Double], t: [Double])] = [
    ([0.7, -0.4], [0.3, -0.2]), ([-0.2, 0.9], [-0.5, 0.1]), ([0.5, 0.6], [0.2, 0.8])
  ]
  var weights = [0.31, -0.52, 0.73, 0.24, 0.62, -0.37, 0.18, 0.45]
  static let names = [1, 2].flatMap { matrix in
    (0..<4).map { "W\(matrix)[\($0 / 2), \($0 % 2)]" }
  }

  private func forward(
    _ w: [Double], _ x: [Double]
  ) -> (hidden: [Double], output: [Double]) {
    let hidden = (0..<2).map { unit -> Double in
      let sum = w[2 * unit] * x[0] + w[2 * unit + 1] * x[1]
      return bend == .tanh ? Elementary.tanh(sum) : max(0, sum)
    }
    let output = (0..<2).map { w[4 + 2 * $0] * hidden[0] + w[5 + 2 * $0] * hidden[1] }
    return (hidden, output)
  }

  /// The loss of each sample.
  func losses(_ w: [Double]) -> [Double] {
    samples.map { sample in
      let output = forward(w, sample.x).output
      return (0..<2).reduce(0) {
        let error = output[$1] - sample.t[$1]
        return $0 + 0.5 * error * error
      }
    }
  }

  func loss(_ w: [Double]) -> Double { losses(w).reduce(0, +) }

  func gradient(_ fault: Fault = .none) -> [Double] {
    let w = weights
    var total = [Double](repeating: 0, count: 8)
    for sample in samples {
      let (hidden, output) = forward(w, sample.x)
      let delta = (0..<2).map { unit -> Double in
        let error = output[unit] - sample.t[unit]
        return fault == .sign ? -error : fault == .halfLost ? 2 * error : error
      }
      var part = [Double](repeating: 0, count: 8)
      for unit in 0..<2 {
        for column in 0..<2 {
          let place = fault == .transposed ? 4 + 2 * column + unit : 4 + 2 * unit + column
          part[place] = delta[unit] * hidden[column]
        }
        let isTurned = fault == .backThroughTransposed
        let back = (0..<2).reduce(0) {
          $0 + w[4 + (isTurned ? 2 * unit + $1 : 2 * $1 + unit)] * delta[$1]
        }
        let slope = bend == .tanh ? 1 - hidden[unit] * hidden[unit] : hidden[unit] > 0 ? 1 : 0
        for column in 0..<2 { part[2 * unit + column] = back * slope * sample.x[column] }
      }
      total = fault == .overwritten ? part : zip(total, part).map { $0 + $1 }
    }
    return fault == .mean ? total.map { $0 / Double(samples.count) } : total
  }
}
