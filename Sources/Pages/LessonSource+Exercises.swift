import Lessons
import Programs
import Verdicts

/// Exercises in the lesson as a Swift file.
extension LessonSource {
  /// The answer of an exercise: the starter, or the solution; a wrong answer or a check; `nil` where
  /// another part of the exercise stands in its place.
  static func text(
    ofExercise block: Int, _ mode: SwiftFence.Mode, _ judged: Judged, solves: Bool, code: String
  ) -> String? {
    let lesson = judged.lesson
    guard let exercise = lesson.exercise(with: block) else { return nil }
    let name = lesson.name(of: exercise)
    switch mode {
    case .exercise:
      guard solves, let solution = exercise.solution else {
        return ExerciseFile.answer(code, of: name)
      }
      let isShown = judged.transcript.shown[solution]?.last?.isDisplay ?? false
      return ExerciseFile.answer(
        showingValues(lesson.blocks[solution].code.closedLine, showsLast: isShown, "show(", nil),
        of: name)
    case .check:
      var sayings: [(message: String, words: String)] = []
      for wrong in exercise.wrongs {
        guard let words = lesson.blocks[wrong].swift?.says,
          let message = judged.transcript.proofs[wrong]?.failure
        else { continue }
        // Answers that the check cannot tell apart: each may be meant.
        if let same = sayings.firstIndex(where: { $0.message == message }) {
          sayings[same].words += " / " + words
        } else {
          sayings.append((message, words))
        }
      }
      return ExerciseFile.check(code, of: name, sayings: sayings)
    default: return nil
    }
  }

  /// The starters of a lesson, by the names of their exercises.
  static func starters(of lesson: Lesson) -> [(name: String, code: String)] {
    lesson.exercises.map { (lesson.name(of: $0), lesson.blocks[$0.starter].code) }
  }
}

extension String {
  /// The text with a line end at its end.
  fileprivate var closedLine: String { isEmpty || hasSuffix("\n") ? self : self + "\n" }
}
