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
  private let file: SourceFile
  /// The lines on which a display opens that is never closed.
  private var unclosed: Set<Int> = []

  private struct Masked {
    /// `nil` for a private character that the author wrote.
    package var formula: Formula?
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
    guard text.utf8.contains(UInt8(ascii: "$")) || text.unicodeScalars.contains(where: Self.isOurs)
    else { return }
    var lines = text.textLines.map(String.init)
    maskPrivateCharacters(in: &lines)
    maskDisplays(in: &lines)
    maskInlines(in: &lines)
    self.text = lines.joined(separator: "\n")
  }

  private static func isOurs(_ scalar: Unicode.Scalar) -> Bool {
    plane.contains(scalar.value) || scalar == continuation
  }

  private mutating func placeholder(_ formula: Formula?, source: String, line: Int) -> String {
    let value = Self.plane.lowerBound + UInt32(masked.count)
    guard Self.plane.contains(value), let scalar = Unicode.Scalar(value) else { return source }
    masked[scalar] = Masked(formula: formula, source: source, line: line)
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
    guard lines.contains(where: { $0.contains("$") }) else { return }
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
      guard text.contains("$") else { continue }
      let done = maskInlines(text, firstLine: range.lowerBound)
      let split = done.textLines.map(String.init)
      lines.replaceSubrange((range.lowerBound - 1)...(range.upperBound - 1), with: split)
    }
  }

  private mutating func maskInlines(_ text: String, firstLine: Int) -> String {
    // Scalar by scalar: a mark that combines with a dollar sign does not hide it.
    let characters = Array(text.unicodeScalars)
    let comments = CommentEnds(characters)
    var result = String.UnicodeScalarView()
    var index = 0
    var line = firstLine
    var unclosedHere = 0
    func runLength(_ start: Int, of character: Unicode.Scalar) -> Int {
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
        append(through: min(index + 2, characters.count))
      case "`":
        let length = runLength(index, of: "`")
        append(through: Self.endOfCodeSpan(characters, from: index, length: length))
      case "<":
        append(through: Self.endOfTag(characters, from: index, comments) ?? index + 1)
      case "]" where index + 1 < characters.count && characters[index + 1] == "(":
        append(through: Self.endOfDestination(characters, from: index + 2) ?? index + 2)
      case "$":
        let opensCode = index + 1 < characters.count && characters[index + 1] == "`"
        let opener = opensCode ? "$`" : runLength(index, of: "$") >= 2 ? "$$" : "$"
        let start = index + opener.utf8.count
        if opener == "$", start >= characters.count || characters[start].properties.isWhitespace {
          append(through: index + 1)
          continue
        }
        let end =
          opener == "$$"
          ? nil : Self.endOfFormula(characters, from: start, closing: opensCode ? "`$" : "$")
        guard let end else {
          let column = characters[..<index].reversed().prefix { $0 != "\n" }
            .reduce(0) { $0 + UTF8.width($1) }
          if opener != "$$" || !unclosed.contains(line) {
            problems.append(
              file.diagnostic(
                .mathUnclosed(opener), line: line, column: column + 1, length: opener.utf8.count))
          }
          append(through: start)
          unclosedHere += 1
          // Each looks through the rest of the paragraph: enough is said.
          if unclosedHere == Self.mostUnclosed { append(through: characters.count) }
          continue
        }
        let behind = end + (opensCode ? 2 : 1)
        let innerLines = Self.text(characters[start..<end]).textLines
        let tex = innerLines.enumerated().map { number, text in
          number == 0 ? text : text.drop { " \t>".contains($0) }
        }.joined(separator: "\n")
        result.append(
          contentsOf: placeholder(
            Formula(tex: tex, isDisplay: false), source: Self.text(characters[index..<behind]),
            line: line
          ).unicodeScalars)
        for further in innerLines.dropFirst() {
          result.append("\n")
          result.append(
            contentsOf: further.unicodeScalars.prefix { " \t>".unicodeScalars.contains($0) })
          result.append(Self.continuation)
          line += 1
        }
        index = behind
      default:
        append(through: index + 1)
      }
    }
    return String(result)
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func endOfCodeSpan(_ text: [Unicode.Scalar], from: Int, length: Int) -> Int {
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

  /// The longest tag or destination that is looked through.
  private static let longestTag = 2_000

  /// The end of a tag, a comment or an autolink, in which a `$` is none of ours.
  private static func endOfTag(
    _ text: [Unicode.Scalar], from: Int, _ comments: CommentEnds
  ) -> Int? {
    guard from + 1 < text.count else { return nil }
    if text[from...].starts(with: "<!--".unicodeScalars) { return comments.end(behind: from + 4) }
    let limit = min(text.count, from + longestTag)
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    guard isLetter(text[from + 1]) || text[from + 1] == "/" else { return nil }
    var quote: Unicode.Scalar?
    var isAutolink = false
    for index in (from + 1)..<limit {
      let scalar = text[index]
      if let open = quote {
        if scalar == open { quote = nil }
        continue
      }
      switch scalar {
      case ">": return index + 1
      case "<": return nil
      case "\"", "'":
        // A quotation mark opens a value behind an equals sign only.
        let before = text[..<index].last { !$0.properties.isWhitespace }
        guard before == "=" else { return nil }
        quote = scalar
      case ":", "@": isAutolink = isAutolink || !text[from..<index].contains(" ")
      case "$" where !isAutolink && !text[from..<index].contains("="):
        // Neither a tag's name nor that of an attribute has one.
        return nil
      default: break
      }
    }
    return nil
  }

  private static func endOfDestination(_ text: [Unicode.Scalar], from: Int) -> Int? {
    var depth = 1
    for index in text[from...].prefix(longestTag).indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return index + 1 }
      if text[index] == "\n" { return nil }
    }
    return nil
  }

  private static func endOfFormula(
    _ text: [Unicode.Scalar], from: Int, closing: String
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
        let isAfterBlank = text[index - 1].properties.isWhitespace
        let isBeforeDigit = index + 1 < text.count && ("0"..."9").contains(text[index + 1])
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

/// Where comments end in a text, found once.
private struct CommentEnds {
  private let ends: [Int]

  init(_ text: [Unicode.Scalar]) {
    ends = text.indices.dropFirst(2).filter {
      text[$0] == ">" && text[$0 - 1] == "-" && text[$0 - 2] == "-"
    }.map { $0 + 1 }
  }

  /// The end of the first `-->` that begins at a place or behind it.
  func end(behind place: Int) -> Int? {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] - 3 < place { low = middle + 1 } else { high = middle }
    }
    return low < ends.count ? ends[low] : nil
  }
}
