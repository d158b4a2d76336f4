import Foundation

/// A text file of the course, with its lines; line endings are one newline each.
package struct SourceFile: Sendable {
  /// The path from the course's folder, with `/` between folders.
  package let path: String
  /// The text, without a byte-order mark and with `\n` line endings.
  package let text: String
  /// The lines of `text`, without their endings.
  package let lines: [String]
  /// Where references are defined, found when one is asked for.
  let definitions: DefinitionIndex

  /// Decodes a file's bytes; throws the place of the first byte that is not UTF-8, or of a NUL, which
  /// no text has.
  package init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw Self.diagnostic(
        .notUTF8, atByte: Self.firstBadByte(in: bytes), of: Array(bytes), path: path)
    }
    if let nul = bytes.firstIndex(of: 0) {
      throw Self.diagnostic(
        .holdsNUL, atByte: nul - bytes.startIndex, of: Array(bytes), path: path)
    }
    self.init(path: path, text: decoded)
  }

  package init(path: String, text: String) {
    self.path = path
    self.text = LineEnds.unified(text)
    self.lines = self.text.textLines.map(String.init)
    definitions = DefinitionIndex()
  }

  /// The line with this number, from 1.
  package func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  private static func diagnostic(
    _ reason: Reason, atByte offset: Int, of bytes: [UInt8], path: String
  ) -> Diagnostic {
    let place = LineEnds.place(ofByte: offset, in: bytes)
    let start = offset - place.column + 1
    let end = bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
    return Diagnostic(
      reason, at: Location(file: path, line: place.line, column: place.column),
      sourceLine: String(decoding: bytes[start..<end], as: UTF8.self))
  }

  /// How many bytes stand before the first that is not UTF-8.
  private static func firstBadByte(in bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var count = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): count += UTF8.width(scalar)
      case .emptyInput, .error: return count
      }
    }
  }
}
