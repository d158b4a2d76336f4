import Text
package import Wire

/// One table of a display's numbers, in full.
package struct DataTable {
  /// What the table holds, where a display has several.
  package var name: String?
  package var table: Table
}

extension Display {
  /// Every number that travelled to the weaver, exactly; nothing for what is a text itself.
  package func data(_ say: Wording) -> [DataTable] {
    switch self {
    case .text, .value, .formula: []
    case .table(let table): [DataTable(table: table)]
    case .derivatives(let derivatives): [DataTable(table: derivatives.dataTable(say))]
    case .plot(let plot): plot.dataTables(say)
    case .bars(let bars): [DataTable(table: bars.dataTable(say))]
    case .heatMap(let map): map.dataTables(say)
    case .images(let images): [DataTable(table: images.dataTable(say))]
    case .graph(let graph):
      [DataTable(name: say(.nodes), table: graph.nodeTable(say))]
        + (graph.edges.isEmpty ? [] : [DataTable(name: say(.arrows), table: graph.edgeTable(say))])
    case .neurons(let diagram): [DataTable(table: diagram.table(say, digits: 17))]
    case .steps(let steps): steps.dataTables(say)
    case .knobs(let knobs): knobs.dataTables(say)
    case .group(let displays): displays.flatMap { $0.data(say) }
    }
  }
}

/// A number in as many digits as mean it and no other.
private func exact(_ value: Double) -> String { value.shown(digits: 17) }

private func exact(_ value: Double?) -> String { value.map { exact($0) } ?? "" }

extension Derivatives {
  fileprivate func dataTable(_ say: Wording) -> Table {
    Table(
      columns: [
        say(.derivative), say(.factorsFromLoss), say(.backpropagated), say(.centralDifference)
      ] + (hasCompiler ? [say(.compiler)] : []) + [say(.error)],
      rows: rows.map {
        ["d\(of)/d\($0.parameter)", $0.formula, $0.backpropagated, $0.difference]
          + (hasCompiler ? [$0.compiler ?? ""] : []) + [$0.error]
      })
  }
}

extension Plot {
  /// Series over the same places beside one another; others one below the other.
  fileprivate func dataTables(_ say: Wording) -> [DataTable] {
    let tables = tables(say, text: exact)
    guard tables.count > 1 else { return tables.map { DataTable(table: $0) } }
    let hasColumns = series.contains { $0.kind == .columns }
    let names = names(say)
    var rows: [[String]] = []
    for (name, series) in zip(names, series) {
      for index in series.y.indices {
        let end = series.kind == .columns ? exact(series.x[index + 1]) : ""
        rows.append(
          [name, exact(series.x[index])] + (hasColumns ? [end] : []) + [exact(series.y[index])])
      }
    }
    let columns =
      [say(.plottedSeries), hasColumns ? say(.from) : x.label ?? "x"]
      + (hasColumns ? [say(.to)] : []) + [yLabel(say) ?? "y"]
    return [DataTable(table: Table(columns: columns, rows: rows))]
  }
}

extension Bars {
  fileprivate func dataTable(_ say: Wording) -> Table {
    Table(
      columns: [""] + names(say),
      rows: labels.enumerated().map { row, label in
        [label] + series.map { exact($0.values[row]) }
      })
  }
}

extension HeatMap {
  fileprivate func dataTables(_ say: Wording) -> [DataTable] {
    guard let width = rows.first?.count, width > 0 else { return [] }
    var whole = table(limit: max(width, rows.count))
    let cells = startsBelow ? rows.reversed() : rows
    whole.rows = zip(whole.rows, cells).map { shown, row in [shown[0]] + row.map { exact($0) } }
    return [DataTable(table: whole)]
      + points.map { series in
        DataTable(
          name: series.name ?? say(.points),
          table: Table(
            columns: [x.label ?? "x", y.label ?? "y"],
            rows: zip(series.x, series.y).map { [exact($0), exact($1)] }))
      }
  }
}

extension ImageGrid {
  /// A row for each row of pixels; pictures that are narrower than others have empty cells.
  fileprivate func dataTable(_ say: Wording) -> Table {
    let width = images.compactMap { $0.rows.first?.count }.max() ?? 0
    return Table(
      columns: ["", say(.row)] + (0..<width).map { "\($0)" },
      rows: images.indices.flatMap { place in
        images[place].rows.enumerated().map { row, digits in
          let cells = digits.map { $0.hexDigitValue.map(String.init) ?? "" }
          return [name(of: place, say), "\(row)"] + cells
            + Array(repeating: "", count: width - cells.count)
        }
      })
  }
}

extension Steps {
  /// The data of all frames, those with the same headings at the same place in their frames in one
  /// table, whose first column says the step.
  fileprivate func dataTables(_ say: Wording) -> [DataTable] {
    var tables: [(key: [String], name: String?, table: Table)] = []
    for frame in frames {
      for (place, data) in frame.display.data(say).enumerated() {
        let key = ["\(place)"] + data.table.columns
        let rows = data.table.rows.map { [frame.label] + $0 }
        if let index = tables.firstIndex(where: { $0.key == key }) {
          tables[index].table.rows += rows
        } else {
          tables.append(
            (key, data.name, Table(columns: [name(say)] + data.table.columns, rows: rows)))
        }
      }
    }
    return tables.map { DataTable(name: $0.name, table: $0.table) }
  }
}

extension Table {
  /// The table as comma-separated values (RFC 4180, with line feeds), the headings first.
  package var csv: String {
    ([columns] + rows).map { row in
      row.map(Self.cell).joined(separator: ",") + "\n"
    }.joined()
  }

  private static func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return text }
    return "\"" + text.replacingBytes("\"", with: "\"\"") + "\""
  }
}

extension Knobs {
  /// The knobs, and what each view shows at the start.
  fileprivate func dataTables(_ say: Wording) -> [DataTable] {
    var tables = [DataTable(name: say(.knob), table: knobTable(say))]
    for view in views {
      switch view {
      case .derivatives(let rows, _):
        tables.append(DataTable(name: say(.derivative), table: derivativeTable(rows, say)))
      case .graph(let graph, _, _): tables += Display.graph(graph).data(say)
      case .training:
        guard let training else { continue }
        let rows = training.losses.enumerated().map { ["\($0)", exact($1)] }
        tables.append(
          DataTable(name: say(.learning), table: Table(columns: [say(.step), of], rows: rows)))
      }
    }
    return tables
  }
}
