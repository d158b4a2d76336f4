import Glibc
import Lessons
import Text

/// A program that died of a signal while it ran a lesson.
struct Crash {
  package var signal: Int32
  /// The line of the top-level statement that was being run.
  package var line: Int
  /// What the lesson had written to standard error.
  package var standardError: String
  /// The end of what it had printed, for the report.
  package var details: [Diagnostic.Detail]
}

/// Names a crash at its line, from the runtime's words and a backtrace.
enum CrashReport {
  package static func diagnostic(
    of crash: Crash, trace: String, _ program: Program, _ lesson: Lesson
  ) -> Diagnostic {
    let reason = reason(crash, trace: trace)
    let running = lesson.file.note("while running this statement", line: crash.line)
    // The innermost frame that is the author's; where the trace has none, the statement.
    let frame = frames(in: trace, of: program, lesson).first
    if let frame, frame.isInSetup, let setup = program.setup {
      var diagnostic = setup.diagnostic(
        reason, line: frame.line, column: frame.column, notes: [running])
      diagnostic.details = crash.details
      return diagnostic
    }
    let line = frame?.line ?? crash.line
    var diagnostic = lesson.file.diagnostic(
      reason, line: line,
      column: frame?.column, notes: line == crash.line ? [] : [running])
    diagnostic.details = crash.details
    return diagnostic
  }

  /// The signals of a trap or an abort: what a program does to itself. Others come from outside.
  static let signals: Set<Int32> = [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV]

  /// Whether the runtime speaks from this line on.
  static func isOfRuntime(_ line: some StringProtocol) -> Bool {
    [
      "Fatal error", "Precondition failed", "Assertion failed", "Could not cast value of type",
      "Simultaneous accesses to", "Current stack trace"
    ].contains { line.contains($0) }
  }

  /// What the runtime printed behind `Fatal error: `, or in a sentence of its own, if it did. It is the
  /// same in every run: addresses and names that only the compiler knows are left out.
  static func crashMessage(_ standardError: String) -> String? {
    let text = LineEnds.unified(PrintableText.withoutTerminalSequences(standardError))
    let marks = ["Fatal error", "Precondition failed", "Assertion failed"]
    let own = ["Could not cast value of type", "Simultaneous accesses to"]
    let fatal = marks.compactMap { text.ranges(of: $0).last }.map { ($0.upperBound, false) }
    let sentences = own.compactMap { text.ranges(of: $0).last }.map { ($0.lowerBound, true) }
    guard let (start, isSentence) = (fatal + sentences).max(by: { $0.0 < $1.0 }) else { return nil }
    var words = text[start...]
    for marker in ["\nCurrent stack trace:", "\n*** ", "\n\u{1F4A3}"] {
      if let range = words.firstRange(of: marker) { words = words[..<range.lowerBound] }
    }
    if isSentence {
      let line = words.textLines.first.map(String.init) ?? ""
      return withoutInternalNames(line).trimmingBlanks().withoutFullStop
    }
    // An error of the file system names the working folder, which is another in every run.
    let rest = String(words).drop { ": ".contains($0) }.trimmingTrailingBlanks()
      .replacing(/[^\s"]*\/nabla-run-[A-Za-z0-9]{6}\/(?:work|second)\b/, with: ".")
    if rest.hasPrefix(topLevel) {
      return topLevel
        + String(rest.dropFirst(topLevel.count)).replacing(/^(?:Lesson|Swift)\./, with: "")
    }
    let isOfRuntime = runtimeSentences.contains { rest.hasPrefix($0) }
    let message = isOfRuntime ? withoutInternalNames(rest) : rest
    return message.trimmingBlanks().isEmpty ? "Fatal error" : message.trimmingTrailingNewline()
  }

  private static let topLevel = "Error raised at top level: "

  /// How sentences of the runtime begin that name an address.
  private static let runtimeSentences = [
    "Attempted to read an unowned reference", "Object 0x", "Object was", "Attempted to retain",
    "Call of deleted", "Use of", "Unowned reference", "Index out of range"
  ]

  /// Without addresses, the names of modules, and where a private type is declared.
  private static func withoutInternalNames(_ text: String) -> String {
    text.replacing(/\s*\(0x[0-9a-fA-F]+\)/, with: "")
      .replacing(/(\b[Oo]bject|\bto|\bat) 0x[0-9a-fA-F]+/) { match in
        match.1 == "object" || match.1 == "Object" ? String(match.1) : ""
      }
      .replacing(/\(unknown context at \$?[0-9a-fA-F]+\)\./, with: "")
      .replacing(/\(([A-Za-z_][A-Za-z_0-9]*) in \$?_?[0-9A-F]+\)/) { String($0.1) }
      .replacing(
        /\b(?:Swift|Lesson|Foundation|FoundationEssentials|Nabla|LessonKit)\.(?=[A-Za-z_(])/,
        with: ""
      )
      .replacing(/\ +,/, with: ",")
      .replacing(/\ {2,}/, with: " ")
  }

  package static func reason(_ crash: Crash, trace: String) -> Reason {
    if let words = crashMessage(crash.standardError) {
      return words.hasPrefix(topLevel)
        ? .threw(String(words.dropFirst(topLevel.count))) : .trapped(words)
    }
    if let match = trace.firstMatch(of: /Swift runtime failure: (.+?)(?: in | at | \*\*\*|\n)/) {
      return .trapped(String(match.1))
    }
    switch crash.signal {
    case SIGSEGV, SIGBUS: return .trapped("bad memory access (is a recursion endless?)")
    case SIGABRT: return .trapped("abort")
    case SIGILL, SIGTRAP, SIGFPE: return .trapped("trap")
    default: return .killed(signal: crash.signal)
    }
  }

  private struct Frame {
    package var line: Int
    package var column: Int
    var isInSetup: Bool
  }

  /// The frames of the crashed thread that are the author's, innermost first.
  private static func frames(in trace: String, of program: Program, _ lesson: Lesson) -> [Frame] {
    trace.textLines.compactMap { line in
      guard let place = line.firstRange(of: " at ", last: true) else { return nil }
      // The path may hold colons; the line and the column stand last.
      let parts = line[place.upperBound...].split(separator: ":")
      guard parts.count >= 3, let number = Int(parts[parts.count - 2]),
        let column = Int(parts[parts.count - 1].prefix { $0.isASCIIDigit })
      else { return nil }
      let path = parts.dropLast(2).joined(separator: ":")
      if let setup = program.setup, ends(path, in: program.setupDirectivePath),
        setup.lines.indices.contains(number - 1)
      {
        return Frame(line: number, column: max(1, column), isInSetup: true)
      }
      guard ends(path, in: program.directivePath) else { return nil }
      // A call of ours around an expression stands on the line before it.
      let isCall = column >= Tangler.Call.wrapColumn
      let own = program.line(of: isCall ? number + 1 : number, in: lesson)
      return Frame(
        line: own,
        column: isCall
          ? program.firstColumn(ofLine: own, lesson.file)
          : max(1, column) + program.indentation(ofLine: own), isInSetup: false)
    }
  }

  private static func ends(_ path: String, in name: String) -> Bool {
    path == name || path.hasSuffix("/" + name)
  }
}

extension String {
  fileprivate var withoutFullStop: String {
    utf8.last == UInt8(ascii: ".") ? String(dropLast()) : self
  }
}

extension StringProtocol {
  /// The first or the last range of a text.
  func firstRange(of text: String, last: Bool) -> Range<Index>? {
    last ? ranges(of: text).last : firstRange(of: text)
  }
}
