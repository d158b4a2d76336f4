/// Decodes a value from the tree that was kept of it. What does not fit the type is thrown as a
/// `DecodingError`.
struct KeptDecoder: Decoder {
  let value: KeptValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The value of this type that the tree was made from.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from value: KeptValue, _ path: [any CodingKey] = []
  ) throws -> Value {
    if type == Double.self, case .double(let number) = value { return number as! Value }
    if type == [Double].self, case .doubles(let numbers) = value { return numbers as! Value }
    if type == Int.self, case .integer(let number) = value { return Int(number) as! Value }
    if type == String.self, case .text(let text) = value { return text as! Value }
    return try type.init(from: KeptDecoder(value: value, codingPath: path))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = value else { throw mismatch([String: Any].self) }
    return KeyedDecodingContainer(
      Keyed<Key>(
        members: Dictionary(members.map { ($0.key, $0.value) }) { _, last in last },
        order: members.map(\.key), codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    switch value {
    case .list(let values): return Unkeyed(values: values, codingPath: codingPath)
    case .doubles(let numbers):
      return Unkeyed(values: numbers.map { .double($0) }, codingPath: codingPath)
    // What encoded nothing into its container.
    case .object(let members) where members.isEmpty:
      return Unkeyed(values: [], codingPath: codingPath)
    default: throw mismatch([Any].self)
    }
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    Single(decoder: self)
  }

  fileprivate func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "it is no \(type)"))
  }

  fileprivate var isNone: Bool { if case .none = value { true } else { false } }

  fileprivate func truth() throws -> Bool {
    guard case .truth(let truth) = value else { throw mismatch(Bool.self) }
    return truth
  }

  fileprivate func text() throws -> String {
    guard case .text(let text) = value else { throw mismatch(String.self) }
    return text
  }

  fileprivate func double() throws -> Double {
    guard case .double(let number) = value else { throw mismatch(Double.self) }
    return number
  }

  fileprivate func float() throws -> Float {
    guard case .float(let number) = value else { throw mismatch(Float.self) }
    return number
  }

  fileprivate func whole<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    let number: Number? =
      switch value {
      case .integer(let number): Number(exactly: number)
      case .natural(let number): Number(exactly: number)
      default: nil
      }
    guard let number else { throw mismatch(type) }
    return number
  }

  // MARK: Containers

  private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: KeptValue]
    let order: [String]
    let codingPath: [any CodingKey]

    var allKeys: [Key] { order.compactMap { Key(stringValue: $0) } }
    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    private func decoder(_ key: any CodingKey) throws -> KeptDecoder {
      guard let value = members[key.stringValue] else {
        throw DecodingError.keyNotFound(
          key, .init(codingPath: codingPath, debugDescription: "it has no \(key.stringValue)"))
      }
      return KeptDecoder(value: value, codingPath: codingPath + [key])
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).isNone }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      let decoder = try decoder(key)
      return try KeptDecoder.decode(type, from: decoder.value, decoder.codingPath)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { try decoder(key).container(keyedBy: type) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try decoder(KeptKey.inherited) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
  }

  private struct Unkeyed: UnkeyedDecodingContainer {
    let values: [KeptValue]
    let codingPath: [any CodingKey]
    var currentIndex = 0

    init(values: [KeptValue], codingPath: [any CodingKey]) {
      self.values = values
      self.codingPath = codingPath
    }

    var count: Int? { values.count }
    var isAtEnd: Bool { currentIndex >= values.count }

    private func current(_ type: Any.Type) throws -> KeptDecoder {
      let path = codingPath + [KeptKey(currentIndex)]
      guard !isAtEnd else {
        throw DecodingError.valueNotFound(
          type, .init(codingPath: path, debugDescription: "the list has \(values.count) values"))
      }
      return KeptDecoder(value: values[currentIndex], codingPath: path)
    }

    mutating func decodeNil() throws -> Bool {
      guard try current(Any.self).isNone else { return false }
      currentIndex += 1
      return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      // A number needs no decoder of its own.
      if type == Double.self, !isAtEnd, case .double(let number) = values[currentIndex] {
        currentIndex += 1
        return number as! Value
      }
      let decoder = try current(type)
      let value = try KeptDecoder.decode(type, from: decoder.value, decoder.codingPath)
      currentIndex += 1
      return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      let container = try current([String: Any].self).container(keyedBy: type)
      currentIndex += 1
      return container
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      let container = try current([Any].self).unkeyedContainer()
      currentIndex += 1
      return container
    }

    mutating func superDecoder() throws -> any Decoder {
      let decoder = try current(Any.self)
      currentIndex += 1
      return decoder
    }
  }

  private struct Single: SingleValueDecodingContainer {
    let decoder: KeptDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.isNone }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.truth() }
    func decode(_ type: String.Type) throws -> String { try decoder.text() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.double() }
    func decode(_ type: Float.Type) throws -> Float { try decoder.float() }
    func decode(_ type: Int.Type) throws -> Int { try decoder.whole(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.whole(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.whole(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.whole(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.whole(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.whole(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.whole(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.whole(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.whole(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.whole(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try KeptDecoder.decode(type, from: decoder.value, decoder.codingPath)
    }
  }
}
