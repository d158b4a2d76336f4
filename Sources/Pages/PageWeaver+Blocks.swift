import Drawings
import Formulas
import Lessons
import Markup
import Text

/// Paragraphs, headings, and what the other blocks are.
extension PageWeaver {
  mutating func blocks(_ nodes: [MarkdownNode]) -> [Node] {
    var content: [Node] = []
    for node in nodes { content += block(node) }
    return content
  }

  /// A block, and behind it what it asks the reader in its sentences.
  mutating func block(_ node: MarkdownNode) -> [Node] {
    let content = blockAlone(node)
    return content + predictions.takeSentences()
  }

  private mutating func blockAlone(_ node: MarkdownNode) -> [Node] {
    switch node.kind {
    case .paragraph: return paragraph(node)
    case .heading(let level): return [heading(node, level: level)]
    case .quote: return quote(node)
    case .list(let list): return [self.list(node, list)]
    case .code(let code): return self.code(code)
    case .html(let text): return html(text, node)
    case .rule: return [.line("hr")]
    case .footnote(let number):
      footnotes[number] = node
      return []
    case .table(let alignments): return [table(node, alignments)]
    default: return blocks(node.children)
    }
  }

  /// A paragraph; displayed formulas in it stand between its parts. In an item that is set without
  /// paragraphs, its text stands as it is.
  mutating func paragraph(_ node: MarkdownNode, isBare: Bool = false) -> [Node] {
    var content: [Node] = []
    var run: [MarkdownNode] = []
    func isBlank(_ nodes: [MarkdownNode]) -> Bool {
      nodes.allSatisfy { $0.kind == .softBreak || $0.kind == .lineBreak }
    }
    func part(_ text: [Node]) -> [Node] {
      isBare
        ? text.trimmingLineEnds() + [.text("\n")] : [.line("p", [:], text.trimmingLineEnds())]
    }
    for child in node.children {
      if case .math(let formula, let line) = child.kind, formula.isDisplay {
        if !isBlank(run) { content += part(inlines(run)) }
        run = []
        content.append(displayed(formula, line: line))
      } else {
        run.append(child)
      }
    }
    if !isBlank(run) || content.isEmpty { content += part(inlines(run)) }
    return content
  }

  mutating func displayed(_ formula: Formula, line: Int) -> Node {
    DisplayHTML.formula(math(formula, line: line), texts)
  }

  private mutating func heading(_ node: MarkdownNode, level: Int) -> Node {
    let anchor = anchors.anchor(for: node.plainText)
    let text = inlines(node.children)
    // The page's title is its one heading of the first level, and no level is left out below it.
    let level = min(max(2, level), lastLevel + 1)
    lastLevel = level
    let section = PageSection(
      anchor: anchor, title: text.asText { Formula(tex: $0, isDisplay: false).readableText })
    if level == 2 {
      sections.append(section)
    } else if level == 3, !sections.isEmpty {
      sections[sections.count - 1].parts.append(section)
    }
    // A heading may hold links of its own, so its own link stands beside its text.
    let link = Node.inline(
      "a", ["class": "anchor", "href": "#\(anchor)", "aria-label": texts.linkToSection], "#")
    return .line("h\(level)", ["id": anchor], text + [link])
  }
}
