import Lessons
import Programs
import Text

/// One record of a lesson with what it is known by in another state of the lesson: its code, and the
/// words around it.
struct RecordedPassage {
  var kind: Expectation.Kind
  /// The line of the recorded text; of an output, the first line of it.
  var line: Int
  /// As recorded; an output's lines.
  var recorded: [String]
  /// What computes it, without what is recorded there.
  var code: String
  var codeWords: WordBag
  /// The words that a reader sees around it.
  var words: WordBag
  /// What stands around a value in its line or its sentence.
  var before = ""
  var after = ""

  /// All records of a lesson, in the order of its text. One in which nothing is recorded yet is none.
  static func all(of lesson: Lesson) -> [RecordedPassage] {
    var found: [RecordedPassage] = []
    let sentences = Sentences.aroundValues(of: lesson)
    // The tangler finds what stands behind `// =>`; a translation has no such code.
    let values =
      lesson.language == nil
      ? Tangler.tangle(lesson, setup: nil, timeout: nil).values : []
    let codes = lesson.blocks.indices.map { codeWithoutRecords($0, lesson, values) }
    for (index, inline) in lesson.inlines.enumerated() {
      guard let recorded = inline.recorded else { continue }
      let around = sentences[index] ?? Sentences.Around()
      found.append(
        RecordedPassage(
          kind: .inline, line: inline.recordedLine, recorded: [recorded],
          code: inline.expression, codeWords: WordBag(inline.expression),
          words: WordBag(around.before + " " + around.after), before: around.before,
          after: around.after))
    }
    for value in values {
      guard case .annotation(let block) = value.place, let recorded = value.recorded else {
        continue
      }
      let line = (lesson.file.line(value.line) ?? "").utf8
      let code = String(decoding: Array(line.prefix(value.column - 1)), as: UTF8.self)
        .trimmingASCIIBlanks()
      found.append(
        RecordedPassage(
          kind: .annotation, line: value.line, recorded: [recorded], code: code,
          codeWords: WordBag(code), words: WordBag(codes[block]), before: code + " "))
    }
    for (index, record) in lesson.blocks.enumerated() {
      guard case .output(let block) = record.role else { continue }
      let lines = Verifier.lines(of: record.code).map(withoutPadding)
      found.append(
        RecordedPassage(
          kind: .output, line: lesson.blocks[index].firstCodeLine, recorded: lines,
          code: codes[block], codeWords: WordBag(codes[block]),
          words: WordBag(lines.prefix(40).joined(separator: "\n"))))
    }
    return found.filter { !($0.recorded.first ?? "").isEmpty || $0.recorded.count > 1 }
      .sorted { ($0.line, $0.before.utf8.count) < ($1.line, $1.before.utf8.count) }
  }

  /// A line of a table without what only its width decides: a number that gets longer moves what
  /// stands beside it.
  private static func withoutPadding(_ line: String) -> String {
    var kept: [UInt8] = []
    for byte in line.utf8 {
      let isBlank = byte == 0x20 || byte == 0x09
      if isBlank, kept.isEmpty || kept.last == 0x20 { continue }
      // A rule is three hyphens, however long.
      if byte == UInt8(ascii: "-"), kept.suffix(3).elementsEqual("---".utf8) { continue }
      kept.append(isBlank ? 0x20 : byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The code of a block without what is recorded in it.
  private static func codeWithoutRecords(
    _ block: Int, _ lesson: Lesson, _ values: [RecordedValue]
  ) -> String {
    let code = lesson.blocks[block]
    guard code.swift != nil else { return "" }
    var lines = code.code.textLines.map { $0.trimmingTrailingBlanks() }
    for value in values where value.place == .annotation(block: block) {
      let row = value.line - code.firstCodeLine
      guard lines.indices.contains(row), code.indentations.indices.contains(row) else { continue }
      let kept = max(0, value.column - 1 - code.indentations[row])
      lines[row] = String(decoding: Array(lines[row].utf8.prefix(kept)), as: UTF8.self)
        .trimmingTrailingBlanks()
    }
    return lines.joined(separator: "\n").trimmingTrailingNewline()
  }
}

/// The words of a text, to tell how alike two texts are. Numbers are left out: they are what moves.
struct WordBag: Equatable {
  /// Digests of the words, sorted.
  private let words: [Int]

  /// Takes the first words of a text: more do not make it clearer what it is.
  init(_ text: String) {
    words = text.utf8.prefix(8_000).split { !Self.isOfWord($0) }.prefix(400).compactMap { word in
      word.allSatisfy(\.isASCIIDigit) ? nil : Array(word).hashValue
    }.sorted()
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte.isASCIIDigit || (0x41...0x5A).contains(byte & ~0x20)
      || byte == UInt8(ascii: "_")
  }

  /// How much of both is the same, from 0 to 1; two texts without words are the same.
  func likeness(_ other: WordBag) -> Double {
    if words.isEmpty && other.words.isEmpty { return 1 }
    var (same, one, two) = (0, 0, 0)
    while one < words.count, two < other.words.count {
      if words[one] == other.words[two] {
        (same, one, two) = (same + 1, one + 1, two + 1)
      } else if words[one] < other.words[two] {
        one += 1
      } else {
        two += 1
      }
    }
    return 2 * Double(same) / Double(words.count + other.words.count)
  }
}
