import Text

/// Reads HTML as browsers do: what opens no tag is text.
struct HTMLReader {
  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Elements whose content is no markup.
  private static let raw: Set<String> = ["script", "style"]

  /// The pieces of HTML, without its comments.
  static func pieces(_ html: String) -> [Piece] {
    var reader = HTMLReader(Array(html.utf8))
    var pieces: [Piece] = []
    while let piece = reader.next() {
      if piece == .comment { continue }
      pieces.append(piece)
      if case .start(let tag) = piece, raw.contains(tag.name.lowercased()) {
        let content = reader.rawText(until: tag.name.lowercased())
        if !content.isEmpty { pieces.append(.text(content)) }
      }
    }
    return pieces
  }

  private mutating func next() -> Piece? {
    guard position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: "<"), let piece = tag() { return piece }
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
    return .text(text(start..<position))
  }

  /// What stands before the end tag of an element whose content is no markup.
  private mutating func rawText(until name: String) -> String {
    let start = position
    let end = Array("</\(name)".utf8)
    while position < bytes.count {
      let here = bytes[position..<min(bytes.count, position + end.count)]
      if here.map({ $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) }) == end { break }
      position += 1
    }
    return text(start..<position)
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func tag() -> Piece? {
    let start = position
    if bytes[start...].starts(with: "<!--".utf8) {
      position += 4
      while position < bytes.count, !bytes[position...].starts(with: "-->".utf8) { position += 1 }
      position = min(bytes.count, position + 3)
      return .comment
    }
    let second = start + 1 < bytes.count ? bytes[start + 1] : 0
    if second == UInt8(ascii: "!") || second == UInt8(ascii: "?") {
      skip(past: UInt8(ascii: ">"))
      return .comment
    }
    let isEnd = second == UInt8(ascii: "/")
    let nameStart = start + (isEnd ? 2 : 1)
    guard nameStart < bytes.count, isLetter(bytes[nameStart]) else { return nil }
    position = nameStart
    while position < bytes.count, !isBlank(bytes[position]),
      bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "/")
    {
      position += 1
    }
    let name = text(nameStart..<position)
    var tag = Tag(name: name, attributes: [], isSelfClosing: false)
    attributes(into: &tag)
    return isEnd ? .end(name) : .start(tag)
  }

  private mutating func attributes(into tag: inout Tag) {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") {
        position += 1
        return
      }
      if byte == UInt8(ascii: "/") {
        tag.isSelfClosing = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: ">")
        position += 1
      } else if isBlank(byte) {
        position += 1
      } else {
        let attribute = attribute()
        if tag[attribute.name.lowercased()] == nil { tag.attributes.append(attribute) }
      }
    }
  }

  private mutating func attribute() -> Attribute {
    let start = position
    position += 1
    while position < bytes.count, !isBlank(bytes[position]),
      !"=>/".utf8.contains(bytes[position])
    {
      position += 1
    }
    let name = text(start..<position)
    var after = position
    while after < bytes.count, isBlank(bytes[after]) { after += 1 }
    guard after < bytes.count, bytes[after] == UInt8(ascii: "=") else {
      return Attribute(name: name, value: "")
    }
    position = after + 1
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    guard position < bytes.count else { return Attribute(name: name, value: "") }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let valueStart = position + 1
      position = valueStart
      skip(past: quote)
      return Attribute(name: name, value: text(valueStart..<max(valueStart, position - 1)))
    }
    let valueStart = position
    while position < bytes.count, !isBlank(bytes[position]), bytes[position] != UInt8(ascii: ">") {
      position += 1
    }
    return Attribute(name: name, value: text(valueStart..<position))
  }

  private mutating func skip(past byte: UInt8) {
    while position < bytes.count, bytes[position] != byte { position += 1 }
    position = min(bytes.count, position + 1)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
