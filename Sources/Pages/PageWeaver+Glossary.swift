import Drawings
import Lessons
import Markup
import Text

/// Terms in sentences, and the page of all terms.
extension PageWeaver {
  /// A link to a term with its definition, which shows where the pointer or the focus is on it.
  mutating func term(
    _ place: Attributes, anchor: String, text: [Node], definition: [MarkdownNode]
  ) -> Node {
    terms += 1
    let number = "definition-\(terms)"
    // The glossary leads to the first place on the page.
    let isFirst = metTerms.insert(anchor).inserted
    let problems = self.problems
    let words = inlines(definition.flatMap(\.withoutLinks))
    // What is wrong with it is said of the glossary.
    self.problems = problems
    let link = Node.inline(
      "a", place + ["id": isFirst ? "term-\(anchor)" : nil, "aria-describedby": number], text)
    let box: Attributes = [
      "class": "definition", "id": number, "role": "tooltip", "hidden": ""
    ]
    return .inline("span", ["class": "term"], [link, .inline("span", box, words)])
  }

  /// The body of the glossary: each term with what it means and where it is used.
  mutating func glossary(_ nodes: [MarkdownNode]) -> [Node] {
    problems += links.glossary.problems(in: lesson)
    var content: [Node] = []
    var uses: [Node] = []
    for node in nodes {
      if case .heading(let level) = node.kind, level <= 2 {
        content += uses
        uses = []
      }
      content += blocks([node])
      if case .heading(2) = node.kind, let anchor = sections.last?.anchor {
        uses = self.uses(of: anchor)
      }
    }
    return content + uses
  }

  private func uses(of anchor: String) -> [Node] {
    let pages = links.glossary.uses(of: anchor, in: lesson.file.path).map { use -> [Node] in
      [.inline("a", ["href": HTML.encodedURL("\(use.page)#term-\(anchor)")], use.title)]
    }
    guard !pages.isEmpty else { return [] }
    return [
      .line(
        "p", ["class": "uses"],
        [.text("\(texts.usedIn) ")] + pages.joined(separator: [.text(texts.listComma)]))
    ]
  }
}

extension MarkdownNode {
  /// The node with the texts of its links in their place.
  fileprivate var withoutLinks: [MarkdownNode] {
    let inner = children.flatMap(\.withoutLinks)
    switch kind {
    case .link, .footnoteReference: return inner
    default:
      var node = self
      node.children = inner
      return [node]
    }
  }
}
