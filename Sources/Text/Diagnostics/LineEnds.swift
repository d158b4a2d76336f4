/// Line ends, byte by byte: `\r\n` is one, and so is a `\r` alone, in every text that is read and in
/// everything that a lesson prints. Nothing else ends a line, neither U+2028 nor a form feed.
package enum LineEnds {
  /// The text with `\n` at the end of each line.
  package static func unified(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isBehindReturn = false
    for byte in text.utf8 {
      if byte == 0x0D {
        bytes.append(0x0A)
      } else if byte != 0x0A || !isBehindReturn {
        bytes.append(byte)
      }
      isBehindReturn = byte == 0x0D
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The line and the column in bytes, both from 1, of the byte with this offset.
  package static func place(ofByte offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for index in 0..<min(offset, bytes.count) {
      let isEnd =
        bytes[index] == 0x0A
        || bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if isEnd {
        line += 1
        start = index + 1
      }
    }
    return (line, offset - start + 1)
  }
}

extension StringProtocol {
  /// The lines between its line ends, which are `\n`; found byte by byte, because looking for whole
  /// characters takes ten times as long.
  package var textLines: [SubSequence] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { self[$0.startIndex..<$0.endIndex] }
  }
}
