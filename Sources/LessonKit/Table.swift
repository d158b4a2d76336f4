public import Wire

/// A table of texts and numbers, drawn below the block.
///
/// ```swift
/// Table(["epoch", "loss"], [["1", "0.5"], ["2", "0.25"]])
/// ```
public struct Table: Displayable, Sendable {
  /// The headings.
  public var columns: [String]
  /// The cells, row by row.
  public var rows: [[String]]
  /// What the table shows.
  public var caption: String?

  /// A table with a heading for each column.
  ///
  /// - Precondition: every row has as many cells as there are columns.
  public init(_ columns: [String], _ rows: [[String]], caption: String? = nil) {
    for (number, row) in rows.enumerated() where row.count != columns.count {
      refuse(
        "Table: row \(number + 1) has \(row.count) \(row.count == 1 ? "cell" : "cells"), "
          + "but there are \(columns.count) columns")
    }
    self.columns = columns
    self.rows = rows
    self.caption = caption
  }

  /// The table as the weaver draws it.
  public var display: Display {
    .table(Wire.Table(columns: columns, rows: rows, caption: caption))
  }
}
