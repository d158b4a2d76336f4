import Foundation

/// A text file of the course, with its lines; line endings are one newline each.
package struct SourceFile: Sendable {
  /// The path from the course's folder, with `/` between folders.
  package let path: String
  /// The text, without a byte-order mark and with `\n` line endings.
  package let text: String
  /// The lines of `text`, without their endings.
  package let lines: [String]

  /// Decodes a file's bytes; throws the place of the first byte that is not UTF-8.
  package init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw Self.firstBadByte(in: Array(bytes), path: path)
    }
    self.init(path: path, text: decoded)
  }

  package init(path: String, text: String) {
    self.path = path
    self.text =
      text.utf8.contains(UInt8(ascii: "\r"))
      ? text.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
      : text
    self.lines = self.text.textLines
      .map(String.init)
  }

  /// The line with this number, from 1.
  package func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  private static func firstBadByte(in bytes: [UInt8], path: String) -> Diagnostic {
    var line = 1
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      if String(validating: bytes[start..<index], as: UTF8.self) == nil { break }
      line += 1
      start = index + 1
    }
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    // Over whole characters, until none begins.
    var position = start
    while position < end {
      let length = (1...4).first { length in
        position + length <= end
          && String(validating: bytes[position..<position + length], as: UTF8.self) != nil
      }
      guard let length else { break }
      position += length
    }
    let column = position - start + 1
    return Diagnostic(
      .notUTF8, at: Location(file: path, line: line, column: column),
      sourceLine: String(decoding: bytes[start..<end], as: UTF8.self))
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
