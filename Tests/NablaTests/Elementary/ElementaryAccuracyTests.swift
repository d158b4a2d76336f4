import Nabla
import Testing

/// Against correctly rounded values: `fixture.py` writes them, with mpmath.
@Suite struct ElementaryAccuracyTests {
  /// How many doubles apart two are, ±0 being one.
  static func distance(_ a: Double, _ b: Double) -> UInt64 {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
    func place(_ x: Double) -> Int64 {
      let bits = Int64(bitPattern: x.magnitude.bitPattern)
      return x.sign == .minus ? -bits : bits
    }
    return (place(a) - place(b)).magnitude
  }

  /// An error below one ulp is at most the double beside; above half an ulp they are few.
  @Test(arguments: [
    "exp", "expm1", "log", "log1p", "tanh", "sigmoid", "softplus", "sin", "cos", "pow"
  ])
  func isWithinOneUlp(name: String) throws {
    var count = 0
    var beside = 0
    for line in correctlyRounded.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words[0] == name else { continue }
      let numbers = try words.dropFirst().map {
        Double(bitPattern: try #require(UInt64($0, radix: 16)))
      }
      let value =
        numbers.count == 3
        ? Elementary.pow(numbers[0], numbers[1])
        : try #require(ElementaryFunction.all.first { $0.name == name }).one(numbers[0])
      let expected = try #require(numbers.last)
      let distance = Self.distance(value, expected)
      #expect(distance <= 1, "\(line): \(value) is not \(expected)")
      count += 1
      beside += distance == 0 ? 0 : 1
    }
    #expect(count >= 150)
    #expect(beside * 6 <= count, "\(beside) of \(count) are not correctly rounded")
  }
}
