/// The larger of both, element by element, with broadcasting. NaN where one of them is NaN.
///
/// Where they are equal, the result is the first, also of 0 and −0, and the derivative goes to the
/// first; so it does to the first NaN.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor {
  extremum(.maximum, .maximum, a, b) { $0 >= $1 || $0.isNaN }
}

/// The smaller of both, element by element, with broadcasting. NaN where one of them is NaN.
///
/// Where they are equal, the result is the first, also of 0 and −0, and the derivative goes to the
/// first; so it does to the first NaN.
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor {
  extremum(.minimum, .minimum, a, b) { $0 <= $1 || $0.isNaN }
}

extension Operation {
  static let maximum = Operation(
    copying: "maximum", backward: { Cost(0, $0.folding($1)) },
    derivative: { names, place in "[\(names[0]) \(place == 0 ? "≥" : "<") \(names[1])]" })

  static let minimum = Operation(
    copying: "minimum", backward: { Cost(0, $0.folding($1)) },
    derivative: { names, place in "[\(names[0]) \(place == 0 ? "≤" : ">") \(names[1])]" })
}

private func extremum(
  _ operation: Operation, _ function: Pairwise, _ a: Tensor, _ b: Tensor,
  takesFirst: @escaping @Sendable (Double, Double) -> Bool
) -> Tensor {
  Tensor.pairwise(operation, function, a, b) { node, adjoint, pass in
    let (a, b) = (node.inputs[0], node.inputs[1])
    let first = stretched(a.buffer, a.shape, to: node.shape)
    let second = stretched(b.buffer, b.shape, to: node.shape)
    let toA = Buffer(count: node.count)
    let toB = Buffer(count: node.count)
    for i in 0..<node.count {
      let isFirst = takesFirst(first.pointer[i], second.pointer[i])
      toA.pointer[i] = isFirst ? adjoint.pointer[i] : 0
      toB.pointer[i] = isFirst ? 0 : adjoint.pointer[i]
    }
    pass.addReduced(a, toA, from: node.shape)
    pass.addReduced(b, toB, from: node.shape)
  }
}
