import Text

/// `$ … $`, and the other signs in sentences that cmark does not read as we do.
extension MathMask {
  /// How many unclosed formulas of one paragraph are reported.
  private static let mostUnclosed = 20

  mutating func maskInlines(in lines: inout [String]) {
    var paragraphs: [ClosedRange<Int>] = []
    Cmark.parse(lines.joined(separator: "\n")).walk { node in
      switch node.kind {
      case .paragraph, .heading: paragraphs.append(node.lines)
      default: break
      }
    }
    // cmark's lines of a paragraph may reach into the one before it: no line is masked twice.
    var done = 0
    for paragraph in paragraphs {
      let first = max(paragraph.lowerBound, done + 1)
      let last = min(paragraph.upperBound, lines.count)
      guard first <= last else { continue }
      let range = first...last
      done = last
      let text = lines[(range.lowerBound - 1)...(range.upperBound - 1)].joined(separator: "\n")
      guard text.utf8.contains(where: { "$~[|*\\".utf8.contains($0) }) else { continue }
      let masked = maskInlines(text, firstLine: range.lowerBound)
      let split = masked.textLines.map(String.init)
      lines.replaceSubrange((range.lowerBound - 1)...(range.upperBound - 1), with: split)
    }
  }

  /// A paragraph while it is masked: how far it is read, and what has become of it.
  private struct Reading {
    let text: InlineText
    var result = String.UnicodeScalarView()
    var index = 0
    var line: Int
    /// The lines of a pipe table in it.
    let table: ClosedRange<Int>?
    /// How many formulas are not closed.
    var unclosed = 0
    /// Whether a search for the end of `\(` or `\[` has come to the end of the paragraph.
    var isOpenForGood: Set<Unicode.Scalar> = []

    /// The next scalar.
    var scalar: Unicode.Scalar { text.scalars[index] }
    /// The one behind it.
    var second: Unicode.Scalar? { text.scalar(at: index + 1) }
    var runLength: Int { text.runLength(from: index) }

    /// Takes text as it is.
    mutating func append(through end: Int) {
      for scalar in text.scalars[index..<end] {
        result.append(scalar)
        if scalar == "\n" { line += 1 }
      }
      index = end
    }

    /// Puts a private character in the place of the next scalars.
    mutating func replace(_ count: Int, by placeholder: String) {
      result.append(contentsOf: placeholder.unicodeScalars)
      index += count
    }
  }

  private mutating func maskInlines(_ text: String, firstLine: Int) -> String {
    var reading = Reading(
      text: InlineText(text), line: firstLine,
      table: Self.tableLines(of: text, firstLine: firstLine))
    let count = reading.text.scalars.count
    while reading.index < count {
      let index = reading.index
      switch reading.scalar {
      case "\\":
        noteParenthesis(&reading)
        reading.append(through: min(index + 2, count))
      case "~":
        let length = reading.runLength
        if length == 2 {
          reading.replace(2, by: placeholder(nil, mark: .strike, source: "~~", line: reading.line))
        } else {
          reading.append(through: index + length)
        }
      case "|" where reading.table?.contains(reading.line) == true:
        reading.replace(1, by: placeholder(nil, mark: .pipe, source: "|", line: reading.line))
      case "*": maskEmphasis(&reading)
      case "[" where reading.second == "^": maskFootnote(&reading)
      case "`":
        let length = reading.runLength
        reading.append(through: reading.text.endOfCodeSpan(from: index, length: length))
      case "<": reading.append(through: reading.text.endOfTag(from: index) ?? index + 1)
      case "]" where reading.second == "(":
        reading.append(through: reading.text.endOfDestination(from: index + 2) ?? index + 2)
      case "$": maskFormula(&reading)
      default: reading.append(through: index + 1)
      }
    }
    return String(reading.result)
  }

  /// Says of the first `\( … \)` and `\[ … \]` that they are no formulas here.
  private mutating func noteParenthesis(_ reading: inout Reading) {
    guard let opener = reading.second, "([".unicodeScalars.contains(opener),
      reading.isOpenForGood.insert(opener).inserted,
      reading.text.hasClosing(opener, from: reading.index + 2)
    else { return }
    problems.append(
      file.diagnostic(
        .backslashFormula(opener),
        line: reading.line, column: reading.text.column(of: reading.index), length: 2))
  }

  /// Stars between letters of Chinese or Japanese, which cmark reads as of a language with blanks.
  private mutating func maskEmphasis(_ reading: inout Reading) {
    let end = reading.index + reading.runLength
    let before = reading.index > 0 ? reading.text.scalars[reading.index - 1] : "\n"
    let side = CJK.sideThatBlocks(
      before: Character(before), after: Character(reading.text.scalar(at: end) ?? "\n"))
    if side == .before {
      reading.replace(0, by: placeholder(nil, source: "", line: reading.line))
    }
    reading.append(through: end)
    if side == .after {
      reading.replace(0, by: placeholder(nil, source: "", line: reading.line))
    }
  }

  private mutating func maskFootnote(_ reading: inout Reading) {
    let (text, index) = (reading.text, reading.index)
    guard let end = text.endOfFootnote(from: index + 2), text.scalar(at: end + 1) != "(" else {
      return reading.append(through: index + 1)
    }
    let name = text.text((index + 2)..<end)
    if footnoteNumbers[name] == nil {
      if footnoteLines[name] == nil {
        problems.append(
          file.diagnostic(
            .unknownFootnote(name),
            line: reading.line, column: text.column(of: index), length: name.utf8.count + 3))
      }
      footnoteNumbers[name] = footnoteNumbers.count + 1
    }
    reading.replace(
      end + 1 - index,
      by: placeholder(nil, mark: .footnote(name), source: "[^\(name)]", line: reading.line))
  }

  private mutating func maskFormula(_ reading: inout Reading) {
    let (text, index) = (reading.text, reading.index)
    let opensCode = reading.second == "`"
    let opener = opensCode ? "$`" : reading.runLength >= 2 ? "$$" : "$"
    let start = index + opener.utf8.count
    if opener == "$", text.scalar(at: start)?.properties.isWhitespace ?? true {
      return reading.append(through: index + 1)
    }
    guard opener != "$$", let end = text.endOfFormula(from: start, closesCode: opensCode) else {
      if opener != "$$" || !unclosed.contains(reading.line) {
        problems.append(
          file.diagnostic(
            .mathUnclosed(opener), line: reading.line, column: text.column(of: index),
            length: opener.utf8.count))
      }
      reading.append(through: start)
      reading.unclosed += 1
      // Each looks through the rest of the paragraph: enough is said.
      if reading.unclosed == Self.mostUnclosed { reading.append(through: text.scalars.count) }
      return
    }
    let behind = end + (opensCode ? 2 : 1)
    let lines = text.text(start..<end).textLines
    let tex = lines.enumerated().map { number, text in
      number == 0 ? text : text.drop { " \t>".contains($0) }
    }.joined(separator: "\n")
    let formula = Formula(tex: tex, isDisplay: false)
    reading.replace(
      behind - index,
      by: placeholder(formula, source: text.text(index..<behind), line: reading.line))
    for further in lines.dropFirst() {
      reading.result.append("\n")
      reading.result.append(
        contentsOf: further.unicodeScalars.prefix { " \t>".unicodeScalars.contains($0) })
      reading.result.append(Self.continuation)
      reading.line += 1
    }
  }

  /// The lines of a pipe table in a paragraph: from its heading to the paragraph's end.
  private static func tableLines(of text: String, firstLine: Int) -> ClosedRange<Int>? {
    guard text.utf8.contains(UInt8(ascii: "|")) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let rule = lines.indices.dropFirst().first(where: { ProseReader.isTableRule(lines[$0]) })
    else { return nil }
    return (firstLine + rule - 1)...(firstLine + lines.count - 1)
  }
}
