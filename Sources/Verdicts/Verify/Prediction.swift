import Lessons
package import Programs
package import Text
import Wire

/// What a reader is asked for, cut out of what is recorded: the numbers in their places, or a text
/// without any number as a whole.
package struct Prediction: Sendable, Equatable {
  /// A piece of the recorded text.
  package enum Piece: Sendable, Equatable {
    /// What the reader sees.
    case given(String)
    /// A number that is asked for.
    ///
    /// - Parameter within: how far from it is right; `nil` where it has to be the very number.
    case number(String, within: String?)
    /// A text that is asked for.
    case text(String)
  }

  package let pieces: [Piece]

  /// The most numbers that a reader is asked for at once.
  static let mostNumbers = 12

  /// The recorded lines, with what is asked for in their places; `...` stays as it is.
  package init(recorded lines: [String], tolerance: DecimalNumber?) {
    let scanned = lines.map(ScannedLine.init)
    guard scanned.contains(where: { !$0.numbers.isEmpty }) else {
      let isAnything = lines.contains { !$0.isEmpty && $0 != "..." }
      let text = lines.joined(separator: "\n")
      pieces = isAnything ? [.text(text)] : [.given(text)]
      return
    }
    var pieces: [Piece] = []
    for (row, line) in scanned.enumerated() {
      pieces.append(.given((row > 0 ? "\n" : "") + line.texts[0]))
      for (number, behind) in zip(line.numbers, line.texts.dropFirst()) {
        pieces.append(
          .number(
            number.text, within: Agreement.allowed(around: number.text, tolerance: tolerance)))
        pieces.append(.given(behind))
      }
    }
    self.pieces = pieces.filter { $0 != .given("") }
  }

  var numbers: Int { pieces.count { if case .number = $0 { true } else { false } } }

  // MARK: What cannot be asked

  /// The predictions of a lesson that nothing can judge.
  static func problems(
    _ lesson: Lesson, _ values: [RecordedValue], _ transcript: Transcript
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, block) in lesson.blocks.enumerated() {
      guard let fence = block.swift, fence.predicts, !fence.mode.fails,
        transcript.completed.contains(index)
      else { continue }
      let records = recorded(lesson, values, ofBlock: index)
      // Nobody types a picture: what is recorded of it is not asked for.
      let asked =
        transcript.showsPictures(ofBlock: index)
        ? recorded(lesson, values, ofBlock: index, outputs: false) : records
      let numbers = asked.reduce(0) {
        $0 + Prediction(recorded: $1, tolerance: fence.tolerance).numbers
      }
      let reason: Reason
      if !records.isEmpty {
        guard numbers > mostNumbers else { continue }
        reason = .predictsTooMuch(numbers: numbers, most: mostNumbers)
      } else {
        let isSilent = transcript.plainText(ofBlock: index).isEmpty
        reason = isSilent ? .predictsNothing : .predictionNotRecorded
      }
      let columns = Fence.columns(of: "predict", in: lesson.file.line(block.line) ?? "")
      found.append(
        lesson.file.diagnostic(
          reason, line: block.line, column: columns.first ?? block.fenceColumn, length: 7))
    }
    for inline in lesson.inlines where inline.predicts && inline.recorded == nil {
      found.append(
        lesson.file.diagnostic(.predictionNotRecorded, line: inline.line, column: inline.column))
    }
    return found
  }

  /// What is recorded in and below a block, each record as its lines.
  private static func recorded(
    _ lesson: Lesson, _ values: [RecordedValue], ofBlock index: Int, outputs: Bool = true
  ) -> [[String]] {
    values.filter { $0.place == .annotation(block: index) }.compactMap(\.recorded).map { [$0] }
      + lesson.blocks.filter { outputs && $0.role == .output(of: index) }.map {
        Verifier.lines(of: $0.code)
      }
  }
}

extension Transcript {
  /// Whether a block shows more than text and tables.
  package func showsPictures(ofBlock index: Int) -> Bool {
    (shown[index] ?? []).contains { piece in
      switch piece {
      case .text, .display(.text), .display(.value), .display(.table): false
      case .display: true
      }
    }
  }
}

extension Lesson {
  /// Whether the reader is asked for this value.
  func predicts(_ value: RecordedValue) -> Bool {
    switch value.place {
    case .annotation(let block): blocks[block].swift?.predicts ?? false
    case .inline(let index): inlines[index].predicts
    }
  }
}
