/// The largest value of each window: see ``maxPool(_:size:stride:padding:)``.
public struct MaxPool2D: Layer {
  /// Height and width of a window.
  public let size: Int

  /// How far the window moves.
  public let stride: Int

  /// How many rows and columns stand around the image that are never the largest.
  public let padding: Int

  /// A layer with windows that move by their own size, unless told otherwise.
  public init(size: Int, stride: Int? = nil, padding: Int = 0) {
    requireWindow(size, stride ?? size, padding, "MaxPool2D")
    (self.size, self.stride, self.padding) = (size, stride ?? size, padding)
  }

  /// The largest values.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireInput(input, windowFits(input, size, padding), windowShape(size, padding))
    return maxPool(input, size: size, stride: stride, padding: padding)
  }
}

/// The mean of each window: see ``averagePool(_:size:stride:padding:)``.
public struct AveragePool2D: Layer {
  /// Height and width of a window.
  public let size: Int

  /// How far the window moves.
  public let stride: Int

  /// How many rows and columns of zeros stand around the image, which count in the means.
  public let padding: Int

  /// A layer with windows that move by their own size, unless told otherwise.
  public init(size: Int, stride: Int? = nil, padding: Int = 0) {
    requireWindow(size, stride ?? size, padding, "AveragePool2D")
    (self.size, self.stride, self.padding) = (size, stride ?? size, padding)
  }

  /// The means.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireInput(input, windowFits(input, size, padding), windowShape(size, padding))
    return averagePool(input, size: size, stride: stride, padding: padding)
  }
}

private func requireWindow(_ size: Int, _ stride: Int, _ padding: Int, _ layer: String) {
  require(
    size > 0 && stride > 0 && padding >= 0 && padding < size,
    "\(layer): size and stride must be positive and the padding within 0..<size, received \(size), "
      + "\(stride) and \(padding)")
}

private func windowFits(_ input: Tensor, _ size: Int, _ padding: Int) -> Bool {
  input.rank == 4 && min(input.shape[2], input.shape[3]) > 0
    && min(input.shape[2], input.shape[3]) + 2 * padding >= size
}

private func windowShape(_ size: Int, _ padding: Int) -> String {
  "[batch, channels, height, width], with height and width of at least "
    + "\(max(1, size - 2 * padding)),"
}

extension MaxPool2D: CustomStringConvertible {
  /// As it was made: `MaxPool2D(size: 2, stride: 2, padding: 0)`.
  public var description: String {
    "MaxPool2D(size: \(size), stride: \(stride), padding: \(padding))"
  }
}

extension AveragePool2D: CustomStringConvertible {
  /// As it was made: `AveragePool2D(size: 2, stride: 2, padding: 0)`.
  public var description: String {
    "AveragePool2D(size: \(size), stride: \(stride), padding: \(padding))"
  }
}
