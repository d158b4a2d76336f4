import Formulas
package import Markup
import Text
package import Wire

extension DisplayHTML {
  /// A table that scrolls where it is too wide.
  ///
  /// - Parameter text: what a cell's text becomes, given its row; the heading has none.
  package static func table(
    _ table: Table, label: String,
    text: (String, _ row: Int?) -> [Node] = { text, _ in [.text(text)] }
  ) -> Node {
    let isNumber = table.numericColumns
    // Where all columns are of numbers, the table says so once, and not at every cell.
    let isAllNumeric = isNumber.allSatisfy(\.self) && table.rows.count > 4
    func name(ofColumn column: Int) -> String? {
      isNumber[column] && !isAllNumeric ? "number" : nil
    }
    var content: [Node] = []
    if let caption = table.caption { content.append(.line("caption", [:], caption)) }
    let headings = table.columns.enumerated().map { column, heading in
      // A corner without words is no heading.
      let isCorner = heading.allSatisfy(\.isWhitespace)
      return Node.inline(
        isCorner ? "td" : "th",
        ["scope": isCorner ? nil : "col", "class": name(ofColumn: column)], text(heading, nil))
    }
    content.append(.line("thead", [:], [.inline("tr", [:], headings)]))
    // Below such a corner stand the headings of the rows.
    let hasNames = table.columns.first?.allSatisfy(\.isWhitespace) == true
    let rows = table.alignedRows.enumerated().map { index, row in
      Node.line(
        "tr", [:],
        row.enumerated().map { column, cell in
          let isName = column == 0 && hasNames
          return .inline(
            isName ? "th" : "td",
            ["scope": isName ? "row" : nil, "class": name(ofColumn: column)],
            isNumber[column] ? [.text(number(cell))] : text(cell, index))
        })
    }
    content.append(.block("tbody", [:], rows))
    let width = widest(table)
    return scrolling(
      width == nil ? "table" : "table shrinks", label: table.caption ?? label,
      style: width.map { "--wide: \(Coordinate.text($0))" },
      [.block("table", ["class": isAllNumeric ? "numbers" : nil], content)])
  }

  /// A number with a true minus sign, as the drawings have it; zero has none.
  static func number(_ text: String) -> String {
    guard let sign = text.firstIndex(of: "-"),
      text[..<sign].allSatisfy(\.isWhitespace)
    else { return text }
    let digits = text[text.index(after: sign)...]
    let isZero = digits.contains("0") && digits.allSatisfy { "0.".contains($0) }
    return text[..<sign] + (isZero ? "" : "−") + digits
  }

  /// How wide a table is whose words are whole, in the size of its letters, where that is wider
  /// than paper.
  private static func widest(_ table: Table) -> Double? {
    guard table.columns.count > 6 else { return nil }
    let widths = table.columns.indices.map { column in
      ([table.columns] + table.rows).reduce(0.0) { widest, row in
        row[column].split(separator: " ").reduce(widest) {
          max($0, TextWidth.of($1, size: 1))
        }
      }
    }
    let width = widths.reduce(0, +) + Double(table.columns.count)
    return width > 60 ? width : nil
  }

  /// What is too wide scrolls in its own box, which the keyboard can reach.
  package static func scrolling(
    _ name: String, label: String, style: String? = nil, _ content: [Node]
  ) -> Node {
    .block(
      "div",
      [
        "class": "scroll \(name)", "style": style, "role": "group", "tabindex": "0",
        "aria-label": label
      ], content)
  }
}
