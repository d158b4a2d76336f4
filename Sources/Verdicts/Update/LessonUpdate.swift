package import Lessons
import Programs
package import Text

/// What `verify --update` changes in one lesson: the bytes of recorded values that no longer agree,
/// and nothing else.
package struct LessonUpdate: Sendable {
  /// The lines of the file as they will be, each with where it comes from.
  package private(set) var lines: [Line]
  /// How many recorded places change.
  package internal(set) var count = 0
  /// What cannot be recorded as it is.
  package internal(set) var problems: [Diagnostic] = []

  /// One line of the new file.
  package struct Line: Sendable, Equatable {
    package var text: String
    /// The number of the old line, from 1, that it is or replaces; `nil` for a new one.
    var origin: Int?
  }

  let lesson: Lesson
  /// By the old line: replacements of byte ranges, none overlapping another.
  var replacements: [Int: [(range: Range<Int>, text: String)]] = [:]
  var deleted: Set<Int> = []
  /// By the old line: what is put before it.
  var inserted: [Int: [String]] = [:]
  /// The records that are edited, and the lines at which something is not recorded.
  var edited: Set<Int> = []
  var refused: Set<Int> = []

  /// What has to change so that `lesson` records what was computed.
  ///
  /// - Parameter notes: comments of a translation that are written beside that.
  package init(
    _ lesson: Lesson, _ verdict: Verdict, notes: [Translation.NoteEdit] = []
  ) {
    self.lesson = lesson
    lines = []
    write(notes)
    let values = verdict.values.sorted { $0.key < $1.key }.map(\.value).filter { !$0.agrees }
    for value in values { update(value) }
    for output in verdict.outputs { update(output) }
    lines = newLines
    guard count > 0, !isRead(values, verdict.outputs) else { return }
    // Something that was computed is Markdown where it stands. One edit after the other shows which.
    let edits = values.map(Edit.value) + verdict.outputs.filter(hasChanges).map(Edit.output)
    (replacements, deleted, inserted, count, problems) = ([:], [], [:], 0, [])
    write(notes)
    for edit in edits { attempt(edit, values, verdict.outputs) }
    lines = newLines
  }

  /// Writes comments, each in the place of an old one, or on a line of its own.
  private mutating func write(_ notes: [Translation.NoteEdit]) {
    for note in notes {
      count += 1
      if let line = note.replaced {
        replacements[line] = [(0..<(lesson.file.line(line) ?? "").utf8.count, note.text)]
      } else if note.after < lesson.file.lines.count {
        inserted[note.after + 1, default: []].append(note.text)
      } else {
        // The last line has no end.
        let end = (lesson.file.line(note.after) ?? "").utf8.count
        replacements[note.after] = [(end..<end, "\n\(note.text)")]
      }
    }
  }

  private enum Edit {
    case value(ComparedValue)
    case output(ComparedOutput)
  }

  /// Makes an edit, if the lesson is then read as it is meant; else says why it is not made.
  private mutating func attempt(
    _ edit: Edit, _ values: [ComparedValue], _ outputs: [ComparedOutput]
  ) {
    let before = self
    let line: Int
    switch edit {
    case .value(let value):
      line = value.value.line
      update(value)
    case .output(let output):
      line = lesson.blocks[output.record].line
      update(output)
    }
    guard count > before.count else { return }
    lines = newLines
    guard !isRead(values, outputs) else { return }
    self = before
    problems.append(
      lesson.file.diagnostic(
        .wouldBeMarkdown,
        line: line))
  }

  /// The lines of the file with the edits.
  private var newLines: [Line] {
    var lines: [Line] = []
    for (index, text) in lesson.file.lines.enumerated() {
      let number = index + 1
      for new in inserted[number] ?? [] { lines.append(Line(text: new, origin: nil)) }
      if deleted.contains(number) { continue }
      lines.append(Line(text: replaced(text, number), origin: number))
    }
    return lines
  }

  package var isEmpty: Bool { count == 0 }

  /// The lines of the file that it replaces (from 1), as they are and as they will be. Where lines
  /// only come in, the one above them is among both.
  package func replacement(in file: SourceFile) -> (
    range: Range<Int>, old: [String], new: [String]
  ) {
    let (old, new) = (file.lines, lines.map(\.text))
    var head = zip(old, new).prefix { $0.hasSameBytes(as: $1) }.count
    let rest = min(old.count, new.count) - head
    let tail = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0.hasSameBytes(as: $1) }
      .count
    if head + tail == old.count, head > 0 { head -= 1 }
    let (before, after) = (old[head..<(old.count - tail)], new[head..<(new.count - tail)])
    return ((head + 1)..<(old.count - tail + 1), Array(before), Array(after))
  }

  private func replaced(_ text: String, _ number: Int) -> String {
    guard let changes = replacements[number] else { return text }
    var bytes = Array(text.utf8)
    for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(change.range.clamped(to: 0..<bytes.count), with: change.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Says why something at a line is not recorded.
  mutating func refuse(_ reason: Reason, line: Int, column: Int? = nil) {
    refused.insert(line)
    problems.append(
      lesson.file.diagnostic(reason, line: line, column: column))
  }
}
