import Lessons
import SwiftCSV
import Text
import Wire

/// A `csv` fence as a table: the first row is the heading, a row a line.
enum CSVTable {
  /// Reads the rows, and says on which line of the file each stands; a row of another length than the heading's is reported at its line.
  static func table(
    _ block: CodeBlock, problem: (Reason, _ line: Int) -> Void
  ) -> (table: Table, lines: [Int]) {
    var rows: [[String]] = []
    var lines: [Int] = []
    for (offset, line) in block.code.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated() where !line.allSatisfy(\.isWhitespace)
    {
      let number = block.firstCodeLine + offset
      guard line.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
        problem(.csvQuoteUnclosed, number)
        continue
      }
      guard let cells = cells(of: String(line)) else {
        problem(.csvQuoteInside, number)
        continue
      }
      if let heading = rows.first, cells.count != heading.count {
        problem(.csvRagged(expected: heading.count, found: cells.count), number)
        continue
      }
      rows.append(cells)
      lines.append(number)
    }
    if rows.isEmpty { problem(.csvEmpty, block.line) }
    return (
      Table(columns: rows.first ?? [], rows: Array(rows.dropFirst())), Array(lines.dropFirst())
    )
  }

  private static func cells(of line: String) -> [String]? {
    // The parser drops an empty cell at the end of a line: one more stands behind it.
    let read = try? CSV<Enumerated>(string: line + ",end", delimiter: .comma, loadColumns: false)
    return read.map { $0.header.dropLast().map { $0.trimmingBlanks() } }
  }
}
