/// A value as it is kept between runs: the tree that `Codable` types describe themselves as, with
/// the exact bits of every number.
indirect enum KeptValue: Sendable {
  case none
  case truth(Bool)
  case integer(Int64)
  /// A whole number that `Int64` does not hold.
  case natural(UInt64)
  case double(Double)
  case float(Float)
  case text(String)
  /// Many numbers at once, eight bytes each: parameters, losses, samples.
  case doubles([Double])
  case list([KeptValue])
  case object([(key: String, value: KeptValue)])

  /// How deep values may be nested: deeper ones would need more stack than there is.
  static let deepest = 500

  private enum Tag: UInt8 {
    case none, no, yes, integer, natural, double, float, text, doubles, list, object
  }

  // MARK: Bytes

  /// The value as bytes: a tag each, counts and numbers in little-endian order.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  private func append(to bytes: inout [UInt8]) {
    func put(_ tag: Tag) { bytes.append(tag.rawValue) }
    func put(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    func put(_ string: String) {
      put(UInt64(string.utf8.count))
      bytes.append(contentsOf: string.utf8)
    }
    switch self {
    case .none: put(Tag.none)
    case .truth(let truth): put(truth ? Tag.yes : Tag.no)
    case .integer(let number):
      put(Tag.integer)
      put(number)
    case .natural(let number):
      put(Tag.natural)
      put(number)
    case .double(let number):
      put(Tag.double)
      put(number.bitPattern)
    case .float(let number):
      put(Tag.float)
      put(number.bitPattern)
    case .text(let string):
      put(Tag.text)
      put(string)
    case .doubles(let numbers):
      put(Tag.doubles)
      put(UInt64(numbers.count))
      bytes.reserveCapacity(bytes.count + 8 * numbers.count)
      for number in numbers { put(number.bitPattern) }
    case .list(let values):
      put(Tag.list)
      put(UInt64(values.count))
      for value in values { value.append(to: &bytes) }
    case .object(let members):
      put(Tag.object)
      put(UInt64(members.count))
      for member in members {
        put(member.key)
        member.value.append(to: &bytes)
      }
    }
  }

  /// The value that these bytes are; `nil` where they are none, whatever they are.
  init?(bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard let value = Self.read(&rest, depth: 0), rest.isEmpty else { return nil }
    self = value
  }

  private static func read(_ rest: inout ArraySlice<UInt8>, depth: Int) -> KeptValue? {
    guard depth <= deepest + 1, let first = rest.popFirst(), let tag = Tag(rawValue: first) else {
      return nil
    }
    switch tag {
    case .none: return KeptValue.none
    case .no: return .truth(false)
    case .yes: return .truth(true)
    case .integer: return number(&rest).map { .integer(Int64(bitPattern: $0)) }
    case .natural: return number(&rest).map { .natural($0) }
    case .double: return number(&rest).map { .double(Double(bitPattern: $0)) }
    case .float: return number(&rest).map { (bits: UInt32) in .float(Float(bitPattern: bits)) }
    case .text: return text(&rest).map { .text($0) }
    case .doubles:
      guard let count = count(&rest, size: 8) else { return nil }
      var numbers: [Double] = []
      numbers.reserveCapacity(count)
      for _ in 0..<count {
        guard let bits: UInt64 = number(&rest) else { return nil }
        numbers.append(Double(bitPattern: bits))
      }
      return .doubles(numbers)
    case .list:
      guard let count = count(&rest, size: 1) else { return nil }
      var values: [KeptValue] = []
      for _ in 0..<count {
        guard let value = read(&rest, depth: depth + 1) else { return nil }
        values.append(value)
      }
      return .list(values)
    case .object:
      guard let count = count(&rest, size: 9) else { return nil }
      var members: [(key: String, value: KeptValue)] = []
      for _ in 0..<count {
        guard let key = text(&rest), let value = read(&rest, depth: depth + 1) else { return nil }
        members.append((key, value))
      }
      return .object(members)
    }
  }

  private static func number<Number: FixedWidthInteger>(
    _ rest: inout ArraySlice<UInt8>
  ) -> Number? {
    let size = Number.bitWidth / 8
    guard rest.count >= size else { return nil }
    let number = rest.withUnsafeBytes { $0.loadUnaligned(as: Number.self) }
    rest = rest.dropFirst(size)
    return Number(littleEndian: number)
  }

  /// A count of things of at least so many bytes each: one that the rest can hold.
  private static func count(_ rest: inout ArraySlice<UInt8>, size: Int) -> Int? {
    guard let count: UInt64 = number(&rest), count <= UInt64(rest.count / size) else { return nil }
    return Int(count)
  }

  private static func text(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let count = count(&rest, size: 1) else { return nil }
    let text = String(validating: rest.prefix(count), as: UTF8.self)
    rest = rest.dropFirst(count)
    return text
  }
}

/// A key, or a place in a list, on the way to a part of a kept value.
struct KeptKey: CodingKey {
  var stringValue: String
  var intValue: Int?

  init(stringValue: String) { self.stringValue = stringValue }

  init(intValue: Int) {
    self.intValue = intValue
    stringValue = String(intValue)
  }

  init(_ index: Int) { self.init(intValue: index) }

  /// What a class's `superEncoder()` writes below.
  static let inherited = KeptKey(stringValue: "super")
}
