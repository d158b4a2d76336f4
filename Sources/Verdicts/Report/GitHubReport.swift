package import Text

/// Messages as annotations of GitHub's workflow commands: `::error file=…,line=…::…`.
package enum GitHubReport {
  /// One line a message.
  package static func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(line).joined()
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    var properties: [String] = []
    if let location = diagnostic.location {
      properties.append("file=\(property(location.file))")
      if let line = location.line {
        properties.append("line=\(line)")
        if let column = location.column { properties.append("col=\(column)") }
      }
    }
    properties.append("title=\(property("nabla"))")
    let help = diagnostic.help.map { "\nhelp: \($0)" } ?? ""
    // A number's message holds both; a line's does not.
    var words = diagnostic.reason.message
    if case .mismatch(let mismatch) = diagnostic.reason, !mismatch.isOfNumbers {
      words += "\n" + mismatch.comparison.trimmingTrailingNewline()
    }
    for note in diagnostic.notes {
      words += "\n\(note.location.prefix) note: \(note.text)"
    }
    let level = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
    return "::\(level) \(properties.joined(separator: ","))::"
      + "\(data(words + help))\n"
  }

  private static func data(_ text: String) -> String {
    var data = ""
    // Whatever ends a line is encoded, scalar by scalar: `\r\n` is one `Character`.
    for scalar in PrintableText.shown(text).unicodeScalars {
      switch scalar {
      case "%": data += "%25"
      case "\n": data += "%0A"
      case "\r": data += "%0D"
      default: data.unicodeScalars.append(scalar)
      }
    }
    return data
  }

  private static func property(_ text: String) -> String {
    data(text).replacingBytes(":", with: "%3A").replacingBytes(",", with: "%2C")
  }
}
