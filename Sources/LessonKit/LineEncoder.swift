/// Encodes a value as one line of JSON, without Foundation, which every run would have to load.
///
/// It knows what events are made of: objects, arrays, texts, finite numbers, truths and `nil`. A
/// number with a fraction is written in as few digits as mean it and no other.
final class LineEncoder: Encoder {
  private(set) var text = ""
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  /// What closes the objects and arrays that are open in this encoder.
  private var closing = ""

  /// The value as JSON, with its newline.
  static func line(_ value: some Encodable) -> String { json(value) + "\n" }

  static func json(_ value: some Encodable) -> String {
    let encoder = LineEncoder()
    do {
      try value.encode(to: encoder)
    } catch {
      refuse("an event cannot be written: \(error)")
    }
    return encoder.text + encoder.closing
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    begin("{", "}")
    return KeyedEncodingContainer(Keyed<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    begin("[", "]")
    return Unkeyed(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  private func begin(_ open: String, _ close: String) {
    // An enum with values asks for its container once for the case and once for the values.
    if closing.isEmpty {
      text += open
      closing = close
    }
  }

  fileprivate func append(_ piece: String) { text += piece }

  fileprivate static func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// JSON has no word for what is not finite; drawings leave it out before.
  fileprivate static func number(_ value: Double) -> String {
    guard value.isFinite else { refuse("an event cannot hold the number \(value)") }
    return "\(value)"
  }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: LineEncoder
    let codingPath: [any CodingKey] = []
    private var isFirst = true

    init(encoder: LineEncoder) { self.encoder = encoder }

    private mutating func put(_ json: String, _ key: Key) {
      encoder.append((isFirst ? "" : ",") + quoted(key.stringValue) + ":" + json)
      isFirst = false
    }
    mutating func encodeNil(forKey key: Key) { put("null", key) }
    mutating func encode(_ value: Bool, forKey key: Key) { put("\(value)", key) }
    mutating func encode(_ value: Int, forKey key: Key) { put("\(value)", key) }
    mutating func encode(_ value: Double, forKey key: Key) { put(LineEncoder.number(value), key) }
    mutating func encode(_ value: String, forKey key: Key) { put(quoted(value), key) }
    mutating func encode(_ value: some Encodable, forKey key: Key) { put(json(value), key) }
    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      encoder.append((isFirst ? "" : ",") + quoted(key.stringValue) + ":{")
      isFirst = false
      encoder.closing = "}" + encoder.closing
      return KeyedEncodingContainer(Keyed<Nested>(encoder: encoder))
    }
    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      refuse("events hold no nested arrays of their own")
    }
    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
  }

  private struct Unkeyed: UnkeyedEncodingContainer {
    let encoder: LineEncoder
    let codingPath: [any CodingKey] = []
    private(set) var count = 0

    init(encoder: LineEncoder) { self.encoder = encoder }

    private mutating func put(_ json: String) {
      encoder.append((count == 0 ? "" : ",") + json)
      count += 1
    }
    mutating func encodeNil() { put("null") }
    mutating func encode(_ value: Bool) { put("\(value)") }
    mutating func encode(_ value: Int) { put("\(value)") }
    mutating func encode(_ value: Double) { put(LineEncoder.number(value)) }
    mutating func encode(_ value: String) { put(quoted(value)) }
    mutating func encode(_ value: some Encodable) { put(json(value)) }
    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      refuse("events hold no nested objects of their own")
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      refuse("events hold no nested arrays of their own")
    }
    mutating func superEncoder() -> any Encoder { encoder }
  }

  private struct Single: SingleValueEncodingContainer {
    let encoder: LineEncoder
    let codingPath: [any CodingKey] = []

    mutating func encodeNil() { encoder.append("null") }
    mutating func encode(_ value: Bool) { encoder.append("\(value)") }
    mutating func encode(_ value: Int) { encoder.append("\(value)") }
    mutating func encode(_ value: Double) { encoder.append(LineEncoder.number(value)) }
    mutating func encode(_ value: String) { encoder.append(quoted(value)) }
    mutating func encode(_ value: some Encodable) { encoder.append(json(value)) }
  }
}
