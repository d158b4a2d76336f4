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
  /// The course's folder as commands name it, empty where it is the working folder.
  package private(set) var course = ""
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
      let all = LineEnds.unified(text).textLines.filter { !$0.isEmpty }
      guard !all.isEmpty else { return nil }
      var tail = all.suffix(lines).map { line in
        line.utf8.count > 200 ? "\(String(line.unicodeScalars.prefix(200)))…" : String(line)
      }
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

  /// The way out, its commands with the course's folder.
  package var help: String? {
    guard let help = reason.help, !course.isEmpty else { return reason.help }
    return help.replacing("nabla verify", with: "nabla verify \(course.quotedForShell)")
      .replacing("nabla build", with: "nabla build \(course.quotedForShell)")
  }

  /// The same for a reader whose working folder is another than the course's: `folder` leads from
  /// there to the course.
  package func relocated(to folder: String) -> Diagnostic {
    guard !folder.isEmpty else { return self }
    func moved(_ path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }
    /// Words that name files of the course do it from its folder.
    func words(_ text: String) -> String {
      text.split(separator: " ", omittingEmptySubsequences: false).map { word in
        word.hasPrefix("lessons/") ? "\(folder)/\(word)" : String(word)
      }.joined(separator: " ")
    }
    var other = self
    other.course = folder
    if let location { other.location?.file = moved(location.file) }
    for index in notes.indices {
      other.notes[index].location.file = moved(notes[index].location.file)
    }
    switch reason {
    case .environment(let what, let help):
      other.reason = .environment(words(what), help: words(help))
    case .badFile(let path, let problem): other.reason = .badFile(words(path), problem)
    case .samePage(let page, let path): other.reason = .samePage(page, other: moved(path))
    case .declaredAgain(let name, let first):
      other.reason = .declaredAgain(name, first: words(first))
    default: break
    }
    return other
  }

  /// Whether it fails the command, or is only said.
  package var severity: Severity {
    switch reason {
    case .compiler(let severity, _): severity
    case .translation(let reason): reason.severity
    case .glossary(let reason): reason.severity
    case .revision(let reason): reason.severity
    // The site is whole, and says so in another language than was meant.
    case .unknownLanguage, .sandboxIsWeak: .warning
    default: .error
    }
  }

  /// Whether the machine is to blame and not the lesson.
  package var isEnvironment: Bool {
    switch reason {
    case .environment, .noLessons, .badFile(_, .unreadable): true
    case .revision(let reason): reason.isEnvironment
    default: false
    }
  }

  /// Whether a record is not what was computed.
  package var isMismatch: Bool { if case .mismatch = reason { true } else { false } }

  /// Whether the command line is to blame.
  /// Whether a lesson is to blame, and not the course.
  package var isOfLesson: Bool { location?.file.hasSuffix(".md") ?? false }

  package var isUsage: Bool {
    switch reason {
    case .noSuchLesson, .wrongUse: true
    case .revision(let reason): reason.isUsage
    default: false
    }
  }
}

extension String {
  /// The text as one word of a shell's command line.
  package var quotedForShell: String {
    let isPlain = utf8.allSatisfy { byte in
      byte >= 0x80 || byte.isASCIIDigit || (0x41...0x5A).contains(byte & ~0x20)
        || "/._-+:@%".utf8.contains(byte)
    }
    return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
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
