package import Lessons
package import Programs
package import Text

/// One recorded thing and how its verification went: a case of a test report.
package struct Expectation: Sendable {
  /// In which of the three ways it is recorded.
  package enum Kind: String, Sendable, Codable {
    /// An `output` block.
    case output
    /// `// => value` in a block.
    case annotation
    /// A value in a sentence.
    case inline
  }

  /// How it went.
  package enum Status: String, Sendable, Codable {
    /// What is recorded is what was computed.
    case passed
    /// It is not.
    case failed
    /// The lesson did not get as far as computing it.
    case notReached = "not-reached"
  }

  /// In which way it is recorded.
  package var kind: Kind
  /// How it went.
  package var status: Status
  /// The line it is recorded on; for an output, its fence's.
  package var line: Int
  /// How many numbers it records.
  package var numbers: Int
  /// How many texts it records.
  package var texts: Int
  /// Seconds that the block took which computes it.
  package var seconds: Double
  /// What differs.
  package var mismatches: [Diagnostic]

  /// All expectations of a lesson, in the order of their lines.
  package static func all(
    of lesson: Lesson, _ values: [RecordedValue], _ transcript: Transcript, _ verdict: Verdict
  ) -> [Expectation] {
    var found: [Expectation] = []
    for (number, value) in values.enumerated() {
      guard let recorded = value.recorded else { continue }
      let line = ScannedLine(recorded)
      let kind: Kind = if case .inline = value.place { .inline } else { .annotation }
      let compared = verdict.values[number]
      found.append(
        Expectation(
          kind: kind, status: compared.map { $0.agrees ? .passed : .failed } ?? .notReached,
          line: value.line, numbers: line.numbers.count,
          texts: line.numbers.isEmpty && !recorded.isEmpty ? 1 : 0, seconds: 0,
          mismatches: compared?.agrees == false
            ? verdict.mismatches.filter {
              $0.location?.line == value.line && ($0.location?.column ?? 0) >= value.column
                && ($0.location?.column ?? 0) <= value.column + recorded.utf8.count
            } : []))
    }
    for (index, record) in lesson.blocks.enumerated() {
      guard case .output(let block) = record.role else { continue }
      let isCompared = verdict.outputs.contains { $0.record == index }
      let mismatches = verdict.mismatches.filter {
        ($0.location?.line).map(record.lines.contains) ?? false
      }
      let lines = Verifier.lines(of: record.code).filter { $0 != "..." }.map(ScannedLine.init)
      found.append(
        Expectation(
          kind: .output,
          status: !isCompared ? .notReached : mismatches.isEmpty ? .passed : .failed,
          line: record.line, numbers: lines.reduce(0) { $0 + $1.numbers.count },
          texts: lines.count { $0.numbers.isEmpty && $0.texts != [""] },
          seconds: transcript.seconds[block] ?? 0, mismatches: mismatches))
    }
    return found.sorted { $0.line < $1.line }
  }
}
