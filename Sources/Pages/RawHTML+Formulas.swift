import Text

extension RawHTML {
  /// The formulas in the text between tags, and where they stand with their dollar signs.
  static func formulas(in html: String) -> [(range: Range<String.Index>, tex: String)] {
    guard html.utf8.contains(UInt8(ascii: "$")) else { return [] }
    var reader = FormulaReader(bytes: Array(html.utf8))
    return reader.read().map { range in
      let start = html.utf8.index(html.startIndex, offsetBy: range.lowerBound)
      let end = html.utf8.index(start, offsetBy: range.count)
      let tex = String(decoding: reader.bytes[range].dropFirst().dropLast(), as: UTF8.self)
      let plain = tex.replacingBytes("&lt;", with: "<").replacingBytes("&gt;", with: ">")
        .replacingBytes("&amp;", with: "&")
      return (start..<end, plain)
    }
  }
}

/// Goes through HTML once: what a search to the end did not find is not looked for again.
private struct FormulaReader {
  let bytes: [UInt8]
  /// What is known not to come any more.
  private var missing: Set<String> = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  private static let dollar = UInt8(ascii: "$")
  /// Elements in whose text a dollar sign is one.
  private static let closedElements = [
    "script", "style", "pre", "code", "textarea", "svg", "math"
  ]

  /// The bytes of each formula, with its dollar signs.
  mutating func read() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "<"): index = endOfTag(from: index) ?? index + 1
      case UInt8(ascii: "\\") where index + 1 < bytes.count && bytes[index + 1] == Self.dollar:
        index += 2
      case Self.dollar:
        if let end = endOfFormula(from: index) {
          found.append(index..<end)
          index = end
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    return found
  }

  /// The end of the comment, the element or the tag that begins at a `<`.
  private mutating func endOfTag(from start: Int) -> Int? {
    if holds("<!--", at: start), let end = end(of: "-->", from: start + 4) { return end }
    for name in Self.closedElements where holds(name, at: start + 1) {
      let behind = start + 1 + name.utf8.count
      guard behind == bytes.count || !Self.isOfWord(bytes[behind]) else { continue }
      if let end = end(of: "</\(name)", closedBy: UInt8(ascii: ">"), from: behind) { return end }
    }
    return end(of: ">", from: start + 1)
  }

  /// The end of the first text like this; behind it and blanks the byte that closes it, where one is
  /// named.
  private mutating func end(of text: String, closedBy closing: UInt8? = nil, from: Int) -> Int? {
    guard !missing.contains(text) else { return nil }
    var index = from
    while index < bytes.count {
      guard holds(text, at: index) else {
        index += 1
        continue
      }
      index += text.utf8.count
      guard let closing else { return index }
      while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) {
        index += 1
      }
      if index < bytes.count, bytes[index] == closing { return index + 1 }
    }
    missing.insert(text)
    return nil
  }

  /// Whether a text of small letters stands at a place, there in letters of either case.
  private func holds(_ text: String, at place: Int) -> Bool {
    var index = place
    for wanted in text.utf8 {
      guard index < bytes.count else { return false }
      let byte = bytes[index]
      guard byte == wanted || (0x41...0x5A).contains(byte) && byte | 0x20 == wanted else {
        return false
      }
      index += 1
    }
    return true
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte >= 0x80
      || byte == UInt8(ascii: "_")
  }

  /// The end of a formula that opens here: no blank stands inside beside its dollar signs, no tag
  /// begins in it, and no digit follows, as behind a price.
  private func endOfFormula(from start: Int) -> Int? {
    let end = bytes[(start + 1)...].firstIndex { $0 == Self.dollar || $0 == UInt8(ascii: "<") }
    guard let end, bytes[end] == Self.dollar, end > start + 1,
      end + 1 == bytes.count || !(0x30...0x39).contains(bytes[end + 1])
    else { return nil }
    let tex = String(decoding: bytes[(start + 1)..<end], as: UTF8.self).unicodeScalars
    guard let first = tex.first, let last = tex.last, !first.properties.isWhitespace,
      !last.properties.isWhitespace, tex.count == 1 || last != "\\"
    else { return nil }
    return end + 1
  }
}
