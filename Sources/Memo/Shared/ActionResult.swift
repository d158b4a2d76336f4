/// What a remote cache keeps below `/ac/`: where the content of an entry is, below `/cas/`.
///
/// It is a message `ActionResult` of Bazel's remote execution API, written as protocol buffers, of
/// which one output file and its digest are used, so that a server that looks into it (bazel-remote
/// does) finds what it knows: `output_files` (2) with `path` (1) and `digest` (2), which has `hash`
/// (1) and `size_bytes` (2), and `stdout_raw` (5).
struct ActionResult: Equatable {
  /// What the content is: its format, and the key that it is for.
  var name: String
  /// SHA-256 of the content.
  var hash: String
  /// The count of its bytes.
  var size: Int
  /// The seal of the entry, where machines share a secret; empty where they don't.
  var seal = ""

  var bytes: [UInt8] {
    let digest = Self.field(1, Array(hash.utf8)) + Self.field(2, number: UInt64(size))
    let file = Self.field(1, Array(name.utf8)) + Self.field(2, digest)
    return Self.field(2, file) + (seal.isEmpty ? [] : Self.field(5, Array(seal.utf8)))
  }

  init(name: String, hash: String, size: Int, seal: String = "") {
    (self.name, self.hash, self.size, self.seal) = (name, hash, size, seal)
  }

  /// The message that these bytes are; `nil` where they are none, or one without a file.
  init?(_ bytes: [UInt8]) {
    guard let fields = Self.fields(of: bytes[...]),
      let file = fields.first(where: { $0.number == 2 }),
      let parts = Self.fields(of: file.bytes),
      let name = parts.first(where: { $0.number == 1 }),
      let digest = parts.first(where: { $0.number == 2 }),
      let known = Self.fields(of: digest.bytes),
      let hash = known.first(where: { $0.number == 1 })
    else { return nil }
    let size = known.first { $0.number == 2 }?.value ?? 0
    guard let size = Int(exactly: size) else { return nil }
    let text = String(decoding: hash.bytes, as: UTF8.self)
    guard Digest(text: text) != nil else { return nil }
    let seal = fields.first { $0.number == 5 }?.bytes ?? []
    self.init(
      name: String(decoding: name.bytes, as: UTF8.self), hash: text, size: size,
      seal: String(decoding: seal, as: UTF8.self))
  }

  // MARK: Protocol buffers

  private struct Field {
    var number: UInt64
    /// Its number, where it is one.
    var value: UInt64 = 0
    /// Its bytes, where it has any.
    var bytes: ArraySlice<UInt8> = []
  }

  /// The fields of a message, in order; `nil` where it is none.
  private static func fields(of bytes: ArraySlice<UInt8>) -> [Field]? {
    var rest = bytes
    var fields: [Field] = []
    while !rest.isEmpty {
      guard let tag = number(&rest) else { return nil }
      var field = Field(number: tag >> 3)
      switch tag & 7 {
      case 0:
        guard let value = number(&rest) else { return nil }
        field.value = value
      case 1, 5:
        let count = tag & 7 == 1 ? 8 : 4
        guard rest.count >= count else { return nil }
        rest = rest.dropFirst(count)
      case 2:
        guard let count = number(&rest), count <= UInt64(rest.count) else { return nil }
        field.bytes = rest.prefix(Int(count))
        rest = rest.dropFirst(Int(count))
      default: return nil
      }
      fields.append(field)
    }
    return fields
  }

  /// A whole number, seven bits a byte, the lowest first.
  private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }

  private static func digits(_ number: UInt64) -> [UInt8] {
    var rest = number
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  private static func field(_ number: UInt64, number value: UInt64) -> [UInt8] {
    digits(number << 3) + digits(value)
  }

  private static func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
    digits(number << 3 | 2) + digits(UInt64(bytes.count)) + bytes
  }
}
