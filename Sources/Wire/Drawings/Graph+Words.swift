extension Graph {
  /// The title, or what it is.
  public func heading(_ say: Wording) -> String {
    title ?? say(content == .layers ? .network : .computationGraph)
  }

  /// What a node is called; the first of a network may have no name of its own.
  public func label(_ node: Node, _ say: Wording) -> String {
    node.label.isEmpty && content == .layers ? say(.input) : node.label
  }

  /// What the second line of a node says.
  public func valueName(_ say: Wording) -> String { say(content == .layers ? .shapes : .value) }

  /// What the third line of a node says.
  public func gradientName(_ say: Wording) -> String {
    say(content == .layers ? .parameters : .derivative)
  }

  /// Why the graph is not drawn, if so.
  public func notes(_ say: Wording) -> [String] {
    guard let counts = summary?.first else { return [] }
    return [say(.nodesListed(nodes.count, of: counts.count))]
  }

  /// How many nodes there are of each kind.
  public func summaryTable(_ say: Wording) -> Table? {
    summary.map { counts in
      Table(
        columns: ["", say(.count)],
        rows: counts.map { count in
          // Other kinds are names of operations.
          let kind =
            count.kind == "nodes" ? say(.nodes) : count.kind == "arrows" ? say(.arrows) : count.kind
          return [kind, "\(count.count)"]
        })
    }
  }

  /// A row for each node.
  public func nodeTable(_ say: Wording) -> Table {
    let hasValues = nodes.contains { $0.value != nil }
    let hasGradients = nodes.contains { $0.gradient != nil }
    return Table(
      columns: [say(.node)] + (hasValues ? [valueName(say)] : [])
        + (hasGradients ? [gradientName(say)] : []),
      rows: nodes.map { node in
        [label(node, say)] + (hasValues ? [node.value ?? ""] : [])
          + (hasGradients ? [node.gradient ?? ""] : [])
      })
  }

  /// A row for each arrow.
  public func edgeTable(_ say: Wording) -> Table {
    let hasLabels = edges.contains { $0.label != nil }
    let hasValues = edges.contains { $0.value != nil }
    return Table(
      columns: [say(.from), say(.to)] + (hasLabels ? [say(.factor)] : [])
        + (hasValues ? [say(.number)] : []),
      rows: edges.map { edge in
        [label(nodes[edge.from], say), label(nodes[edge.to], say)]
          + (hasLabels ? [edge.label ?? ""] : []) + (hasValues ? [edge.value ?? ""] : [])
      })
  }

  /// The title, the nodes and the arrows as tables.
  public var plainText: String {
    var lines = [heading(.english)]
    if let table = summaryTable(.english) { lines.append(table.plainText) }
    if nodes.isEmpty { return heading(.english) + "\nno nodes" }
    lines.append(nodeTable(.english).plainText)
    if !edges.isEmpty { lines += ["", edgeTable(.english).plainText] }
    return (lines + notes(.english)).joined(separator: "\n")
  }
}
