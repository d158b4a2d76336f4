package import Lessons
package import Text

/// A lesson that was run, as far as it could be.
package struct Ran: Sendable {
  package let tangled: Tangled
  package let transcript: Transcript

  package var lesson: Lesson { tangled.lesson }

  /// Whether it was run, and nothing but recorded values is wrong with its running.
  package var isComplete: Bool { tangled.programs != nil && transcript.isComplete }

  /// What reading and running found.
  package var problems: [Diagnostic] { tangled.problems + transcript.problems }

  package init(tangled: Tangled, transcript: Transcript) {
    self.tangled = tangled
    self.transcript = transcript
  }
}
