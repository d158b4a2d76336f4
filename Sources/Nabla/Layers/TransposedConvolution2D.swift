/// A layer of filters that are laid onto a larger image: see
/// ``transposedConvolution(_:weight:bias:stride:padding:)``.
///
/// The input has the shape [batch, channels, height, width], the output [batch, filters, h, w] with
/// h = (height − 1)·stride − 2·padding + size, and w alike.
public struct TransposedConvolution2D: Layer {
  /// The filters, of shape [channels, filters, size, size].
  public var weight: Tensor

  /// One number for each filter.
  public var bias: Tensor

  /// How far apart the filters of neighbouring pixels are laid.
  public let stride: Int

  /// How many rows and columns are cut off at each side of the result.
  public let padding: Int

  /// A layer with random filters and a bias of zeros.
  ///
  /// A pixel of the output sums some channels·(size/stride)² numbers, which the initializer is told.
  ///
  /// - Parameters:
  ///   - channels: those of the input.
  ///   - filters: as many channels the output has.
  ///   - size: height and width of a filter.
  ///   - stride: how far apart the filters of neighbouring pixels are laid.
  ///   - padding: rows and columns that are cut off at each side.
  ///   - initializer: how the filters start.
  ///   - source: where random numbers are taken from.
  public init(
    channels: Int, filters: Int, size: Int, stride: Int = 1, padding: Int = 0,
    initializer: Initializer = .he, using source: inout RandomSource
  ) {
    require(
      channels > 0 && filters > 0 && size > 0,
      "TransposedConvolution2D: channels, filters and size must be positive, received \(channels), "
        + "\(filters) and \(size)")
    require(
      stride > 0 && padding >= 0,
      "TransposedConvolution2D: the stride must be positive and the padding not negative, received "
        + "\(stride) and \(padding)")
    weight = initializer.parameter(
      [channels, filters, size, size], name: "weight",
      inputs: channels * size * size / (stride * stride), outputs: filters * size * size,
      using: &source)
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

  /// The larger images.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    requireInput(
      input,
      input.rank == 4 && input.shape[1] == weight.shape[0]
        && min(input.shape[2], input.shape[3]) > 0,
      "[batch, \(weight.shape[0]), height, width]")
    return transposedConvolution(
      input, weight: weight, bias: bias, stride: stride, padding: padding)
  }
}

extension TransposedConvolution2D: CustomStringConvertible {
  /// As it was made: `TransposedConvolution2D(channels: 8, filters: 1, size: 2, stride: 2, padding:
  /// 0)`.
  public var description: String {
    "TransposedConvolution2D(channels: \(weight.shape[0]), filters: \(bias.count), size: "
      + "\(weight.shape[2]), stride: \(stride), padding: \(padding))"
  }
}
