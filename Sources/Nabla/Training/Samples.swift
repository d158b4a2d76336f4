/// Data to learn from: inputs, and what is expected for each.
public struct Samples: Codable, Sendable {
  /// What is expected for the inputs.
  public enum Targets: Codable, Sendable {
    /// A class for each input, from 0.
    case classes([Int])

    /// Values for each input, as rows of a tensor.
    case values(Tensor)
  }

  /// The inputs, one in each entry of the first dimension.
  public let inputs: Tensor

  /// What is expected.
  public let targets: Targets

  /// Inputs with a class each.
  public init(_ inputs: Tensor, classes: [Int]) {
    for (index, label) in classes.enumerated() {
      require(
        label >= 0, "Samples: classes are counted from 0, received \(label) for input \(index)")
    }
    require(
      inputs.rank >= 1 && inputs.shape[0] == classes.count,
      "Samples: one class for each input is needed, received \(classes.count) classes for inputs of "
        + "shape \(inputs.shape)")
    self.inputs = inputs
    targets = .classes(classes)
  }

  /// Inputs with values each.
  public init(_ inputs: Tensor, values: Tensor) {
    require(
      inputs.rank >= 1 && values.rank >= 1 && inputs.shape[0] == values.shape[0],
      "Samples: one row of values for each input is needed, received shapes \(inputs.shape) and "
        + "\(values.shape)")
    self.inputs = inputs
    targets = .values(values)
  }

  /// How many there are.
  public var count: Int { inputs.shape[0] }

  /// Those at given places, in that order; none where there are no places.
  public func select(_ places: [Int]) -> Samples {
    for place in places {
      require(
        place >= 0 && place < count,
        "Samples.select: places must lie within 0..<\(count), received \(place)")
    }
    return selected(places)
  }

  private func selected(_ places: [Int]) -> Samples {
    switch targets {
    case .classes(let classes):
      Samples(inputs.rows(places), classes: places.map { classes[$0] })
    case .values(let values): Samples(inputs.rows(places), values: values.rows(places))
    }
  }

  /// The first `count`, and the rest: to learn from and to test with.
  public func split(at count: Int) -> (Samples, Samples) {
    require(
      count >= 0 && count <= self.count,
      "Samples.split: the place must lie within 0...\(self.count), received \(count)")
    return (select(Array(0..<count)), select(Array(count..<self.count)))
  }

  /// The loss of outputs: ``crossEntropy(logits:labels:weights:ignoring:)`` for classes,
  /// ``meanSquaredError(predicted:expected:)`` for values. Of no samples there is none: a
  /// precondition failure.
  public func loss(of outputs: Tensor) -> Tensor {
    switch targets {
    case .classes(let classes): crossEntropy(logits: outputs, labels: classes)
    case .values(let values): meanSquaredError(predicted: outputs, expected: values)
    }
  }

  /// The share of outputs whose largest element is at the right class; nil for values, for no
  /// samples, and where there is not one row of outputs for each class. The first of equal elements is the largest, and NaN is larger than all.
  public func accuracy(of outputs: Tensor) -> Double? {
    guard case .classes(let classes) = targets, !classes.isEmpty, let columns = outputs.shape.last,
      columns > 0, outputs.count / columns == classes.count
    else { return nil }
    let right = zip(outputs.argmax(), classes).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    return Double(right) / Double(classes.count)
  }
}
