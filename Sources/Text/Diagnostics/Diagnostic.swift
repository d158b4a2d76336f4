/// A place in a file: lines count from 1, columns are UTF-8 bytes from 1, as swiftc counts them.
package struct Location: Sendable, Hashable {
  /// The file, relative to the course's folder, with `/` between folders.
  package var file: String
  /// The line, from 1; `nil` where the whole file is meant.
  package var line: Int?
  /// The column in bytes, from 1; `nil` where the whole line is meant.
  package var column: Int?

  package init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// How bad it is: errors fail the command, warnings are only said.
package enum Severity: String, Sendable {
  case error, warning, note
}

/// One thing to be said of one place: what, where, the source line, and a way out.
package struct Diagnostic: Error, Sendable {
  /// Where it is; `nil` where no file is to blame.
  package var location: Location?
  /// What it is.
  package var reason: Reason
  /// The line it stands on, as the author wrote it.
  package var sourceLine: String?
  /// How many bytes of that line are meant, from the column on.
  package var length: Int
  /// Further places that belong to it.
  package var notes: [Note]
  /// Texts that help to understand it, such as what was printed before a crash.
  package var details: [Detail] = []

  /// A text under a heading.
  package struct Detail: Sendable, Equatable {
    /// What the text is.
    package var heading: String
    /// The text, several lines allowed.
    package var text: String

    /// The last lines of a text; `nil` where there is nothing.
    package static func tail(_ heading: String, _ text: String, lines: Int = 10) -> Detail? {
      let all = text.split(separator: "\n")
      guard !all.isEmpty else { return nil }
      var tail = all.suffix(lines).map { $0.count > 200 ? "\($0.prefix(200))…" : String($0) }
      if all.count > lines { tail.insert("…", at: 0) }
      return Detail(heading: heading, text: tail.joined(separator: "\n"))
    }
  }

  /// A further place, with words of its own.
  package struct Note: Sendable {
    /// Where it is.
    package var location: Location
    /// What is said of it.
    package var text: String
    /// The line it stands on.
    package var sourceLine: String?

    package init(location: Location, text: String, sourceLine: String? = nil) {
      self.location = location
      self.text = text
      self.sourceLine = sourceLine
    }
  }

  package init(
    _ reason: Reason, at location: Location?, sourceLine: String? = nil, length: Int = 1,
    notes: [Note] = []
  ) {
    self.location = location
    self.reason = reason
    self.sourceLine = sourceLine
    self.length = length
    self.notes = notes
  }

  /// Whether it fails the command, or is only said.
  package var severity: Severity {
    switch reason {
    case .compiler(let severity, _): severity
    // The site is whole, and says so in another language than was meant.
    case .unknownLanguage: .warning
    default: .error
    }
  }

  /// Whether the machine is to blame and not the lesson.
  package var isEnvironment: Bool {
    switch reason {
    case .environment, .noLessons: true
    default: false
    }
  }

  /// Whether the command line is to blame.
  package var isUsage: Bool {
    if case .noSuchLesson = reason { return true }
    return false
  }
}

extension [Diagnostic] {
  /// In the order of their lines; those of one line as they were found.
  package var inOrderOfLines: [Diagnostic] {
    enumerated().sorted { one, other in
      (one.element.location?.line ?? 0, one.offset) < (
        other.element.location?.line ?? 0, other.offset
      )
    }.map(\.element)
  }
}
