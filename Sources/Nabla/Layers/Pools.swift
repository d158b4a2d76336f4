/// The largest value of each window: see ``maxPool(_:size:stride:)``.
public struct MaxPool2D: Layer {
  /// Height and width of a window.
  public let size: Int

  /// How far the window moves.
  public let stride: Int

  /// A layer with windows that move by their own size, unless told otherwise.
  public init(size: Int, stride: Int? = nil) {
    self.size = size
    self.stride = stride ?? size
  }

  /// The largest values.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    maxPool(input, size: size, stride: stride)
  }
}

/// The mean of each window: see ``averagePool(_:size:stride:)``.
public struct AveragePool2D: Layer {
  /// Height and width of a window.
  public let size: Int

  /// How far the window moves.
  public let stride: Int

  /// A layer with windows that move by their own size, unless told otherwise.
  public init(size: Int, stride: Int? = nil) {
    self.size = size
    self.stride = stride ?? size
  }

  /// The means.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    averagePool(input, size: size, stride: stride)
  }
}

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
