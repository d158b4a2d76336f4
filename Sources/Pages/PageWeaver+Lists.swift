import Drawings
import Lessons
import Markup

/// Lists and tables.
extension PageWeaver {
  mutating func list(_ node: MarkdownNode, _ list: MarkdownList) -> Node {
    let items = node.children.map { item($0, isTight: list.isTight) }
    guard let start = list.start else { return .block("ul", [:], items) }
    return .block("ol", ["start": start == 1 ? nil : "\(start)"], items)
  }

  private mutating func item(_ item: MarkdownNode, isTight: Bool) -> Node {
    var content: [Node] = []
    for child in item.children {
      if isTight, child.kind == .paragraph {
        if !content.isEmpty, !content.endsLine { content.append(.text("\n")) }
        content += paragraph(child, isBare: true).trimmingLastLineEnd()
      } else {
        if !content.endsLine { content.append(.text("\n")) }
        content += block(child)
      }
    }
    return .line("li", [:], content)
  }

  /// A table whose cells hold a sentence's text.
  mutating func table(_ node: MarkdownNode, _ alignments: [ColumnAlignment]) -> Node {
    var heading: [Node] = []
    var rows: [Node] = []
    for (index, row) in node.children.enumerated() {
      let cells = row.children.enumerated().map { column, cell -> Node in
        let isHeading = index == 0 && !cell.children.isEmpty
        let side = alignments[column] == .left ? nil : alignments[column].rawValue
        return .inline(
          isHeading ? "th" : "td", ["scope": isHeading ? "col" : nil, "class": side],
          inlines(cell.children))
      }
      if index == 0 {
        heading.append(.line("thead", [:], [.inline("tr", [:], cells)]))
      } else {
        rows.append(.line("tr", [:], cells))
      }
    }
    return DisplayHTML.scrolling(
      "table", label: texts.table,
      [.block("table", [:], heading + (rows.isEmpty ? [] : [.block("tbody", [:], rows)]))])
  }
}
