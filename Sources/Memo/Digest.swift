private import CXXHash
import Text

/// A 128-bit digest: XXH3 of bytes, all contact with libxxhash.
///
/// It guards against accidents, not against attackers: whoever can write the store can also write
/// the lessons.
package struct Digest: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  package init(_ bytes: [UInt8]) {
    let hash = bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    high = hash.high64
    low = hash.low64
  }

  /// A digest that was written as `text`.
  package init?(text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.dropFirst(16), radix: 16)
    else { return nil }
    self.high = high
    self.low = low
  }

  /// 32 hexadecimal digits.
  package var text: String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      for place in 0..<32 {
        let part = place < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: part >> UInt64(60 - place % 16 * 4)) & 15
        buffer[place] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
      }
      return 32
    }
  }
}

/// What a key is made of: parts, each with its length, so that no two lists of parts are one text.
package struct KeyBuilder {
  private var bytes: [UInt8] = []

  package mutating func add(_ part: String) { add(Array(part.utf8)) }

  package mutating func add(_ part: [UInt8]) {
    withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes += $0 }
    bytes += part
  }

  package var digest: Digest { Digest(bytes) }

  package init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }
}
