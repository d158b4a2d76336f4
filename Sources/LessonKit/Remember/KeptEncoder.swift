/// Encodes a value as the tree that is kept between runs.
struct KeptEncoder: Encoder {
  /// What is encoded, as far as it has got: containers are handed out before they are filled.
  final class Box {
    enum Content {
      case nothing
      case value(KeptValue)
      case list([Part])
      case object(parts: [(key: String, part: Part)], places: [String: Int])
    }

    var content = Content.nothing

    func set(_ part: Part, for key: String) {
      guard case .object(var parts, var places) = content else { return }
      content = .nothing
      if let place = places[key] {
        parts[place].part = part
      } else {
        places[key] = parts.count
        parts.append((key, part))
      }
      content = .object(parts: parts, places: places)
    }

    func append(_ part: Part) {
      guard case .list(var parts) = content else { return }
      content = .nothing
      parts.append(part)
      content = .list(parts)
    }

    var count: Int { if case .list(let parts) = content { parts.count } else { 0 } }

    /// Begins a container; one that is open already goes on.
    func begin(_ new: Content) {
      switch (content, new) {
      case (.list, .list), (.object, .object): break
      default: content = new
      }
    }

    var value: KeptValue {
      switch content {
      case .nothing: .object([])
      case .value(let value): value
      case .list(let parts): .list(parts.map(\.value))
      case .object(let parts, _): .object(parts.map { ($0.key, $0.part.value) })
      }
    }
  }

  enum Part {
    case leaf(KeptValue)
    case box(Box)

    var value: KeptValue {
      switch self {
      case .leaf(let value): value
      case .box(let box): box.value
      }
    }
  }

  let box = Box()
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The value as a tree.
  static func value(of value: some Encodable) throws -> KeptValue {
    try part(of: value, []).value
  }

  fileprivate static func part<Value: Encodable>(
    of value: Value, _ path: [any CodingKey]
  ) throws -> Part {
    // What there is much of, without a box each.
    if Value.self == Double.self { return .leaf(.double(value as! Double)) }
    if Value.self == [Double].self { return .leaf(.doubles(value as! [Double])) }
    if Value.self == Int.self { return .leaf(.integer(Int64(value as! Int))) }
    if Value.self == String.self { return .leaf(.text(value as! String)) }
    guard path.count <= KeptValue.deepest else {
      throw EncodingError.invalidValue(
        value,
        .init(
          codingPath: [],
          debugDescription: "it is nested more than \(KeptValue.deepest) levels deep"))
    }
    let encoder = KeptEncoder(codingPath: path)
    try value.encode(to: encoder)
    return .box(encoder.box)
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    box.begin(.object(parts: [], places: [:]))
    return KeyedEncodingContainer(Keyed<Key>(box: box, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    box.begin(.list([]))
    return Unkeyed(box: box, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    Single(box: box, codingPath: codingPath)
  }

  // MARK: Containers

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let box: Box
    let codingPath: [any CodingKey]

    mutating func encodeNil(forKey key: Key) { box.set(.leaf(.none), for: key.stringValue) }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      box.set(try part(of: value, codingPath + [key]), for: key.stringValue)
    }

    private func nested(_ key: any CodingKey) -> KeptEncoder {
      let encoder = KeptEncoder(codingPath: codingPath + [key])
      box.set(.box(encoder.box), for: key.stringValue)
      return encoder
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> { nested(key).container(keyedBy: type) }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      nested(key).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { nested(KeptKey.inherited) }
    mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key) }
  }

  private struct Unkeyed: UnkeyedEncodingContainer {
    let box: Box
    let codingPath: [any CodingKey]
    var count: Int { box.count }

    mutating func encodeNil() { box.append(.leaf(.none)) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
      // The way to a number need not be known.
      let isNumber = Value.self == Double.self || Value.self == Int.self
      box.append(
        try part(of: value, isNumber ? codingPath : codingPath + [KeptKey(box.count)]))
    }

    private func nested() -> KeptEncoder {
      let encoder = KeptEncoder(codingPath: codingPath + [KeptKey(box.count)])
      box.append(.box(encoder.box))
      return encoder
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> { nested().container(keyedBy: type) }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      nested().unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { nested() }
  }

  private struct Single: SingleValueEncodingContainer {
    let box: Box
    let codingPath: [any CodingKey]

    private func put(_ value: KeptValue) { box.content = .value(value) }
    mutating func encodeNil() { put(.none) }
    mutating func encode(_ value: Bool) { put(.truth(value)) }
    mutating func encode(_ value: String) { put(.text(value)) }
    mutating func encode(_ value: Double) { put(.double(value)) }
    mutating func encode(_ value: Float) { put(.float(value)) }
    mutating func encode(_ value: Int) { put(.integer(Int64(value))) }
    mutating func encode(_ value: Int8) { put(.integer(Int64(value))) }
    mutating func encode(_ value: Int16) { put(.integer(Int64(value))) }
    mutating func encode(_ value: Int32) { put(.integer(Int64(value))) }
    mutating func encode(_ value: Int64) { put(.integer(value)) }
    mutating func encode(_ value: UInt) { encode(UInt64(value)) }
    mutating func encode(_ value: UInt8) { put(.integer(Int64(value))) }
    mutating func encode(_ value: UInt16) { put(.integer(Int64(value))) }
    mutating func encode(_ value: UInt32) { put(.integer(Int64(value))) }
    mutating func encode(_ value: UInt64) {
      put(Int64(exactly: value).map { .integer($0) } ?? .natural(value))
    }
    mutating func encode<Value: Encodable>(_ value: Value) throws {
      put(try part(of: value, codingPath).value)
    }
  }
}
