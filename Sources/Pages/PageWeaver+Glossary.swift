import Drawings
import Lessons
import Text

/// Terms in sentences, and the page of all terms.
extension PageWeaver {
  /// A link to a term with its definition, which shows where the pointer or the focus is on it.
  mutating func term(
    _ attributes: String, anchor: String, text: String, definition: [MarkdownNode]
  ) -> String {
    terms += 1
    // The glossary leads to the first place on the page.
    let place = metTerms.insert(anchor).inserted ? " id=\"\(Self.place(ofTerm: anchor))\"" : ""
    let number = terms
    let problems = self.problems
    let words = inlines(definition.flatMap(\.withoutLinks))
    // What is wrong with it is said of the glossary.
    self.problems = problems
    return "<span class=\"term\"><a \(attributes)\(place) "
      + "aria-describedby=\"definition-\(number)\">\(text)</a>"
      + "<span class=\"definition\" id=\"definition-\(number)\" role=\"tooltip\" hidden=\"\">"
      + "\(words)</span></span>"
  }

  static func place(ofTerm anchor: String) -> String { HTML.escaped("term-\(anchor)") }

  /// The body of the glossary: each term with what it means and where it is used.
  mutating func glossary(_ nodes: [MarkdownNode]) -> String {
    problems += links.glossary.problems(in: lesson)
    var html = ""
    var uses = ""
    for node in nodes {
      if case .heading(let level) = node.kind, level <= 2 {
        html += uses
        uses = ""
      }
      html += blocks([node])
      if case .heading(2) = node.kind, let anchor = sections.last?.anchor {
        uses = self.uses(of: anchor)
      }
    }
    return html + uses
  }

  private func uses(of anchor: String) -> String {
    let pages = links.glossary.uses(of: anchor, in: lesson.file.path).map { use in
      let url = HTML.escapedURL("\(use.page)#term-\(anchor)")
      return "<a href=\"\(url)\">\(HTML.escaped(use.title))</a>"
    }
    guard !pages.isEmpty else { return "" }
    return "<p class=\"uses\">\(texts.usedIn) \(pages.joined(separator: texts.listComma))</p>\n"
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
