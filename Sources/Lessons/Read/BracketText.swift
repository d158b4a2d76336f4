/// What stands in brackets in a text and was meant for something: found in one pass, because texts
/// are many and may be long.
struct BracketText {
  private let bytes: [UInt8]

  /// `nil` where the text has no closing bracket.
  init?(_ text: String) {
    guard text.utf8.contains(UInt8(ascii: "]")) else { return nil }
    bytes = Array(text.utf8)
  }

  /// `][label]` of each `[text][label]`.
  var references: [String] {
    openings { closing in
      guard byte(closing + 1) == UInt8(ascii: "["),
        let end = next(from: closing + 2, "[]"), bytes[end] == UInt8(ascii: "]")
      else { return nil }
      return end
    }
  }

  /// `](address)` of each `[text](address)` whose address holds blanks.
  var blankAddresses: [String] {
    openings { closing in
      guard byte(closing + 1) == UInt8(ascii: "("),
        let end = next(from: closing + 2, "()"), bytes[end] == UInt8(ascii: ")"),
        text(closing + 2, end).unicodeScalars.contains(where: \.properties.isWhitespace)
      else { return nil }
      return end
    }
  }

  /// The first `^[words]`.
  var caretNote: String? {
    for start in bytes.indices.dropLast()
    where bytes[start] == UInt8(ascii: "^") && bytes[start + 1] == UInt8(ascii: "[") {
      guard let end = bytes[(start + 2)...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
      if end > start + 2 { return text(start, end + 1) }
    }
    return nil
  }

  /// What each `[text` that begins a word is followed by, from its closing bracket to the end that is
  /// found for it.
  private func openings(_ end: (_ closing: Int) -> Int?) -> [String] {
    var found: [String] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "["), !isInWord(index),
        let closing = next(from: index + 1, "[]"), bytes[closing] == UInt8(ascii: "]"),
        let last = end(closing)
      else {
        index += 1
        continue
      }
      found.append(text(closing, last + 1))
      index = last + 1
    }
    return found
  }

  private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func next(from start: Int, _ signs: StaticString) -> Int? {
    let (one, other) = (signs.utf8Start[0], signs.utf8Start[1])
    return start <= bytes.count
      ? bytes[start...].firstIndex { $0 == one || $0 == other } : nil
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Whether a letter, a digit, an underscore or a closing bracket stands before a place.
  private func isInWord(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    guard let before = text(start, index).unicodeScalars.last else { return false }
    if before == "_" || before == ")" || before == "]" { return true }
    switch before.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }
}
