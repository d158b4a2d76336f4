import Foundation
import Text
import Wire

/// How numbers become places along an axis, and where the axis has its ticks.
struct AxisScale {
  /// The two ends, in the units of `place`: mantissas, or logarithms to the base 10.
  let low: Double
  let high: Double
  let isLogarithmic: Bool
  /// Numbers are labelled in units of this power of ten.
  let exponent: Int
  let ticks: [(part: Double, label: String)]

  /// The scale of an axis.
  ///
  /// - Parameters:
  ///   - values: the finite numbers to be placed; on a logarithmic axis all are positive.
  ///   - padding: the part of the span that is left free beyond the outermost numbers.
  ///   - includesZero: whether the axis begins or ends at 0 at the latest.
  ///   - count: about how many ticks there should be.
  init(
    _ axis: Axis, values: some Sequence<Double>, padding: Double = 0, includesZero: Bool = false,
    count: Int
  ) {
    var least = Double.infinity
    var most = -Double.infinity
    if let ends = axis.ends {
      (least, most) = (ends[0], ends[1])
    } else {
      for value in values {
        least = min(least, value)
        most = max(most, value)
      }
      if includesZero, !axis.isLogarithmic {
        least = min(least, 0)
        most = max(most, 0)
      }
    }
    if least > most { (least, most) = axis.isLogarithmic ? (1, 10) : (0, 1) }
    let padding = axis.ends == nil ? padding : 0
    isLogarithmic = axis.isLogarithmic
    if axis.isLogarithmic {
      exponent = 0
      var (low, high) = (log10(least), log10(most))
      if high - low < 0.02 { (low, high) = (low - 0.5, high + 0.5) }
      let margin = (high - low) * padding
      (self.low, self.high) = (low - margin, high + margin)
      ticks = Self.logarithmicTicks(low - margin, high + margin, count: count)
      return
    }
    let largest = max(least.magnitude, most.magnitude)
    let power = PowerOfTen.exponent(of: largest)
    // Numbers of ordinary size stand as they are.
    exponent = largest > 0 && (power >= 6 || power < -3) ? power : 0
    var low = PowerOfTen.scaled(least, by: exponent)
    var high = PowerOfTen.scaled(most, by: exponent)
    if high - low <= max(low.magnitude, high.magnitude) * 1e-12 {
      let room = low == 0 && high == 0 ? 1 : max(low.magnitude, high.magnitude) * 0.1
      (low, high) = (low - room, high + room)
    }
    let margin = (high - low) * padding
    // An axis that begins at 0 begins there.
    let floor = includesZero && low == 0 ? 0 : low - margin
    let ceiling = includesZero && high == 0 ? 0 : high + margin
    (self.low, self.high) = (floor, ceiling)
    ticks = Ticks(from: floor, to: ceiling, count: count).places.map {
      (($0.value - floor) / (ceiling - floor), $0.label)
    }
  }

  /// How far along the axis a number stands: 0 at its low end, 1 at its high end.
  func part(_ value: Double) -> Double {
    let place = isLogarithmic ? log10(value) : PowerOfTen.scaled(value, by: exponent)
    return (place - low) / (high - low)
  }

  /// What the label of the axis adds: `×10⁻⁷`.
  var unit: String? { exponent == 0 ? nil : "×" + PowerOfTen.text(exponent) }

  // MARK: Logarithmic ticks

  /// Whole powers of ten, every so many where there are many; below two of them also 2 and 5 times
  /// a power, below one the ticks of an ordinary axis.
  private static func logarithmicTicks(
    _ low: Double, _ high: Double, count: Int
  ) -> [(part: Double, label: String)] {
    let first = Int(low.rounded(.up))
    let last = Int(high.rounded(.down))
    func part(_ place: Double) -> Double { (place - low) / (high - low) }
    let isPlain = low >= -3.1 && high <= 4.1
    func label(_ factor: Int, _ power: Int) -> String {
      if isPlain {
        return Ticks.label(
          Double(factor) * PowerOfTen.value(power), decimals: max(0, -power))
      }
      return factor == 1 ? PowerOfTen.text(power) : "\(factor)·\(PowerOfTen.text(power))"
    }
    if last - first >= 2 {
      let every = max(1, (last - first + count - 1) / count)
      let powers = (first...last).filter { $0 % every == 0 }
      return powers.map { (part(Double($0)), label(1, $0)) }
    }
    var found: [(part: Double, label: String)] = []
    for power in (first - 1)...(last + 1) {
      for factor in [1, 2, 5] {
        let place = Double(power) + log10(Double(factor))
        if place >= low, place <= high { found.append((part(place), label(factor, power))) }
      }
    }
    if found.count > 1 || high > 300 || low < -300 { return found }
    let ends = (pow(10, low), pow(10, high))
    return Ticks(from: ends.0, to: ends.1, count: count).places
      .filter { $0.value > 0 }.map { (part(log10($0.value)), $0.label) }
  }
}
