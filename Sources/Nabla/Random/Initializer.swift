/// How the weights of a layer start.
///
/// Weights that all start equal stay equal: their gradients are. Random ones break the symmetry,
/// and their size decides whether values and gradients fade or grow from layer to layer.
public enum Initializer: Sendable, Equatable {
  /// All zeros, for biases.
  case zeros

  /// All one number.
  case constant(Double)

  /// Uniform in [−limit, limit).
  case uniform(limit: Double)

  /// Normal with mean 0 and a standard deviation.
  case normal(deviation: Double)

  /// Uniform in ±√(6/(inputs + outputs)), for tanh and sigmoid.
  ///
  /// Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural
  /// networks", AISTATS 2010, equation 16.
  case glorot

  /// Normal with deviation √(2/inputs), for rectifiers.
  ///
  /// Source: K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015,
  /// equation 10.
  case he

  /// A parameter with these starting values.
  ///
  /// - Parameters:
  ///   - shape: its dimensions.
  ///   - name: what it is called.
  ///   - inputs: how many numbers go into one output.
  ///   - outputs: how many outputs one input goes to.
  ///   - source: where random numbers are taken from.
  public func parameter(
    _ shape: [Int], name: String, inputs: Int, outputs: Int, using source: inout RandomSource
  ) -> Tensor {
    require(
      shape.allSatisfy { $0 >= 0 },
      "Initializer: dimensions must not be negative, received \(shape) for '\(name)'")
    let count = shape.reduce(1, *)
    let values: [Double]
    switch self {
    case .zeros: values = Array(repeating: 0, count: count)
    case .constant(let value): values = Array(repeating: value, count: count)
    case .uniform(let limit):
      require(
        limit > 0 && limit.isFinite,
        "Initializer.uniform: the limit must be positive, received \(limit)")
      values = (0..<count).map { _ in source.uniform(in: -limit..<limit) }
    case .normal(let deviation):
      values = (0..<count).map { _ in source.normal(deviation: deviation) }
    case .glorot:
      let limit = (6 / Double(max(1, inputs + outputs))).squareRoot()
      values = (0..<count).map { _ in source.uniform(in: -limit..<limit) }
    case .he:
      let deviation = (2 / Double(max(1, inputs))).squareRoot()
      values = (0..<count).map { _ in source.normal(deviation: deviation) }
    }
    return Tensor(values, shape: shape, name: name)
  }
}
