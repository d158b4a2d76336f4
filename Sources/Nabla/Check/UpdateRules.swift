extension Causes {
  /// Derivatives from before an update, compared with differences after it.
  ///
  /// A step of gradient descent goes from w + η·g to w, with g the derivatives under test. Where
  /// they are the true derivatives at w + η·g for one η > 0, the check came after the update. One
  /// number η has to explain all derivatives, so at least two are needed.
  func updateRule() -> [Int: Diagnosis] {
    let given = looks.map(\.derivative)
    guard let loss = probe.loss, wrong.count >= 2, given.count <= 32 else { return [:] }
    let size = given.reduce(0) { $0 + $1 * $1 }
    func before(_ rate: Double) -> [Double] {
      zip(probe.values, given).map { $0 + rate * $1 }
    }
    func slopes(_ rate: Double) -> [Double] {
      let center = before(rate)
      var moved = center
      return center.indices.map { index in
        defer { moved[index] = center[index] }
        return centralDifference(
          of: {
            moved[index] = $0
            return loss(moved)
          }, at: center[index])
      }
    }
    // The part along g of what is missing: 0 at the η that is looked for.
    func missing(_ rate: Double) -> Double {
      zip(slopes(rate), given).reduce(0) { $0 + ($1.0 - $1.1) * $1.1 } / size
    }
    var last = (rate: 0.0, value: missing(0))
    for power in -20...6 {
      let rate = Double(sign: .plus, exponent: power, significand: 1)
      let next = (rate: rate, value: missing(rate))
      defer { last = next }
      guard next.value.isFinite, last.value.isFinite, next.value * last.value < 0 else { continue }
      var (low, high) = (last.rate, next.rate)
      for _ in 0..<40 {
        let middle = (low + high) / 2
        if missing(middle) * last.value > 0 { low = middle } else { high = middle }
      }
      let largest = given.reduce(0) { max($0, $1.magnitude) }
      let fits = zip(slopes(high), given).allSatisfy {
        ($0 - $1).magnitude <= 1e-7 * largest + Look.safety * (looks[0].best.floor)
      }
      if fits {
        let diagnosis = Diagnosis.afterUpdate(learningRate: high.short)
        return Dictionary(uniqueKeysWithValues: wrong.map { ($0, diagnosis) })
      }
    }
    return [:]
  }

  /// A weight that was moved before it was multiplied in.
  ///
  /// With w′ = w − η·g in place of w the ratio is w′/w = 1 − η·g/w. One η has to explain two
  /// derivatives with different ratios, too closely for chance; or it has to be a number that people
  /// choose, such as 0.05.
  func movedRule(_ index: Int) -> Diagnosis? {
    guard probe.values.count <= 32, blur(index) < 1e-6 else { return nil }
    let rates = movedRates(index)
    let others = wrong.filter {
      $0 != index && (ratio($0) / ratio(index) - 1).magnitude > 1e-6
    }.map(movedRates)
    // How many pairs of rates could be equal by chance.
    let pairs = Double(rates.count * others.reduce(0) { $0 + $1.count })
    for (weights, rate, blur) in rates {
      let isShared = others.contains { other in
        other.contains {
          let width = max(1e-9, 4 * (blur + $0.blur))
          return pairs * width < 0.01 && ($0.rate / rate - 1).magnitude <= width
        }
      }
      let isChosen = rate.isChosen && 4 * blur < 1e-6 && rates.count <= 40
      if isShared || isChosen {
        return .movedWeight(
          weights.map { probe.names[$0] }.joined(separator: ", "), learningRate: rate.short)
      }
    }
    return nil
  }

  /// The learning rates with which a moved weight, or two, would explain a ratio.
  private func movedRates(_ index: Int) -> [(weights: [Int], rate: Double, blur: Double)] {
    let ratio = ratio(index)
    // η·g/w for each weight and η = 1.
    let shares = looks.indices.map { looks[$0].derivative / probe.values[$0] }
    let usable = shares.indices.filter { $0 != index && shares[$0].isFinite && shares[$0] != 0 }
    let blur = blur(index) * ratio.magnitude / (1 - ratio).magnitude
    var rates: [(weights: [Int], rate: Double, blur: Double)] = []
    for first in usable {
      rates.append(([first], (1 - ratio) / shares[first], blur))
    }
    for first in usable where usable.count <= 8 {
      for second in usable where second > first {
        // (1 − ηa)(1 − ηb) = r: the smaller root goes to 0 with 1 − r.
        let (a, b) = (shares[first], shares[second])
        let half = (a + b) / 2
        let root = (half * half - a * b * (1 - ratio)).squareRoot()
        guard root.isFinite, half != 0 else { continue }
        rates.append(
          ([first, second], (1 - ratio) / (half + (half < 0 ? -root : root)), blur))
      }
    }
    return rates.filter { $0.rate > 1e-8 && $0.rate < 100 }
  }
}

extension Double {
  /// The nearest number of four digits.
  fileprivate var short: Double {
    guard isFinite, self > 0 else { return self }
    var scale = 1.0
    while self * scale < 1000 { scale *= 10 }
    while self * scale >= 10_000 { scale /= 10 }
    return (self * scale).rounded() / scale
  }

  /// Whether a number of two digits is meant, as learning rates are.
  fileprivate var isChosen: Bool {
    var size = self
    while size < 10 { size *= 10 }
    while size >= 100 { size /= 10 }
    return (size - size.rounded()).magnitude < 1e-5
  }
}
