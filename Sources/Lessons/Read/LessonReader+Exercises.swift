import Text

/// Exercises: which blocks and hints belong to which, and what one lacks.
extension LessonReader {
  /// Gives a block to the exercise that it stands below.
  mutating func noteExercise(_ block: CodeBlock, _ index: Int, at node: MarkdownNode) {
    // In a translation they come with the blocks of the original.
    if language != nil { return }
    guard let mode = block.swift?.mode, let part = Exercise.Part(mode) else {
      if case .output = block.role { return }
      isBelowExercise = false
      return
    }
    if part == .starter {
      exercises.append(Exercise(starter: index))
      isBelowExercise = true
    } else if isBelowExercise {
      let lines = blocks.map(\.line)
      let problem = exercises[exercises.count - 1].take(part, block: index) { lines[$0] }
      if let problem {
        report(problem, word: part.word, line: block.line, fenceColumn: node.column)
      }
    } else {
      report(
        .withoutExercise(part.word), word: part.word, line: block.line, fenceColumn: node.column)
    }
  }

  mutating func takeHint(_ node: MarkdownNode) {
    if language != nil { return }
    let line = node.lines.lowerBound
    func refuse(_ reason: Reason) {
      problems.append(file.diagnostic(reason, line: line, column: node.column, length: 1))
    }
    guard isBelowExercise else { return refuse(.withoutExercise("hint")) }
    if let problem = exercises[exercises.count - 1].take(.hint, block: -1, lineOf: { $0 }) {
      refuse(problem)
    }
  }

  mutating func refuseWhatExercisesLack() {
    for exercise in exercises where exercise.check == nil || exercise.solution == nil {
      let block = blocks[exercise.starter]
      report(
        exercise.check == nil ? .exerciseWithoutCheck : .exerciseWithoutSolution, word: "exercise",
        line: block.line, fenceColumn: block.fenceColumn)
    }
  }
}
