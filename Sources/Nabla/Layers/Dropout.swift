/// Leaves out numbers at random while training, so that none is relied on alone.
///
/// In training each number becomes 0 with the probability given, and the others are divided by the
/// chance to stay, so that the mean is kept. Otherwise the layer does nothing. In training is
/// whatever a call with `training:` computes, and so a layer of one's own that calls this one. NaN and
/// infinities are not hidden: left out, they are NaN, as 0·∞ is.
///
/// Source: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout: a
/// simple way to prevent neural networks from overfitting", JMLR 15 (2014), pages 1929–1958.
public struct Dropout: Layer {
  /// The chance of a number to be left out.
  public let probability: Double

  /// A layer that leaves out with a probability in [0, 1).
  public init(probability: Double) {
    require(
      probability >= 0 && probability < 1,
      "Dropout: the probability must be at least 0 and less than 1, received \(probability)")
    self.probability = probability
  }

  /// The input; within a call with `training:`, some of it left out.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    guard let source = TrainingMode.source else { return input }
    return self(input, training: &source.pointee)
  }

  /// The input, some of it left out.
  public func callAsFunction(_ input: Tensor, training source: inout RandomSource) -> Tensor {
    let stays = 1 - probability
    let mask = (0..<input.count).map { _ in
      source.uniform(in: 0..<1) < probability ? 0 : 1 / stays
    }
    return input * Tensor(mask, shape: input.shape)
  }
}

extension Dropout: CustomStringConvertible {
  /// As it was made: `Dropout(probability: 0.5)`.
  public var description: String { "Dropout(probability: \(probability))" }
}
