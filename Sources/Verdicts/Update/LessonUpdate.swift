package import Lessons
import Programs
package import Text

/// What `verify --update` changes in one lesson: the bytes of recorded values that no longer agree,
/// and nothing else.
package struct LessonUpdate: Sendable {
  /// The lines of the file as they will be, each with where it comes from.
  package private(set) var lines: [Line]
  /// How many recorded places change.
  package private(set) var count = 0
  /// What cannot be recorded as it is.
  package private(set) var problems: [Diagnostic] = []

  /// One line of the new file.
  package struct Line: Sendable, Equatable {
    package var text: String
    /// The number of the old line, from 1, that it is or replaces; `nil` for a new one.
    var origin: Int?
  }

  private let lesson: Lesson
  /// By the old line: replacements of byte ranges, none overlapping another.
  private var replacements: [Int: [(range: Range<Int>, text: String)]] = [:]
  private var deleted: Set<Int> = []
  /// By the old line: what is put before it.
  private var inserted: [Int: [String]] = [:]
  /// The records that are edited, and the lines at which something is not recorded.
  private var edited: Set<Int> = []
  private var refused: Set<Int> = []

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
        .cannotRecord(
          "it would be read as Markdown", help: "print it otherwise, or show it without a record"),
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

  /// Whether the edited file has the same code, and records what was computed wherever it was edited.
  private func isRead(_ values: [ComparedValue], _ outputs: [ComparedOutput]) -> Bool {
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
  private mutating func refuse(_ why: String, help: String, line: Int, column: Int? = nil) {
    refused.insert(line)
    problems.append(
      lesson.file.diagnostic(.cannotRecord(why, help: help), line: line, column: column))
  }

  /// A text that no text file holds.
  private static let nul = (
    why: "it holds a NUL, which no text file holds", help: "print it without '\\0', or as a number"
  )

  // MARK: Values

  private mutating func update(_ compared: ComparedValue) {
    let value = compared.value
    guard let recorded = value.recorded else { return }
    if compared.computed.utf8.contains(0) {
      refuse(Self.nul.why, help: Self.nul.help, line: value.line, column: value.column)
      return
    }
    var marks: Int?
    if case .inline(let index) = value.place { marks = lesson.inlines[index].marks }
    if let marks, compared.computed.backtickRuns.contains(marks) {
      refuse(
        marks == 1
          ? "it holds a backtick, which would end the code in this sentence"
          : "it holds \(marks) backticks, which would end the code in this sentence",
        help: "open and close the code with more backticks, or record it in an 'output' block",
        line: value.line, column: value.column)
      return
    }
    let line = ComparedLine(
      recorded: recorded, computed: compared.computed, tolerance: value.tolerance)
    let start = value.column - 1
    let range = start..<(start + recorded.utf8.count)
    let bytes = Array((lesson.file.line(value.line) ?? "").utf8)
    // The raw bytes are compared before anything is edited.
    guard range.upperBound <= bytes.count,
      bytes[range].elementsEqual(recorded.utf8)
    else {
      refuse(
        "its place in the file was not found", help: "record it in an 'output' block",
        line: value.line)
      return
    }
    let needsBlank = recorded.isEmpty && start > 0 && bytes[start - 1] == UInt8(ascii: ">")
    let mended = line.mended
    // A backtick right before those that close the code would be one of them.
    let needsEnd = marks != nil && mended.utf8.last == UInt8(ascii: "`")
    replacements[value.line, default: []].append(
      (range, (needsBlank ? " " : "") + mended + (needsEnd ? " " : "")))
    count += 1
  }

  // MARK: Outputs

  private mutating func update(_ output: ComparedOutput) {
    let record = lesson.blocks[output.record]
    guard hasChanges(output) else { return }
    if output.steps.isEmpty, !output.recorded.isEmpty, output.recorded.contains("...") {
      refuse(
        "it is too long to find what '...' stands for", help: "empty the record, and update",
        line: record.line)
      return
    }
    if output.computed.contains(where: { $0.utf8.contains(0) }) {
      refuse(Self.nul.why, help: Self.nul.help, line: record.line)
      return
    }
    if let closing = output.computed.first(where: { closesFence($0, record) }) {
      refuse(
        "the computed line '\(closing)' would close the fence",
        help: "open and close the fence of this output with more marks", line: record.line)
      return
    }
    edited.insert(output.record)
    let steps =
      output.steps.isEmpty
      ? output.recorded.indices.map(Alignment.Step.missing)
        + output.computed.indices.map { .extra($0, before: output.recorded.count) }
      : output.steps
    for step in steps {
      switch step {
      case .pair(let row, let column):
        let line = ComparedLine(
          recorded: output.recorded[row], computed: output.computed[column],
          tolerance: output.tolerance)
        guard line.cost > 0 else { continue }
        replace(output.recorded[row], with: line.mended, row, of: record)
        count += 1
      case .missing(let row):
        deleted.insert(record.firstCodeLine + row)
        count += 1
      case .extra(let column, let row):
        let text = output.computed[column]
        let prefix = prefix(of: record)
        inserted[record.firstCodeLine + row, default: []].append(
          text.isEmpty ? prefix.trimmingTrailingBlanks() : prefix + text)
        count += 1
      case .elided, .elision: break
      }
    }
  }

  /// Replaces a recorded line; where its bytes are not those of the file, as where a tab is partly a
  /// list's indentation, the whole line.
  private mutating func replace(
    _ old: String, with new: String, _ row: Int, of record: CodeBlock
  ) {
    let number = record.firstCodeLine + row
    let bytes = Array((lesson.file.line(number) ?? "").utf8)
    let start = record.indentations.indices.contains(row) ? record.indentations[row] : 0
    let end = start + old.utf8.count
    let isThere =
      end <= bytes.count && bytes[start..<end].elementsEqual(old.utf8)
      && bytes[end...].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    replacements[number, default: []].append(
      isThere ? (start..<end, new) : (0..<bytes.count, prefix(of: record) + new))
  }

  private func hasChanges(_ output: ComparedOutput) -> Bool {
    let lines = output.differingLines
    return !lines.recorded.isEmpty || !lines.computed.isEmpty
  }

  /// What stands before each line of the fence: the indentation of a list, the marks of a quote.
  private func prefix(of record: CodeBlock) -> String {
    let opening = (lesson.file.line(record.line) ?? "").utf8.prefix(record.fenceColumn - 1)
    var prefix = String.UnicodeScalarView()
    for scalar in String(decoding: Array(opening), as: UTF8.self).unicodeScalars {
      prefix.append(" \t>".unicodeScalars.contains(scalar) ? scalar : " ")
    }
    return String(prefix)
  }

  private func closesFence(_ line: String, _ record: CodeBlock) -> Bool {
    let fence = (lesson.file.line(record.line) ?? "").utf8.dropFirst(record.fenceColumn - 1)
    guard let mark = fence.first else { return false }
    let length = fence.prefix { $0 == mark }.count
    let text = line.trimmingASCIIBlanks().utf8
    return text.count >= length && text.allSatisfy { $0 == mark }
  }
}

extension String {
  /// The lengths of its runs of backticks.
  fileprivate var backtickRuns: Set<Int> {
    Set(utf8.split { $0 != UInt8(ascii: "`") }.map(\.count))
  }
}
