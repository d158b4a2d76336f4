import Lessons
import Programs
import Text

/// The edits: one value behind `// =>` or in a sentence, or one output.
extension LessonUpdate {
  mutating func update(_ compared: ComparedValue) {
    let value = compared.value
    guard let recorded = value.recorded else { return }
    if compared.computed.utf8.contains(0) {
      refuse(.recordHoldsNUL, line: value.line, column: value.column)
      return
    }
    var marks: Int?
    if case .inline(let index) = value.place { marks = lesson.inlines[index].marks }
    if let marks, compared.computed.backtickRuns.contains(marks) {
      refuse(.recordEndsCode(backticks: marks), line: value.line, column: value.column)
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
      refuse(.recordNotFound, line: value.line)
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

  mutating func update(_ output: ComparedOutput) {
    let record = lesson.blocks[output.record]
    guard hasChanges(output) else { return }
    if output.steps.isEmpty, !output.recorded.isEmpty, output.recorded.contains("...") {
      refuse(.recordTooLong, line: record.line)
      return
    }
    if output.computed.contains(where: { $0.utf8.contains(0) }) {
      refuse(.recordHoldsNUL, line: record.line)
      return
    }
    if let closing = output.computed.first(where: { closesFence($0, record) }) {
      refuse(.recordClosesFence(closing), line: record.line)
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

  func hasChanges(_ output: ComparedOutput) -> Bool {
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
