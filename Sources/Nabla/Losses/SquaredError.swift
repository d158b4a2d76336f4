/// The squared error ½ Σ (e − ê)² of predictions e for expected values ê.
///
/// The half cancels the two of the square: the derivative by e is (e − ê). Of no predictions the
/// error is 0. NaN gives NaN, and so does ∞ where ∞ is expected; an infinite error is ∞, and so is
/// one whose square overflows, above 10¹⁵⁴.
public func squaredError(predicted: Tensor, expected: Tensor) -> Tensor {
  errors(.squaredError, predicted, expected, scale: 0.5)
}

/// The mean squared error, Σ (e − ê)² over the number of elements.
///
/// The derivative by e is 2(e − ê) over that number. Of no predictions there is no mean: a
/// precondition failure. NaN and infinities are treated as in
/// ``squaredError(predicted:expected:)-(Tensor,_)``.
public func meanSquaredError(predicted: Tensor, expected: Tensor) -> Tensor {
  require(
    predicted.count > 0,
    "meanSquaredError: of no predictions there is no mean, received shape \(predicted.shape)")
  return errors(.meanSquaredError, predicted, expected, scale: 1 / Double(predicted.count))
}

private func errors(
  _ operation: Operation, _ predicted: Tensor, _ expected: Tensor, scale: Double
) -> Tensor {
  require(
    predicted.shape == expected.shape,
    "\(operation.name): predictions and expected values must have one shape, received "
      + "\(predicted.shape) and \(expected.shape)")
  let difference = Buffer(count: predicted.count)
  Fast.pair(
    .subtract, predicted.count, predicted.node.values, 1, expected.node.values, 1,
    difference.pointer)
  let total = scale * Kernels.dot(difference.count, difference.read, difference.read)
  return Tensor(operation, [], Buffer([total]), from: [predicted, expected]) {
    node, adjoint, pass in
    let factor = 2 * scale * adjoint.pointer[0]
    for (index, sign) in [(0, factor), (1, -factor)] {
      pass.add(node.inputs[index]) {
        for i in 0..<difference.count { $0[i] = sign * difference.pointer[i] }
      }
    }
  }
}

extension Operation {
  static let squaredError = Operation(
    "squaredError", forward: errorCost, backward: errorBackward,
    derivative: { names, place in "(\(names[place]) − \(names[1 - place]))" })

  static let meanSquaredError = Operation(
    "meanSquaredError", forward: errorCost, backward: errorBackward,
    derivative: { names, place in "2·(\(names[place]) − \(names[1 - place]))/n" })

  private static let errorCost: Forward = { Cost($0.operandCount + 1, 2 * $0.operandCount - 1) }

  /// The scale is computed once for both.
  private static let errorBackward: Backward = { node, place in
    Cost(node.operandCount + (node.isFirst(place) ? 2 : 0), 0)
  }
}
