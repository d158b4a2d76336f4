extension ScalarGraph {
  /// The step from a result to one of its operands.
  struct Edge: Hashable {
    var result: Int
    var bySecond: Bool
  }

  /// Which nodes lead to one of the targets.
  func leading(to targets: [Int]) -> [Bool] {
    var leads = [Bool](repeating: false, count: nodes.count)
    for target in targets { leads[target] = true }
    for index in nodes.indices where !leads[index] {
      leads[index] = nodes[index].operands.contains { leads[$0] }
    }
    return leads
  }

  /// Backpropagation towards some nodes only, and its multiplications.
  func adjoints(towards wanted: [Bool]) -> ([Double], multiplications: Int) {
    var adjoints = [Double](repeating: 0, count: nodes.count)
    var reach = [Reach](repeating: .none, count: nodes.count)
    var multiplications = 0
    adjoints[root] = 1
    reach[root] = .unit
    for index in nodes.indices.reversed() where reach[index] != .none {
      let node = nodes[index]
      let passesOn = node.operation.onlyPassesOn
      let outcome = passesOn ? reach[index] : .computed
      let (toLeft, toRight) = locals(of: index)
      for (operand, local) in [(node.left, toLeft), (node.right, toRight)]
      where operand >= 0 && wanted[operand] {
        adjoints[operand] += adjoints[index] * local
        if !passesOn && reach[index] == .computed { multiplications += 1 }
        reach[operand].join(outcome)
      }
    }
    return (adjoints, multiplications)
  }

  /// The local derivatives of a node by its operands.
  func locals(of index: Int) -> (Double, Double) {
    let node = nodes[index]
    guard node.left >= 0 else { return (0, 0) }
    return node.operation.derivatives(
      nodes[node.left].value, node.right >= 0 ? nodes[node.right].value : 0, node.value)
  }

  /// How many paths lead from the loss to a node, and how many products they need if every path
  /// multiplies its own factors: one less than it has factors that are not 1 or −1.
  func countPaths(to target: Int) -> (paths: Natural, products: Natural) {
    let leads = leading(to: [target])
    guard leads[root] else { return (0, 0) }
    var paths = [Natural](repeating: 0, count: nodes.count)
    var products = paths
    // Paths that have had no factor yet but 1 and −1: their next factor makes no product.
    var bare = paths
    paths[root] = 1
    bare[root] = 1
    for index in nodes.indices.reversed() where index > target && leads[index] {
      let node = nodes[index]
      let passesOn = node.operation.onlyPassesOn
      for operand in node.operands where leads[operand] {
        paths[operand] += paths[index]
        products[operand] += products[index]
        if passesOn {
          bare[operand] += bare[index]
        } else {
          products[operand] += paths[index] - bare[index]
        }
      }
    }
    return (paths[target], products[target])
  }

  /// The first paths from the loss to a node, first operands first.
  func paths(to target: Int, limit: Int) -> [[Edge]] {
    let leads = leading(to: [target])
    guard leads[root] else { return [] }
    var found: [[Edge]] = []
    var path: [Edge] = []
    // For every node on the way: itself and the next operand to try.
    var stack: [(node: Int, next: Int)] = [(root, 0)]
    while let (node, next) = stack.last, found.count < limit {
      let operands = node == target ? [] : nodes[node].operands
      if node == target { found.append(path) }
      guard next < operands.count else {
        stack.removeLast()
        if !path.isEmpty { path.removeLast() }
        continue
      }
      stack[stack.count - 1].next += 1
      guard leads[operands[next]] else { continue }
      path.append(Edge(result: node, bySecond: next == 1))
      stack.append((operands[next], 0))
    }
    return found
  }

  /// A path's factors; the edges that it is the first to go are added to `seen`.
  func path(
    _ edges: [Edge], _ symbols: [String], _ seen: inout Set<Edge>
  ) -> Derivation.Path {
    var factors = factors(edges, symbols, &seen).map(\.factor)
    let product = factors.reduce(1.0) { $0 * $1.value }
    if factors.isEmpty { factors = [.init(symbol: "1", value: 1, rule: "sum", isShared: false)] }
    return Derivation.Path(factors: factors, product: product)
  }

  /// A path's factors and where they stand; factors of 1, as from sums, are left out.
  func factors(
    _ edges: [Edge], _ symbols: [String], _ seen: inout Set<Edge>
  ) -> [(edge: Edge, factor: Derivation.Factor)] {
    var shared = true
    return edges.compactMap { edge in
      shared = !seen.insert(edge).inserted && shared
      let (toLeft, toRight) = locals(of: edge.result)
      let value = edge.bySecond ? toRight : toLeft
      let operation = nodes[edge.result].operation
      if operation.onlyPassesOn && value == 1 { return nil }
      return (
        edge,
        .init(
          symbol: localSymbol(of: edge.result, bySecond: edge.bySecond, symbols), value: value,
          rule: operation.rule, isShared: shared)
      )
    }
  }
}

extension ScalarOperation {
  /// The rule of differentiation that gives its local derivatives.
  fileprivate var rule: String {
    switch self {
    case .multiply: "product"
    case .divide: "quotient"
    case .add, .subtract, .negate: "sum"
    default: "chain"
    }
  }
}
