public import Nabla
public import Wire

/// What a loss was computed from, drawn: each value with its number and its derivative, and on each
/// arrow the factor that the chain rule takes there.
///
/// ```swift
/// GraphDiagram("The chain of three weights", loss.graph())
/// ```
public struct GraphDiagram: Displayable, Sendable {
  /// What the graph shows.
  public var title: String?
  private let graph: ComputationGraph
  private let digits: Int
  private var leadsDown: Bool?

  /// The most nodes that are drawn; of a larger graph the kinds of nodes are counted.
  static let limit = 120

  /// A graph.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - graph: the values and the steps between them.
  ///   - digits: how many digits the numbers have at most.
  public init(_ title: String?, _ graph: ComputationGraph, digits: Int = 4) {
    if digits < 1 { refuse("GraphDiagram: digits must be at least 1, received \(digits)") }
    self.title = title
    self.graph = graph
    self.digits = digits
  }

  /// A graph without a title.
  public init(_ graph: ComputationGraph, digits: Int = 4) { self.init(nil, graph, digits: digits) }

  /// What a scalar was computed from.
  public init(_ title: String? = nil, of loss: Scalar, digits: Int = 4) {
    self.init(title, loss.graph(), digits: digits)
  }

  /// What a tensor was computed from.
  public init(_ title: String? = nil, of loss: Tensor, digits: Int = 4) {
    self.init(title, loss.graph(), digits: digits)
  }

  /// The graph with its arrows leading down, or to the right.
  public func leadingDown(_ down: Bool = true) -> GraphDiagram {
    var diagram = self
    diagram.leadsDown = down
    return diagram
  }

  /// The graph as the weaver draws it.
  public var display: Display {
    let isSmall = graph.nodes.count <= Self.limit
    let kept = isSmall ? graph.nodes[...] : graph.nodes.suffix(20)
    let first = kept.first?.id ?? 0
    let nodes = kept.map { node -> Wire.Graph.Node in
      // A number without a name is called by its value.
      let value = text(node.values, node.shape)
      let isNumber = node.name == nil && node.operation == "constant"
      return Wire.Graph.Node(
        isNumber ? value : node.label, role: role(of: node), value: isNumber ? nil : value,
        gradient: node.gradient.map { text($0, node.shape) })
    }
    let edges = graph.edges.filter { $0.operand >= first && $0.result >= first }.map { edge in
      Wire.Graph.Edge(
        from: edge.operand - first, to: edge.result - first, label: edge.derivative,
        value: edge.value.map { $0.shown(digits: digits) })
    }
    return .graph(
      Wire.Graph(
        title: title, nodes: nodes, edges: edges, summary: isSmall ? nil : summary,
        leadsDown: leadsDown))
  }

  private func role(of node: ComputationGraph.Node) -> Wire.Graph.Role {
    if node.id == graph.loss.id { return .loss }
    if node.isParameter { return .parameter }
    return node.operation == "constant" ? .constant : .result
  }

  /// A number, or the shape where there are several.
  private func text(_ values: [Double], _ shape: [Int]) -> String {
    if values.count == 1 { return values[0].shown(digits: digits) }
    return shape.map(String.init).joined(separator: "×")
  }

  /// How many nodes there are of each kind, the most numerous first.
  private var summary: [Wire.Graph.Count] {
    var counts: [String: Int] = [:]
    for node in graph.nodes { counts[node.operation, default: 0] += 1 }
    return [Wire.Graph.Count("nodes", graph.nodes.count), .init("arrows", graph.edges.count)]
      + counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { .init($0.key, $0.value) }
  }
}

extension ComputationGraph: Displayable {
  /// The graph, drawn.
  public var display: Display { GraphDiagram(self).display }
}
