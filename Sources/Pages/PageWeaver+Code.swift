import Drawings
import Lessons
import Markup
import Programs
import Text
import Verdicts

/// Code blocks, and what stands around them.
extension PageWeaver {
  mutating func code(_ node: CodeNode) -> [Node] {
    let block = lesson.blocks[node.index]
    let reference = references.byBlock[node.index]
    switch block.role {
    case .swift(let fence):
      return cell(node.index, block, fence, reference)
    case .output:
      return []
    case .math:
      return [equation(block, reference)]
    case .csv:
      let (table, rowLines) = CSVTable.table(block) { reason, line in
        problems.append(lesson.file.diagnostic(reason, line: line))
      }
      let drawn = DisplayHTML.table(table, label: texts.table) { text, row in
        inlines(text, line: row.map { rowLines[$0] } ?? block.firstCodeLine)
      }
      return figure([drawn], reference, line: block.line)
    case .other(let language, _):
      let listing = Listing.html(
        [.text(block.code)], language: language, name: Listing.name(of: block, node.index))
      return figure(
        [.block("div", ["class": "cell"], [listing])], reference, line: block.line)
    }
  }

  private mutating func equation(_ block: CodeBlock, _ reference: References.Reference?) -> Node {
    let formula = displayed(Formula(tex: block.code, isDisplay: true), line: block.firstCodeLine)
    guard let reference else { return formula }
    let number = Node.line(
      "a",
      [
        "class": "equation-number", "href": "#\(reference.anchor)",
        "aria-label": reference.text(texts)
      ], "(\(reference.fullNumber))")
    let caption = reference.caption.map {
      [Node.line("p", ["class": "caption"], inlines($0, line: block.line))]
    }
    return .block(
      "div", ["class": "equation", "id": reference.anchor], [formula, number] + (caption ?? []))
  }

  /// A Swift block: its code, and below it what it showed.
  private mutating func cell(
    _ index: Int, _ block: CodeBlock, _ fence: SwiftFence, _ reference: References.Reference?
  ) -> [Node] {
    var content: [Node] = []
    if fence.showsCode || isForTeacher && fence.mode == .wrong {
      content.append(
        Listing.html(
          highlighter.html(swift: block.shownCode(index, verdict)), language: "swift",
          name: Listing.name(of: block, index)))
    }
    if fence.predicts {
      content.append(prediction(ofBlock: index, fence))
    } else if fence.hasOutput, fence.showsOutput {
      content += previewed(output(ofBlock: index, fence), ofBlock: index)
    }
    content += notes(ofBlock: index)
    if content.isEmpty { return [] }
    if isForTeacher { content += forTeacher(index) }
    if fence.mode == .exercise { hints = 0 }
    return figure([cell(fence.mode, content)], reference, line: block.line)
  }

  /// The box of a block. The check and the solution of an exercise are folded.
  private func cell(_ mode: SwiftFence.Mode, _ content: [Node]) -> Node {
    func titled(_ name: String, _ title: String) -> Node {
      .block("div", ["class": name], [.line("p", ["class": "cell-title"], title)] + content)
    }
    func folded(_ name: String, _ title: String) -> Node {
      .block("details", ["class": name] + unfolded, [.line("summary", [:], title)] + content)
    }
    return switch mode {
    case .exercise: titled("cell exercise", texts.exercise)
    case .wrong: titled("cell", texts.wrongAnswer)
    case .check: folded("cell check", texts.check)
    case .solution: folded("cell solution", texts.solution)
    default: .block("div", ["class": "cell"], content)
    }
  }

  /// What a teacher is told of a block: how its check went, what a reader is told who gives this
  /// answer, and how long the block took.
  private func forTeacher(_ index: Int) -> [Node] {
    var notes: [String] = []
    if let proof = transcript.proofs[index] {
      notes.append(
        proof.failure.map { texts.proofFails.replacing("{message}", with: $0) }
          ?? texts.proofPasses)
    }
    if let says = lesson.blocks[index].swift?.says {
      notes.append(texts.readerIsTold.replacing("{message}", with: says))
    }
    if let seconds = transcript.seconds[index] {
      notes.append("\(seconds.formatted(decimals: 3)) s")
    }
    return notes.map { .line("p", ["class": "for-teacher"], $0) }
  }

  /// What a block asks the reader, and folded below it what it showed.
  private mutating func prediction(ofBlock index: Int, _ fence: SwiftFence) -> Node {
    guard !fence.mode.fails else {
      let answer = output(ofBlock: index, fence)
      return predictions.outcome(
        fence.mode, answer: answer, plainText: transcript.plainText(ofBlock: index))
    }
    let block = lesson.blocks[index]
    let lines = block.code.textLines
    let values = verdict.values.sorted { $0.key < $1.key }.map(\.value).filter {
      $0.value.place == .annotation(block: index) && $0.value.recorded != nil
    }.map { value -> PredictionHTML.Value in
      let row = value.value.line - block.firstCodeLine
      let line = lines.indices.contains(row) ? lines[row].trimmingTrailingBlanks() : ""
      let kept = String(line.utf8.dropLast(value.value.recorded?.utf8.count ?? 0)) ?? line
      return PredictionHTML.Value(
        expression: kept.replacing(/\s*\/\/\s*=>\s*$/, with: "").trimmingBlanks(),
        prediction: Prediction(recorded: [value.shown], tolerance: value.value.tolerance),
        shown: value.shown)
    }
    let record = verdict.outputs.first { $0.block == index }
    return predictions.block(
      values: values,
      output: transcript.showsPictures(ofBlock: index)
        ? nil : record.map { Prediction(recorded: $0.recorded, tolerance: fence.tolerance) },
      answer: previewed(output(ofBlock: index, fence), ofBlock: index),
      plainText: record?.recorded.joined(separator: "\n") ?? "")
  }

  /// Something with a number and a caption, if it has one.
  private mutating func figure(
    _ content: [Node], _ reference: References.Reference?, line: Int
  ) -> [Node] {
    guard let reference else { return content }
    let number = Node.inline(
      "a", ["class": "figure-number", "href": "#\(reference.anchor)"], reference.text(texts))
    let caption = reference.caption.map { [.text(". ")] + inlines($0, line: line) }
    return [
      .block(
        "figure", ["class": reference.kind.rawValue, "id": reference.anchor],
        content + [.line("figcaption", [:], [number] + (caption ?? []))])
    ]
  }

  /// A text outside of paragraphs, such as a caption, set as a paragraph's.
  private mutating func inlines(_ text: String, line: Int) -> [Node] {
    let (nodes, found) = Lesson.inlines(text, line: line, of: lesson.file)
    problems += found
    return inlines(nodes)
  }
}
