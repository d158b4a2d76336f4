/// What a loss was computed from, as plain values that can be drawn.
///
/// Nodes stand in the order of computation, operands before results. Named results are one node
/// with what they name.
public struct ComputationGraph: Sendable {
  /// A value: a parameter, a constant, or the result of an operation.
  public struct Node: Sendable {
    /// Its place in ``ComputationGraph/nodes``.
    public let id: Int

    /// The name given to it, if any.
    public let name: String?

    /// What computed it: `·`, `tanh`, `affine`, …, `parameter` or `constant`.
    public let operation: String

    /// The dimensions; none for a scalar.
    public let shape: [Int]

    /// The elements.
    public let values: [Double]

    /// The derivative of the loss by each element; nil where none is computed.
    public let gradient: [Double]?

    /// The layer at work, where the operation belongs to a ``Network``.
    public let layer: String?

    /// Whether it is a parameter.
    public let isParameter: Bool

    /// What a drawing calls it: its name, or its operation.
    public var label: String { name ?? operation }
  }

  /// The step from an operand to a result.
  public struct Edge: Sendable {
    /// The operand's node.
    public let operand: Int

    /// The result's node.
    public let result: Int

    /// The local derivative as a formula: `w3`, `(1 − h²)`.
    public let derivative: String

    /// The local derivative's number, for scalars.
    public let value: Double?
  }

  /// The values.
  public let nodes: [Node]

  /// The steps between them.
  public let edges: [Edge]

  /// The loss, which is the last node.
  public var loss: Node { nodes[nodes.count - 1] }
}

extension Scalar {
  /// What this scalar was computed from, with its derivatives by all that leads to parameters.
  public func graph() -> ComputationGraph {
    let flat = ScalarGraph(of: self)
    let symbols = flat.symbols()
    let wanted = flat.nodes.map(\.leadsToParameter)
    let (adjoints, _) = flat.adjoints(towards: wanted)
    var edges: [ComputationGraph.Edge] = []
    let nodes = flat.nodes.enumerated().map { index, node in
      let (toLeft, toRight) = flat.locals(of: index)
      for (place, operand) in node.operands.enumerated() {
        edges.append(
          .init(
            operand: operand, result: index,
            derivative: flat.localSymbol(of: index, bySecond: place == 1, symbols),
            value: place == 0 ? toLeft : toRight))
      }
      return ComputationGraph.Node(
        id: index, name: node.name, operation: node.operation.symbol, shape: [],
        values: [node.value], gradient: node.leadsToParameter ? [adjoints[index]] : nil, layer: nil,
        isParameter: node.operation == .leaf)
    }
    return ComputationGraph(nodes: nodes, edges: edges)
  }
}

extension Tensor {
  /// What this tensor, a loss with one element, was computed from, with its derivatives.
  ///
  /// Operations on constants alone are not recorded: their results stand as constants.
  public func graph() -> ComputationGraph {
    let flat = TensorGraph(of: self)
    let pass = BackwardPass(from: node, seed: Buffer(repeating: 1, count: count), keepsAll: true)
    var edges: [ComputationGraph.Edge] = []
    let nodes = flat.nodes.enumerated().map { index, item in
      for (place, operand) in item.operands.enumerated() {
        edges.append(
          .init(
            operand: operand, result: index, derivative: flat.localSymbol(of: index, by: place),
            value: nil))
      }
      return ComputationGraph.Node(
        id: index, name: item.name, operation: item.node.operation, shape: item.node.shape,
        values: item.node.buffer.array, gradient: pass.visited[ObjectIdentifier(item.node)]?.array,
        layer: item.node.scope, isParameter: item.node.isParameter)
    }
    return ComputationGraph(nodes: nodes, edges: edges)
  }
}
