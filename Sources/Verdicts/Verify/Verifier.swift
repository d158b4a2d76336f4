import Lessons
import Programs
import Text

/// Compares what a lesson records with what it computed.
enum Verifier {
  /// The verdict on every recorded value and output that was computed.
  package static func verify(
    _ lesson: Lesson, _ values: [RecordedValue], against transcript: Transcript
  ) -> Verdict {
    var verdict = Verdict()
    for (number, value) in values.enumerated() {
      guard let computed = transcript.values[number] else { continue }
      verify(value, number, computed: computed, in: lesson.file, &verdict)
    }
    for (index, record) in lesson.blocks.enumerated() {
      guard case .output(let block) = record.role, let fence = lesson.blocks[block].swift,
        transcript.completed.contains(block)
      else { continue }
      verify(
        record, index, of: block, tolerance: fence.tolerance,
        computed: transcript.plainText(ofBlock: block), in: lesson.file, &verdict)
    }
    verdict.mismatches = verdict.mismatches.inOrderOfLines
    return verdict
  }

  // MARK: Values

  static func verify(
    _ value: RecordedValue, _ number: Int, computed: String, in file: SourceFile,
    _ verdict: inout Verdict
  ) {
    guard let recorded = value.recorded else {
      verdict.values[number] = ComparedValue(
        value: value, computed: computed, shown: computed, agrees: true)
      return
    }
    let pair = ComparedLine(recorded: recorded, computed: computed, tolerance: value.tolerance)
    count(pair.recorded, &verdict)
    verdict.values[number] = ComparedValue(
      value: value, computed: computed, shown: pair.mended, agrees: pair.cost == 0)
    for (mismatch, offset) in pair.mismatches {
      verdict.mismatches.append(
        file.diagnostic(
          .mismatch(mismatch), line: value.line, column: value.column + offset,
          length: max(1, mismatch.recorded.utf8.count)))
    }
  }

  private static func count(_ line: ScannedLine, _ verdict: inout Verdict) {
    verdict.numbers += line.numbers.count
    if line.numbers.isEmpty, line.texts != [""] { verdict.texts += 1 }
  }

  // MARK: Outputs

  private static func verify(
    _ record: CodeBlock, _ index: Int, of block: Int, tolerance: DecimalNumber?,
    computed text: String, in file: SourceFile, _ verdict: inout Verdict
  ) {
    let recorded = lines(of: record.code)
    let computed = lines(of: text)
    let scannedRecord = recorded.map(ScannedLine.init)
    // What `...` stands for may be long, and is not looked at.
    let scannedComputed = ScannedLines(computed)
    for (line, text) in zip(scannedRecord, recorded) where text != "..." { count(line, &verdict) }
    func report(_ mismatch: Mismatch, recordedLine: Int, offset: Int = 0) {
      let number = record.firstCodeLine + recordedLine
      // Behind the last line stands the closing fence.
      let indentation =
        record.indentations.indices.contains(recordedLine)
        ? record.indentations[recordedLine] : record.fenceColumn - 1
      verdict.mismatches.append(
        file.diagnostic(
          .mismatch(mismatch), line: number, column: indentation + offset + 1,
          length: mismatch.kind.isOfOneLine ? max(1, mismatch.recorded.utf8.count) : 1))
    }
    func pair(_ row: Int, _ column: Int) -> ComparedLine {
      ComparedLine(
        recorded: scannedRecord[row], recordedText: recorded[row],
        computed: scannedComputed[column], computedText: computed[column], tolerance: tolerance)
    }
    if recorded.isEmpty, !computed.isEmpty {
      verdict.outputs.append(
        ComparedOutput(
          block: block, record: index, recorded: [], computed: computed,
          steps: computed.indices.map { .extra($0, before: 0) }, tolerance: tolerance))
      verdict.mismatches.append(
        file.diagnostic(
          .mismatch(
            Mismatch(
              kind: .unrecorded, recorded: "", computed: computed.joined(separator: "\n"))),
          line: record.line, column: record.fenceColumn, length: 9))
      return
    }
    let alignment = Alignment(recorded: recorded, computed: computed) { pair($0, $1).cost }
    verdict.outputs.append(
      ComparedOutput(
        block: block, record: index, recorded: recorded, computed: computed,
        steps: alignment?.steps ?? [], tolerance: tolerance))
    guard let alignment else {
      report(
        Mismatch(
          kind: .tooLong(recordedLines: recorded.count, computedLines: computed.count),
          recorded: recorded.first ?? "", computed: computed.first ?? ""), recordedLine: 0)
      return
    }
    var found: [(mismatch: Mismatch, row: Int, offset: Int)] = []
    /// The lines that differ, recorded and computed.
    var lines: (recorded: [String], computed: [String]) = ([], [])
    for step in alignment.steps {
      switch step {
      case .pair(let row, let column):
        let mismatches = pair(row, column).mismatches
        found += mismatches.map { ($0.0, row, $0.offset) }
        if !mismatches.isEmpty {
          lines.recorded.append(recorded[row])
          lines.computed.append(computed[column])
        }
      case .missing(let row):
        found.append((Mismatch(kind: .missing, recorded: recorded[row], computed: ""), row, 0))
        lines.recorded.append(recorded[row])
      case .extra(let column, let row):
        found.append((Mismatch(kind: .extra, recorded: "", computed: computed[column]), row, 0))
        lines.computed.append(computed[column])
      case .elided, .elision: break
      }
    }
    // Where much has moved, as in a drawing, it is one difference and not one a place.
    let isMoved =
      found.count > mostPlaces || (found.count > 1 && found.contains { !$0.mismatch.isOfNumbers })
    guard isMoved, let first = found.first else {
      for (mismatch, row, offset) in found { report(mismatch, recordedLine: row, offset: offset) }
      return
    }
    report(
      Mismatch(
        kind: .several(found.count), recorded: lines.recorded.joined(separator: "\n"),
        computed: lines.computed.joined(separator: "\n")), recordedLine: first.row,
      offset: first.offset)
  }

  /// How many numbers of an output are told one by one.
  private static let mostPlaces = 3

  /// The lines of an output: blanks at line ends and empty lines at the end do not count.
  package static func lines(of text: String) -> [String] {
    var lines = text.textLines.map { $0.trimmingTrailingBlanks() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

/// Lines, each scanned when it is first compared.
private final class ScannedLines {
  private let lines: [String]
  private var scanned: [ScannedLine?]

  init(_ lines: [String]) {
    self.lines = lines
    scanned = Array(repeating: nil, count: lines.count)
  }

  subscript(_ index: Int) -> ScannedLine {
    if let line = scanned[index] { return line }
    let line = ScannedLine(lines[index])
    scanned[index] = line
    return line
  }
}
