import Testing

@testable import LessonKit

@Suite("LessonKit: values that are kept") struct KeptValueTests {
  /// The value after its way through bytes.
  private func carried<Value: Codable>(_ value: Value) throws -> Value {
    let bytes = try KeptEncoder.value(of: value).bytes
    return try KeptDecoder.decode(Value.self, from: try #require(KeptValue(bytes: bytes[...])))
  }

  private func expectCarried<Value: Codable & Equatable>(
    _ value: Value, _ location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try carried(value) == value, sourceLocation: location)
  }

  private struct Model: Codable, Equatable {
    enum Kind: Codable, Equatable {
      case plain
      case dense(inputs: Int, outputs: Int)
      case named(String, [Double])
    }

    var kind: Kind
    var weights: [[Double]]
    var note: String?
    var byName: [String: Float]
    var byNumber: [Int: Bool]
    var byKind: [Double: UInt8]
    var seen: Set<String>
    var pair: [Optional<Int>]
  }

  private class Base: Codable {
    var name = "base"
  }

  private final class Derived: Base {
    var size = 3
    enum Keys: CodingKey { case size }

    override init() { super.init() }

    required init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Keys.self)
      size = try values.decode(Int.self, forKey: .size)
      try super.init(from: values.superDecoder())
    }

    override func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Keys.self)
      try values.encode(size, forKey: .size)
      try super.encode(to: values.superEncoder())
    }
  }

  /// Containers in containers, by hand.
  private struct Nested: Codable, Equatable {
    enum Keys: CodingKey { case inner, list }
    var number = 1.5
    var words = ["a", "b"]

    init() {}

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Keys.self)
      number = try values.nestedContainer(keyedBy: Keys.self, forKey: .inner)
        .decode(Double.self, forKey: .inner)
      var list = try values.nestedUnkeyedContainer(forKey: .list)
      var inner = try list.nestedUnkeyedContainer()
      words = []
      while !inner.isAtEnd { words.append(try inner.decode(String.self)) }
      #expect(try list.nestedContainer(keyedBy: Keys.self).decodeNil(forKey: .list))
      #expect(try list.decodeNil())
      #expect(throws: DecodingError.self) { try list.decode(Int.self) }
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Keys.self)
      var inner = values.nestedContainer(keyedBy: Keys.self, forKey: .inner)
      try inner.encode(number, forKey: .inner)
      var list = values.nestedUnkeyedContainer(forKey: .list)
      var nested = list.nestedUnkeyedContainer()
      for word in words { try nested.encode(word) }
      var object = list.nestedContainer(keyedBy: Keys.self)
      try object.encodeNil(forKey: .list)
      try list.encodeNil()
    }
  }

  @Test func everyKindOfValueComesBack() throws {
    try expectCarried(true)
    try expectCarried([Int.min, -1, 0, .max])
    try expectCarried([UInt64.max, 0])
    try expectCarried([Int8.min, .max])
    try expectCarried([UInt16.max])
    try expectCarried(["", "é\n\u{0}😀"])
    try expectCarried([Optional(1.0), nil])
    try expectCarried(Optional<String>.none)
    try expectCarried([[[1.0], []], []])
    try expectCarried([Float.leastNonzeroMagnitude, .infinity])
    try expectCarried([1...3, 4...4])
    try expectCarried([Model.Kind]())
    try expectCarried(Nested())
    try expectCarried(
      Model(
        kind: .dense(inputs: 2, outputs: 3), weights: [[1, 2], []], note: nil,
        byName: ["a": 1, "": 2], byNumber: [-3: true], byKind: [0.5: 7], seen: ["x", "y"],
        pair: [1, nil]))
    try expectCarried(
      [Model.Kind.plain, .named("n", [1]), .dense(inputs: .max, outputs: .min)])
    let derived = Derived()
    (derived.name, derived.size) = ("changed", 9)
    let back = try carried(derived)
    #expect(back.name == "changed" && back.size == 9)
  }

  @Test func everyBitOfANumberComesBack() throws {
    let patterns: [UInt64] = [
      0, 1 << 63, 0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000, 0x7FF8_0000_0000_0000,
      0x7FF8_0000_0000_1234, 0xFFFF_FFFF_FFFF_FFFF, 1, 0x3FF0_0000_0000_0001
    ]
    let numbers = patterns.map { Double(bitPattern: $0) }
    #expect(try carried(numbers).map(\.bitPattern) == patterns)
    #expect(try numbers.map { try carried($0).bitPattern } == patterns)
    #expect(try carried(numbers.map(Optional.some)).map { $0?.bitPattern } == patterns)
    struct Wrapped: Codable { var number: Double }
    #expect(try numbers.map { try carried(Wrapped(number: $0)).number.bitPattern } == patterns)
  }

  @Test func numbersThatWereKeptAtOnceCanBeReadOneByOne() throws {
    struct OneByOne: Decodable {
      var numbers: [Double] = []
      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        while !values.isAtEnd { numbers.append(try values.decode(Double.self)) }
      }
    }
    let kept = try KeptEncoder.value(of: [1.5, -0.0])
    #expect(try KeptDecoder.decode(OneByOne.self, from: kept).numbers == [1.5, 0])
  }

  @Test func whatDoesNotFitIsAnError() throws {
    let kept = try KeptEncoder.value(of: ["a": [300]])
    #expect(throws: DecodingError.self) {
      try KeptDecoder.decode([String: [UInt8]].self, from: kept)
    }
    #expect(throws: DecodingError.self) { try KeptDecoder.decode([String].self, from: kept) }
    #expect(throws: DecodingError.self) { try KeptDecoder.decode(Double.self, from: kept) }
    #expect(throws: DecodingError.self) { try KeptDecoder.decode(Model.self, from: kept) }
    #expect(throws: DecodingError.self) {
      try KeptDecoder.decode(Bool.self, from: try KeptEncoder.value(of: 1))
    }
  }

  private indirect enum Chain: Codable {
    case end
    case link(Chain)
  }

  @Test func whatIsNestedTooDeepIsAnErrorAndNoCrash() throws {
    var chain = Chain.end
    for _ in 0..<100 { chain = .link(chain) }
    _ = try carried(chain)
    for _ in 0..<1_000 { chain = .link(chain) }
    #expect(throws: EncodingError.self) { try KeptEncoder.value(of: chain) }
    // A list in a list, a million times.
    let one: [UInt8] = [9, 1, 0, 0, 0, 0, 0, 0, 0]
    #expect(KeptValue(bytes: Array(repeating: one, count: 100_000).flatMap { $0 }[...]) == nil)
  }

  @Test func cutOffBytesAreNoValue() throws {
    let value = Model(
      kind: .named("n", [1, 2]), weights: [[1, 2]], note: "note", byName: ["a": 1],
      byNumber: [1: false], byKind: [:], seen: ["x"], pair: [nil])
    let bytes = try KeptEncoder.value(of: value).bytes
    for count in 0..<bytes.count { #expect(KeptValue(bytes: bytes[..<count]) == nil) }
    #expect(KeptValue(bytes: (bytes + [0])[...]) == nil)
  }

  @Test func alteredBytesAreAnotherValueOrNone() throws {
    let value = Model(
      kind: .named("n", [1, 2]), weights: [[1, 2]], note: "note", byName: ["a": 1],
      byNumber: [1: false], byKind: [:], seen: ["x"], pair: [nil])
    let bytes = try KeptEncoder.value(of: value).bytes
    var survived = 0
    for place in bytes.indices {
      for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF, bytes[place] ^ 1] {
        var altered = bytes
        altered[place] = byte
        guard let kept = KeptValue(bytes: altered[...]) else { continue }
        if (try? KeptDecoder.decode(Model.self, from: kept)) != nil { survived += 1 }
      }
    }
    // A digit of a number is still a number; a store's digest finds that.
    #expect(survived > 0)
  }

  @Test(arguments: [7, 8, 9, 10] as [UInt8])
  func hugeCountsAreNoValue(tag: UInt8) {
    for count: UInt64 in [1, 2, 1 << 31, 1 << 61, 1 << 63, .max] {
      let bytes = [tag] + withUnsafeBytes(of: count.littleEndian) { Array($0) }
      #expect(KeptValue(bytes: bytes[...]) == nil)
    }
  }

  @Test func aMillionNumbersAreKeptAsTheyLie() throws {
    let numbers = (0..<1_000_000).map { Double($0) }
    #expect(try KeptEncoder.value(of: numbers).bytes.count == 9 + 8_000_000)
    #expect(try carried(numbers) == numbers)
  }
}
