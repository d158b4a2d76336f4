extension NeuronDiagram {
  /// The title, or how many neurons the layers have.
  public var heading: String {
    title ?? "Network of \(columns.map { "\($0.count)" }.joined(separator: ", ")) neurons"
  }

  /// What was left out, a sentence each.
  public var notes: [String] {
    columns.filter { $0.count > $0.neurons.count }.map {
      "\($0.name): \($0.neurons.count) of \($0.count) neurons drawn"
    }
  }

  /// A row for each weight that is drawn.
  public var table: Table {
    var rows: [[String]] = []
    for (layer, matrix) in weights.enumerated() {
      for (from, row) in matrix.enumerated() {
        for (to, weight) in row.enumerated() {
          rows.append([
            columns[layer + 1].name, "\(from + 1)", "\(to + 1)", weight?.shown() ?? "not finite"
          ])
        }
      }
    }
    return Table(columns: ["layer", "from", "to", "weight"], rows: rows)
  }

  /// The title, a row for each layer, and what was left out.
  public var plainText: String {
    let rows = columns.enumerated().map { index, column -> [String] in
      let all = index == 0 ? [] : weights[index - 1].flatMap { $0.compactMap(\.self) }
      return [
        column.name, "\(column.count)", all.min()?.shown() ?? "", all.max()?.shown() ?? ""
      ]
    }
    let table = Table(columns: ["layer", "neurons", "least weight", "most"], rows: rows)
    return ([heading, table.plainText] + notes).joined(separator: "\n")
  }
}
