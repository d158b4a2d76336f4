extension Bars {
  /// The title, or what the lengths measure.
  public func heading(_ say: Wording) -> String { title ?? value.label ?? say(.bars) }

  /// What the legend calls each series.
  public func names(_ say: Wording) -> [String] {
    series.enumerated().map { index, series in
      series.name
        ?? (self.series.count == 1 ? value.label ?? say(.value) : say(.series(index + 1)))
    }
  }

  /// What was left out, a sentence each.
  public func notes(_ say: Wording) -> [String] {
    omitted > 0 ? [say(.barsDrawn(labels.count, of: labels.count + omitted))] : []
  }

  /// A row for each thing.
  public func table(_ say: Wording) -> Table {
    Table(
      columns: [""] + names(say),
      rows: labels.enumerated().map { row, label in
        [label] + series.map { $0.values[row]?.shown(digits: 6) ?? say(.notFinite) }
      })
  }

  /// The title, a row for each thing, and what was left out.
  public var plainText: String {
    ([heading(.english), table(.english).plainText] + notes(.english)).joined(separator: "\n")
  }
}
