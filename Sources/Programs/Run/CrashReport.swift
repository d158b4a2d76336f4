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

/// Names a crash at its Markdown line, from the runtime's words and a backtrace.
enum CrashReport {
  package static func diagnostic(
    of crash: Crash, trace: String, _ program: Program, _ lesson: Lesson
  ) -> Diagnostic {
    let reason = reason(crash, trace: trace)
    // The innermost frame that is in the lesson; where the trace has none, the statement.
    let frame = frames(in: trace, of: program).first
    let line = frame?.line ?? crash.line
    let column = frame.map { $0.column + (program.indentation(ofLine: $0.line)) }
    var notes: [Diagnostic.Note] = []
    if line != crash.line {
      notes.append(lesson.file.note("while running this statement", line: crash.line))
    }
    var diagnostic = lesson.file.diagnostic(reason, line: line, column: column, notes: notes)
    diagnostic.details = crash.details
    return diagnostic
  }

  /// What the runtime printed behind `Fatal error: `, if it did.
  static func crashMessage(_ standardError: String) -> String? {
    let start = ["Fatal error", "Precondition failed", "Assertion failed"]
      .compactMap { standardError.ranges(of: $0).last }.max { $0.lowerBound < $1.lowerBound }
    guard let start else { return nil }
    var words = standardError[start.upperBound...]
    for marker in ["\nCurrent stack trace:", "\n*** ", "\n\u{1F4A3}"] {
      if let range = words.firstRange(of: marker) { words = words[..<range.lowerBound] }
    }
    // An error of the file system names the working folder, which is another in every run.
    let text = words.drop { ": ".contains($0) }.trimmingTrailingBlanks()
      .replacing(/[^\s"]*\/nabla-[A-Za-z0-9]{6}\/(?:work|second)\b/, with: ".")
    return text.trimmingBlanks().isEmpty ? "Fatal error" : text.trimmingTrailingNewline()
  }

  package static func reason(_ crash: Crash, trace: String) -> Reason {
    if let words = crashMessage(crash.standardError) {
      let topLevel = "Error raised at top level: "
      return words.hasPrefix(topLevel)
        ? .threw(String(words.dropFirst(topLevel.count))) : .trapped(words)
    }
    if let match = trace.firstMatch(of: /Swift runtime failure: (.+?)(?: in | at | \*\*\*|\n)/) {
      return .trapped(String(match.1))
    }
    if crash.signal == 11 || crash.signal == 7 {
      return .trapped("bad memory access (is a recursion endless?)")
    }
    return crash.signal == 4 || crash.signal == 5
      ? .trapped("trap") : .killed(signal: crash.signal)
  }

  /// The frames of the crashed thread that are in the lesson's file, innermost first.
  private static func frames(in trace: String, of program: Program) -> [(line: Int, column: Int)] {
    trace.split(separator: "\n").compactMap { line in
      guard let place = line.firstRange(of: " at ", last: true) else { return nil }
      let parts = line[place.upperBound...].split(separator: ":")
      guard parts.count == 3, parts[0].hasSuffix(program.directivePath), let number = Int(parts[1]),
        let column = Int(parts[2])
      else { return nil }
      return (program.line(of: number), max(1, column))
    }
  }
}

extension StringProtocol {
  /// The first or the last range of a text.
  func firstRange(of text: String, last: Bool) -> Range<Index>? {
    last ? ranges(of: text).last : firstRange(of: text)
  }
}
