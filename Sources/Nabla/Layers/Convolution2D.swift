/// A layer of filters that look at every place of an image: see
/// ``convolution(_:weight:bias:stride:padding:)``.
///
/// The input has the shape [batch, channels, height, width], the output [batch, filters, h, w].
public struct Convolution2D: Layer {
  /// The filters, of shape [filters, channels, size, size].
  public var weight: Tensor

  /// One number for each filter.
  public var bias: Tensor

  /// How far the filters move.
  public let stride: Int

  /// How many rows and columns of zeros stand around the image.
  public let padding: Int

  /// A layer with random filters and a bias of zeros.
  ///
  /// - Parameters:
  ///   - channels: those of the input.
  ///   - filters: as many channels the output has.
  ///   - size: height and width of a filter.
  ///   - stride: how far the filters move.
  ///   - padding: rows and columns of zeros around the image.
  ///   - initializer: how the filters start.
  ///   - source: where random numbers are taken from.
  public init(
    channels: Int, filters: Int, size: Int, stride: Int = 1, padding: Int = 0,
    initializer: Initializer = .he, using source: inout RandomSource
  ) {
    require(
      channels > 0 && filters > 0 && size > 0,
      "Convolution2D: channels, filters and size must be positive, received \(channels), \(filters) "
        + "and \(size)")
    weight = initializer.parameter(
      [filters, channels, size, size], name: "weight", inputs: channels * size * size,
      outputs: filters * size * size, using: &source)
    bias = Tensor(Array(repeating: 0, count: filters), name: "bias")
    self.stride = stride
    self.padding = padding
  }

  /// The filters and the bias.
  public var parameters: [Tensor] {
    get { [weight, bias] }
    set { (weight, bias) = (newValue[0], newValue[1]) }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&weight)
    change(&bias)
  }

  /// The convolution of the images.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    convolution(input, weight: weight, bias: bias, stride: stride, padding: padding)
  }
}
