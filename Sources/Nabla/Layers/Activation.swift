/// A function that is applied to every number between layers; without one, two dense layers are
/// no more than one.
public struct Activation: Layer {
  /// What messages call it.
  public let name: String

  private let function: @Sendable (Tensor) -> Tensor

  /// A layer of any function without parameters.
  public init(_ name: String, _ function: @escaping @Sendable (Tensor) -> Tensor) {
    self.name = name
    self.function = function
  }

  /// The hyperbolic tangent.
  public static var tanh: Activation { Activation("tanh") { Nabla.tanh($0) } }

  /// The logistic function.
  public static var sigmoid: Activation { Activation("sigmoid") { Nabla.sigmoid($0) } }

  /// The rectifier.
  public static var relu: Activation { Activation("relu") { Nabla.relu($0) } }

  /// The softplus.
  public static var softplus: Activation { Activation("softplus") { Nabla.softplus($0) } }

  /// Softmax of every row. For the loss, ``crossEntropy(logits:labels:weights:ignoring:)`` takes what
  /// goes in here.
  public static var softmax: Activation { Activation("softmax") { Nabla.softmax($0) } }

  /// The leaky rectifier.
  public static func leakyRelu(slope: Double = 0.01) -> Activation {
    Activation("leakyRelu") { Nabla.leakyRelu($0, slope: slope) }
  }

  /// The function's value.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    function(input)
  }
}

extension Activation: CustomStringConvertible {
  /// Its name.
  public var description: String { "Activation.\(name)" }
}
