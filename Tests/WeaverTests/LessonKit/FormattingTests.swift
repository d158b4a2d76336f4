import Foundation
import Testing

@testable import LessonKit

@Suite("LessonKit: numbers as texts") struct FormattingTests {
  /// A number, its decimals, and the text, as C's printf gives it.
  static let fixed: [(Double, Int, String)] = [
    (2.0 / 3, 4, "0.6667"), (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (-0.0, 2, "-0.00"),
    (1e22, 1, "10000000000000000000000.0"), (0.1, 20, "0.10000000000000000555"), (3, 2, "3.00"),
    (.nan, 2, "nan"), (.infinity, 2, "inf"), (-.infinity, 2, "-inf")
  ]

  @Test(arguments: fixed)
  func `has the decimals asked for`(value: Double, decimals: Int, text: String) {
    #expect(value.formatted(decimals) == text)
  }

  @Test func `has many decimals`() {
    #expect(0.5.formatted(300).count == 302)
    #expect((-1e308).formatted(2).count == 313)
  }

  /// A number, its significant digits, and the text, as C's printf gives it.
  static let scientific: [(Double, Int, String)] = [
    (0.00012345, 3, "1.23e-04"), (1, 1, "1e+00"), (0, 2, "0.0e+00"), (-12345.6789, 4, "-1.235e+04"),
    (1e-300, 2, "1.0e-300"), (9.99, 2, "1.0e+01")
  ]

  @Test(arguments: scientific)
  func `has the digits asked for`(value: Double, digits: Int, text: String) {
    #expect(value.scientific(digits) == text)
  }

  @Test func `a single has its own value`() {
    #expect(Float(0.1).formatted(10) == "0.1000000015")
  }

  /// Every number that there can be, with what C's printf gives for it.
  @Test func `is what C prints, for numbers of all sizes`() {
    var source = SystemRandomNumberGenerator()
    for round in 0..<20_000 {
      let any = Double(bitPattern: source.next())
      let number = round % 2 == 0 ? any : Double.random(in: -1000...1000, using: &source)
      guard !number.isNaN else { continue }
      let decimals = Int.random(in: 0...12, using: &source)
      #expect(number.formatted(decimals) == String(format: "%.\(decimals)f", number))
      #expect(
        number.scientific(decimals + 1) == String(format: "%.\(decimals)e", number), "\(number)")
    }
    // Halves that are exact go to the even digit.
    for half in stride(from: -20.5, through: 20.5, by: 1) {
      #expect(half.formatted(0) == String(format: "%.0f", half))
      #expect((half / 8).formatted(3) == String(format: "%.3f", half / 8))
    }
  }
}
