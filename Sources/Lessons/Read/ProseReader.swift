import Text

/// Reads what CommonMark has not out of cmark's tree: footnotes, tables, tasks, strikethrough, bare
/// addresses; and says what would be printed as it stands.
struct ProseReader {
  let file: SourceFile
  let footnoteNumbers: [String: Int]
  var problems: [Diagnostic] = []
  /// The lines of fences that are none, because a backtick stands in their words.
  var brokenFences: [Int] = []
  var referred: Set<String> = []

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

  mutating func readInlines(
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
  static func merged(_ nodes: [MarkdownNode]) -> [MarkdownNode] {
    var result: [MarkdownNode] = []
    // The text of the last node, while more may come to it.
    var open: String?
    for node in nodes {
      guard case .text(let text) = node.kind else {
        if let open { result[result.count - 1].kind = .text(open) }
        open = nil
        result.append(node)
        continue
      }
      if open == nil {
        result.append(node)
        open = text
      } else {
        open?.append(text)
      }
    }
    if let open { result[result.count - 1].kind = .text(open) }
    return result
  }

  /// What stands between two `~~` is struck through; a single one is text.
  static func struck(_ nodes: [MarkdownNode], from first: Int) -> [MarkdownNode] {
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
  static func linked(_ text: String, like node: MarkdownNode) -> [MarkdownNode] {
    guard text.contains("://") else { return [node] }
    var result: [MarkdownNode] = []
    var rest = Substring(text)
    func add(_ plain: Substring) {
      if !plain.isEmpty {
        result.append(
          MarkdownNode(kind: .text(String(plain)), lines: node.lines, column: node.column))
      }
    }
    let pattern = /https?:\/\/[A-Za-z0-9][A-Za-z0-9\-._~:\/?#\[\]@!$&'()*+,;=%]*/
    while let match = rest.firstMatch(of: pattern) {
      var address = match.output
      // How many parentheses are closed that were not opened.
      var unopened = address.utf8.reduce(0) {
        $0 + ($1 == UInt8(ascii: ")") ? 1 : $1 == UInt8(ascii: "(") ? -1 : 0)
      }
      while let last = address.last {
        let isUnopened = last == ")" && unopened > 0
        guard ".,:;!?'*_~".contains(last) || isUnopened else { break }
        if isUnopened { unopened -= 1 }
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
  static func joined(_ nodes: [MarkdownNode]) -> [MarkdownNode] {
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
  static func edge(of node: MarkdownNode, isLast: Bool) -> Unicode.Scalar? {
    switch node.kind {
    case .text(let text): return isLast ? text.unicodeScalars.last : text.unicodeScalars.first
    case .emphasis, .strong, .link, .strikethrough:
      return (isLast ? node.children.last : node.children.first).flatMap {
        edge(of: $0, isLast: isLast)
      }
    default: return nil
    }
  }
}
