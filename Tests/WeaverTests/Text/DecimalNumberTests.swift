import Testing

@testable import Text

@Suite("Verified: decimal arithmetic") struct DecimalNumberTests {
  /// One, other, their sum, difference and product.
  static let sums: [(String, String, String, String, String)] = [
    ("1", "2", "3", "-1", "2"),
    ("0.1", "0.2", "0.3", "-0.1", "0.02"),
    ("-1.5", "1.5", "0", "-3", "-2.25"),
    ("0", "-7", "-7", "7", "0"),
    ("999", "1", "1000", "998", "999"),
    ("1e3", "1e-3", "1000.001", "999.999", "1"),
    ("12.50", "0.5", "13", "12", "6.25"),
    ("1e20", "1", "1.00000000000000000001e20", "9.9999999999999999999e19", "1e20"),
    ("-0.001", "-0.0001", "-0.0011", "-0.0009", "0.0000001"),
    ("99999999999999999999", "1", "1e20", "9.9999999999999999998e19", "9.9999999999999999999e19")
  ]

  @Test(arguments: sums)
  func `adds, subtracts and multiplies exactly`(
    one: String, other: String, sum: String, difference: String, product: String
  ) throws {
    let a = try #require(DecimalNumber(one))
    let b = try #require(DecimalNumber(other))
    func number(_ text: String) throws -> DecimalNumber { try #require(DecimalNumber(text)) }
    #expect((a + b).isSameValue(as: try number(sum)), "\(a + b)")
    #expect((b + a).isSameValue(as: try number(sum)), "\(b + a)")
    #expect((a - b).isSameValue(as: try number(difference)), "\(a - b)")
    #expect((a * b).isSameValue(as: try number(product)), "\(a * b)")
    #expect((b * a).isSameValue(as: try number(product)), "\(b * a)")
  }

  /// A number as written, and as it is told.
  static let descriptions: [(String, String)] = [
    ("0", "0"), ("-0", "0"), ("0.000", "0"), ("1.50", "1.5"), ("-1.50", "-1.5"), ("100", "100"),
    ("1e3", "1000"), ("1.5e-3", "0.0015"), ("0.000001", "0.000001"), ("1e-9", "1e-9"),
    ("1.25e-9", "1.25e-9"), ("1e20", "1e20"), ("-1.5e20", "-1.5e20"), ("007", "7"),
    ("123456789012345", "123456789012345")
  ]

  @Test(arguments: descriptions)
  func `tells a number in few digits`(text: String, description: String) throws {
    #expect(try #require(DecimalNumber(text)).description == description)
  }

  @Test(arguments: ["", "-", "x", "1x", ".", "e5", "１"])
  func `refuses what is no number`(text: String) {
    #expect(DecimalNumber(text) == nil)
  }
}
