private import CNettle
import Text

/// SHA-256 of bytes. With `Seal`, all contact with libnettle.
///
/// Results are found and believed by it, so nobody must be able to make two texts of one digest: a
/// lesson of a stranger could else be run in the place of another.
package struct Digest: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  package init(_ bytes: [UInt8]) {
    var context = sha256_ctx()
    nettle_sha256_init(&context)
    nettle_sha256_update(&context, bytes.count, bytes)
    self.init { nettle_sha256_digest(&context, 32, $0) }
  }

  /// A digest that was written as `text`.
  package init?(text: some StringProtocol) {
    guard let words = HexDigits.words(text, count: 4) else { return nil }
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// A digest whose 32 bytes are written by a function.
  private init(_ write: (UnsafeMutablePointer<UInt8>) -> Void) {
    let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      if let start = buffer.baseAddress { write(start) }
      count = 32
    }
    func word(_ place: Int) -> UInt64 {
      bytes[(place * 8)..<(place * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// Its 32 bytes.
  package var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
  }

  /// 64 hexadecimal digits.
  package var text: String { HexDigits.text([words.0, words.1, words.2, words.3]) }

  package static func == (one: Digest, other: Digest) -> Bool {
    // As a whole, so that the time it takes says nothing of where they differ.
    (one.words.0 ^ other.words.0) | (one.words.1 ^ other.words.1)
      | (one.words.2 ^ other.words.2) | (one.words.3 ^ other.words.3) == 0
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  /// A digest of bytes that only who knows the secret can make: HMAC-SHA-256 (RFC 2104).
  static func keyed(_ secret: [UInt8], _ parts: [[UInt8]]) -> Digest {
    var context = hmac_sha256_ctx()
    nettle_hmac_sha256_set_key(&context, secret.count, secret)
    for part in parts { nettle_hmac_sha256_update(&context, part.count, part) }
    return Digest { nettle_hmac_sha256_digest(&context, 32, $0) }
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
