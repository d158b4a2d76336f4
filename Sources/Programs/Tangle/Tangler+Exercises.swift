import Lessons

/// The programs that prove an exercise.
extension Tangler {
  /// Puts the check of the exercise behind one of its answers: `program` ends with that answer.
  ///
  /// The program is the answer's own. So what a check changes is seen by nothing else, and an answer
  /// may declare what the others declare.
  mutating func prove(_ answer: Int, _ mode: SwiftFence.Mode, in program: Program) {
    // Where there is no check, that has been said.
    guard let check = lesson.exercise(with: answer)?.check else { return }
    var program = program
    program.joinable = nil
    // What is wrong with the check is said once: with the solution, which each exercise has.
    let before = programs.problems
    append(block: check, to: &program)
    if mode != .solution { programs.problems = before }
    close(&program)
    programs.sides.append(.init(block: answer, mode: mode, program: program, check: check))
  }
}
