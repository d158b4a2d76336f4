/// Words of which Swift's own server has nothing to say, and takes its time to find out.
enum SwiftWords {
  private static let keywords: Set<String> = [
    "let", "var", "func", "for", "in", "if", "else", "while", "return", "import", "struct", "class",
    "enum", "protocol", "extension", "guard", "switch", "case", "default", "do", "try", "throw",
    "throws", "where", "repeat", "break", "continue", "defer", "mutating", "static", "private",
    "public", "inout", "some", "any", "as", "is", "true", "false", "nil"
  ]

  /// Whether a hover is asked for at a word that is no name.
  static func isKeyword(
    at position: EditorPosition, in document: EditorDocument, for method: String
  ) -> Bool {
    guard method == "textDocument/hover" else { return false }
    let line = Array(document.places.line(position.line))
    func isOfWord(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte & ~0x20)
    }
    let byte = min(TextPlaces.bytes(before: position.character, in: line[...]), line.count)
    let start = line[..<byte].lastIndex { !isOfWord($0) }.map { $0 + 1 } ?? 0
    let end = line[byte...].firstIndex { !isOfWord($0) } ?? line.count
    return start < end
      && keywords.contains(String(decoding: line[start..<end], as: UTF8.self))
  }
}
