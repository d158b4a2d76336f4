/// What verification found of one lesson.
struct Verdict: Sendable {
  /// What differs, at the recorded places.
  var mismatches: [Diagnostic] = []
  /// How many recorded numbers were compared.
  var numbers = 0
  /// How many recorded lines and values without a number were compared.
  var texts = 0
  /// Each recorded output beside what was computed.
  var outputs: [ComparedOutput] = []
  /// Each recorded or shown value, by its number: as the page shows it.
  var values: [Int: ComparedValue] = [:]

  /// The computed lines (from 0) of a block that its record leaves out with `...`.
  func elidedLines(ofBlock block: Int) -> Set<Int> {
    guard let output = outputs.first(where: { $0.block == block }) else { return [] }
    return Set(
      output.steps.compactMap { step in
        if case .elided(let line) = step { line } else { nil }
      })
  }
}

/// A recorded output beside the computed one.
struct ComparedOutput: Sendable {
  /// The Swift block that computes it.
  var block: Int
  /// The code block that records it.
  var record: Int
  var recorded: [String]
  var computed: [String]
  /// The way through both; empty where they were too long to be laid beside each other.
  var steps: [Alignment.Step]
  var tolerance: DecimalNumber?
}

/// A recorded value beside the computed one.
struct ComparedValue: Sendable {
  var value: RecordedValue
  var computed: String
  /// The computed value with as many digits as are recorded: what the page shows.
  var shown: String
  var agrees: Bool
}
