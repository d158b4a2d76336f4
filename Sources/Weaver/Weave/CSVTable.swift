import SwiftCSV
import Wire

/// A `csv` fence as a table: the first row is the heading, a row a line.
enum CSVTable {
  /// Reads the rows; a row of another length than the heading's is reported at its line.
  static func table(
    _ block: CodeBlock, problem: (Reason, _ line: Int) -> Void
  ) -> Table {
    var rows: [[String]] = []
    for (offset, line) in block.code.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated() where !line.allSatisfy(\.isWhitespace)
    {
      let number = block.firstCodeLine + offset
      guard let cells = cells(of: String(line)) else {
        problem(.csvQuoteUnclosed, number)
        continue
      }
      if let heading = rows.first, cells.count != heading.count {
        problem(.csvRagged(expected: heading.count, found: cells.count), number)
        continue
      }
      rows.append(cells)
    }
    return Table(columns: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  private static func cells(of line: String) -> [String]? {
    guard let read = try? CSV<Enumerated>(string: line, delimiter: .comma, loadColumns: false),
      line.count(where: { $0 == "\"" }).isMultiple(of: 2)
    else { return nil }
    return read.header.map { $0.trimmingBlanks() }
  }
}
