/// Layers one after the other.
///
/// ```swift
/// var source = RandomSource(seed: 1)
/// var network = Network {
///   Dense(inputs: 64, outputs: 32, using: &source)
///   Activation.tanh
///   Dense(inputs: 32, outputs: 10, using: &source)
/// }
/// print(network.parameterCount)
/// ```
///
/// prints `2410`.
///
/// A layer may stand in two places, or in two networks: it is one layer, whose parameters are counted,
/// moved and checked once.
public struct Network: Layer {
  /// The layers, the first to work first.
  public var layers: [any Layer] {
    get { stack }
    set { self = Network(newValue) }
  }

  private var stack: [any Layer]

  /// What operations of each layer are said to belong to.
  private let frames: [Scope.Frame]

  /// Whether a parameter stands in two layers.
  private var isTied: Bool

  /// A network of layers listed in a closure.
  public init(@NetworkBuilder _ layers: () -> [any Layer]) {
    self.init(layers())
  }

  /// A network of layers in an array.
  public init(_ layers: [any Layer]) {
    stack = layers
    frames = layers.enumerated().map { Scope.Frame("\($0) \($1.name)") }
    isTied = Network.isTied(layers)
  }

  private static func isTied(_ layers: [any Layer]) -> Bool {
    let parameters = layers.flatMap { $0.parameters }
    return parameters.distinct.count < parameters.count
  }

  /// The parameters of all layers in their order, one that stands in two places once.
  public var parameters: [Tensor] {
    get {
      let parameters = stack.flatMap { $0.parameters }
      return isTied ? parameters.distinct : parameters
    }
    set {
      parameters.requireSameShapes(newValue, self)
      var next = 0
      changeParameters {
        $0 = newValue[next]
        next += 1
      }
      isTied = Network.isTied(stack)
    }
  }

  /// What each parameter is called: the place and name of its layer, and its own name.
  public var parameterNames: [String] {
    var parts = Parts(.names)
    for (index, layer) in stack.enumerated() {
      var layer = layer
      parts.layer(&layer, "\(index) \(layer.name)")
    }
    return parts.names
  }

  /// A parameter of a layer by its name: `network[0, "weight"]`.
  ///
  /// What is set has its shape. A parameter that stands in two places is set in both. A layer or
  /// name that is not there is a precondition failure.
  public subscript(layer: Int, parameter: String) -> Tensor {
    get {
      require(
        stack.indices.contains(layer),
        "Network: there is no layer \(layer), the layers are 0..<\(stack.count)")
      let names = stack[layer].parameterNames
      guard let place = names.firstIndex(of: parameter) else {
        fatalError(
          "Network: layer \(layer) \(stack[layer].name) has the parameters \(names), received "
            + "\"\(parameter)\"")
      }
      return stack[layer].parameters[place]
    }
    set {
      let old = self[layer, parameter]
      require(
        newValue.shape == old.shape,
        "Network: \"\(parameter)\" of layer \(layer) has the shape \(old.shape), received "
          + "\(newValue.shape)")
      changeParameters { if Tie($0) == Tie(old) { $0 = newValue } }
    }
  }

  /// Changes the parameters of all layers in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    var changes = TiedChanges()
    for index in stack.indices {
      if isTied {
        stack[index].changeParameters { changes.change(&$0, change) }
      } else {
        stack[index].changeParameters(change)
      }
    }
  }

  /// Changes the running statistics of all layers.
  public mutating func changeStatistics(_ change: (inout Tensor) -> Void) {
    var changes = TiedChanges()
    for index in stack.indices {
      stack[index].changeStatistics { changes.change(&$0, change) }
    }
  }

  /// The output of the last layer.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    var output = input
    for (layer, frame) in zip(stack, frames) {
      output = Scope.within(frame) { layer(output) }
    }
    return output
  }

  /// The output of the last layer, in training.
  public func callAsFunction(_ input: Tensor, training source: inout RandomSource) -> Tensor {
    var output = input
    for (layer, frame) in zip(stack, frames) {
      output = Scope.within(frame) { layer(output, training: &source) }
    }
    return output
  }
}

extension Network: CustomStringConvertible {
  /// The layers one below the other, each with its number, as they were made:
  /// `0 Dense(inputs: 2, outputs: 3)`.
  public var description: String {
    stack.enumerated().map { index, layer in
      let text = (layer as? any CustomStringConvertible)?.description ?? layer.name
      return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .map { $0 == 0 ? "\(index) \($1)" : "  \($1)" }.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
