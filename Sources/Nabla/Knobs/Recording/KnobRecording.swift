/// A loss as it goes into a page with knobs: its bytes, and where in them stands what a page draws.
package struct KnobRecording {
  /// A factor of a derivative.
  package struct Factor {
    package let symbol: String
    package let number: PageNumber
    package let isShared: Bool
  }

  /// The derivative by a parameter, path by path.
  package struct Row {
    package let parameter: String
    package let variable: Int
    package let paths: [[Factor]]
    package let pathCount: Natural
  }

  /// A step from an operand to a result.
  package struct Arrow {
    package let operand: Int
    package let result: Int
    package let symbol: String
    package let number: PageNumber
  }

  /// A value.
  package struct Node {
    /// Its name or operation; `nil` for a constant without a name, which is called by its value.
    package let label: String?
    package let isParameter: Bool
    package let isConstant: Bool
    package let isLoss: Bool
    package let value: PageNumber
    /// The derivative of the loss by it; `nil` where none is computed.
    package let derivative: PageNumber?
  }

  /// The graph as bytes: see ``RecordedGraph``.
  package let bytes: [UInt8]
  /// How many slots it has.
  package let slotCount: Int
  /// The value of the loss.
  package let loss: PageNumber
  private let program: ReplayProgram
  private let graph: ScalarGraph
  private let symbols: [String]
  /// For each node of the graph its slot, and its variable if it is one.
  private let slots: [Int]
  private let variables: [Int?]

  /// How many paths of a derivative are listed.
  private static let pathLimit = 16

  package init(of loss: Scalar) {
    let graph = ScalarGraph(of: loss)
    let program = ReplayProgram(of: loss)
    var slots = [Int](repeating: program.start.count - 1, count: graph.nodes.count)
    // The slot of the operation itself: names and imports of it come behind.
    for (place, slot) in program.slots {
      guard let node = graph.recorded[place] else { continue }
      slots[node] = min(slots[node], slot)
    }
    self.graph = graph
    self.program = program
    self.slots = slots
    symbols = graph.symbols()
    variables = graph.nodes.map { node in node.leaf.flatMap { program.variable(of: $0) } }
    bytes = program.bytes
    slotCount = program.start.count
    self.loss = PageNumber(.value, program.start.count - 1)
  }

  /// The number of a parameter or named constant among the variables, and what it is called; `nil`
  /// where the loss was not computed from it.
  package func variable(of scalar: Scalar) -> (variable: Int, name: String)? {
    guard case .leaf = scalar.form, let node = graph.index(of: scalar),
      let variable = variables[node]
    else { return nil }
    return (variable, symbols[node])
  }

  /// What the loss was computed from, by name.
  package var names: [String] {
    graph.nodes.indices.filter { variables[$0] != nil }.map { symbols[$0] }
  }

  /// The derivatives by parameters, with the factors that they share: rows before are nearer the loss.
  package func rows(for parameters: [Scalar]) -> [Row] {
    var seen: Set<ScalarGraph.Edge> = []
    return parameters.compactMap { parameter in
      guard let node = graph.index(of: parameter), let variable = variables[node] else {
        return nil
      }
      let paths = graph.paths(to: node, limit: Self.pathLimit).map { edges in
        graph.factors(edges, symbols, &seen).map { edge, factor in
          Factor(symbol: factor.symbol, number: number(of: edge), isShared: factor.isShared)
        }
      }
      return Row(
        parameter: symbols[node], variable: variable, paths: paths,
        pathCount: graph.countPaths(to: node).paths)
    }
  }

  /// How many values a drawing of the graph has.
  package var nodeCount: Int { graph.nodes.count }

  /// The values, operands before results.
  package var nodes: [Node] {
    graph.nodes.indices.map { index in
      let node = graph.nodes[index]
      let isConstant = node.operation == .constant
      let derivative = variables[index].map { PageNumber(.derivative, $0) }
      return Node(
        label: node.name ?? (isConstant ? nil : node.operation.symbol),
        isParameter: node.operation == .leaf, isConstant: isConstant, isLoss: index == graph.root,
        value: PageNumber(.value, slots[index]),
        derivative: node.leadsToParameter ? derivative ?? PageNumber(.adjoint, slots[index]) : nil)
    }
  }

  /// The steps between them.
  package var arrows: [Arrow] {
    graph.nodes.indices.flatMap { index in
      graph.nodes[index].operands.enumerated().map { place, operand in
        let edge = ScalarGraph.Edge(result: index, bySecond: place == 1)
        return Arrow(
          operand: operand, result: index,
          symbol: graph.localSymbol(of: index, bySecond: edge.bySecond, symbols),
          number: number(of: edge))
      }
    }
  }

  private func number(of edge: ScalarGraph.Edge) -> PageNumber {
    PageNumber(edge.bySecond ? .bySecond : .byFirst, slots[edge.result])
  }
}

extension ReplayProgram {
  /// The record as bytes: see ``RecordedGraph``.
  fileprivate var bytes: [UInt8] {
    var bytes = RecordedGraph.opening(slots: start.count)
    var isLeaf = [Bool](repeating: false, count: start.count)
    for variable in variables { for slot in variable.slots { isLeaf[slot] = true } }
    var next = steps[...]
    for slot in start.indices {
      if let step = next.first, step.result == slot {
        next.removeFirst()
        bytes.append(step.operation.rawValue)
        bytes += RecordedGraph.word(Int(step.left))
        if step.operation.isBinary { bytes += RecordedGraph.word(Int(step.right)) }
      } else {
        let kind = isLeaf[slot] ? ScalarOperation.leaf : .constant
        bytes.append(kind.rawValue)
        bytes += RecordedGraph.number(start[slot])
      }
    }
    bytes += RecordedGraph.word(variables.count)
    for variable in variables {
      bytes.append(variable.leaf.isParameter ? 1 : 0)
      bytes += RecordedGraph.word(variable.slots.count)
      for slot in variable.slots { bytes += RecordedGraph.word(slot) }
    }
    return bytes
  }
}
