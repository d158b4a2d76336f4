/// A part of nabla that takes what comes from outside, and what has to hold for any bytes.
///
/// libFuzzer looks for bytes for which it does not (`make fuzz`); the tests replay the bytes that it
/// kept (`Corpora`). That a check ends, and does not trap, is a property of each.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case reader, settings, mathematics, tangler, page
  case numbers, comparison, update, moves
  case story, recording, messages, display
  case entry, answer, values, graph
  case markup, html, editor

  /// Checks what has to hold of these bytes.
  package func check(_ bytes: [UInt8], _ tools: FuzzTools) throws(Violation) {
    switch self {
    case .reader: try Reading.check(bytes)
    case .settings: try Settings.check(bytes)
    case .mathematics: try Formulae.check(bytes, tools)
    case .tangler: try Programming.check(bytes)
    case .page: try LessonPages.check(bytes, tools)
    case .numbers: try Numbers.check(bytes)
    case .comparison: try Records.check(comparison: bytes)
    case .update: try Records.check(update: bytes)
    case .moves: try Records.check(moves: bytes)
    case .story: try Stories.check(story: bytes)
    case .recording: try Stories.check(recording: bytes)
    case .messages: try Stories.check(messages: bytes)
    case .display: try Displays.check(bytes)
    case .entry: try Kept.check(entry: bytes, tools)
    case .answer: try Kept.check(answer: bytes)
    case .values: try Kept.check(values: bytes)
    case .graph: try Kept.check(graph: bytes)
    case .markup: try Printing.check(tree: bytes)
    case .html: try Printing.check(html: bytes)
    case .editor: try EditorMessages.check(bytes)
    }
  }
}

/// What has to hold, and does not.
package struct Violation: Error, CustomStringConvertible {
  package let description: String
}

func hold(
  _ condition: @autoclosure () -> Bool, _ what: @autoclosure () -> String
) throws(Violation) {
  if !condition() { throw Violation(description: what()) }
}

extension [UInt8] {
  /// Texts that stand in one input, a NUL between each and the next; what is missing is empty.
  func texts(_ count: Int) -> [String] {
    let parts = split(separator: 0, maxSplits: count - 1, omittingEmptySubsequences: false)
    let texts = parts.map { String(decoding: $0, as: UTF8.self) }
    return texts + Array<String>(repeating: "", count: count - texts.count)
  }
}

extension String.UTF8View {
  /// Whether these bytes stand in it, one behind the other.
  func contains(_ other: String.UTF8View) -> Bool {
    Array(self).firstRange(of: Array(other)) != nil
  }
}
