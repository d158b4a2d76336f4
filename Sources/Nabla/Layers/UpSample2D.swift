/// Makes every pixel a square of pixels: see ``Tensor/upsampled(by:)``.
///
/// [batch, channels, height, width] becomes [batch, channels, factor·height, factor·width]. With a
/// ``Convolution2D`` behind it, it is a way to larger images that leaves no pattern of squares.
public struct UpSample2D: Layer {
  /// How many times larger the images become.
  public let factor: Int

  /// A layer with a factor of at least 1.
  public init(factor: Int) {
    require(factor >= 1, "UpSample2D: the factor must be at least 1, received \(factor)")
    self.factor = factor
  }

  /// The larger images.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireInput(input, input.rank == 4, "[batch, channels, height, width]")
    return input.upsampled(by: factor)
  }
}

extension UpSample2D: CustomStringConvertible {
  /// As it was made: `UpSample2D(factor: 2)`.
  public var description: String { "UpSample2D(factor: \(factor))" }
}
