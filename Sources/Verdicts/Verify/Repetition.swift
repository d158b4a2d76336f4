package import Lessons
package import Programs
package import Text

/// Whether a lesson gives the same twice, in other surroundings.
package enum Repetition {
  /// What the second run gave that the first did not, block by block.
  package static func differences(
    _ lesson: Lesson, _ values: [RecordedValue], _ once: Transcript, _ again: Transcript
  ) -> [Diagnostic] {
    var found = again.problems.filter { $0.severity == .error }
    let remembers = lesson.blocks.contains { $0.swift != nil && $0.code.contains("remember") }
    func reason(_ first: String, _ second: String, predicts: Bool) -> Reason {
      if predicts { return .predictionVaries(first, second) }
      return remembers ? .notRemembered(first, second) : .notDeterministic(first, second)
    }
    for (index, block) in lesson.blocks.enumerated() where once.completed.contains(index) {
      guard again.completed.contains(index) else { continue }
      let first = Verifier.lines(of: once.plainText(ofBlock: index))
      let second = Verifier.lines(of: again.plainText(ofBlock: index))
      guard first != second else { continue }
      let row = zip(first, second).prefix { $0 == $1 }.count
      found.append(
        lesson.file.diagnostic(
          reason(
            row < first.count ? first[row] : "", row < second.count ? second[row] : "",
            predicts: block.swift?.predicts ?? false),
          line: block.line))
    }
    for (number, value) in values.enumerated() {
      guard let first = once.values[number], let second = again.values[number], first != second
      else { continue }
      found.append(
        lesson.file.diagnostic(
          reason(first, second, predicts: lesson.predicts(value)), line: value.expressionLine))
    }
    return found
  }
}
