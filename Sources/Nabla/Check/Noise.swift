/// How much rounding moves the values of a function, measured.
///
/// The last places of a loss come from all the sums before it, not from its own size alone: (e − ê)²
/// near e = ê is far less certain than its own last place. Nine values at equal distances are
/// taken; differences of the fourth to sixth order leave nothing of a smooth function and magnify
/// rounding by a known factor.
///
/// Source: J. J. Moré, S. M. Wild, "Estimating computational noise", SIAM Journal on Scientific
/// Computing 33 (2011), pages 1292–1314.
enum Noise {
  /// The standard deviation of the rounding of f near x; 0 where none can be told from the
  /// function's own course.
  static func measured(of function: (Double) -> Double, at point: Double) -> Double {
    func row(_ spacing: Double) -> [Double] {
      (-4...4).map { function(point + Double($0) * spacing) }
    }
    // So close together that a function of any scale is smooth. The distance is no power of two:
    // products with those are exact, and would show no rounding.
    let closest = 0.2171828 * 0x1p-16 * differenceStep(at: point)
    var spacing = closest
    var values = row(spacing)
    if Set(values).count < 4 {
      // Rounding in steps larger than what the function changes by shows farther apart only.
      while Set(values).count < 4, spacing < 0x1p32 * closest {
        spacing *= 0x1p8
        values = row(spacing)
      }
      guard let noise = noise(in: values) else { return 0 }
      // What was rounded to a unit differs by multiples of it; other functions, which are constant
      // here and not there, by numbers that end in the last place.
      let units = zip(values.dropFirst(), values).map { ($0 - $1).lastPlace }
      return min(noise, units.filter { $0 > 0 }.min() ?? 0)
    }
    while Set(values).count >= 4 {
      if let noise = noise(in: values) { return noise }
      spacing *= 0x1p-6
      values = row(spacing)
    }
    return 0
  }

  /// The noise in values at equal distances, or nil where they are not smooth but for noise.
  static func noise(in values: [Double]) -> Double? {
    guard values.allSatisfy(\.isFinite) else { return nil }
    var differences = values
    var estimates: [Double] = []
    // (k!)²/(2k)!: how much less the noise is than the mean square of its k-th differences.
    let shares = [4: 1.0 / 70, 5: 1.0 / 252, 6: 1.0 / 924]
    for order in 1...6 {
      differences = zip(differences.dropFirst(), differences).map { $0 - $1 }
      if order == 2, hasKink(differences) { return nil }
      guard let share = shares[order] else { continue }
      if differences.allSatisfy({ $0 == 0 }) { return estimates.max() ?? 0 }
      let changesSign = zip(differences.dropFirst(), differences).contains { $0 * $1 < 0 }
      if order == 4, !changesSign { return nil }
      let square = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
      estimates.append((share * square).squareRoot())
    }
    guard let least = estimates.min(), let most = estimates.max(), most <= 16 * least else {
      return nil
    }
    return most
  }

  /// Whether one second difference, or two neighbours of one sign, stand out: the slope jumps.
  private static func hasKink(_ second: [Double]) -> Bool {
    let sizes = second.map(\.magnitude)
    guard let most = sizes.max(), most > 0, let place = sizes.firstIndex(of: most) else {
      return false
    }
    let neighbours = [place - 1, place + 1].filter(sizes.indices.contains)
    let next = neighbours.max { sizes[$0] < sizes[$1] }!
    let others = sizes.indices.filter { $0 != place && $0 != next }.map { sizes[$0] }
    return others.max()! * 16 < most && second[next] * second[place] >= 0
  }
}

extension Double {
  /// The value of the lowest binary place that is not 0.
  fileprivate var lastPlace: Double {
    guard self != 0, isFinite else { return 0 }
    let zeros = significandBitPattern == 0 ? 52 : significandBitPattern.trailingZeroBitCount
    return magnitude.ulp * Double(sign: .plus, exponent: zeros, significand: 1)
  }
}
