/// Whether messages may use colour.
public struct MessageStyle: Sendable {
  /// Whether escape sequences are written.
  public var isColoured: Bool

  /// Plain text, or coloured.
  public init(isColoured: Bool = false) {
    self.isColoured = isColoured
  }

  func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  func severity(_ severity: Severity) -> String {
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
  public func rendered(
    _ style: MessageStyle = MessageStyle(), showsHelp: Bool = true
  ) -> String {
    var text = ""
    if let location { text += style.bold(location.prefix) + " " }
    text += style.severity(severity) + " " + style.bold(reason.message) + "\n"
    text += excerpt(sourceLine, column: location?.column, length: length)
    if case .mismatch(let mismatch) = reason { text += mismatch.comparison }
    if case .staleSite(let files) = reason {
      text += files.map { "  \($0)\n" }.joined()
    }
    for detail in details {
      text += "  \(detail.heading):\n"
      for line in detail.text.split(separator: "\n") { text += "    \(line)\n" }
    }
    if showsHelp, let help = reason.help { text += style.bold("help:") + " \(help)\n" }
    for note in notes {
      text += style.bold(note.location.prefix) + " " + style.severity(.note) + " \(note.text)\n"
      text += excerpt(note.sourceLine, column: note.location.column, length: 1)
    }
    return text
  }

  private func excerpt(_ line: String?, column: Int?, length: Int) -> String {
    guard let line, !line.isEmpty else { return "" }
    let shown = line.utf8.count <= 500 ? line : String(line.prefix(300)) + "…"
    var text = "  \(shown)\n"
    if let column, column >= 1, column <= line.utf8.count + 1, column < 300 {
      // Tabs stay tabs, so that the caret stands below its character at any tab width.
      let before = String(decoding: line.utf8.prefix(column - 1), as: UTF8.self)
      let padding = String(before.map { $0 == "\t" ? "\t" : " " })
      let marked = String(decoding: line.utf8.dropFirst(column - 1).prefix(length), as: UTF8.self)
      text += "  \(padding)^\(String(repeating: "~", count: max(0, marked.count - 1)))\n"
    }
    return text
  }
}

extension Location {
  var prefix: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column, line != nil { text += ":\(column)" }
    return text + ":"
  }
}
