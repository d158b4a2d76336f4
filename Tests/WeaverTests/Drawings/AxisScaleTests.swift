import Testing
import Wire

@testable import Drawings

@Suite("Drawn: axes") struct AxisScaleTests {
  private func labels(_ axis: Axis, _ values: [Double], count: Int = 6) -> [String] {
    AxisScale(axis, values: values, count: count).ticks.map(\.label)
  }

  /// Values, the labels of an axis for them, and its unit.
  static let linear: [([Double], [String], String?)] = [
    ([0, 3e-7], ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"], "×10⁻⁷"),
    ([0, 2.5e8], ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"], "×10⁸"),
    ([-1.7e308, 1.7e308], ["−1.5", "−1.0", "−0.5", "0.0", "0.5", "1.0", "1.5"], "×10³⁰⁸"),
    ([0, .leastNonzeroMagnitude], [], "×10⁻³²⁴"),
    ([0, 1000], ["0", "200", "400", "600", "800", "1000"], nil)
  ]

  @Test(arguments: linear)
  func `have numbers of ordinary size and a unit`(
    values: [Double], labels: [String], unit: String?
  ) {
    let scale = AxisScale(Axis(), values: values, count: 6)
    #expect(scale.unit == unit)
    if !labels.isEmpty { #expect(scale.ticks.map(\.label) == labels) }
    #expect(values.allSatisfy { (0...1).contains(scale.part($0)) })
  }

  /// The ends of a logarithmic axis, and its labels.
  static let logarithmic: [([Double], [String])] = [
    ([1, 1000], ["1", "10", "100", "1000"]),
    ([1e-10, 1e4], ["10⁻⁹", "10⁻⁶", "10⁻³", "10⁰", "10³"]),
    ([1, 30], ["1", "2", "5", "10", "20"]), ([3, 4], ["3.0", "3.2", "3.4", "3.6", "3.8", "4.0"])
  ]

  @Test(arguments: logarithmic)
  func `have powers of ten where equal distances are equal factors`(
    values: [Double], labels: [String]
  ) {
    #expect(self.labels(Axis(isLogarithmic: true), values) == labels)
  }

  /// Values that make no stretch by themselves.
  static let alike: [[Double]] = [
    [], [0], [3], [-7, -7], [1e300], [.leastNonzeroMagnitude], [1, 1 + 1e-15], [-0.0, 0]
  ]

  @Test(arguments: alike, [false, true])
  func `have room around values that are all alike`(values: [Double], isLogarithmic: Bool) {
    let values = values.filter { !isLogarithmic || $0 > 0 }
    let scale = AxisScale(Axis(isLogarithmic: isLogarithmic), values: values, count: 6)
    #expect(scale.low < scale.high)
    #expect(scale.low.isFinite && scale.high.isFinite)
    #expect(values.allSatisfy { (0.1...0.9).contains(scale.part($0)) || values.count == 0 })
  }

  @Test func `end where the lesson says`() {
    let scale = AxisScale(Axis(ends: [-2, 2]), values: [100], padding: 0.05, count: 5)
    #expect(scale.part(-2) == 0)
    #expect(scale.part(2) == 1)
  }

  @Test func `of bars begin at 0`() {
    let scale = AxisScale(Axis(), values: [90, 100], padding: 0.05, includesZero: true, count: 5)
    #expect(scale.part(0) == 0)
    #expect(scale.part(100) < 1)
  }

  /// A number and the power of ten below it.
  static let powers: [(Double, Int)] = [
    (1, 0), (9.999, 0), (10, 1), (0.1, -1), (0.099, -2), (1e22, 22), (1e-22, -22),
    (1.7976931348623157e308, 308), (.leastNonzeroMagnitude, -324), (0, 0)
  ]

  @Test(arguments: powers)
  func `know powers of ten`(value: Double, exponent: Int) {
    #expect(PowerOfTen.exponent(of: value) == exponent)
  }
}
