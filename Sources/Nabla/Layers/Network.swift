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
public struct Network: Layer {
  /// The layers, the first to work first.
  public var layers: [any Layer] {
    get { stack }
    set {
      stack = newValue
      frames = Network.frames(of: newValue)
    }
  }

  private var stack: [any Layer]

  /// What operations of each layer are said to belong to.
  private var frames: [Scope.Frame]

  private static func frames(of layers: [any Layer]) -> [Scope.Frame] {
    layers.enumerated().map { Scope.Frame("\($0) \($1.name)") }
  }

  /// A network of layers listed in a closure.
  public init(@NetworkBuilder _ layers: () -> [any Layer]) {
    self.init(layers())
  }

  /// A network of layers in an array.
  public init(_ layers: [any Layer]) {
    stack = layers
    frames = Network.frames(of: layers)
  }

  /// The parameters of all layers in their order.
  public var parameters: [Tensor] {
    get { stack.flatMap { $0.parameters } }
    set {
      var start = 0
      for index in stack.indices {
        let count = stack[index].parameters.count
        guard count > 0 else { continue }
        require(
          start + count <= newValue.count,
          "Network.parameters: as many as the layers have are needed, received \(newValue.count)")
        stack[index].parameters = Array(newValue[start..<start + count])
        start += count
      }
      require(
        start == newValue.count,
        "Network.parameters: \(start) are needed, received \(newValue.count)")
    }
  }

  /// Changes the parameters of all layers in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    for index in stack.indices { stack[index].changeParameters(change) }
  }

  /// What each parameter is called: the place and name of its layer, and its own name.
  public var parameterNames: [String] {
    layers.enumerated().flatMap { index, layer in
      layer.parameters.map { "\(index) \(layer.name) \($0.name ?? "parameter")" }
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

/// Collects the layers of a ``Network``.
@resultBuilder
public enum NetworkBuilder {
  /// One layer.
  public static func buildExpression(_ layer: some Layer) -> [any Layer] { [layer] }

  /// Several layers.
  public static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }

  /// Layers in their order.
  public static func buildBlock(_ layers: [any Layer]...) -> [any Layer] { layers.flatMap { $0 } }

  /// Layers of a loop.
  public static func buildArray(_ layers: [[any Layer]]) -> [any Layer] { layers.flatMap { $0 } }

  /// Layers that may be missing.
  public static func buildOptional(_ layers: [any Layer]?) -> [any Layer] { layers ?? [] }

  /// The first choice.
  public static func buildEither(first layers: [any Layer]) -> [any Layer] { layers }

  /// The second choice.
  public static func buildEither(second layers: [any Layer]) -> [any Layer] { layers }
}
