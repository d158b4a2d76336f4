/// A vector for each word of a vocabulary, learned.
///
/// The input holds word numbers from 0, in any shape; the output has one more dimension, the
/// vector. The derivative of a vector is the sum of the adjoints wherever its word stands.
public struct Embedding: Layer {
  /// The vectors, of shape [words, dimensions].
  public var table: Tensor

  /// A layer with random vectors.
  ///
  /// - Parameters:
  ///   - words: the size of the vocabulary.
  ///   - dimensions: the length of a vector.
  ///   - initializer: how the vectors start.
  ///   - source: where random numbers are taken from.
  public init(
    words: Int, dimensions: Int, initializer: Initializer = .normal(deviation: 1),
    using source: inout RandomSource
  ) {
    require(
      words > 0 && dimensions > 0,
      "Embedding: words and dimensions must be positive, received \(words) and \(dimensions)")
    table = initializer.parameter(
      [words, dimensions], name: "table", inputs: words, outputs: dimensions, using: &source)
  }

  /// The vectors.
  public var parameters: [Tensor] {
    get { [table] }
    set {
      parameters.requireSameShapes(newValue, self)
      table = newValue[0]
    }
  }

  /// Changes the parameters in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    change(&table)
  }

  /// The vectors of words given as numbers in a tensor. What is no word number is a precondition
  /// failure.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    let words = input.values.map { value in
      guard let word = Int(exactly: value) else {
        fatalError(
          "\(self): words must be whole numbers within 0..<\(table.shape[0]), received \(value)")
      }
      return word
    }
    return self(words).reshaped(input.shape + [table.shape[1]])
  }

  /// The vectors of words, of shape [words, dimensions].
  public func callAsFunction(_ words: [Int]) -> Tensor {
    for word in words {
      require(
        word >= 0 && word < table.shape[0],
        "\(self): words must be whole numbers within 0..<\(table.shape[0]), received \(word)")
    }
    return table.rows(words)
  }
}

extension Embedding: CustomStringConvertible {
  /// As it was made: `Embedding(words: 100, dimensions: 8)`.
  public var description: String {
    "Embedding(words: \(table.shape[0]), dimensions: \(table.shape[1]))"
  }
}
