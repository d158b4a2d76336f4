package import Programs
import Text

/// What verification found of one lesson.
package struct Verdict: Sendable {
  /// What differs, at the recorded places.
  var mismatches: [Diagnostic] = []
  /// How many recorded numbers were compared.
  package var numbers = 0
  /// How many recorded lines and values without a number were compared.
  package var texts = 0
  /// Each recorded output beside what was computed.
  package var outputs: [ComparedOutput] = []
  /// Each recorded or shown value, by its number: as the page shows it.
  package var values: [Int: ComparedValue] = [:]

  /// What it says of the values in sentences, numbered anew in their order.
  package var ofSentences: Verdict {
    let found = values.sorted { $0.key < $1.key }.map(\.value).filter {
      if case .inline = $0.value.place { true } else { false }
    }
    var sentences = Verdict()
    sentences.values = Dictionary(
      found.enumerated().map { ($0.offset, $0.element) }
    ) { first, _ in first }
    sentences.mismatches = mismatches
    return sentences
  }

  /// The computed lines (from 0) of a block that its record leaves out with `...`.
  package func elidedLines(ofBlock block: Int) -> Set<Int> {
    guard let output = outputs.first(where: { $0.block == block }) else { return [] }
    return Set(
      output.steps.compactMap { step in
        if case .elided(let line) = step { line } else { nil }
      })
  }
}

/// A recorded output beside the computed one.
package struct ComparedOutput: Sendable {
  /// The Swift block that computes it.
  package var block: Int
  /// The code block that records it.
  var record: Int
  package var recorded: [String]
  var computed: [String]
  /// The way through both; empty where they were too long to be laid beside each other.
  package var steps: [Alignment.Step]
  var tolerance: DecimalNumber?
}

/// A recorded value beside the computed one.
package struct ComparedValue: Sendable {
  package var value: RecordedValue
  var computed: String
  /// The computed value with as many digits as are recorded: what the page shows.
  package var shown: String
  var agrees: Bool
}
