extension Causes {
  /// What the record of the loss shows: paths that don't count, and local derivatives that are
  /// missing or were multiplied in too often.
  func recordRule(_ index: Int) -> Diagnosis? {
    guard let (graph, nodes) = probe.record else { return nil }
    let paths = RecordedPaths(graph, to: nodes[index])
    return pathRule(index, paths) ?? localRule(index, paths)
  }

  private func pathRule(_ index: Int, _ paths: RecordedPaths) -> Diagnosis? {
    let uses = paths.edges.filter { $0.operand == paths.target }
    if uses.count > 1, let only = uses.first(where: { isValue(index, $0.contribution) }) {
      return .onlyPath(paths.name(of: [only]))
    }
    let without = paths.edges.filter { isValue(index, paths.total - $0.contribution) }
    if !without.isEmpty { return .withoutPath(paths.name(of: without)) }
    let only = paths.edges.filter { isValue(index, $0.contribution) }
    return only.isEmpty ? nil : .onlyPath(paths.name(of: only))
  }

  /// One local derivative, or the product of two.
  private func localRule(_ index: Int, _ paths: RecordedPaths) -> Diagnosis? {
    guard blur(index) < 1e-6 else { return nil }
    let locals = paths.edges.filter {
      $0.local != 0 && $0.local.magnitude != 1 && $0.local.isFinite
    }
    for first in locals {
      if isRatio(index, 1 / first.local) { return factors(index, [], [first], paths) }
      if isRatio(index, first.local) { return factors(index, [first], [], paths) }
    }
    guard locals.count <= 200 else { return nil }
    for (place, first) in locals.enumerated() {
      for second in locals[place...] {
        let product = first.local * second.local
        if isRatio(index, 1 / product) { return factors(index, [], [first, second], paths) }
        if isRatio(index, product) { return factors(index, [first, second], [], paths) }
        if isRatio(index, first.local / second.local) {
          return factors(index, [first], [second], paths)
        }
        if isRatio(index, second.local / first.local) {
          return factors(index, [second], [first], paths)
        }
      }
    }
    return nil
  }

  private func factors(
    _ index: Int, _ extra: [RecordedPaths.Edge], _ missing: [RecordedPaths.Edge],
    _ paths: RecordedPaths
  ) -> Diagnosis {
    .factors(
      extra: extra.map(paths.symbol), missing: missing.map(paths.symbol), ratio: ratio(index))
  }
}

/// The steps from a loss back to one parameter, and what each contributes to the derivative.
struct RecordedPaths {
  struct Edge {
    var result: Int
    var operand: Int
    var bySecond: Bool

    /// The local derivative of the result by the operand.
    var local: Double

    /// The sum of the products of all paths through this step.
    var contribution: Double
  }

  let target: Int

  /// The steps on the way, nearest the loss first.
  let edges: [Edge]

  /// The derivative.
  let total: Double
  private let graph: ScalarGraph
  private let symbols: [String]

  init(_ graph: ScalarGraph, to target: Int) {
    let leads = graph.leading(to: [target])
    let (adjoints, _) = graph.adjoints(towards: leads)
    // The derivative of each node by the parameter, from the parameter on.
    var tangents = [Double](repeating: 0, count: graph.nodes.count)
    tangents[target] = 1
    var edges: [Edge] = []
    for index in graph.nodes.indices where leads[index] && index != target {
      let (toLeft, toRight) = graph.locals(of: index)
      for (place, operand) in graph.nodes[index].operands.enumerated() where leads[operand] {
        let local = place == 0 ? toLeft : toRight
        tangents[index] += local * tangents[operand]
        edges.append(
          Edge(
            result: index, operand: operand, bySecond: place == 1, local: local,
            contribution: adjoints[index] * local * tangents[operand]))
      }
    }
    self.target = target
    self.edges = edges.reversed()
    total = adjoints[target]
    self.graph = graph
    symbols = graph.symbols()
  }

  func symbol(_ edge: Edge) -> String {
    graph.localSymbol(of: edge.result, bySecond: edge.bySecond, symbols)
  }

  /// What steps in a row are called: by the first name that was given on the way.
  func name(of edges: [Edge]) -> String {
    let nodes = edges.map(\.operand) + edges.map(\.result)
    for node in nodes where node != target && node != graph.root {
      if let name = graph.nodes[node].name { return name }
    }
    return symbols[edges[0].result]
  }
}

extension ScalarGraph {
  /// The values of all nodes when some are moved.
  func values(moving moved: [Int: Double]) -> [Double] {
    var values = nodes.map(\.value)
    for (index, value) in moved { values[index] = value }
    for index in nodes.indices where moved[index] == nil && nodes[index].left >= 0 {
      let node = nodes[index]
      values[index] = node.operation.value(
        values[node.left], node.right >= 0 ? values[node.right] : 0)
    }
    return values
  }

  /// The first operation of which the local derivative jumps while a node goes from one value to
  /// another close by.
  func kink(moving moved: Int, from left: Double, to right: Double) -> String? {
    let before = values(moving: [moved: left])
    let after = values(moving: [moved: right])
    for (index, node) in nodes.enumerated() where node.left >= 0 && index != moved {
      func locals(_ values: [Double]) -> (Double, Double) {
        node.operation.derivatives(
          values[node.left], node.right >= 0 ? values[node.right] : 0, values[index])
      }
      let (a, b) = (locals(before), locals(after))
      let jump = max((a.0 - b.0).magnitude, (a.1 - b.1).magnitude)
      if jump > 0.01 * max(a.0.magnitude, b.0.magnitude, a.1.magnitude, b.1.magnitude) {
        let argument = nodes[node.left].name
        return node.operation.symbol + (argument.map { "(\($0))" } ?? "")
      }
    }
    return nil
  }
}
