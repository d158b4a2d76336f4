/// What a lesson printed, made safe for where it goes.
package enum PrintableText {
  /// Without the sequences by which terminals are told of colours, titles and the cursor: ECMA-48
  /// control sequences, strings, and two-byte escapes. They are dropped from pages, records and
  /// messages. An escape that begins none of them stays, as a control character.
  package static func withoutTerminalSequences(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var kept: [UInt8] = []
    let bytes = Array(text.utf8)
    kept.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x1B, let end = endOfSequence(bytes, from: index) {
        index = end
      } else {
        kept.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The end of the sequence that begins with the escape at `start`.
  private static func endOfSequence(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    var index = start + 2
    switch bytes[start + 1] {
    case UInt8(ascii: "["):
      while index < bytes.count, (0x30...0x3F).contains(bytes[index]) { index += 1 }
      while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
      guard index < bytes.count, (0x40...0x7E).contains(bytes[index]) else { return nil }
      return index + 1
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      // A string ends on its line; one that is longer than any title is none.
      let limit = min(bytes.count, start + 4_096)
      while index < limit, bytes[index] != 0x0A {
        if bytes[index] == 0x07 { return index + 1 }
        if bytes[index] == 0x1B, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\\") {
          return index + 2
        }
        index += 1
      }
      return nil
    case 0x20...0x2F:
      while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
      guard index < bytes.count, (0x30...0x7E).contains(bytes[index]) else { return nil }
      return index + 1
    case 0x30...0x5A, 0x5C, 0x60...0x7E: return index
    default: return nil
    }
  }

  /// The text for messages: control characters but the tab and the newline are drawn (`␀` for NUL), so
  /// that nothing of a lesson tells a terminal anything.
  package static func shown(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 || $0 == 0x0A || $0 == 0x09
    }
    guard !isPlain else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in LineEnds.unified(withoutTerminalSequences(text)).unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: shown.append(scalar)
      case 0..<0x20: shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: shown.append("\u{2421}")
      case 0x80...0x9F: shown.append("\u{FFFD}")
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// The lines of a message, none of which a build service takes for a command: those begin with `::`
  /// behind blanks, or hold `##[`. A character without width is put between.
  package static func withoutCommands(_ text: String) -> String {
    guard text.holds("::") || text.holds("##[") else { return text }
    let lines = text.textLines.map { line -> String in
      var line = line.replacingBytes("##[", with: "##\u{200B}[")
      let start = line.unicodeScalars.firstIndex { !$0.properties.isWhitespace }
      if let start, line[start...].utf8.starts(with: "::".utf8) {
        line.unicodeScalars.insert("\u{200B}", at: line.unicodeScalars.index(after: start))
      }
      return line
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// Whether the bytes of an ASCII text stand in this one.
  fileprivate func holds(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var whole = self
    return whole.withUTF8 { bytes in
      bytes.indices.dropLast(wanted.count - 1).contains { start in
        bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
      }
    }
  }
}
