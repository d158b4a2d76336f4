import Text

/// A Swift expression in a sentence: `` `{swift} loss // => 0.0312` ``.
package struct InlineSwift: Sendable, Equatable {
  /// The expression.
  package var expression: String
  /// What is recorded of its value; `nil` where nothing is, empty where `// =>` stands alone.
  package var recorded: String?
  /// Where the expression begins: the line, and the column in bytes.
  package var line: Int
  package var column: Int
  /// Where the recorded text begins. It ends on the same line.
  package var recordedLine: Int
  package var recordedColumn: Int
}

/// Finds the code spans that are Swift, and where they stand in the file.
///
/// cmark's positions inside paragraphs are wrong after lazy or indented continuation lines, so the
/// raw bytes are searched: the spans of a paragraph come in the order of its text.
struct InlineSwiftFinder {
  static let marker = "{swift}"
  private let lines: [String]

  init(lines: [String]) { self.lines = lines }

  /// The code of a span, if it is Swift.
  package static func code(in span: String) -> String? {
    guard span.hasPrefix(marker) else { return nil }
    let rest = span.dropFirst(marker.count)
    guard rest.isEmpty || rest.first?.isWhitespace == true else { return nil }
    return rest.trimmingBlanks()
  }

  /// Splits an expression from what is recorded of its value.
  package static func split(_ code: String) -> (expression: String, recorded: String?) {
    guard let arrow = Annotation.arrow(in: code) else { return (code, nil) }
    return (
      String(code[..<arrow.lowerBound]).trimmingTrailingBlanks(),
      code[arrow.upperBound...].trimmingBlanks()
    )
  }

  /// The place of the next span in `range` with this code, from `start` on. Both places are a line
  /// and a count of bytes before.
  package func find(
    _ code: String, in range: ClosedRange<Int>, from start: (line: Int, offset: Int)
  ) -> (place: InlineSwift, end: (line: Int, offset: Int))? {
    var bytes: [(byte: UInt8, line: Int, offset: Int)] = []
    for number in range where number >= start.line && number <= lines.count {
      for (offset, byte) in lines[number - 1].utf8.enumerated()
      where number > start.line || offset >= start.offset {
        bytes.append((byte, number, offset))
      }
      bytes.append((0x0A, number, lines[number - 1].utf8.count))
    }
    // Spans as they pair up; where a backtick in raw HTML has broken the pairs, any that fits.
    return find(code, in: bytes, inPairs: true) ?? find(code, in: bytes, inPairs: false)
  }

  private func find(
    _ code: String, in bytes: [(byte: UInt8, line: Int, offset: Int)], inPairs: Bool
  ) -> (place: InlineSwift, end: (line: Int, offset: Int))? {
    var index = 0
    while index < bytes.count {
      // An escaped backtick opens nothing.
      if bytes[index].byte == 0x5C {
        index += 2
        continue
      }
      guard bytes[index].byte == 0x60 else {
        index += 1
        continue
      }
      let run = bytes[index...].prefix { $0.byte == 0x60 }.count
      let contentStart = index + run
      guard let contentEnd = endOfSpan(bytes, from: contentStart, run: run) else {
        index = contentStart
        continue
      }
      let content = bytes[contentStart..<contentEnd]
      if let found = place(of: code, in: Array(content)) {
        let after = bytes[contentEnd + run - 1]
        return (found, (after.line, after.offset + 1))
      }
      index = inPairs ? contentEnd + run : contentStart
    }
    return nil
  }

  private func endOfSpan(
    _ bytes: [(byte: UInt8, line: Int, offset: Int)], from: Int, run: Int
  ) -> Int? {
    var index = from
    while index < bytes.count {
      guard bytes[index].byte == 0x60 else {
        index += 1
        continue
      }
      let length = bytes[index...].prefix { $0.byte == 0x60 }.count
      if length == run { return index }
      index += length
    }
    return nil
  }

  /// The span's place, if its code is `code` but for the marks of quotes and lists between lines.
  private func place(
    of code: String, in content: [(byte: UInt8, line: Int, offset: Int)]
  ) -> InlineSwift? {
    // Without blanks and quote marks, both are the same text.
    func essential(_ bytes: some Sequence<UInt8>) -> [UInt8] {
      bytes.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x3E }
    }
    let marker = Array(Self.marker.utf8)
    guard let start = content.firstIndex(where: { $0.byte == marker[0] }),
      content[..<start].allSatisfy({ $0.byte == 0x20 || $0.byte == 0x0A }),
      content[start...].prefix(marker.count).map(\.byte) == marker,
      essential(content[(start + marker.count)...].map(\.byte)) == essential(code.utf8)
    else { return nil }
    let (expression, recorded) = Self.split(code)
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x3E]
    let first =
      content[(start + marker.count)...].first { !blanks.contains($0.byte) } ?? content[start]
    var place = InlineSwift(
      expression: expression, recorded: recorded, line: first.line, column: first.offset + 1,
      recordedLine: first.line, recordedColumn: first.offset + 1)
    guard let recorded else { return place }
    // What is recorded, or the arrow where nothing is, stands last in the span.
    let wanted = Array((recorded.isEmpty ? "=>" : recorded).utf8)
    guard let found = Self.last(wanted, in: content, before: blanks) else { return nil }
    let edge = content[recorded.isEmpty ? found.upperBound - 1 : found.lowerBound]
    place.recordedLine = edge.line
    place.recordedColumn = edge.offset + (recorded.isEmpty ? 2 : 1)
    return place
  }

  /// Where some bytes stand last, with nothing behind them but these: a `>` may be the mark of a
  /// quote or the last byte of what is recorded.
  private static func last(
    _ wanted: [UInt8], in content: [(byte: UInt8, line: Int, offset: Int)],
    before ignored: Set<UInt8>
  ) -> Range<Int>? {
    var end = content.count
    while end >= wanted.count {
      let start = end - wanted.count
      if content[start..<end].map(\.byte) == wanted { return start..<end }
      guard ignored.contains(content[end - 1].byte) else { return nil }
      end -= 1
    }
    return nil
  }
}
