import Testing

@testable import Drawings

@Suite("Drawn: ticks") struct TicksTests {
  /// The ends, how many ticks are wanted, and the labels.
  static let cases: [(Double, Double, Int, [String])] = [
    (0, 1, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (0, 240, 6, ["0", "50", "100", "150", "200"]),
    (-1, 1, 5, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
    (-0.05, 0.55, 6, ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
    (99.5, 100.5, 5, ["99.50", "99.75", "100.00", "100.25", "100.50"])
  ]

  @Test(arguments: cases)
  func `stand at round numbers`(low: Double, high: Double, count: Int, labels: [String]) {
    #expect(Ticks(from: low, to: high, count: count).places.map(\.label) == labels)
  }

  @Test func `lie within the ends, ascend, and are told apart`() {
    for exponent in -3...5 {
      for (low, high) in [(0.0, 1.0), (0.013, 0.987), (-7.1, 2.3), (41, 41.7), (-3, -2.99)] {
        let unit = PowerOfTen.value(exponent)
        let ticks = Ticks(from: low * unit, to: high * unit, count: 6).places
        #expect((2...14).contains(ticks.count), "\(low) to \(high) times \(unit)")
        for (one, next) in zip(ticks, ticks.dropFirst()) { #expect(one.value < next.value) }
        #expect(Set(ticks.map(\.label)).count == ticks.count)
        for tick in ticks {
          #expect(tick.value >= low * unit - 1e-9 * unit && tick.value <= high * unit + 1e-9 * unit)
        }
      }
    }
  }

  /// Ends between which there is nothing to be divided.
  static let nothing: [(Double, Double)] = [
    (1, 1), (2, 1), (.nan, 1), (0, .infinity), (-.infinity, .infinity)
  ]

  @Test(arguments: nothing)
  func `are none where there is no stretch`(low: Double, high: Double) {
    #expect(Ticks(from: low, to: high, count: 5).places.isEmpty)
  }
}
