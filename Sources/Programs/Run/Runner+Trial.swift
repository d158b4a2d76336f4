import Glibc
package import Lessons
import Memo
import Processes
import Text
import Wire

/// The answers to a lesson's exercises, tried in one run of its program, each in a copy of its
/// process: what stands above them is compiled and run once, and not once for each.
extension Runner {
  /// What was said in such a run.
  struct Trial {
    /// What the lesson's program said; `nil` where it has to be run by itself.
    var main: Execution?
    /// What each answer's own program would say, by its block; an answer is not in it where that is
    /// not certain.
    var answers: [Int: Execution] = [:]
  }

  /// The answers that have to be tried and can be tried together.
  private func branches(_ programs: Programs, _ lesson: Lesson) -> [Programs.Branch] {
    guard launcher != nil, !programs.branches.isEmpty else { return [] }
    let new = programs.sides.filter { $0.check != nil && !isKept($0.program, lesson) }
    let blocks = Set(new.map(\.block))
    let branches = programs.branches.filter { blocks.contains($0.answer) }
    return branches.count > 1 ? branches : []
  }

  /// Whether what a program says is known.
  func isKept(_ program: Program, _ lesson: Lesson) -> Bool {
    guard let kept, !isFresh else { return false }
    return kept.store.holds(key(.run, program, lesson, kept).digest)
  }

  /// Whether what the lesson's own program says is known.
  package func isKept(_ programs: Programs, of lesson: Lesson) -> Bool {
    isKept(programs.main, lesson)
  }

  /// Whether the lesson's answers are tried in one run with its program.
  func triesAnswers(_ programs: Programs, of lesson: Lesson) -> Bool {
    !branches(programs, lesson).isEmpty
  }

  func tryAnswers(_ programs: Programs, of lesson: Lesson) -> Trial {
    var branches = branches(programs, lesson)
    // Again without what the compiler refuses: first for its types, then for what follows from them.
    for _ in 1...3 {
      guard !branches.isEmpty, let scratch = try? ScratchFolder() else { return Trial() }
      defer { scratch.remove() }
      let program = programs.main(with: branches)
      guard (try? scratch.write(program.text, to: CompilerMessages.programName)) != nil,
        let compiled = try? compile(program, in: scratch)
      else { return Trial() }
      switch compiled {
      case .unlinked: return Trial()
      case .refused(let refusal):
        let named = Programs.Branch.answers(namedIn: refusal.standardError)
        if named.isEmpty { return Trial() }
        branches.removeAll { named.contains($0.answer) }
      case .program(let launch, let warnings):
        keepProgram(program, .run)
        return run(launch, program, branches, programs.main, lesson, in: scratch, warnings)
      }
    }
    return Trial()
  }

  /// Runs the program, and reads what its copies said.
  private func run(
    _ launch: Launch, _ program: Program, _ branches: [Programs.Branch], _ main: Program,
    _ lesson: Lesson, in scratch: ScratchFolder, _ warnings: String
  ) -> Trial {
    let folder = scratch.path("answers")
    guard mkdir(folder, 0o700) == 0 else { return Trial() }
    let execution = try? start(
      launch, program, lesson, in: scratch,
      environment: ["SWIFT_BACKTRACE": "enable=no", TriedAnswer.variable: folder],
      warnings: warnings, remembering: main)
    // What the compiler says of an answer is said with the answer.
    let named = Programs.Branch.answers(namedIn: warnings)
    var trial = Trial()
    if let execution, named.isEmpty, !execution.events.isEmpty, !execution.isWaiting(main) {
      trial.main = execution.withoutWaiting(main)
    }
    for branch in branches where !named.contains(branch.answer) {
      guard let execution,
        let copy = Execution(TriedAnswer(folder: folder, number: branch.answer), execution.key),
        copy.recording != nil, !copy.namesHiddenContext
      else { continue }
      trial.answers[branch.answer] = copy
    }
    return trial
  }
}
