extension Bars {
  /// The title, or what the lengths measure.
  public var heading: String { title ?? value.label ?? "Bars" }

  /// What the legend calls each series.
  public var names: [String] {
    series.enumerated().map { index, series in
      series.name ?? (self.series.count == 1 ? value.label ?? "value" : "series \(index + 1)")
    }
  }

  /// What was left out, a sentence each.
  public var notes: [String] {
    omitted > 0 ? ["\(labels.count) of \(labels.count + omitted) bars drawn"] : []
  }

  /// A row for each thing.
  public var table: Table {
    Table(
      columns: [""] + names,
      rows: labels.enumerated().map { row, label in
        [label] + series.map { $0.values[row]?.shown(digits: 6) ?? "not finite" }
      })
  }

  /// The title, a row for each thing, and what was left out.
  public var plainText: String {
    ([heading, table.plainText] + notes).joined(separator: "\n")
  }
}
