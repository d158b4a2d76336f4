private import CXXHash
import Text

/// A short number for a text, which tells an edited text from the one that was seen: 128 bits of
/// XXH3, all contact with libxxhash.
///
/// The digits of some stand in lessons and pages (what a translation was made from, a reader's
/// answers), so they stay what they are. Nothing is trusted because of one: that takes a `Digest`.
package struct Checksum: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  package init(_ bytes: [UInt8]) {
    let hash = bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    high = hash.high64
    low = hash.low64
  }

  /// 32 hexadecimal digits.
  package var text: String { HexDigits.text([high, low]) }
}
