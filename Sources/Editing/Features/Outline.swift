import Lessons
import Text

/// What stands in a lesson, for an editor's list and for folding.
struct Outline {
  let lesson: OpenLesson
  let places: TextPlaces

  /// A line or some lines, from 1, as a whole.
  private func range(_ lines: ClosedRange<Int>) -> EditorRange {
    let last = min(lines.upperBound, places.lineCount) - 1
    return EditorRange(
      EditorPosition(line: max(0, lines.lowerBound - 1), character: 0),
      places.wholeLine(max(0, last)).end)
  }

  // MARK: Symbols

  private struct Entry {
    var level: Int
    var name: String
    var kind: Int
    var lines: ClosedRange<Int>
    var children: [JSONValue] = []
  }

  /// The sections with what is named in them, each in the section around it.
  var symbols: JSONValue {
    let headings = lesson.headings
    let last = places.lineCount
    var entries: [Entry] = []
    for (index, heading) in headings.enumerated() {
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      let end = max(heading.lines.upperBound, (next?.lines.lowerBound ?? last + 1) - 1)
      entries.append(
        Entry(
          level: heading.level, name: heading.title, kind: Self.section,
          lines: heading.lines.lowerBound...end))
    }
    for block in lesson.lesson.blocks {
      guard let label = block.label, let name = label.name ?? label.caption else { continue }
      entries.append(Entry(level: 9, name: name, kind: Self.named, lines: block.lines))
    }
    entries.sort { ($0.lines.lowerBound, $0.level) < ($1.lines.lowerBound, $1.level) }
    return .array(nested(entries))
  }

  private static let section = 15  // String, which editors show for headings
  private static let named = 13  // Variable

  private func nested(_ entries: [Entry]) -> [JSONValue] {
    var open: [Entry] = []
    var top: [JSONValue] = []
    func close() {
      let done = open.removeLast()
      let symbol = symbol(done)
      if open.isEmpty { top.append(symbol) } else { open[open.count - 1].children.append(symbol) }
    }
    for entry in entries {
      while let last = open.last, last.level >= entry.level { close() }
      open.append(entry)
    }
    while !open.isEmpty { close() }
    return top
  }

  private func symbol(_ entry: Entry) -> JSONValue {
    let first = entry.lines.lowerBound
    return [
      "name": .string(entry.name.isEmpty ? "(no title)" : entry.name), "kind": .int(entry.kind),
      "range": range(entry.lines).json,
      "selectionRange": range(first...first).json, "children": .array(entry.children)
    ]
  }

  // MARK: Folding

  /// The front matter, sections and fences.
  var folds: JSONValue {
    var folds: [JSONValue] = []
    func fold(_ first: Int, _ last: Int, kind: String? = nil) {
      let last = min(last, places.lineCount)
      guard last > first else { return }
      var fold: [String: JSONValue] = ["startLine": .int(first - 1), "endLine": .int(last - 1)]
      if let kind { fold["kind"] = .string(kind) }
      folds.append(.object(fold))
    }
    let front = lesson.lesson.frontMatterEnd
    if front > 1 { fold(1, front, kind: "comment") }
    let headings = lesson.headings
    for (index, heading) in headings.enumerated() {
      let next = headings[(index + 1)...].first { $0.level <= heading.level }
      var end = (next?.lines.lowerBound ?? places.lineCount + 1) - 1
      // Blank lines between two sections stay to be seen.
      while end > heading.lines.upperBound, places.line(end - 1).allSatisfy({ $0 == 0x20 }) {
        end -= 1
      }
      fold(heading.lines.lowerBound, end)
    }
    for block in lesson.lesson.blocks where block.firstCodeLine > block.line {
      fold(block.lines.lowerBound, block.lines.upperBound)
    }
    return .array(folds)
  }
}
