import Foundation
import Text

/// A ZIP archive whose files are stored as they are, in the order in which they were added, without
/// a date: the same bytes everywhere.
struct ZipArchive {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// The first moment that the format can name.
  private static let date: (time: UInt16, day: UInt16) = (0, 1 << 5 | 1)
  private static let usesUTF8: UInt16 = 1 << 11

  /// Adds a file.
  package mutating func add(_ name: String, _ content: [UInt8]) {
    let offset = body.count
    let common =
      Self.bytes(20 as UInt16) + Self.bytes(name.utf8.allSatisfy { $0 < 0x80 } ? 0 : Self.usesUTF8)
      + Self.bytes(0 as UInt16) + Self.bytes(Self.date.time) + Self.bytes(Self.date.day)
      + Self.bytes(CRC32.checksum(content)) + Self.bytes(UInt32(content.count))
      + Self.bytes(UInt32(content.count)) + Self.bytes(UInt16(name.utf8.count))
      + Self.bytes(0 as UInt16)
    body += Self.bytes(0x0403_4B50 as UInt32) + common + Array(name.utf8) + content
    directory +=
      Self.bytes(0x0201_4B50 as UInt32) + Self.bytes(20 as UInt16) + common
      + Self.bytes(0 as UInt16) + Self.bytes(0 as UInt16) + Self.bytes(0 as UInt16)
      + Self.bytes(0 as UInt32) + Self.bytes(UInt32(offset)) + Array(name.utf8)
    count += 1
  }

  package mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

  /// The whole archive.
  package var data: Data {
    let end =
      Self.bytes(0x0605_4B50 as UInt32) + Self.bytes(0 as UInt16) + Self.bytes(0 as UInt16)
      + Self.bytes(UInt16(count)) + Self.bytes(UInt16(count)) + Self.bytes(UInt32(directory.count))
      + Self.bytes(UInt32(body.count)) + Self.bytes(0 as UInt16)
    return Data(body + directory + end)
  }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// The checksum of ZIP (ISO 3309): the polynomial 0xEDB88320, bits reversed.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
  }
}
