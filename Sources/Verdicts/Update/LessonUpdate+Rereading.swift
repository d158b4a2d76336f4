import Lessons
import Programs
import Text

extension LessonUpdate {
  /// Whether the edited file has the same code, and records what was computed wherever it was edited.
  func isRead(_ values: [ComparedValue], _ outputs: [ComparedOutput]) -> Bool {
    let text = lines.map(\.text).joined(separator: "\n")
    let (new, found) = LessonReader.read(
      SourceFile(path: lesson.file.path, text: text), name: lesson.name,
      language: lesson.language)
    let isSame =
      !found.contains { $0.severity == .error } && new.blocks.count == lesson.blocks.count
      && new.inlines.count == lesson.inlines.count && new.cells == lesson.cells
      && zip(new.blocks, lesson.blocks).allSatisfy { $0.role == $1.role }
      && zip(new.inlines, lesson.inlines).allSatisfy {
        $0.expression.hasSameBytes(as: $1.expression)
      }
    guard isSame else { return false }
    func isEdited(_ line: Int) -> Bool { replacements[line] != nil }
    for value in values where isEdited(value.value.line) {
      guard case .inline(let index) = value.value.place else { continue }
      guard let recorded = new.inlines[index].recorded else { return false }
      let line = ComparedLine(
        recorded: recorded, computed: value.computed, tolerance: value.value.tolerance)
      guard line.cost == 0 || refused.contains(value.value.line) else { return false }
    }
    for output in outputs where edited.contains(output.record) {
      let recorded = Verifier.lines(of: new.blocks[output.record].code)
      let alignment = Alignment(recorded: recorded, computed: output.computed) {
        ComparedLine(
          recorded: recorded[$0], computed: output.computed[$1], tolerance: output.tolerance
        ).cost
      }
      let agrees = alignment?.steps.allSatisfy { step in
        switch step {
        case .pair(let row, let column):
          ComparedLine(
            recorded: recorded[row], computed: output.computed[column],
            tolerance: output.tolerance
          ).cost == 0
        case .missing, .extra: false
        case .elided, .elision: true
        }
      }
      guard agrees == true else { return false }
    }
    return true
  }
}
