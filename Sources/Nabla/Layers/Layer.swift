/// A part of a network: a function of a tensor with parameters.
///
/// Conform with a struct, list the parameters, and write the function:
///
/// ```swift
/// struct Scale: Layer {
///   var factor = Tensor([1], name: "factor")
///   var parameters: [Tensor] {
///     get { [factor] }
///     set { factor = newValue[0] }
///   }
///   func callAsFunction(_ input: Tensor) -> Tensor { input * factor }
/// }
/// ```
public protocol Layer: Sendable {
  /// The parameters in a fixed order. What is set has the number and shapes of what was got.
  var parameters: [Tensor] { get set }

  /// Changes each parameter in turn, in their order. There is a default by way of ``parameters``;
  /// a layer of its own saves copies where it hands over its properties one by one.
  mutating func changeParameters(_ change: (inout Tensor) -> Void)

  /// The layer's output for an input.
  func callAsFunction(_ input: Tensor) -> Tensor

  /// The layer's output in training, for layers that then behave randomly, such as ``Dropout``.
  func callAsFunction(_ input: Tensor, training source: inout RandomSource) -> Tensor

  /// What messages call the layer.
  var name: String { get }
}

extension Layer {
  /// As without training.
  public func callAsFunction(_ input: Tensor, training source: inout RandomSource) -> Tensor {
    self(input)
  }

  /// Changes the parameters by way of ``parameters``.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    var parameters = parameters
    for index in parameters.indices { change(&parameters[index]) }
    self.parameters = parameters
  }

  /// No parameters.
  public var parameters: [Tensor] {
    get { [] }
    set {
      require(
        newValue.isEmpty, "\(name): the layer has no parameters, received \(newValue.count)")
    }
  }

  /// The name of the type.
  public var name: String { String(describing: Self.self) }

  /// How many numbers the layer learns.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }
}
