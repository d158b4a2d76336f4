import Text

/// Pipe tables, which CommonMark does not have.
extension ProseReader {
  /// `| --- | :-: |`: the line below a table's heading.
  static func isTableRule(_ line: some StringProtocol) -> Bool {
    line.contains("|")
      && String(line).wholeMatch(
        of: /[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*/) != nil
  }

  static func isTable(_ paragraph: MarkdownNode) -> Bool {
    paragraph.children.contains { $0.kind == .mark(.pipe) }
  }

  /// A paragraph's lines with pipes as a table, behind what stands above it.
  mutating func table(_ paragraph: MarkdownNode) -> [MarkdownNode] {
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
            .raggedRow(cells: cells.count, heading: alignments.count),
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
        .tableNotRead,
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
}
