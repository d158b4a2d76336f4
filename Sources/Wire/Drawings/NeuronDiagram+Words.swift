extension NeuronDiagram {
  /// The title, or how many neurons the layers have.
  public func heading(_ say: Wording) -> String {
    title ?? say(.networkOf(columns.map(\.count)))
  }

  /// What a column is called: its name, or its place.
  public func name(ofColumn place: Int, _ say: Wording) -> String {
    if let name = columns[place].name { return name }
    if place == 0 { return say(.input) }
    return say(place == columns.count - 1 ? .output : .layer(place))
  }

  /// What was left out, a sentence each.
  public func notes(_ say: Wording) -> [String] {
    columns.indices.filter { columns[$0].count > columns[$0].neurons.count }.map {
      say(
        .neuronsDrawn(
          columns[$0].neurons.count, of: columns[$0].count, layer: name(ofColumn: $0, say)))
    }
  }

  /// A row for each weight that is drawn.
  public func table(_ say: Wording, digits: Int = 4) -> Table {
    var rows: [[String]] = []
    for (layer, matrix) in weights.enumerated() {
      for (from, row) in matrix.enumerated() {
        for (to, weight) in row.enumerated() {
          rows.append([
            name(ofColumn: layer + 1, say), "\(from + 1)", "\(to + 1)",
            weight?.shown(digits: digits) ?? say(.notFinite)
          ])
        }
      }
    }
    return Table(columns: [say(.layers), say(.from), say(.to), say(.weight)], rows: rows)
  }

  /// The title, a row for each layer, and what was left out.
  public var plainText: String {
    let rows = columns.enumerated().map { index, column -> [String] in
      let all = index == 0 ? [] : weights[index - 1].flatMap { $0.compactMap(\.self) }
      return [
        name(ofColumn: index, .english), "\(column.count)", all.min()?.shown() ?? "",
        all.max()?.shown() ?? ""
      ]
    }
    let table = Table(columns: ["layer", "neurons", "least weight", "most"], rows: rows)
    return ([heading(.english), table.plainText] + notes(.english)).joined(separator: "\n")
  }
}
