/// A lesson whose recorded values were compared with what it computed.
struct Judged: Sendable {
  let ran: Ran
  let verdict: Verdict
  /// What a second run gave that the first did not.
  let variations: [Diagnostic]

  init(_ ran: Ran, second: Transcript? = nil) {
    self.ran = ran
    let values = ran.tangled.programs?.values ?? []
    verdict = Verifier.verify(ran.lesson, values, against: ran.transcript)
    variations =
      second.map { Repetition.differences(ran.lesson, values, ran.transcript, $0) } ?? []
  }

  var lesson: Lesson { ran.lesson }
  var transcript: Transcript { ran.transcript }

  /// What is wrong so far.
  var problems: [Diagnostic] { ran.problems + verdict.mismatches + variations }

  /// Every recorded thing in the lesson, and how its verification went.
  var expectations: [Expectation] {
    Expectation.all(of: lesson, ran.tangled.programs?.values ?? [], transcript, verdict)
  }
}
