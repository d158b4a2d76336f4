extension Graph {
  /// The title, or what it is.
  public var heading: String { title ?? "Computation graph" }

  /// Why the graph is not drawn, if so.
  public var notes: [String] {
    guard let summary, let nodes = summary.first else { return [] }
    return [
      "\(nodes.count) nodes are too many to be drawn; the last \(self.nodes.count) are listed"
    ]
  }

  /// How many nodes there are of each kind.
  public var summaryTable: Table? {
    summary.map { counts in
      Table(columns: ["", "count"], rows: counts.map { [$0.kind, "\($0.count)"] })
    }
  }

  /// A row for each node.
  public var nodeTable: Table {
    let hasValues = nodes.contains { $0.value != nil }
    let hasGradients = nodes.contains { $0.gradient != nil }
    return Table(
      columns: ["node"] + (hasValues ? [valueName ?? "value"] : [])
        + (hasGradients ? [gradientName ?? "gradient"] : []),
      rows: nodes.map { node in
        [node.label] + (hasValues ? [node.value ?? ""] : [])
          + (hasGradients ? [node.gradient ?? ""] : [])
      })
  }

  /// A row for each arrow.
  public var edgeTable: Table {
    let hasLabels = edges.contains { $0.label != nil }
    let hasValues = edges.contains { $0.value != nil }
    return Table(
      columns: ["from", "to"] + (hasLabels ? ["factor"] : []) + (hasValues ? ["number"] : []),
      rows: edges.map { edge in
        [nodes[edge.from].label, nodes[edge.to].label] + (hasLabels ? [edge.label ?? ""] : [])
          + (hasValues ? [edge.value ?? ""] : [])
      })
  }

  /// The title, the nodes and the arrows as tables.
  public var plainText: String {
    var lines = [heading]
    if let summaryTable { lines.append(summaryTable.plainText) }
    if nodes.isEmpty { return heading + "\nno nodes" }
    lines.append(nodeTable.plainText)
    if !edges.isEmpty { lines += ["", edgeTable.plainText] }
    return (lines + notes).joined(separator: "\n")
  }
}
