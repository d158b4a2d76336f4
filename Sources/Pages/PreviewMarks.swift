import Lessons
import Markup
import Programs
import Text
import Verdicts

/// What the page of a preview shows beside what readers see: records that have moved, and results
/// that are not yet those of the text.
package struct PreviewMarks: Sendable, Equatable {
  /// The blocks whose results are of an earlier text, or are still to come.
  package var staleBlocks: Set<Int>
  /// The block that is being run.
  package var running: Int?

  package init(staleBlocks: Set<Int> = [], running: Int? = nil) {
    self.staleBlocks = staleBlocks
    self.running = running
  }
}

extension PageWeaver {
  /// What a block showed, marked where it is not yet computed anew.
  func previewed(_ output: [Node], ofBlock index: Int) -> [Node] {
    guard let preview, preview.staleBlocks.contains(index) else { return output }
    let words = preview.running == index ? "running…" : "not yet computed"
    return [
      .block("div", ["class": "stale"], [.line("p", ["class": "stale-mark"], words)] + output)
    ]
  }

  /// The records of a block that have moved, each with what was computed.
  func notes(ofBlock index: Int) -> [Node] {
    guard let preview, !preview.staleBlocks.contains(index) else { return [] }
    return verdict.moved.filter {
      $0.place == .annotation(block: index) || $0.name == .output(ofBlock: index)
    }.map { record in
      let line = record.line.map { "line \($0): " } ?? ""
      let old = record.recorded.map { Node.line("del", [:], $0) }
      let new = record.computed.map { Node.line("ins", [:], $0) }
      return .block(
        "div", ["class": "moved", "role": "note", "data-record": record.name.text],
        [.line("p", [:], line + Self.words(of: record)), .line("pre", [:], old + new)])
    }
  }

  /// The record of a sentence's value that has moved, with what was computed.
  func notes(ofInline index: Int) -> [Node] {
    guard preview != nil, let record = verdict.moved.first(where: { $0.place == .inline(index) })
    else { return [] }
    return [
      .text(" "),
      .inline(
        "span", ["class": "moved", "role": "note", "data-record": record.name.text],
        [
          .text("\(Self.words(of: record)) "), .inline("del", [:], record.recorded[0]),
          .text(" "), .inline("ins", [:], record.computed[0])
        ])
    ]
  }

  private static func words(of record: MovedRecord) -> String {
    record.recorded.allSatisfy(\.isEmpty)
      ? "computed, and not recorded:" : "recorded and computed differ:"
  }
}
