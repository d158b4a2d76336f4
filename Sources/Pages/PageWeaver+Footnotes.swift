import Drawings
import Lessons
import Markup

/// Footnotes: their numbers in sentences, and their texts at the end of the page.
extension PageWeaver {
  func footnoteReference(_ number: Int, isFirst: Bool) -> Node {
    .inline(
      "sup", [:],
      [
        .inline(
          "a",
          [
            "class": "footnote", "id": isFirst ? "footnote-from-\(number)" : nil,
            "href": "#footnote-\(number)", "role": "doc-noteref"
          ], "\(number)")
      ])
  }

  /// The texts of the footnotes, each with a way back.
  mutating func endNotes() -> [Node] {
    guard !footnotes.isEmpty else { return [] }
    var items: [Node] = []
    for (number, node) in footnotes.sorted(by: { $0.key < $1.key }) {
      let text = Self.with(back(to: number), atEndOf: blocks(node.children))
      items.append(
        .block("li", ["id": "footnote-\(number)", "value": "\(number)"], text))
    }
    return [
      .block(
        "section",
        ["class": "footnotes", "role": "doc-endnotes", "aria-label": texts.footnotes],
        [.block("ol", [:], items)])
    ]
  }

  private func back(to number: Int) -> Node {
    .inline(
      "a",
      [
        "href": "#footnote-from-\(number)", "role": "doc-backlink",
        "aria-label": texts.footnoteBack
      ], "↩")
  }

  /// A way back stands in the last paragraph, or is one.
  private static func with(_ back: Node, atEndOf text: [Node]) -> [Node] {
    guard case .element(var paragraph)? = text.last, paragraph.name == "p" else {
      return text + [.line("p", [:], [back])]
    }
    paragraph.children += [.text(" "), back]
    return text.dropLast() + [.element(paragraph)]
  }
}
