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

  /// What has to change so that `lesson` records what was computed.
  package init(_ lesson: Lesson, _ verdict: Verdict) {
    self.lesson = lesson
    lines = []
    for value in verdict.values.values where !value.agrees { update(value) }
    for output in verdict.outputs { update(output) }
    for (index, text) in lesson.file.lines.enumerated() {
      let number = index + 1
      for new in inserted[number] ?? [] { lines.append(Line(text: new, origin: nil)) }
      if deleted.contains(number) { continue }
      lines.append(Line(text: replaced(text, number), origin: number))
    }
  }

  package var isEmpty: Bool { count == 0 }

  private func replaced(_ text: String, _ number: Int) -> String {
    guard let changes = replacements[number] else { return text }
    var bytes = Array(text.utf8)
    for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(change.range, with: change.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Values

  private mutating func update(_ compared: ComparedValue) {
    let value = compared.value
    guard let recorded = value.recorded else { return }
    if case .inline = value.place, compared.computed.contains("`") {
      problems.append(
        lesson.file.diagnostic(
          .cannotRecord(
            "it holds a backtick, which would end the code in this sentence",
            help: "show it without '// =>', or record it in an 'output' block"),
          line: value.line, column: value.column))
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
      problems.append(
        lesson.file.diagnostic(
          .cannotRecord(
            "its place in the file was not found", help: "record it in an 'output' block"),
          line: value.line))
      return
    }
    let needsBlank = recorded.isEmpty && start > 0 && bytes[start - 1] == UInt8(ascii: ">")
    replacements[value.line, default: []].append((range, (needsBlank ? " " : "") + line.mended))
    count += 1
  }

  // MARK: Outputs

  private mutating func update(_ output: ComparedOutput) {
    let record = lesson.blocks[output.record]
    guard hasChanges(output) else { return }
    if output.steps.isEmpty, !output.recorded.isEmpty, output.recorded.contains("...") {
      problems.append(
        lesson.file.diagnostic(
          .cannotRecord(
            "it is too long to find what '...' stands for", help: "empty the record, and update"),
          line: record.line))
      return
    }
    if let closing = output.computed.first(where: { closesFence($0, record) }) {
      problems.append(
        lesson.file.diagnostic(
          .cannotRecord(
            "the computed line '\(closing)' would close the fence",
            help: "open and close the fence of this output with more marks"),
          line: record.line))
      return
    }
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
        let start = record.indentations[row]
        replacements[record.firstCodeLine + row, default: []].append(
          (start..<(start + output.recorded[row].utf8.count), line.mended))
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

  private func hasChanges(_ output: ComparedOutput) -> Bool {
    if output.steps.isEmpty { return output.recorded != output.computed }
    return output.steps.contains { step in
      switch step {
      case .pair(let row, let column):
        ComparedLine(
          recorded: output.recorded[row], computed: output.computed[column],
          tolerance: output.tolerance
        ).cost > 0
      case .missing, .extra: true
      case .elided, .elision: false
      }
    }
  }

  /// What stands before each line of the fence: the indentation of a list, the marks of a quote.
  private func prefix(of record: CodeBlock) -> String {
    let opening = (lesson.file.line(record.line) ?? "").utf8.prefix(record.fenceColumn - 1)
    return String(
      String(decoding: opening, as: UTF8.self).map { " \t>".contains($0) ? $0 : " " })
  }

  private func closesFence(_ line: String, _ record: CodeBlock) -> Bool {
    let fence = (lesson.file.line(record.line) ?? "").utf8.dropFirst(record.fenceColumn - 1)
    guard let mark = fence.first else { return false }
    let length = fence.prefix { $0 == mark }.count
    let text = line.trimmingBlanks().utf8
    return text.count >= length && text.allSatisfy { $0 == mark }
  }
}
