import Text

/// Finds for each expression in a sentence of a translation the one of the original that it repeats.
///
/// It is the one with the same code. Where several have it, as for a loss before and after training,
/// it is the one with the same record; else, as where a record has changed, they are taken in order.
struct SentenceMatching {
  private let source: Lesson
  private let original: Lesson
  private(set) var matched: [Int: Int] = [:]
  private(set) var problems: [Diagnostic] = []

  init(_ source: Lesson, _ original: Lesson) {
    self.source = source
    self.original = original
  }

  /// The expressions of the translation. What the original asks its readers for, it does too.
  var inlines: [InlineSwift] {
    var inlines = source.inlines
    for (own, match) in matched where original.inlines[match].predicts {
      inlines[own].predicts = true
    }
    return inlines
  }

  mutating func matchAll() {
    var counts: [String: Int] = [:]
    for (index, inline) in source.inlines.enumerated() where !inline.expression.isEmpty {
      let code = inline.expression.withSingleBlanks
      let count = counts[code, default: 0]
      counts[code] = count + 1
      let same = original.inlines.indices.filter {
        original.inlines[$0].expression.withSingleBlanks == code
      }
      guard let last = same.last else {
        let known = original.inlines.map(\.expression.withSingleBlanks)
        report(.unknownExpression(code, known: known.uniqued), inline)
        continue
      }
      let exact = same.first { original.inlines[$0].recorded == inline.recorded }
      let match = exact ?? (count < same.count ? same[count] : last)
      matched[index] = match
      if inline.recorded == nil, let record = original.inlines[match].recorded {
        report(.recordMissing(record), inline)
      }
    }
  }

  private mutating func report(_ reason: TranslationReason, _ inline: InlineSwift) {
    problems.append(
      source.file.diagnostic(
        .translation(reason), line: inline.line, column: inline.column,
        length: inline.expression.utf8.count))
  }
}

extension String {
  /// The text with each run of blanks and line ends as one blank.
  fileprivate var withSingleBlanks: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension [String] {
  /// Each text once, in order.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
