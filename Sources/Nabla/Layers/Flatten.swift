/// Makes each entry of a batch a row: [batch, …] becomes [batch, elements].
public struct Flatten: Layer {
  /// The layer.
  public init() {}

  /// The rows.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    require(
      input.rank >= 1, "Flatten: a batch is needed, received shape \(input.shape)")
    return input.reshaped([input.shape[0], input.shape.dropFirst().reduce(1, *)])
  }
}

extension Flatten: CustomStringConvertible {
  /// As it was made: `Flatten()`.
  public var description: String { "Flatten()" }
}
