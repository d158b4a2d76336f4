/// A column of a ``Table``: a heading and what stands below it.
///
/// ```swift
/// Table("Training") {
///   Column("epoch", epochs)
///   Column("loss", losses, decimals: 4)
/// }
/// ```
public struct Column: Sendable {
  let heading: String
  let cells: [String]

  /// Values as `String(describing:)` gives them.
  public init(_ heading: String, _ values: some Sequence) {
    self.heading = heading
    cells = values.map { String(describing: $0) }
  }

  /// Numbers with so many decimals.
  public init(_ heading: String, _ values: some Sequence<some Quantity>, decimals: Int) {
    self.heading = heading
    cells = values.map { $0.quantity.formatted(decimals) }
  }

  /// Numbers with so many significant digits and a power of ten.
  public init(_ heading: String, _ values: some Sequence<some Quantity>, digits: Int) {
    self.heading = heading
    cells = values.map { $0.quantity.scientific(digits) }
  }
}

/// Collects the columns of a ``Table``.
@resultBuilder
public enum TableBuilder {
  /// One column.
  public static func buildExpression(_ column: Column) -> [Column] { [column] }
  /// Columns in their order.
  public static func buildBlock(_ columns: [Column]...) -> [Column] { columns.flatMap { $0 } }
  /// Columns of a loop.
  public static func buildArray(_ columns: [[Column]]) -> [Column] { columns.flatMap { $0 } }
  /// Columns that may be missing.
  public static func buildOptional(_ columns: [Column]?) -> [Column] { columns ?? [] }
  /// The first choice.
  public static func buildEither(first columns: [Column]) -> [Column] { columns }
  /// The second choice.
  public static func buildEither(second columns: [Column]) -> [Column] { columns }
}

extension Table {
  /// A table of columns.
  ///
  /// - Precondition: the columns are of one length.
  public init(_ caption: String? = nil, @TableBuilder _ columns: () -> [Column]) {
    let columns = columns()
    for column in columns where column.cells.count != columns[0].cells.count {
      refuse(
        "Table: columns must be of one length, but \"\(columns[0].heading)\" has "
          + "\(columns[0].cells.count) cells and \"\(column.heading)\" has \(column.cells.count)")
    }
    let count = columns.first?.cells.count ?? 0
    self.init(
      columns.map(\.heading), (0..<count).map { row in columns.map { $0.cells[row] } },
      caption: caption)
  }
}

extension DefaultStringInterpolation {
  /// A number with so many decimals: `"w = \(w, decimals: 4)"`.
  public mutating func appendInterpolation(_ value: some Quantity, decimals: Int) {
    appendLiteral(value.quantity.formatted(decimals))
  }

  /// A number with so many significant digits and a power of ten: `"\(error, digits: 2)"`.
  public mutating func appendInterpolation(_ value: some Quantity, digits: Int) {
    appendLiteral(value.quantity.scientific(digits))
  }
}
