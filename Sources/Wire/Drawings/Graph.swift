/// Nodes joined by arrows: a computation, or the layers of a network.
public struct Graph: Codable, Sendable, Equatable {
  /// What the graph shows, if the lesson says so.
  public var title: String?
  /// The nodes, each after those that it depends on.
  public var nodes: [Node]
  /// The arrows.
  public var edges: [Edge]
  /// Where the graph is too large to be drawn, what it is made of: `nodes`, `arrows`, and each kind
  /// of node, and how many there are.
  public var summary: [Count]?
  /// What the nodes are.
  public var content: Content
  /// Whether the arrows lead downwards; `nil` where that depends on the room.
  public var leadsDown: Bool?

  /// A graph.
  public init(
    title: String? = nil, nodes: [Node], edges: [Edge], summary: [Count]? = nil,
    content: Content = .computation, leadsDown: Bool? = nil
  ) {
    self.title = title
    self.nodes = nodes
    self.edges = edges
    self.summary = summary
    self.content = content
    self.leadsDown = leadsDown
  }

  /// What the nodes of a graph are.
  public enum Content: String, Codable, Sendable {
    /// Operations, with their values and the derivatives of the loss by them.
    case computation
    /// Layers, with the shapes and the number of their parameters.
    case layers
  }

  /// What a node is.
  public enum Role: String, Codable, Sendable {
    /// What is learnt.
    case parameter
    /// An input, a label, a number.
    case constant
    /// What is computed.
    case result
    /// What all of it is for.
    case loss
  }

  /// A node.
  public struct Node: Codable, Sendable, Equatable {
    /// What it is called.
    public var label: String
    /// What it is.
    public var role: Role
    /// Its value, as shown.
    public var value: String?
    /// The derivative of the loss by it, or how many parameters it has, as shown.
    public var gradient: String?

    /// A node.
    public init(_ label: String, role: Role, value: String? = nil, gradient: String? = nil) {
      self.label = label
      self.role = role
      self.value = value
      self.gradient = gradient
    }
  }

  /// An arrow.
  public struct Edge: Codable, Sendable, Equatable {
    /// The place of the node that it comes from.
    public var from: Int
    /// The place of the node that it leads to.
    public var to: Int
    /// What stands beside it.
    public var label: String?
    /// The number to that, as shown.
    public var value: String?

    /// An arrow.
    public init(from: Int, to: Int, label: String? = nil, value: String? = nil) {
      self.from = from
      self.to = to
      self.label = label
      self.value = value
    }
  }

  /// How many nodes there are of one kind.
  public struct Count: Codable, Sendable, Equatable {
    /// The kind.
    public var kind: String
    /// How many.
    public var count: Int

    /// A count.
    public init(_ kind: String, _ count: Int) {
      self.kind = kind
      self.count = count
    }
  }
}
