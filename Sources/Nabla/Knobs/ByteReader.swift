/// Reads little-endian numbers off bytes from outside; `nil` where there are none left.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many bytes are left.
  var rest: Int { bytes.count - position }

  mutating func byte() -> UInt8? {
    guard rest >= 1 else { return nil }
    position += 1
    return bytes[position - 1]
  }

  /// A number of 32 bits that is no more than a limit.
  mutating func count(upTo limit: Int) -> Int? {
    guard rest >= 4 else { return nil }
    let word = UInt32(
      littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    position += 4
    // Compared as it is: on the page an `Int` has 32 bits.
    return word <= UInt32(truncatingIfNeeded: limit) ? Int(truncatingIfNeeded: word) : nil
  }

  mutating func number() -> Double? {
    guard rest >= 8 else { return nil }
    let bits = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    position += 8
    return Double(bitPattern: bits)
  }

  /// The next bytes, as many as are said.
  mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, rest >= count else { return nil }
    position += count
    return UnsafeRawBufferPointer(rebasing: bytes[(position - count)..<position])
  }
}
