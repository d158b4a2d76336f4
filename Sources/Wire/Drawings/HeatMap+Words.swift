extension HeatMap {
  /// The title, or what the axes say.
  public func heading(_ say: Wording) -> String {
    if let title { return title }
    if let x = x.label, let y = y.label { return say(.over(x, y)) }
    return say(.heatMap)
  }

  /// What was left out or thinned, a sentence each.
  public func notes(_ say: Wording) -> [String] {
    var notes: [String] = []
    if notFinite > 0 { notes.append(say(.valuesMissing(notFinite))) }
    let drawn = [rows.first?.count ?? 0, rows.count]
    if size != drawn, size.count == 2 { notes.append(say(.valuesAsMeans(size, drawn: drawn))) }
    for series in points {
      notes += series.notes(say).map { say(.about(series.name ?? say(.points), $0)) }
    }
    return notes
  }

  /// What a column, or a row, is called: its name, or the number at its middle.
  public func name(ofColumn column: Int) -> String {
    Self.name(column, of: rows.first?.count ?? 0, columnNames, x)
  }

  /// What a row is called.
  public func name(ofRow row: Int) -> String { Self.name(row, of: rows.count, rowNames, y) }

  private static func name(_ place: Int, of count: Int, _ names: [String]?, _ axis: Axis) -> String
  {
    if let names { return names[place] }
    guard let ends = axis.ends else { return "\(place)" }
    let part = (Double(place) + 0.5) / Double(count)
    return (ends[0] * (1 - part) + ends[1] * part).shown()
  }

  /// The values in at most so many rows and columns: of a larger map some, the outermost among them.
  public func table(limit: Int) -> Table {
    func places(_ count: Int) -> [Int] {
      let kept = min(count, limit)
      return (0..<kept).map { kept == 1 ? 0 : $0 * (count - 1) / (kept - 1) }
    }
    let columns = places(rows.first?.count ?? 0)
    let chosen = places(rows.count)
    let labels = [y.label, x.label].compactMap(\.self)
    return Table(
      columns: [labels.joined(separator: " \\ ")] + columns.map { name(ofColumn: $0) },
      // What stands on top in the picture stands on top in the table.
      rows: (startsBelow ? chosen.reversed() : chosen).map { row in
        [name(ofRow: row)] + columns.map { rows[row][$0].map(text) ?? "" }
      })
  }

  /// A value as its cell has it: all with the same decimals, four digits for the largest.
  private var text: (Double) -> String {
    let largest = rows.joined().compactMap { $0?.magnitude }.max() ?? 0
    let isWhole = rows.joined().allSatisfy { $0.map { $0 == $0.rounded() } ?? true }
    guard largest < 1e6, largest >= 1e-3, !isWhole else { return { $0.shown() } }
    let whole = largest.shown(digits: 15).prefix { $0 != "." }.count
    let decimals = largest >= 1 ? max(1, 4 - whole) : largest >= 0.1 ? 4 : largest >= 0.01 ? 5 : 6
    return { $0.fixed(decimals) }
  }

  /// What of the values a table of at most so many rows and columns leaves out.
  public func omission(limit: Int, _ say: Wording) -> String? {
    let (width, height) = (rows.first?.count ?? 0, rows.count)
    guard width > limit || height > limit else { return nil }
    return say(
      .cellsShown(
        columns: min(width, limit), of: width, rows: min(height, limit), ofRows: height))
  }

  /// The title, the values as a grid, and what was left out.
  public var plainText: String {
    var lines = [heading(.english)]
    if rows.isEmpty || rows[0].isEmpty {
      lines.append("no values")
    } else {
      lines.append("from \(scale[0].shown()) to \(scale[1].shown())")
      lines.append(table(limit: 9).plainText)
    }
    if let omission = omission(limit: 9, .english) { lines.append(omission) }
    for series in points {
      let places = zip(series.x, series.y).prefix(8).map { "(\($0.shown()), \($1.shown()))" }
      let more = series.y.count > 8 ? " and \(series.y.count - 8) more" : ""
      lines.append("\(series.name ?? "points"): \(places.joined(separator: " "))\(more)")
    }
    return (lines + notes(.english)).joined(separator: "\n")
  }
}
