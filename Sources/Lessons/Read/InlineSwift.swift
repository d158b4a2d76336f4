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
  /// How many backticks open and close the span.
  package var marks = 1
  /// Whether the reader is asked for the value before the page shows it.
  package var predicts = false
}

/// The code spans of one paragraph or heading that are Swift, and where they stand in the file.
///
/// cmark's positions inside paragraphs are wrong after lazy or indented continuation lines, so the
/// raw bytes are searched: the spans of a paragraph come in the order of its text.
struct InlineSwiftFinder {
  /// What such a span begins with: `{swift}`, or `{swift, predict}`.
  private static func marker(of span: String) -> (text: Substring, predicts: Bool)? {
    guard span.utf8.first == UInt8(ascii: "{"), let end = span.firstIndex(of: "}") else {
      return nil
    }
    let marker = span[...end]
    switch String(decoding: essential(marker.utf8), as: UTF8.self) {
    case "{swift}" where marker == "{swift}": return (marker, false)
    case "{swift,predict}": return (marker, true)
    default: return nil
    }
  }

  private typealias Byte = (byte: UInt8, line: Int, offset: Int)
  private let bytes: [Byte]
  /// The runs of backticks: where each begins, how long it is, and whether a backslash stands before.
  private let runs: [(start: Int, length: Int, isEscaped: Bool)]
  /// The numbers of the runs of each length, in order.
  private let numbers: [Int: [Int]]
  /// The first run that the next span may begin with.
  private var next = 0

  /// The paragraph on these lines of a file.
  init(_ lines: ClosedRange<Int>, of file: [String]) {
    var bytes: [Byte] = []
    for number in lines where number >= 1 && number <= file.count {
      for (offset, byte) in file[number - 1].utf8.enumerated() {
        bytes.append((byte, number, offset))
      }
      bytes.append((0x0A, number, file[number - 1].utf8.count))
    }
    var runs: [(start: Int, length: Int, isEscaped: Bool)] = []
    var numbers: [Int: [Int]] = [:]
    var index = 0
    var backslashes = 0
    while index < bytes.count {
      guard bytes[index].byte == 0x60 else {
        backslashes = bytes[index].byte == 0x5C ? backslashes + 1 : 0
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, bytes[index].byte == 0x60 { index += 1 }
      numbers[index - start, default: []].append(runs.count)
      runs.append((start, index - start, !backslashes.isMultiple(of: 2)))
      backslashes = 0
    }
    (self.bytes, self.runs, self.numbers) = (bytes, runs, numbers)
  }

  /// The code of a span, if it is Swift.
  package static func code(in span: String) -> String? {
    guard let marker = marker(of: span)?.text else { return nil }
    let rest = Substring(span.utf8.dropFirst(marker.utf8.count))
    guard rest.isEmpty || rest.unicodeScalars.first?.properties.isWhitespace == true else {
      return nil
    }
    return rest.trimmingASCIIBlanks()
  }

  /// What a span begins with that looks like `{swift}` and is not.
  static func nearMiss(in span: String) -> String? {
    guard span.utf8.contains(UInt8(ascii: "{")) else { return nil }
    guard
      let match = span.prefixMatch(of: /\s*\{\s*\.?[Ss][Ww][Ii][Ff][Tt]\s*(?:,[^{}]*)?\}/)
    else { return nil }
    return code(in: span) == nil ? String(match.output) : nil
  }

  /// Splits an expression from what is recorded of its value.
  package static func split(_ code: String) -> (expression: String, recorded: String?) {
    guard let arrow = Annotation.arrow(in: code) else { return (code, nil) }
    return (
      code[..<arrow.lowerBound].trimmingASCIIBlanks(),
      code[arrow.upperBound...].trimmingASCIIBlanks()
    )
  }

  /// The place of the next span with this code.
  mutating func find(_ code: String) -> InlineSwift? {
    // Spans as they pair up; where a backtick in raw HTML has broken the pairs, any that fits.
    find(code, inPairs: true) ?? find(code, inPairs: false)
  }

  private mutating func find(_ code: String, inPairs: Bool) -> InlineSwift? {
    let wanted = Self.essential(code.utf8)
    var number = next
    while number < runs.count {
      var (start, length, isEscaped) = runs[number]
      if isEscaped {
        // An escaped backtick opens nothing; those behind it may.
        (start, length) = (start + 1, length - 1)
      }
      guard length > 0, let closing = run(ofLength: length, after: number) else {
        number += 1
        continue
      }
      let content = (start + length)..<runs[closing].start
      if let found = place(of: code, wanted, in: content, marks: length) {
        next = closing + 1
        return found
      }
      number = inPairs ? closing + 1 : number + 1
    }
    return nil
  }

  /// The first run of this length behind another.
  private func run(ofLength length: Int, after number: Int) -> Int? {
    guard let found = numbers[length] else { return nil }
    var (low, high) = (0, found.count)
    while low < high {
      let middle = (low + high) / 2
      if found[middle] <= number { low = middle + 1 } else { high = middle }
    }
    return low < found.count ? found[low] : nil
  }

  /// Without blanks and quote marks: what two texts have in common that differ by the marks of quotes
  /// and lists between lines.
  private static func essential(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x3E }
  }

  /// The span's place, if its code is `code` but for the marks of quotes and lists between lines.
  private func place(
    of code: String, _ wanted: [UInt8], in span: Range<Int>, marks: Int
  ) -> InlineSwift? {
    let content = bytes[span]
    guard let start = content.firstIndex(where: { $0.byte == UInt8(ascii: "{") }),
      content[..<start].allSatisfy({ $0.byte == 0x20 || $0.byte == 0x0A }),
      let end = content[start...].firstIndex(where: { $0.byte == UInt8(ascii: "}") }),
      let marker = Self.marker(
        of: String(decoding: content[start...end].map(\.byte), as: UTF8.self)),
      Self.essential(content[(end + 1)...].map(\.byte)) == wanted
    else { return nil }
    let (expression, recorded) = Self.split(code)
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x3E]
    let first =
      content[(end + 1)...].first { !blanks.contains($0.byte) } ?? content[start]
    var place = InlineSwift(
      expression: expression, recorded: recorded, line: first.line, column: first.offset + 1,
      recordedLine: first.line, recordedColumn: first.offset + 1, marks: marks,
      predicts: marker.predicts)
    guard let recorded else { return place }
    // What is recorded, or the arrow where nothing is, stands last in the span.
    let last = Array((recorded.isEmpty ? "=>" : recorded).utf8)
    guard let found = Self.last(last, in: content, before: blanks) else { return nil }
    let edge = content[recorded.isEmpty ? found.upperBound - 1 : found.lowerBound]
    place.recordedLine = edge.line
    place.recordedColumn = edge.offset + (recorded.isEmpty ? 2 : 1)
    return place
  }

  /// Where some bytes stand last, with nothing behind them but these: a `>` may be the mark of a
  /// quote or the last byte of what is recorded.
  private static func last(
    _ wanted: [UInt8], in content: ArraySlice<Byte>, before ignored: Set<UInt8>
  ) -> Range<Int>? {
    var end = content.endIndex
    while end - content.startIndex >= wanted.count {
      let start = end - wanted.count
      if content[start..<end].elementsEqual(wanted, by: { $0.byte == $1 }) { return start..<end }
      guard ignored.contains(content[end - 1].byte) else { return nil }
      end -= 1
    }
    return nil
  }
}
