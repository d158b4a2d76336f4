import Wire

/// Where an axis has its labels.
///
/// J. Talbot, S. Lin, P. Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick
/// Labels on Axes", IEEE Transactions on Visualization and Computer Graphics 16 (2010), pages
/// 1036–1043, without its search over font sizes: among steps of 1, 5, 2, 2.5, 4 and 3 times a power
/// of ten the one with the best sum of simplicity, coverage and density.
struct Ticks: Equatable {
  /// The places, ascending, and what stands there.
  package var places: [(value: Double, label: String)]

  static func == (one: Ticks, other: Ticks) -> Bool {
    one.places.elementsEqual(other.places) { $0 == $1 }
  }

  /// Ticks for numbers from `low` to `high`, about `count` of them.
  init(from low: Double, to high: Double, count: Int) {
    places = Self.places(low, high, count, staysInside: false)
    // The best steps may have their outermost labels beyond the ends, where none are drawn: where
    // that leaves too few, the best that stay inside are better.
    if places.count < min(4, count) {
      let inside = Self.places(low, high, count, staysInside: true)
      if inside.count > places.count { places = inside }
    }
  }

  private static func places(
    _ low: Double, _ high: Double, _ count: Int, staysInside: Bool
  ) -> [(value: Double, label: String)] {
    guard let best = best(low, high, count, staysInside) else { return [] }
    let room = best.step * 1e-9
    let decimals = decimals(best.step)
    return (0..<best.count).map { best.first + Double($0) * best.step }
      .filter { $0 >= low - room && $0 <= high + room }
      .map { ($0, label($0, decimals: decimals)) }
  }

  /// The fewest decimals that write the step, and so every tick, exactly.
  private static func decimals(_ step: Double) -> Int {
    var decimals = max(0, -PowerOfTen.exponent(of: step))
    let scaled = step * PowerOfTen.value(decimals)
    if (scaled - scaled.rounded()).magnitude > 1e-6 * scaled { decimals += 1 }
    return min(decimals, 12)
  }

  /// A number with a minus sign and no minus zero.
  package static func label(_ value: Double, decimals: Int) -> String {
    let unit = PowerOfTen.value(decimals)
    let count = (value.magnitude * unit).rounded()
    guard count < 1e15 else { return value.shown(digits: 6).replacing("-", with: "−") }
    let digits = "\(Int(count))"
    let sign = value < 0 && count > 0 ? "−" : ""
    if decimals == 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  // MARK: The search

  private struct Choice {
    package var first: Double
    var step: Double
    package var count: Int
    var score: Double
  }

  /// Steps, the nicest first.
  private static let steps: [Double] = [1, 5, 2, 2.5, 4, 3]
  private static let weights = (simplicity: 0.25, coverage: 0.2, density: 0.5, legibility: 0.05)

  private static func best(
    _ low: Double, _ high: Double, _ wanted: Int, _ staysInside: Bool
  ) -> Choice? {
    guard low.isFinite, high.isFinite, high > low, wanted > 1 else { return nil }
    let range = high - low
    var best = Choice(first: low, step: range, count: 2, score: -2)
    func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
      weights.simplicity * simplicity + weights.coverage * coverage + weights.density * density
        + weights.legibility
    }
    // Every bound below says that no later choice in its loop can be better.
    for skip in 1...12 {
      for (rank, base) in steps.enumerated() {
        let order = 1 - Double(rank) / Double(steps.count - 1) - Double(skip)
        if score(order + 1, 1, 1) < best.score { return best }
        for count in 2...(4 * wanted) {
          let densest = count >= wanted ? 2 - Double(count - 1) / Double(wanted - 1) : 1
          if score(order + 1, 1, densest) < best.score { break }
          let delta = range / Double(count + 1) / (Double(skip) * base)
          var power = PowerOfTen.exponent(of: delta)
          if PowerOfTen.value(power) < delta { power += 1 }
          while true {
            let step = Double(skip) * base * PowerOfTen.value(power)
            let span = step * Double(count - 1)
            let excess = max(0, (span - range) / 2)
            let widest = 1 - 0.5 * (2 * excess * excess) / (0.01 * range * range)
            if score(order + 1, widest, densest) < best.score || power > 300 { break }
            let unit = step / Double(skip)
            let last = (high / step).rounded(.down) * Double(skip) - Double((count - 1) * skip)
            var start = last
            let end = (low / step).rounded(.up) * Double(skip)
            while start <= end {
              let first = start * unit
              let top = first + span
              start += 1
              if staysInside, first < low - step * 1e-9 || top > high + step * 1e-9 { continue }
              let hasZero =
                first <= 0 && top >= 0
                && (start - 1).truncatingRemainder(
                  dividingBy: Double(skip)) == 0
              let above = (high - top) / (0.1 * range)
              let below = (low - first) / (0.1 * range)
              let coverage = 1 - 0.5 * (above * above + below * below)
              let ratio = Double(count - 1) / span
              let ideal = Double(wanted - 1) / (max(top, high) - min(first, low))
              let density = 2 - max(ratio / ideal, ideal / ratio)
              let total = score(order + (hasZero ? 1 : 0), coverage, density)
              if total > best.score {
                best = Choice(first: first, step: step, count: count, score: total)
              }
            }
            power += 1
          }
        }
      }
    }
    return best
  }
}
