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
    require(
      stride > 0 && padding >= 0,
      "Convolution2D: the stride must be positive and the padding not negative, received \(stride) "
        + "and \(padding)")
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
    set {
      parameters.requireSameShapes(newValue, self)
      (weight, bias) = (newValue[0], newValue[1])
    }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&weight)
    change(&bias)
  }

  /// The convolution of the images.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    let size = weight.shape[2]
    requireInput(
      input,
      input.rank == 4 && input.shape[1] == weight.shape[1]
        && min(input.shape[2], input.shape[3]) + 2 * padding >= size,
      "[batch, \(weight.shape[1]), height, width], with height and width of at least "
        + "\(max(0, size - 2 * padding)),")
    return convolution(input, weight: weight, bias: bias, stride: stride, padding: padding)
  }
}

extension Convolution2D: CustomStringConvertible {
  /// As it was made: `Convolution2D(channels: 1, filters: 8, size: 3, stride: 1, padding: 1)`.
  public var description: String {
    "Convolution2D(channels: \(weight.shape[1]), filters: \(bias.count), size: \(weight.shape[2]), "
      + "stride: \(stride), padding: \(padding))"
  }
}
