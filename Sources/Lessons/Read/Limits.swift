/// What a lesson's program may take of the machine: as much as lessons need, and so much less than a
/// machine has that a slip or a stranger stops nobody's work.
package struct Limits: Sendable, Equatable, Codable {
  /// One limit, by the name that it has in the front matter and in `course.yml`.
  package enum Name: String, Sendable, CaseIterable, Codable {
    /// Memory of all processes of the lesson together, in bytes.
    case memory
    /// Processor time of each process, in seconds.
    case processor
    /// Processes at a time.
    case processes
    /// Files that a process has open at a time.
    case files
    /// A file that the lesson writes, in bytes.
    case fileSize = "file-size"
    /// What it prints, writes to standard error and shows, together, in bytes.
    case output
    /// Seconds the compiler may take for one of its programs.
    case compile

    /// What holds where nothing is said.
    package var standard: Int {
      switch self {
      case .memory: 4 << 30
      case .processor: 3_600
      case .processes: 64
      case .files: 1_024
      case .fileSize: 256 << 20
      case .output: 64 << 20
      case .compile: 120
      }
    }

    /// What can be said.
    fileprivate var range: ClosedRange<Int> {
      switch self {
      case .memory: 64 << 20...1 << 40
      case .processor: 1...604_800
      case .processes: 1...4_096
      case .files: 32...65_536
      case .fileSize: 1 << 20...1 << 40
      case .output: 1 << 20...1 << 30
      case .compile: 1...3_600
      }
    }

    /// What is expected, in the words of a message.
    package var expected: String {
      switch self {
      case .memory: "a size such as 500 MB or 2 GB, from 64 MB to 1024 GB"
      case .fileSize: "a size such as 500 MB or 2 GB, from 1 MB to 1024 GB"
      case .output: "a size such as 100 MB, from 1 MB to 1 GB"
      case .processor, .compile:
        "a whole number of seconds from \(range.lowerBound) to \(range.upperBound)"
      case .processes, .files: "a whole number from \(range.lowerBound) to \(range.upperBound)"
      }
    }

    private var isSize: Bool { [.memory, .fileSize, .output].contains(self) }

    /// The limit that a text names; `nil` where it is none or out of range.
    package func value(_ text: String) -> Int? {
      guard isSize else { return Self.number(text[...]).flatMap { range.contains($0) ? $0 : nil } }
      guard let match = text.wholeMatch(of: /([0-9]{1,13}) ?(MB|GB)/),
        let number = Self.number(match.1)
      else { return nil }
      let (bytes, overflows) = number.multipliedReportingOverflow(
        by: match.2 == "MB" ? 1 << 20 : 1 << 30)
      return !overflows && range.contains(bytes) ? bytes : nil
    }

    private static func number(_ text: Substring) -> Int? {
      text.wholeMatch(of: /[0-9]{1,13}/) == nil ? nil : Int(text)
    }

    /// A value of it, as an author writes it.
    package func shown(_ value: Int) -> String {
      guard isSize else { return "\(value)" }
      return value >= 1 << 30 && value % (1 << 30) == 0
        ? "\(value >> 30) GB" : "\(max(1, value >> 20)) MB"
    }
  }

  /// What was said; the others are the standard.
  private var said: [Name: Int] = [:]

  package init(_ said: [Name: Int] = [:]) { self.said = said }

  /// The limits that a mapping's texts name. What is wrong with them has been said.
  init(_ texts: [String: String]) {
    for (name, text) in texts {
      if let name = Name(rawValue: name) { said[name] = name.value(text) }
    }
  }

  package subscript(_ name: Name) -> Int { said[name] ?? name.standard }

  /// These, and those of `other` where these say nothing.
  package func over(_ other: Limits) -> Limits {
    Limits(said.merging(other.said) { own, _ in own })
  }

  /// What of it a program can notice and go on: it belongs to its results.
  package var noticed: [String] {
    [Name.files, .fileSize].filter { said[$0] != nil && said[$0] != $0.standard }
      .map { "\($0.rawValue)=\(self[$0])" }
  }
}

/// How far a lesson's program is kept from what is not its own.
package enum SandboxMode: String, Sendable, CaseIterable {
  /// It can do what nabla can.
  case off
  /// It is kept from all that this system can keep it from; where that is not all, it is said once.
  case on
  /// It is run only where it can be kept from all.
  case require

  /// The values, in the words of a message.
  package static let expected = "'off', 'on' or 'require'"
}
