import Testing
import Wire

@Suite("Wire: numbers in drawings") struct ShownNumberTests {
  /// A number, how many digits, and the text. What is rounded is the shortest text of the number.
  static let numbers: [(Double, Int, String)] = [
    (0, 4, "0"), (-0.0, 4, "0"), (240, 4, "240"), (-123_456_789, 4, "-123456789"),
    (0.1235, 4, "0.1235"), (0.12345, 4, "0.1235"), (0.99999, 4, "1"), (9.9996, 4, "10"),
    (-0.00012345, 4, "-0.0001235"), (0.000012345, 4, "1.235e-05"),
    (.leastNonzeroMagnitude, 4, "5e-324"),
    (1.7976931348623157e308, 4, "1.798e+308"), (123_456.789, 4, "123500"), (1e9, 4, "1e+09"),
    (1_234_567_890.5, 3, "1.23e+09"), (2.5, 1, "3"), (1.0 / 3, 2, "0.33"), (99.95, 3, "100"),
    (.nan, 4, "nan"), (.infinity, 4, "inf"), (-.infinity, 4, "-inf")
  ]

  @Test(arguments: numbers)
  func `have as many digits as asked for, and no zeros at the end`(
    value: Double, digits: Int, text: String
  ) {
    #expect(value.shown(digits: digits) == text)
  }

  @Test func `are the numbers they show, to half a unit`() {
    var bits: UInt64 = 1
    for _ in 0..<2_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite, value.magnitude > 1e-300, value.magnitude < 1e300 else { continue }
      let shown = Double(value.shown(digits: 6)) ?? .nan
      #expect((shown - value).magnitude <= 0.500001e-5 * value.magnitude, "\(value)")
    }
  }
}
