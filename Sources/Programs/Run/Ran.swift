/// A lesson that was run, as far as it could be.
struct Ran: Sendable {
  let tangled: Tangled
  let transcript: Transcript

  var lesson: Lesson { tangled.lesson }

  /// Whether it was run, and nothing but recorded values is wrong with its running.
  var isComplete: Bool { tangled.programs != nil && transcript.isComplete }

  /// What reading and running found.
  var problems: [Diagnostic] { tangled.problems + transcript.problems }
}
