import Nabla
import Testing

/// What holds of the true functions and must survive rounding.
@Suite struct ElementarySymmetryTests {
  static let numbers: [Double] = {
    var points = ElementaryPoints(state: 11)
    return (0..<50_000).map { _ in points.next() }.filter { !$0.isNaN }
  }()

  @Test(arguments: ["sin", "tanh"]) func isOdd(name: String) throws {
    let function = try #require(ElementaryFunction.all.first { $0.name == name }).one
    for x in Self.numbers {
      #expect(canonicalBits(function(-x)) == canonicalBits(-function(x)))
    }
  }

  @Test func cosineIsEven() {
    for x in Self.numbers {
      #expect(canonicalBits(Elementary.cos(-x)) == canonicalBits(Elementary.cos(x)))
    }
  }

  @Test func powersOfNegativeBasesHaveTheSameSize() {
    for x in Self.numbers.prefix(10_000) {
      #expect(canonicalBits(Elementary.pow(-x, 2)) == canonicalBits(Elementary.pow(x, 2)))
      #expect(canonicalBits(Elementary.pow(-x, 3)) == canonicalBits(-Elementary.pow(x, 3)))
    }
  }

  @Test func boundsHold() {
    for x in Self.numbers {
      #expect(Elementary.tanh(x).magnitude <= 1)
      #expect((0...1).contains(Elementary.sigmoid(x)))
      #expect(Elementary.softplus(x) >= max(x, 0))
      #expect(Elementary.expm1(x) >= -1)
      if x.isFinite {
        #expect(Elementary.sin(x).magnitude <= 1)
        #expect(Elementary.cos(x).magnitude <= 1)
      }
    }
  }

  /// In steps of 2⁻¹², where a correct function moves by far more than its error, over the seams of
  /// every reduction.
  @Test(arguments: ["exp", "expm1", "log1p", "tanh", "sigmoid", "softplus"])
  func rises(name: String) throws {
    let function = try #require(ElementaryFunction.all.first { $0.name == name }).one
    var last = -Double.infinity
    for i in 0..<(20 << 12) {
      let x = Double(i) / 4096 - (name == "log1p" ? 0.999 : 10)
      let value = function(x)
      #expect(value >= last, "\(name) falls at \(x)")
      last = value
    }
  }

  @Test func logarithmRises() {
    var last = -Double.infinity
    for i in 1..<(20 << 12) {
      let value = Elementary.log(Double(i) / 4096)
      #expect(value > last)
      last = value
    }
  }
}
