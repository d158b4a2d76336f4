package import Lessons
package import Programs
package import Text

/// A lesson whose recorded values were compared with what it computed.
package struct Judged: Sendable {
  package let ran: Ran
  package let verdict: Verdict
  /// What a second run gave that the first did not.
  let variations: [Diagnostic]
  /// Predictions that nothing can judge.
  private let unpredictable: [Diagnostic]
  /// A translation as it is written; `nil` for a lesson that is its own original.
  package let translated: Lesson?

  /// Compares what the lesson records with what it computed, and with a second run if there was one.
  package init(_ ran: Ran, second: Transcript? = nil) {
    let values = ran.tangled.programs?.values ?? []
    self.init(
      ran, Verifier.verify(ran.lesson, values, against: ran.transcript),
      variations: second.map {
        Repetition.differences(ran.lesson, values, ran.transcript, $0)
      } ?? [])
  }

  init(
    _ ran: Ran, _ verdict: Verdict, variations: [Diagnostic] = [], translated: Lesson? = nil
  ) {
    self.translated = translated
    self.ran = ran
    self.verdict = verdict
    self.variations = variations
    // What a translation asks is judged by the records of its original.
    unpredictable =
      translated == nil
      ? Prediction.problems(ran.lesson, ran.tangled.programs?.values ?? [], ran.transcript) : []
  }

  package var lesson: Lesson { ran.lesson }
  package var transcript: Transcript { ran.transcript }

  /// What is wrong so far.
  package var problems: [Diagnostic] {
    ran.problems + verdict.mismatches + variations + unpredictable
  }
}
