public import Nabla
public import Wire

/// The neurons of a network, a column a layer, joined by lines as strong as their weights.
///
/// ```swift
/// NetworkDiagram(network)
/// NetworkDiagram("Three in a row", weights: [[[0.2333]], [[-0.233]], [[-0.52133]]])
/// ```
///
/// Of a layer with many neurons the first few are drawn. A network with layers other than `Dense`
/// and functions is drawn as a chain of its layers.
public struct NetworkDiagram: Displayable, Sendable {
  private let drawn: Display

  /// The most neurons of a column that are drawn.
  static let limit = 6

  /// A network of the engine.
  public init(_ title: String?, _ network: Network) {
    drawn = Self.neurons(title, network) ?? Self.chain(title, network)
  }

  /// A network of the engine, without a title.
  public init(_ network: Network) { self.init(nil, network) }

  /// A network of weights alone: for each layer, for each input, the weights to the outputs.
  ///
  /// - Parameters:
  ///   - title: what the network is.
  ///   - weights: the matrices, of shapes [inputs, outputs], the first layer first.
  ///   - names: what the columns are called, one more than there are layers.
  /// - Precondition: each layer has as many inputs as the one before has outputs.
  public init(_ title: String? = nil, weights: [[[Double]]], names: [String] = []) {
    if !names.isEmpty, names.count != weights.count + 1 {
      refuse(
        "NetworkDiagram: \(weights.count) layers have \(weights.count + 1) columns, received "
          + "\(names.count) names")
    }
    let layers = weights.enumerated().map { index, matrix in
      let name = names.isEmpty ? nil : names[index + 1]
      return (name, Grid("NetworkDiagram: layer \(index + 1)", matrix))
    }
    drawn = Self.columns(title, names.first, layers)
  }

  /// The diagram as the weaver draws it.
  public var display: Display { drawn }

  private static func columns(
    _ title: String?, _ input: String?, _ layers: [(name: String?, weights: Grid)]
  ) -> Display {
    var columns = [column(input, layers.first?.weights.height ?? 0)]
    var weights: [[[Double?]]] = []
    for (index, layer) in layers.enumerated() {
      let matrix = layer.weights
      if matrix.height != columns[index].count {
        refuse(
          "NetworkDiagram: layer \(index + 1) has weights of \(matrix.height) inputs, but there are "
            + "\(columns[index].count)")
      }
      columns.append(column(layer.name, matrix.width))
      let rows = matrix.rows.prefix(columns[index].neurons.count)
      weights.append(rows.map { Array($0.prefix(columns[index + 1].neurons.count)) })
    }
    return .neurons(Wire.NeuronDiagram(title: title, columns: columns, weights: weights))
  }

  private static func column(_ name: String?, _ count: Int) -> Wire.NeuronDiagram.Column {
    .init(name, neurons: Array(repeating: "", count: min(count, limit)), count: count)
  }

  private static func neurons(_ title: String?, _ network: Network) -> Display? {
    var layers: [(name: String, weights: Grid)] = []
    for layer in network.layers {
      if let dense = layer as? Dense {
        layers.append(("Dense", Grid(dense.weight.values, width: dense.weight.shape[1])))
      } else if layer is Activation, !layers.isEmpty {
        layers[layers.count - 1].name += ", \(layer.name)"
      } else {
        return nil
      }
    }
    return layers.isEmpty ? nil : columns(title, nil, layers.map { ($0.name, $0.weights) })
  }

  private static func chain(_ title: String?, _ network: Network) -> Display {
    var nodes = [Wire.Graph.Node("", role: .constant)]
    for layer in network.layers {
      let count = layer.parameterCount
      let shapes = layer.parameters.map { $0.shape.map(String.init).joined(separator: "×") }
      nodes.append(
        .init(
          layer.name, role: count > 0 ? .parameter : .result,
          value: shapes.isEmpty ? nil : shapes.joined(separator: ", "),
          gradient: count > 0 ? "\(count)" : nil))
    }
    let edges = nodes.indices.dropFirst().map { Wire.Graph.Edge(from: $0 - 1, to: $0) }
    return .graph(
      Wire.Graph(
        title: title, nodes: nodes, edges: edges, content: .layers))
  }
}

extension Network: Displayable {
  /// The network, drawn.
  public var display: Display { NetworkDiagram(self).display }
}
