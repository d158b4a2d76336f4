extension Tensor {
  /// The sum, element by element, with broadcasting. Derivatives: 1 and 1.
  ///
  /// As all arithmetic here it follows IEEE 754: ∞ − ∞, 0·∞, 0/0 and what is computed from NaN are
  /// NaN, and what is too large is infinite.
  public static func + (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise(.add, .add, lhs, rhs) { node, adjoint, pass in
      pass.addReduced(node.inputs[0], adjoint, from: node.shape)
      pass.addReduced(node.inputs[1], adjoint, from: node.shape)
    }
  }

  /// The difference, element by element, with broadcasting. Derivatives: 1 and −1.
  public static func - (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise(.subtract, .subtract, lhs, rhs) { node, adjoint, pass in
      pass.addReduced(node.inputs[0], adjoint, from: node.shape)
      guard node.inputs[1].leadsToParameter else { return }
      let negative = Buffer(count: adjoint.count)
      Fast.map(.negate, adjoint.count, adjoint.read, negative.pointer)
      pass.addReduced(node.inputs[1], negative, from: node.shape)
    }
  }

  /// The product, element by element, with broadcasting. Derivatives: b and a.
  public static func * (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise(.multiply, .multiply, lhs, rhs) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      if a.leadsToParameter {
        pass.addReduced(
          a, stretched(.multiply, adjoint, node.shape, b.buffer, b.shape), from: node.shape)
      }
      if b.leadsToParameter {
        pass.addReduced(
          b, stretched(.multiply, adjoint, node.shape, a.buffer, a.shape), from: node.shape)
      }
    }
  }

  /// The quotient, element by element, with broadcasting. Derivatives: 1/b and −a/b², which is
  /// computed as −(1/b)·(a/b), and so is NaN where 1/b overflows (|b| below 5.6·10⁻³⁰⁹) and a is 0.
  public static func / (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise(.divide, .divide, lhs, rhs) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      let quotient = stretched(.divide, adjoint, node.shape, b.buffer, b.shape)
      pass.addReduced(a, quotient, from: node.shape)
      guard b.leadsToParameter else { return }
      let slope = stretched(.multiply, quotient, node.shape, node.buffer, node.shape)
      let negative = Buffer(count: slope.count)
      Fast.map(.negate, slope.count, slope.read, negative.pointer)
      pass.addReduced(b, negative, from: node.shape)
    }
  }

  /// The negative, element by element. Derivative: −1.
  public static prefix func - (operand: Tensor) -> Tensor {
    elementwise(.negate, .negate, operand)
  }

  /// Replaces a tensor by its recorded sum with another.
  public static func += (lhs: inout Tensor, rhs: Tensor) {
    lhs = lhs + rhs
  }

  /// Replaces a tensor by its recorded difference with another. To train a parameter, set its
  /// ``values``: a result is no parameter.
  public static func -= (lhs: inout Tensor, rhs: Tensor) {
    lhs = lhs - rhs
  }

  /// Replaces a tensor by its recorded product with another.
  public static func *= (lhs: inout Tensor, rhs: Tensor) {
    lhs = lhs * rhs
  }

  /// Replaces a tensor by its recorded quotient with another.
  public static func /= (lhs: inout Tensor, rhs: Tensor) {
    lhs = lhs / rhs
  }

  static func pairwise(
    _ operation: Operation, _ function: Pairwise, _ a: Tensor, _ b: Tensor,
    backward: @escaping Node.Backward
  ) -> Tensor {
    if a.shape == b.shape {
      let result = Buffer(count: a.count)
      Fast.pair(function, a.count, a.node.values, 1, b.node.values, 1, result.pointer)
      return Tensor(operation, a.shape, result, from: [a, b], backward: backward)
    }
    let broadcast = requireBroadcast(operation.name, a.shape, b.shape)
    return Tensor(
      operation, broadcast.shape, broadcast.apply(function, a.node.values, b.node.values),
      from: [a, b], backward: backward)
  }
}

extension Operation {
  static let add = Operation(
    "add", forward: { Cost(0, $0.count) }, backward: { Cost(0, $0.folding($1)) },
    derivative: { _, _ in "1" })

  static let subtract = Operation(
    "subtract", forward: { Cost(0, $0.count) }, backward: { Cost(0, $0.folding($1)) },
    derivative: { _, place in place == 0 ? "1" : "−1" })

  static let multiply = Operation(
    "multiply", forward: { Cost($0.count, 0) }, backward: { Cost($0.count, $0.folding($1)) },
    derivative: { names, place in names[1 - place] })

  /// dy/b is computed once for both.
  static let divide = Operation(
    "divide", forward: { Cost($0.count, 0) },
    backward: { node, place in
      let products = (place == 0 ? 0 : node.count) + (node.isFirst(place) ? node.count : 0)
      return Cost(products, node.folding(place))
    },
    derivative: { names, place in
      place == 0 ? "1/\(names[1])" : "−\(names.result)/\(names[1])"
    })

  static let negate = Operation(copying: "negate") { _, _ in "−1" }
}

/// A function of two buffers, the second stretched to the shape of the first.
func stretched(
  _ function: Pairwise, _ a: Buffer, _ aShape: [Int], _ b: Buffer, _ bShape: [Int]
) -> Buffer {
  if aShape == bShape {
    let result = Buffer(count: a.count)
    Fast.pair(function, a.count, a.read, 1, b.read, 1, result.pointer)
    return result
  }
  return requireBroadcast("multiply", aShape, bShape).apply(function, a.read, b.read)
}

/// The elements of a buffer, stretched to a shape.
func stretched(_ a: Buffer, _ aShape: [Int], to shape: [Int]) -> Buffer {
  aShape == shape
    ? a : requireBroadcast("broadcast", aShape, shape).apply(.first, a.read, a.read, alone: true)
}

extension BackwardPass {
  /// Hands over an adjoint of a broadcast result, summed to the shape of the operand.
  @inline(__always)
  func addReduced(_ node: Node, _ adjoint: Buffer, from shape: [Int]) {
    guard node.leadsToParameter else { return }
    if node.count == adjoint.count { return add(node, adjoint) }
    let missing = shape.count - node.shape.count
    add(
      node,
      summed(adjoint, shape) { $0 < missing || (node.shape[$0 - missing] == 1 && shape[$0] != 1) })
  }
}
