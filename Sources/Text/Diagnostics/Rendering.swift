/// Whether messages may use colour.
package struct MessageStyle: Sendable {
  /// Whether escape sequences are written.
  package var isColoured: Bool

  /// Plain text, or coloured.
  package init(isColoured: Bool = false) {
    self.isColoured = isColoured
  }

  /// The text with the beginnings of lines that nobody could read: names and links have no bounds.
  func shortened(_ text: String) -> String {
    let most = 2_000
    guard text.utf8.count > most else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.utf8.count > most else { return String(line) }
      return String(line.unicodeScalars.prefix(most / 4)) + "…" + (isColoured ? "\u{1B}[0m" : "")
    }.joined(separator: "\n")
  }

  func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  package func severity(_ severity: Severity) -> String {
    let text = "\(severity.rawValue):"
    guard isColoured else { return text }
    let colour =
      switch severity {
      case .error: 31
      case .warning: 33
      case .note: 36
      }
    return "\u{1B}[1;\(colour)m\(text)\u{1B}[0m"
  }
}

extension Diagnostic {
  /// The message as a person reads it: `file:line:column: error: …`, the source line, carets, and
  /// `help:` with the way out. It ends in a newline.
  package func rendered(
    _ style: MessageStyle = MessageStyle(), showsHelp: Bool = true
  ) -> String {
    var text = ""
    if let location { text += style.bold(location.prefix) + " " }
    text += style.severity(severity) + " " + style.bold(PrintableText.shown(reason.message)) + "\n"
    text += excerpt(sourceLine, column: location?.column, length: length)
    if case .mismatch(let mismatch) = reason { text += mismatch.comparison }
    if case .staleSite(let files) = reason {
      text += files.map { "  \(PrintableText.shown($0))\n" }.joined()
    }
    for detail in details {
      text += "  \(detail.heading):\n"
      for line in PrintableText.shown(detail.text).textLines where !line.isEmpty {
        text += "    \(line)\n"
      }
    }
    if showsHelp, let help {
      text += style.bold("help:") + " \(PrintableText.shown(help))\n"
    }
    for note in notes {
      text += style.bold(note.location.prefix) + " " + style.severity(.note)
      text += " \(PrintableText.shown(note.text))\n"
      text += excerpt(note.sourceLine, column: note.location.column, length: 1)
    }
    return style.shortened(style.isColoured ? text : PrintableText.withoutCommands(text))
  }

  private func excerpt(_ line: String?, column: Int?, length: Int) -> String {
    guard let line, !line.isEmpty else { return "" }
    let isLong = line.utf8.count > 500
    var text = "  "
    text += PrintableText.shown(isLong ? String(line.unicodeScalars.prefix(300)) : line)
    text += isLong ? "…\n" : "\n"
    if let column, column >= 1, column <= line.utf8.count + 1, column < 300 {
      // Tabs stay tabs, so that the caret stands below its character at any tab width. What takes a
      // terminal's columns are whole characters.
      let before = String(decoding: line.utf8.prefix(column - 1), as: UTF8.self)
      let padding = before.map { character in
        character == "\t" ? "\t" : String(repeating: " ", count: character.terminalWidth)
      }.joined()
      // No further than what is shown.
      let marked = String(
        decoding: line.utf8.dropFirst(column - 1).prefix(min(max(1, length), isLong ? 300 : 500)),
        as: UTF8.self)
      let width = marked.terminalWidth
      text += "  \(padding)^\(String(repeating: "~", count: max(0, width - 1)))\n"
    }
    return text
  }
}

extension Location {
  package var prefix: String {
    var text = PrintableText.shown(file).replacingBytes("\n", with: "\u{240A}")
    if let line { text += ":\(line)" }
    if let column, line != nil { text += ":\(column)" }
    return text + ":"
  }
}

extension String {
  /// How many columns of a terminal the text takes.
  package var terminalWidth: Int { reduce(0) { $0 + $1.terminalWidth } }
}

extension Character {
  /// How many columns of a terminal the character takes: two for East Asian wide ones and emoji.
  fileprivate var terminalWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default:
      let isMark = [.nonspacingMark, .enclosingMark, .format].contains(
        scalar.properties.generalCategory)
      return isMark ? 0 : 1
    }
  }
}
