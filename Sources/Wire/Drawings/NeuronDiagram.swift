/// The neurons of a network, a column a layer, joined by their weights.
public struct NeuronDiagram: Codable, Sendable, Equatable {
  /// What the diagram shows, if the lesson says so.
  public var title: String?
  /// The columns, the input first.
  public var columns: [Column]
  /// Between each column and the next: the weights from each shown neuron to each shown neuron.
  public var weights: [[[Double?]]]

  /// A diagram.
  public init(title: String? = nil, columns: [Column], weights: [[[Double?]]]) {
    self.title = title
    self.columns = columns
    self.weights = weights
  }

  /// The neurons of one layer.
  public struct Column: Codable, Sendable, Equatable {
    /// What stands above it, if it has a name of its own.
    public var name: String?
    /// What the neurons that are shown are called: texts, or empty.
    public var neurons: [String]
    /// How many there are.
    public var count: Int

    /// A column.
    public init(_ name: String?, neurons: [String], count: Int) {
      self.name = name
      self.neurons = neurons
      self.count = count
    }
  }
}
