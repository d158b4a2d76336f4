import Text

/// Reads what CommonMark has not out of cmark's tree: footnotes, tables, tasks, strikethrough, bare
/// addresses; and says what would be printed as it stands.
struct ProseReader {
  private let file: SourceFile
  private let footnoteNumbers: [String: Int]
  private(set) var problems: [Diagnostic] = []
  private var referred: Set<String> = []

  init(_ file: SourceFile, footnoteNumbers: [String: Int]) {
    self.file = file
    self.footnoteNumbers = footnoteNumbers
  }

  mutating func read(_ document: inout MarkdownNode) {
    readBlocks(&document)
  }

  // MARK: Blocks

  private mutating func readBlocks(_ node: inout MarkdownNode) {
    var children: [MarkdownNode] = []
    for var child in node.children {
      switch child.kind {
      case .paragraph:
        readInlines(&child, in: child.lines, isInLink: false)
        checkText(of: child)
        children += Self.isTable(child) ? table(child) : [child]
      case .heading:
        readInlines(&child, in: child.lines, isInLink: false)
        checkText(of: child)
        children.append(child)
      case .list:
        readBlocks(&child)
        children += footnotes(child)
      case .item:
        readBlocks(&child)
        readTask(&child)
        children.append(child)
      default:
        readBlocks(&child)
        children.append(child)
      }
    }
    node.children = children
  }

  /// A list without the items that are texts of footnotes, and these.
  private func footnotes(_ list: MarkdownNode) -> [MarkdownNode] {
    var list = list
    var found: [MarkdownNode] = []
    list.children.removeAll { item in
      guard case .mark(.footnoteText(let name))? = item.children.first?.children.first?.kind else {
        return false
      }
      var footnote = item
      footnote.kind = .footnote(footnoteNumbers[name] ?? 0)
      footnote.children[0].children.removeFirst()
      found.append(footnote)
      return true
    }
    return (list.children.isEmpty ? [] : [list]) + found
  }

  /// `- [ ] something to do`
  private func readTask(_ item: inout MarkdownNode) {
    guard let paragraph = item.children.first, paragraph.kind == .paragraph,
      case .text(let text)? = paragraph.children.first?.kind,
      let match = text.prefixMatch(of: #/\[([ xX])\] /#),
      let line = file.line(paragraph.lines.lowerBound), line.contains(match.output.0)
    else { return }
    item.children[0].children[0].kind = .text(String(text[match.range.upperBound...]))
    item.children[0].children.insert(
      MarkdownNode(kind: .task(isDone: match.1 != " "), lines: paragraph.lines, column: 1), at: 0)
  }

  // MARK: Inlines

  private mutating func readInlines(
    _ node: inout MarkdownNode, in lines: ClosedRange<Int>, isInLink: Bool
  ) {
    var children = Self.merged(node.children)
    if let opening = children.firstIndex(where: { $0.kind == .mark(.strike) }) {
      children = Self.struck(children, from: opening)
    }
    var result: [MarkdownNode] = []
    for var child in children {
      switch child.kind {
      case .text(let text) where !isInLink: result += Self.linked(text, like: child)
      case .mark(.footnote(let name)):
        child.kind = .footnoteReference(
          footnoteNumbers[name] ?? 0, isFirst: referred.insert(name).inserted)
        result.append(child)
      case .link(let url, _):
        if url.isEmpty { reportEmptyLink(in: lines) }
        readInlines(&child, in: lines, isInLink: true)
        result.append(child)
      default:
        readInlines(&child, in: lines, isInLink: isInLink)
        result.append(child)
      }
    }
    node.children = Self.joined(result)
  }

  /// Neighbouring texts as one: cmark cuts them at every sign that might have meant something.
  private static func merged(_ nodes: [MarkdownNode]) -> [MarkdownNode] {
    var result: [MarkdownNode] = []
    for node in nodes {
      if case .text(let text) = node.kind, case .text(let before)? = result.last?.kind {
        result[result.count - 1].kind = .text(before + text)
      } else {
        result.append(node)
      }
    }
    return result
  }

  /// What stands between two `~~` is struck through; a single one is text.
  private static func struck(_ nodes: [MarkdownNode], from first: Int) -> [MarkdownNode] {
    var result = Array(nodes[..<first])
    var opening: Int?
    for node in nodes[first...] {
      guard node.kind == .mark(.strike) else {
        result.append(node)
        continue
      }
      if let start = opening, start + 1 < result.count {
        let inner = Array(result[(start + 1)...])
        result.removeSubrange(start...)
        result.append(
          MarkdownNode(kind: .strikethrough, lines: node.lines, column: 1, children: inner))
        opening = nil
      } else {
        opening = result.count
        result.append(node)
      }
    }
    if let opening { result[opening].kind = .text("~~") }
    return merged(result)
  }

  /// Addresses in a text are links to there.
  private static func linked(_ text: String, like node: MarkdownNode) -> [MarkdownNode] {
    guard text.contains("://") else { return [node] }
    var result: [MarkdownNode] = []
    var rest = Substring(text)
    func add(_ plain: Substring) {
      if !plain.isEmpty {
        result.append(
          MarkdownNode(kind: .text(String(plain)), lines: node.lines, column: node.column))
      }
    }
    while let match = rest.firstMatch(
      of: /https?:\/\/[A-Za-z0-9][A-Za-z0-9\-._~:\/?#\[\]@!$&'()*+,;=%]*/)
    {
      var address = match.output
      while let last = address.last {
        let isUnopened = last == ")" && address.count { $0 == ")" } > address.count { $0 == "(" }
        guard ".,:;!?'*_~".contains(last) || isUnopened else { break }
        address.removeLast()
      }
      add(rest[..<address.startIndex])
      let label = MarkdownNode(
        kind: .text(String(address)), lines: node.lines, column: node.column)
      result.append(
        MarkdownNode(
          kind: .link(url: String(address), title: ""), lines: node.lines, column: node.column,
          children: [label]))
      rest = rest[address.endIndex...]
    }
    add(rest)
    return result
  }

  /// Without the line ends between signs that want no blank.
  private static func joined(_ nodes: [MarkdownNode]) -> [MarkdownNode] {
    guard nodes.contains(where: { $0.kind == .softBreak }) else { return nodes }
    return nodes.indices.filter { index in
      guard nodes[index].kind == .softBreak, index > 0, index + 1 < nodes.count,
        let before = edge(of: nodes[index - 1], isLast: true),
        let after = edge(of: nodes[index + 1], isLast: false)
      else { return true }
      return !CJK.joins(before, after)
    }.map { nodes[$0] }
  }

  /// The first or last sign of a node's text; `nil` where it is no text of the author's language.
  private static func edge(of node: MarkdownNode, isLast: Bool) -> Unicode.Scalar? {
    switch node.kind {
    case .text(let text): return isLast ? text.unicodeScalars.last : text.unicodeScalars.first
    case .emphasis, .strong, .link, .strikethrough:
      return (isLast ? node.children.last : node.children.first).flatMap {
        edge(of: $0, isLast: isLast)
      }
    default: return nil
    }
  }

  // MARK: Tables

  /// `| --- | :-: |`: the line below a table's heading.
  static func isTableRule(_ line: some StringProtocol) -> Bool {
    line.contains("|")
      && String(line).wholeMatch(
        of: /[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*/) != nil
  }

  private static func isTable(_ paragraph: MarkdownNode) -> Bool {
    paragraph.children.contains { $0.kind == .mark(.pipe) }
  }

  /// A paragraph's lines with pipes as a table, behind what stands above it.
  private mutating func table(_ paragraph: MarkdownNode) -> [MarkdownNode] {
    var rows: [[MarkdownNode]] = [[]]
    for child in paragraph.children {
      if child.kind == .softBreak || child.kind == .lineBreak {
        rows.append([])
      } else {
        rows[rows.count - 1].append(child)
      }
    }
    let first = paragraph.lines.lowerBound
    guard
      let rule = rows.indices.dropFirst().first(where: { row in
        file.line(first + row).map(Self.isTableRule) == true
      })
    else { return [refused(paragraph)] }
    let alignments = cells(rows[rule]).map { Self.alignment($0.map(\.plainText).joined()) }
    var result: [MarkdownNode] = []
    let above = rows[..<(rule - 1)]
    if !above.isEmpty {
      let separator = MarkdownNode(kind: .softBreak, lines: paragraph.lines, column: 1)
      var text = paragraph
      text.children = Array(above.joined(separator: [separator]))
      result.append(text)
    }
    var table = MarkdownNode(
      kind: .table(alignments), lines: (first + rule - 1)...paragraph.lines.upperBound, column: 1)
    for (index, row) in rows.enumerated() where index >= rule - 1 && index != rule {
      let line = first + index
      let cells = cells(row)
      guard cells.count == alignments.count else {
        problems.append(
          file.diagnostic(
            .proseNotRead(
              "this row has \(cells.count) \(cells.count == 1 ? "cell" : "cells"), the line below "
                + "the heading \(alignments.count)",
              help: "write '\\|' for a bar in a cell; emphasis and links end in their cell"),
            line: line))
        continue
      }
      let lines = line...line
      table.children.append(
        MarkdownNode(
          kind: .row, lines: lines, column: 1,
          children: cells.map {
            MarkdownNode(kind: .cell, lines: lines, column: 1, children: $0)
          }))
    }
    return result + [table]
  }

  private mutating func refused(_ paragraph: MarkdownNode) -> MarkdownNode {
    problems.append(
      file.diagnostic(
        .proseNotRead(
          "this table cannot be read",
          help: "emphasis, links and formulas end in the cell in which they begin"),
        line: paragraph.lines.lowerBound))
    return paragraph
  }

  private static func alignment(_ rule: String) -> ColumnAlignment {
    let rule = rule.trimmingBlanks()
    guard rule.hasSuffix(":") else { return .left }
    return rule.hasPrefix(":") ? .center : .right
  }

  /// The cells of a row, without the blanks at their sides.
  private func cells(_ row: [MarkdownNode]) -> [[MarkdownNode]] {
    var cells: [[MarkdownNode]] = [[]]
    for node in row {
      if node.kind == .mark(.pipe) {
        cells.append([])
      } else {
        cells[cells.count - 1].append(node)
      }
    }
    func isBlank(_ cell: [MarkdownNode]) -> Bool {
      cell.allSatisfy {
        if case .text(let text) = $0.kind { text.trimmingBlanks().isEmpty } else { false }
      }
    }
    // Bars at the ends of a line open and close it.
    if cells.count > 1, isBlank(cells[0]) { cells.removeFirst() }
    if cells.count > 1, isBlank(cells[cells.count - 1]) { cells.removeLast() }
    return cells.map(Self.trimmed)
  }

  private static func trimmed(_ cell: [MarkdownNode]) -> [MarkdownNode] {
    var cell = cell
    if case .text(let text)? = cell.first?.kind {
      cell[0].kind = .text(String(text.drop { $0 == " " || $0 == "\t" }))
    }
    if case .text(let text)? = cell.last?.kind {
      cell[cell.count - 1].kind = .text(String(text.trimmingTrailingBlanks()))
    }
    return cell.filter { $0.kind != .text("") }
  }

  // MARK: What would be printed as it stands

  private mutating func reportEmptyLink(in lines: ClosedRange<Int>) {
    let place = file.place(of: "]()", in: lines)
    problems.append(
      file.diagnostic(
        .proseNotRead("this link leads nowhere", help: "write its address between the parentheses"),
        line: place.line, column: place.column, length: 3))
  }

  /// The lines of fences that are none, because a backtick stands in their words.
  private(set) var brokenFences: [Int] = []

  private mutating func checkFences(of paragraph: MarkdownNode) {
    for number in paragraph.lines {
      guard let line = file.line(number) else { continue }
      let fence = line.drop { " \t>".contains($0) }
      let marks = fence.prefix { $0 == "`" }
      let words = fence[marks.endIndex...]
      guard marks.utf8.count >= 3, let backtick = words.firstIndex(of: "`"), !words.contains(marks)
      else { continue }
      brokenFences.append(number)
      problems.append(
        file.diagnostic(
          .proseNotRead(
            "a backtick cannot stand in the words of a fence that backticks open",
            help: "open and close the fence with ~~~ instead"),
          line: number,
          column: line.utf8.distance(from: line.startIndex, to: backtick) + 1, length: 1))
    }
  }

  private mutating func checkText(of paragraph: MarkdownNode) {
    let lines = paragraph.lines
    checkFences(of: paragraph)
    func report(_ found: String, _ what: String, help: String) {
      let place = file.place(of: found, in: lines)
      // What is escaped in the source is not found there as it is printed.
      guard let column = place.column, let line = file.line(place.line),
        Array(line.utf8.prefix(column - 1)).last != UInt8(ascii: "\\")
      else { return }
      problems.append(
        file.diagnostic(
          .proseNotRead(what, help: help), line: place.line, column: column,
          length: found.utf8.count))
    }
    for text in Self.texts(of: paragraph) {
      let bytes = text.utf8
      if bytes.contains(UInt8(ascii: "]")) {
        for match in text.matches(of: /(^|[^\p{L}\p{N}_)\]])\[[^\[\]]*(\]\[[^\[\]]*\])/) {
          report(
            String(match.2), "no link is called '\(match.2.dropFirst(2).dropLast())'",
            help: "give the address here, as in [text](address), or on a line of its own: "
              + "[name]: address")
        }
        for match in text.matches(of: /(^|[^\p{L}\p{N}_)\]])\[[^\[\]]*(\]\([^()]*\s[^()]*\))/) {
          report(
            String(match.2), "this is no link: its address holds blanks",
            help: "put the address between < and >, or write its blanks as %20")
        }
      }
      if bytes.contains(UInt8(ascii: "\\")) {
        for match in text.matches(of: /\\[A-Za-z]+\*?\{/).prefix(1) {
          report(
            String(match.output), "TeX stands outside of a formula",
            help: "put it between $ and $, between $$ and $$, or into a ```math block")
        }
      }
      if text.contains("**"), text.wholeMatch(of: /.*(?:\S\*\*|\*\*\S).*/) != nil {
        report(
          "**", "this '**' makes nothing bold",
          help: "put it right beside the bold words, and close it in the same paragraph")
      }
      for match in text.matches(of: /__\p{Han}[^_]*__|\p{Han}__[^_\s][^_]*__|_\p{Han}[^_]*_/)
        .prefix(1)
      {
        let found = match.output.drop { $0 != "_" }
        report(
          String(found), "these underscores emphasize nothing: they stand within a word",
          help: "write **bold** and *emphasis* with asterisks")
      }
      if text.hasPrefix(":::") {
        report(
          ":::", "this is not read as a block here",
          help: "a callout is a quote that begins with > [!NOTE]")
      }
      if case .heading = paragraph.kind, let match = text.firstMatch(of: /\{#[^{}\s]+\}\s*$/) {
        report(
          String(match.output).trimmingBlanks(), "a heading is not given an anchor like this",
          help: "its anchor is made of its words; leave this out")
      }
      for match in text.matches(of: /\^\[[^\]]+\]/).prefix(1) {
        report(
          String(match.output), "a footnote is not written like this here",
          help: "write [^1] here, and its text on a line of its own: [^1]: The text.")
      }
    }
  }

  /// The texts of a paragraph, each as far as nothing stands between.
  private static func texts(of node: MarkdownNode) -> [String] {
    node.children.flatMap { child -> [String] in
      switch child.kind {
      case .text(let text): [text]
      case .link, .image, .codeSpan, .math: []
      default: texts(of: child)
      }
    }
  }
}
