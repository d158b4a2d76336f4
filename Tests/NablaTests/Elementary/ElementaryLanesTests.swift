import Nabla
import Testing

/// Every form of a function gives the same bits.
@Suite struct ElementaryLanesTests {
  static let count = 100_003

  static let numbers: [Double] = {
    var points = ElementaryPoints(state: 7)
    let special: [Double] = [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 708, -708, 37, -37, 690,
      -690, 32, 0x1p-4, 0x1p20, 0.5, .greatestFiniteMagnitude, 0x1p-1022
    ]
    return special + (special.count..<count).map { _ in points.next() }
  }()

  static func bits(_ function: ElementaryFunction) -> [UInt64] {
    numbers.map { canonicalBits(function.one($0)) }
  }

  @Test(arguments: ElementaryFunction.all)
  func twoAndFourAtOnceAreThatManyTimesOne(_ function: ElementaryFunction) {
    let numbers = Self.numbers
    let expected = Self.bits(function)
    for i in stride(from: 0, to: numbers.count - 4, by: 3) {
      let two = function.two(SIMD2(numbers[i], numbers[i + 1]))
      let four = function.four(
        SIMD4(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]))
      let all = [two[0], two[1], four[0], four[1], four[2], four[3]].map(canonicalBits)
      let wanted = [0, 1, 0, 1, 2, 3].map { expected[i + $0] }
      if all != wanted { Issue.record("\(function) differs at \(numbers[i..<i + 4])") }
    }
  }

  @Test(arguments: ElementaryFunction.all)
  func aBufferIsThatManyTimesOne(_ function: ElementaryFunction) {
    let expected = Self.bits(function)
    for count in [0, 1, 2, 3, Self.count] {
      let from = Array(Self.numbers.prefix(count))
      var result = [Double](repeating: -7, count: count)
      from.withUnsafeBufferPointer { from in
        result.withUnsafeMutableBufferPointer { function.many(from, $0) }
      }
      #expect(result.map(canonicalBits) == Array(expected.prefix(count)))
    }
  }

  @Test(arguments: ElementaryFunction.all)
  func aBufferMayBeItsOwnResult(_ function: ElementaryFunction) {
    var numbers = Self.numbers
    numbers.withUnsafeMutableBufferPointer { function.many(UnsafeBufferPointer($0), $0) }
    #expect(numbers.map(canonicalBits) == Self.bits(function))
  }
}

/// What a caller can do wrong, and the example in the documentation.
@Suite struct ElementaryUseTests {
  @Test func aResultOfAnotherCountIsRefusedInWords() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = [1.0, 2, 3]
      var y = [0.0, 0]
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { Elementary.tanh(x, into: $0) }
      }
    }
    let said = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      said.contains(
        "tanh: the result must hold as many numbers as the argument, 3, but holds 2"))
  }

  @Test func theExampleHolds() {
    #expect("\(Elementary.tanh(0.5))" == "0.46211715726000974")
  }
}
