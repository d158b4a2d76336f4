import Lessons
import Processes
import Text

/// The proofs of exercises: the check fails with the starter and with each wrong answer, and passes
/// with the solution.
extension Runner {
  func prove(
    _ programs: Programs, of lesson: Lesson, tried: [Int: Execution],
    in transcript: inout Transcript
  ) {
    for side in programs.sides {
      guard let check = side.check else { continue }
      do throws(SystemError) {
        let (proof, proving) = try prove(side, check, lesson, tried: tried[side.block])
        transcript.proofs[side.block] = proof
        transcript.runReasons += proving.runReasons
        transcript.problems += proving.problems
        if proof != nil, side.mode != .solution { transcript.completed.insert(side.block) }
      } catch {
        transcript.problems += failed(error, side.program, lesson).problems
      }
    }
  }

  private func prove(
    _ side: Programs.Side, _ check: Int, _ lesson: Lesson, tried: Execution?
  ) throws(SystemError) -> (Proof?, Transcript) {
    let run = try execute(.run, side.program, lesson, tried: tried)
    var said = run.transcript(of: side.program, [], lesson)
    let failure = failure(of: run, said, side.program, lesson)
    let answer = lesson.blocks[side.block]
    // Warnings of the blocks above are told once, by the program that runs them; so are those of a
    // solution, and those of the check with the solution.
    let own = side.mode == .solution ? lesson.blocks[check].lines : answer.lines
    said.problems = said.problems.filter { problem in
      if case .refused = problem.reason { return false }
      return problem.severity == .error || (problem.location?.line).map(own.contains) ?? false
    }
    if let first = said.problems.firstIndex(where: { $0.severity == .error }) {
      // What goes wrong in a check is told with the answer that it was given.
      if let line = said.problems[first].location?.line, !answer.lines.contains(line) {
        said.problems[first].notes.append(
          lesson.file.note("with this \(Self.word(side.mode))", line: answer.line))
      }
      return (nil, said)
    }
    switch (side.mode, failure) {
    case (.solution, let failure?):
      let notes = failure.line.map { [lesson.file.note("in this check", line: $0)] } ?? []
      said.problems.append(
        lesson.file.diagnostic(
          .solutionFails(failure.words), line: answer.line, notes: notes))
    case (.exercise, nil):
      said.problems.append(lesson.file.diagnostic(.nothingToSolve, line: answer.line))
    case (.wrong, nil):
      said.problems.append(lesson.file.diagnostic(.wrongPasses, line: answer.line))
    default: break
    }
    return (Proof(failure: failure?.words), said)
  }

  /// Why a program did not run to its end: an expectation that does not hold, or a crash.
  func failure(
    of run: Execution, _ said: Transcript, _ program: Program, _ lesson: Lesson
  ) -> (words: String, line: Int?)? {
    for problem in said.problems {
      if case .refused(let words, _) = problem.reason { return (words, problem.location?.line) }
    }
    guard said.isComplete, let crash = run.crash(of: program, in: lesson) else { return nil }
    if CrashReport.crashMessage(crash.standardError) != nil {
      return (CrashReport.reason(crash, trace: "").message, crash.line)
    }
    // The runtime printed nothing: the backtrace has a word for it.
    let traced = try? execute(.compileAndTrace, program, lesson)
    return (CrashReport.reason(crash, trace: traced?.standardError ?? "").message, crash.line)
  }

  private static func word(_ mode: SwiftFence.Mode) -> String {
    switch mode {
    case .exercise: "starter"
    case .wrong: "wrong answer"
    default: "solution"
    }
  }
}
