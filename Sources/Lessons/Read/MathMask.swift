import Text

/// Mathematics is masked before cmark sees the text, because `_`, `*`, `<` and `\` in it are TeX's.
///
/// Each formula becomes one character of a private plane, so that blocks, lines and list
/// indentation stay what they were; `restore` puts the formulas back into cmark's tree.
struct MathMask {
  /// The text for cmark: as many lines as the source.
  package private(set) var text: String
  /// What is wrong with the mathematics, as far as reading goes.
  package private(set) var problems: [Diagnostic] = []
  private var masked: [Unicode.Scalar: Masked] = [:]
  /// The number of each footnote by its name, in the order in which sentences lead to them.
  private(set) var footnoteNumbers: [String: Int] = [:]
  /// The lines on which the texts of footnotes begin.
  private var footnoteLines: [String: Int] = [:]
  private let file: SourceFile
  /// The lines on which a display opens that is never closed.
  private var unclosed: Set<Int> = []

  private struct Masked {
    /// `nil` for a private character that the author wrote.
    package var formula: Formula?
    var mark: ProseMark?
    package var source: String
    package var line: Int
  }

  /// Stands at the start of each further line of a formula.
  private static let continuation: Unicode.Scalar = "\u{10FFFD}"
  private static let plane: ClosedRange<UInt32> = 0xF0000...0xFFFFD

  /// Masks the body of a lesson; `text` has the lines of `file`, the front matter blanked.
  init(_ text: String, of file: SourceFile) {
    self.file = file
    self.text = text
    var lines = text.textLines.map(String.init)
    maskPrivateCharacters(in: &lines)
    maskDisplays(in: &lines)
    maskFootnoteTexts(in: &lines)
    maskInlines(in: &lines)
    checkFootnotes()
    self.text = lines.joined(separator: "\n")
  }

  private static func isOurs(_ scalar: Unicode.Scalar) -> Bool {
    plane.contains(scalar.value) || scalar == continuation
  }

  private mutating func placeholder(
    _ formula: Formula?, mark: ProseMark? = nil, source: String, line: Int
  ) -> String {
    let value = Self.plane.lowerBound + UInt32(masked.count)
    guard Self.plane.contains(value), let scalar = Unicode.Scalar(value) else { return source }
    masked[scalar] = Masked(formula: formula, mark: mark, source: source, line: line)
    return String(Character(scalar))
  }

  private mutating func maskPrivateCharacters(in lines: inout [String]) {
    for index in lines.indices where lines[index].unicodeScalars.contains(where: Self.isOurs) {
      var line = ""
      for scalar in lines[index].unicodeScalars {
        line +=
          Self.isOurs(scalar)
          ? placeholder(nil, source: String(Character(scalar)), line: index + 1)
          : String(Character(scalar))
      }
      lines[index] = line
    }
  }

  // MARK: $$ … $$

  private mutating func maskDisplays(in lines: inout [String]) {
    guard lines.contains(where: { $0.contains("$$") }) else { return }
    let (code, fenced) = Self.codeLines(of: lines)
    var index = 0
    // Up to this line it is known that none closes a display.
    var lastWithoutClosing = -1
    while index < lines.count {
      defer { index += 1 }
      guard !code.contains(index + 1), let opening = Self.displayOpening(lines[index]) else {
        continue
      }
      let first = index
      let prefix = String(lines[index][..<opening])
      var rest = String(lines[index][lines[index].index(opening, offsetBy: 2)...])
      var pieces: [String] = []
      var last = index
      var isClosed = Self.closesDisplay(rest, isFirst: true)
      while !isClosed, last >= lastWithoutClosing, last + 1 < lines.count,
        !fenced.contains(last + 2)
      {
        pieces.append(rest)
        last += 1
        rest = String(lines[last].drop { " \t>".contains($0) })
        isClosed = Self.closesDisplay(rest, isFirst: false)
      }
      guard isClosed else {
        lastWithoutClosing = max(lastWithoutClosing, last)
        unclosed.insert(first + 1)
        problems.append(
          file.diagnostic(
            .mathUnclosed("$$"), line: first + 1, column: prefix.utf8.count + 1, length: 2))
        continue
      }
      pieces.append(String(rest.trimmingTrailingBlanks().dropLast(2)))
      let source =
        lines[first][opening...]
        + lines[first...last].dropFirst().map { "\n" + $0 }.joined()
      let formula = Formula(tex: pieces.joined(separator: "\n"), isDisplay: true)
      // The line of the formula's text: what stands behind `$$`, or the line below it.
      let line = pieces[0].allSatisfy(\.isWhitespace) && last > first ? first + 2 : first + 1
      lines[first] = prefix + placeholder(formula, source: String(source), line: line)
      for further in stride(from: first + 1, through: last, by: 1) {
        let indentation = lines[further].prefix { " \t>".contains($0) }
        lines[further] = indentation + String(Character(Self.continuation))
      }
      index = last
    }
  }

  /// Where `$$` opens a display on this line: at its start, behind the marks of quotes and items.
  private static func displayOpening(_ line: String) -> String.Index? {
    guard line.utf8.contains(UInt8(ascii: "$")), let dollars = line.firstRange(of: "$$") else {
      return nil
    }
    let before = line[..<dollars.lowerBound]
    return before.isEmpty
      || before.wholeMatch(of: /[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t>]+)*/) != nil
      ? dollars.lowerBound : nil
  }

  private static func closesDisplay(_ rest: String, isFirst: Bool) -> Bool {
    let trimmed = rest.trimmingTrailingBlanks()
    guard trimmed.hasSuffix("$$"), !trimmed.hasSuffix("\\$$") else { return false }
    return !isFirst || trimmed.count > 2
  }

  // MARK: $ … $

  /// How many unclosed formulas of one paragraph are reported.
  private static let mostUnclosed = 20

  private mutating func maskInlines(in lines: inout [String]) {
    var paragraphs: [ClosedRange<Int>] = []
    Cmark.parse(lines.joined(separator: "\n")).walk { node in
      switch node.kind {
      case .paragraph, .heading: paragraphs.append(node.lines)
      default: break
      }
    }
    for paragraph in paragraphs {
      let range = paragraph.clamped(to: 1...lines.count)
      let text = lines[(range.lowerBound - 1)...(range.upperBound - 1)].joined(separator: "\n")
      guard text.utf8.contains(where: { "$~[|*\\".utf8.contains($0) }) else { continue }
      let done = maskInlines(text, firstLine: range.lowerBound)
      let split = done.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      lines.replaceSubrange((range.lowerBound - 1)...(range.upperBound - 1), with: split)
    }
  }

  private mutating func maskInlines(_ text: String, firstLine: Int) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    var line = firstLine
    var unclosedHere = 0
    let table = Self.tableLines(of: text, firstLine: firstLine)
    // Whether a search for the end of such a formula has come to the end of the paragraph.
    var isOpenForGood: Set<Character> = []
    func runLength(_ start: Int, of character: Character) -> Int {
      characters[start...].prefix { $0 == character }.count
    }
    func append(through end: Int) {
      for character in characters[index..<end] {
        result.append(character)
        if character == "\n" { line += 1 }
      }
      index = end
    }
    while index < characters.count {
      switch characters[index] {
      case "\\":
        if index + 1 < characters.count, "([".contains(characters[index + 1]),
          !isOpenForGood.contains(characters[index + 1])
        {
          let opener = characters[index + 1]
          if Self.hasClosing(opener, in: characters, from: index + 2) {
            let before = String(characters[..<index])
            problems.append(
              file.diagnostic(
                .proseNotRead(
                  "'\\\(opener)' is not read as a formula here",
                  help: opener == "("
                    ? "write a formula as $…$, and parentheses without backslashes"
                    : "write a formula as $$…$$, and [brackets] with one backslash before the first"),
                line: line, column: Self.column(atEndOf: before), length: 2))
          }
          isOpenForGood.insert(opener)
        }
        append(through: min(index + 2, characters.count))
      case "~":
        let length = runLength(index, of: "~")
        if length == 2 {
          result += placeholder(nil, mark: .strike, source: "~~", line: line)
          index += 2
        } else {
          append(through: index + length)
        }
      case "|" where table?.contains(line) == true:
        result += placeholder(nil, mark: .pipe, source: "|", line: line)
        index += 1
      case "*":
        let length = runLength(index, of: "*")
        let before = index > 0 ? characters[index - 1] : "\n"
        let after = index + length < characters.count ? characters[index + length] : "\n"
        let side = CJK.sideThatBlocks(before: before, after: after)
        if side == .before { result += placeholder(nil, source: "", line: line) }
        append(through: index + length)
        if side == .after { result += placeholder(nil, source: "", line: line) }
      case "[" where index + 1 < characters.count && characters[index + 1] == "^":
        let end = Self.endOfFootnote(characters, from: index + 2)
        guard let end, end + 1 >= characters.count || characters[end + 1] != "(" else {
          append(through: index + 1)
          continue
        }
        let name = String(characters[(index + 2)..<end])
        let isFirst = footnoteNumbers[name] == nil
        if isFirst, footnoteLines[name] == nil {
          let before = String(characters[..<index])
          problems.append(
            file.diagnostic(
              .proseNotRead(
                "no footnote is called '^\(name)'",
                help: "write its text on a line of its own: [^\(name)]: The text."),
              line: line, column: Self.column(atEndOf: before), length: name.utf8.count + 3))
        }
        if isFirst { footnoteNumbers[name] = footnoteNumbers.count + 1 }
        result += placeholder(
          nil, mark: .footnote(name), source: "[^\(name)]", line: line)
        index = end + 1
      case "`":
        let length = runLength(index, of: "`")
        append(through: Self.endOfCodeSpan(characters, from: index, length: length))
      case "<":
        append(through: Self.endOfTag(characters, from: index) ?? index + 1)
      case "]" where index + 1 < characters.count && characters[index + 1] == "(":
        append(through: Self.endOfDestination(characters, from: index + 2) ?? index + 2)
      case "$":
        let opensCode = index + 1 < characters.count && characters[index + 1] == "`"
        let opener = opensCode ? "$`" : runLength(index, of: "$") >= 2 ? "$$" : "$"
        let start = index + opener.count
        if opener == "$", start >= characters.count || characters[start].isWhitespace {
          append(through: index + 1)
          continue
        }
        let end =
          opener == "$$"
          ? nil : Self.endOfFormula(characters, from: start, closing: opensCode ? "`$" : "$")
        guard let end else {
          let before = text[..<text.index(text.startIndex, offsetBy: index)]
          let column = (before.split(separator: "\n", omittingEmptySubsequences: false).last ?? "")
            .utf8.count
          if opener != "$$" || !unclosed.contains(line) {
            problems.append(
              file.diagnostic(
                .mathUnclosed(opener), line: line, column: column + 1, length: opener.count))
          }
          append(through: start)
          unclosedHere += 1
          // Each looks through the rest of the paragraph: enough is said.
          if unclosedHere == Self.mostUnclosed { append(through: characters.count) }
          continue
        }
        let source = String(characters[index..<(end + (opensCode ? 2 : 1))])
        let inner = String(characters[start..<end])
        let innerLines = inner.split(separator: "\n", omittingEmptySubsequences: false)
        let tex = innerLines.enumerated().map { number, text in
          number == 0 ? text : text.drop { " \t>".contains($0) }
        }.joined(separator: "\n")
        result += placeholder(
          Formula(tex: tex, isDisplay: false), source: source, line: line)
        for further in innerLines.dropFirst() {
          result += "\n" + further.prefix { " \t>".contains($0) }
          result.unicodeScalars.append(Self.continuation)
          line += 1
        }
        index += source.count
      default:
        append(through: index + 1)
      }
    }
    return result
  }

  // MARK: Footnotes and tables

  /// `[^1]: text` becomes an item of a list, in which everything may stand that an item may hold.
  private mutating func maskFootnoteTexts(in lines: inout [String]) {
    guard lines.contains(where: { $0.contains("[^") }) else { return }
    let code = Self.codeLines(of: lines).all
    for index in lines.indices where !code.contains(index + 1) {
      guard let match = lines[index].prefixMatch(of: /([ \t>]*)\[\^([^\]\s]+)\]:[ \t]*/) else {
        continue
      }
      let name = String(match.2)
      if let first = footnoteLines[name] {
        problems.append(
          file.diagnostic(
            .proseNotRead(
              "the footnote '^\(name)' stands here twice", help: "the first stands at line \(first)"),
            line: index + 1, column: match.1.utf8.count + 1, length: name.utf8.count + 3))
        continue
      }
      footnoteLines[name] = index + 1
      let sign = placeholder(
        nil, mark: .footnoteText(name), source: "[^\(name)]:", line: index + 1)
      lines[index] = match.1 + "+ " + sign + lines[index][match.range.upperBound...]
    }
  }

  private mutating func checkFootnotes() {
    for (name, line) in footnoteLines where footnoteNumbers[name] == nil {
      let column = file.place(of: "[^\(name)]:", in: line...line).column
      problems.append(
        file.diagnostic(
          .proseNotRead(
            "nothing leads to the footnote '^\(name)'",
            help: "write [^\(name)] where its number belongs"),
          line: line, column: column, length: name.utf8.count + 3))
    }
  }

  /// The end of a footnote's name: the closing bracket.
  private static func endOfFootnote(_ text: [Character], from: Int) -> Int? {
    let end = text[from...].prefix(100).firstIndex { "[]".contains($0) || $0.isWhitespace }
    guard let end, text[end] == "]", end > from else { return nil }
    return end
  }

  /// The lines of a pipe table in a paragraph: from its heading to the paragraph's end.
  private static func tableLines(of text: String, firstLine: Int) -> ClosedRange<Int>? {
    guard text.utf8.contains(UInt8(ascii: "|")) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let rule = lines.indices.dropFirst().first(where: { ProseReader.isTableRule(lines[$0]) })
    else { return nil }
    return (firstLine + rule - 1)...(firstLine + lines.count - 1)
  }

  private static func hasClosing(_ opener: Character, in text: [Character], from: Int) -> Bool {
    let closing: Character = opener == "(" ? ")" : "]"
    return text.indices[from...].contains {
      text[$0] == "\\" && $0 + 1 < text.count && text[$0 + 1] == closing
    }
  }

  private static func column(atEndOf text: String) -> Int {
    (text.split(separator: "\n", omittingEmptySubsequences: false).last ?? "").utf8.count + 1
  }

  private static func endOfCodeSpan(_ text: [Character], from: Int, length: Int) -> Int {
    var index = from + length
    while index < text.count {
      guard text[index] == "`" else {
        index += 1
        continue
      }
      let run = text[index...].prefix { $0 == "`" }.count
      index += run
      if run == length { return index }
    }
    return from + length
  }

  /// The end of a tag, a comment or an autolink, in which a `$` is none of ours.
  private static func endOfTag(_ text: [Character], from: Int) -> Int? {
    guard from + 1 < text.count, text[from + 1].isASCII, !text[from + 1].isWhitespace else {
      return nil
    }
    let rest = String(text[from...].prefix(2_000))
    let tag =
      /<\/?[A-Za-z][A-Za-z0-9\-]*(?:\s+[A-Za-z_:][^\s"'=<>`]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>/
    let other = /(?s)<!--.*?-->|<[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>/
    guard let match = rest.prefixMatch(of: tag)?.output ?? rest.prefixMatch(of: other)?.output
    else { return nil }
    return from + match.count
  }

  private static func endOfDestination(_ text: [Character], from: Int) -> Int? {
    var depth = 1
    for index in text[from...].indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return index + 1 }
      if text[index] == "\n" { return nil }
    }
    return nil
  }

  private static func endOfFormula(
    _ text: [Character], from: Int, closing: String
  ) -> Int? {
    var index = from
    while index < text.count {
      let character = text[index]
      if closing == "`$" {
        if character == "`", index + 1 < text.count, text[index + 1] == "$" { return index }
      } else if character == "\\" {
        index += 2
        continue
      } else if character == "`" {
        // Code spans win.
        let length = text[index...].prefix { $0 == "`" }.count
        index = endOfCodeSpan(text, from: index, length: length)
        continue
      } else if character == "$" {
        let isAfterBlank = text[index - 1].isWhitespace
        let isBeforeDigit = index + 1 < text.count && text[index + 1].isASCIIDigit
        if index > from, !isAfterBlank, !isBeforeDigit { return index }
      }
      index += 1
    }
    return nil
  }

  /// The lines, from 1, on which cmark reads code or HTML, and those of fences and HTML alone: what
  /// it takes for indented code may be the inside of a display.
  private static func codeLines(of lines: [String]) -> (all: Set<Int>, fenced: Set<Int>) {
    var all: Set<Int> = []
    var fenced: Set<Int> = []
    Cmark.parse(lines.joined(separator: "\n")).walk { node in
      switch node.kind {
      case .code(let block) where !block.isFenced: all.formUnion(node.lines)
      case .code, .html:
        all.formUnion(node.lines)
        fenced.formUnion(node.lines)
      default: break
      }
    }
    return (all, fenced)
  }

  // MARK: Back

  /// Puts the formulas and the author's own private characters back.
  func restore(_ node: MarkdownNode) -> MarkdownNode {
    guard !masked.isEmpty else { return node }
    var node = node
    switch node.kind {
    case .html(let text): node.kind = .html(restore(text))
    case .inlineHTML(let text): node.kind = .inlineHTML(restore(text))
    case .codeSpan(let text): node.kind = .codeSpan(restore(text))
    case .link(let url, let title):
      node.kind = .link(url: restore(url), title: restore(title))
    case .image(let url, let title):
      node.kind = .image(url: restore(url), title: restore(title))
    case .code(var code):
      code.code = restore(code.code)
      code.info = restore(code.info)
      node.kind = .code(code)
    default: break
    }
    var children: [MarkdownNode] = []
    for child in node.children {
      guard case .text(let text) = child.kind else {
        children.append(restore(child))
        continue
      }
      if text.unicodeScalars.first == Self.continuation, children.last?.kind == .softBreak {
        children.removeLast()
      }
      children += split(text, like: child)
    }
    node.children = children
    return node
  }

  private func split(_ text: String, like node: MarkdownNode) -> [MarkdownNode] {
    var nodes: [MarkdownNode] = []
    var plain = String.UnicodeScalarView()
    func flush() {
      if !plain.isEmpty {
        nodes.append(
          MarkdownNode(kind: .text(String(plain)), lines: node.lines, column: node.column))
      }
      plain = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar == Self.continuation { continue }
      guard let found = masked[scalar] else {
        plain.append(scalar)
        continue
      }
      if let mark = found.mark {
        flush()
        nodes.append(
          MarkdownNode(kind: .mark(mark), lines: found.line...found.line, column: 1))
        continue
      }
      guard let formula = found.formula else {
        plain.append(contentsOf: found.source.unicodeScalars)
        continue
      }
      flush()
      nodes.append(
        MarkdownNode(
          kind: .math(formula, line: found.line), lines: found.line...found.line, column: 1))
    }
    flush()
    return nodes
  }

  private func restore(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: Self.isOurs) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != Self.continuation {
      if let found = masked[scalar] {
        result.append(contentsOf: found.source.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

}
