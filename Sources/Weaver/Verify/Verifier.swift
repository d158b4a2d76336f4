/// Compares what a lesson records with what it computed.
enum Verifier {
  /// The verdict on every recorded output whose block ran to its end.
  static func verify(_ lesson: Lesson, against transcript: Transcript) -> Verdict {
    var verdict = Verdict()
    for record in lesson.blocks {
      guard case .output(let index) = record.role,
        case .swift(let fence) = lesson.blocks[index].role,
        transcript.completed.contains(index)
      else { continue }
      verify(
        record, of: index, tolerance: fence.tolerance.flatMap { DecimalNumber("\($0)") },
        computed: transcript.plainText(ofBlock: index), in: lesson.file, &verdict)
    }
    return verdict
  }

  private static func verify(
    _ record: CodeBlock, of block: Int, tolerance: DecimalNumber?, computed text: String,
    in file: SourceFile, _ verdict: inout Verdict
  ) {
    let recorded = lines(of: record.code)
    let computed = lines(of: text)
    let scannedRecord = recorded.map(ScannedLine.init)
    let scannedComputed = computed.map(ScannedLine.init)
    for (line, text) in zip(scannedRecord, recorded) where text != "..." {
      verdict.numbers += line.numbers.count
      if line.numbers.isEmpty, !text.isEmpty { verdict.texts += 1 }
    }
    func report(_ mismatch: Mismatch, recordedLine: Int, offset: Int = 0) {
      let number = record.firstCodeLine + recordedLine
      let indentation =
        record.indentations.indices.contains(recordedLine) ? record.indentations[recordedLine] : 0
      verdict.mismatches.append(
        file.diagnostic(
          .mismatch(mismatch), line: number, column: indentation + offset + 1,
          length: max(1, mismatch.recorded.utf8.count)))
    }
    let alignment = Alignment(recorded: recorded, computed: computed) { row, column in
      cost(scannedRecord[row], scannedComputed[column], tolerance)
    }
    guard let alignment else {
      report(
        Mismatch(
          kind: .tooLong(recordedLines: recorded.count, computedLines: computed.count),
          recorded: recorded.first ?? "", computed: computed.first ?? ""), recordedLine: 0)
      return
    }
    for step in alignment.steps {
      switch step {
      case .pair(let row, let column):
        for (mismatch, offset) in mismatches(
          scannedRecord[row], recorded[row], scannedComputed[column], computed[column], tolerance)
        {
          report(mismatch, recordedLine: row, offset: offset)
        }
      case .missing(let row):
        report(Mismatch(kind: .missing, recorded: recorded[row], computed: ""), recordedLine: row)
      case .extra(let column, let row):
        report(
          Mismatch(kind: .extra, recorded: "", computed: computed[column]), recordedLine: row)
      case .elided(let column):
        verdict.elided[block, default: []].insert(column)
      }
    }
  }

  /// The lines of an output: blanks at line ends and empty lines at the end do not count.
  static func lines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingTrailingBlanks() }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func cost(
    _ recorded: ScannedLine, _ computed: ScannedLine, _ tolerance: DecimalNumber?
  ) -> Int {
    guard recorded.texts == computed.texts else { return Alignment.textDiffers }
    let agree = zip(recorded.numbers, computed.numbers).allSatisfy { pair in
      Agreement.agrees(recorded: pair.0.text, computed: pair.1.text, tolerance: tolerance)
    }
    return agree ? 0 : Alignment.numbersDiffer
  }

  private static func mismatches(
    _ recorded: ScannedLine, _ recordedText: String, _ computed: ScannedLine,
    _ computedText: String, _ tolerance: DecimalNumber?
  ) -> [(Mismatch, offset: Int)] {
    guard recorded.texts == computed.texts else {
      let common = zip(recordedText.utf8, computedText.utf8).prefix { $0 == $1 }.count
      // Back to the start of a character.
      let offset = recordedText.utf8.prefix(common).count
      return [(Mismatch(kind: .text, recorded: recordedText, computed: computedText), offset)]
    }
    return zip(recorded.numbers, computed.numbers).compactMap { record, value in
      if Agreement.agrees(recorded: record.text, computed: value.text, tolerance: tolerance) {
        return nil
      }
      let difference = Agreement.difference(recorded: record.text, computed: value.text)
      return (
        Mismatch(
          kind: .number(difference: difference), recorded: record.text, computed: value.text),
        record.offset
      )
    }
  }
}
