private import CXXHash

/// A 128-bit digest: XXH3 of bytes, all contact with libxxhash.
///
/// It guards against accidents, not against attackers: whoever can write the store can also write
/// the lessons.
struct Digest: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  init(_ bytes: [UInt8]) {
    let hash = bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    high = hash.high64
    low = hash.low64
  }

  /// 32 hexadecimal digits.
  var text: String {
    [high, low].map { part in
      let digits = String(part, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// What a key is made of: parts, each with its length, so that no two lists of parts are one text.
struct KeyBuilder {
  private var bytes: [UInt8] = []

  mutating func add(_ part: String) { add(Array(part.utf8)) }

  mutating func add(_ part: [UInt8]) {
    withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes += $0 }
    bytes += part
  }

  var digest: Digest { Digest(bytes) }
}
