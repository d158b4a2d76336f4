extension Tensor {
  /// The sum, element by element, with broadcasting. Derivatives: 1 and 1.
  public static func + (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise("add", .add, lhs, rhs) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      pass.addReduced(a, adjoint, against: b)
      pass.addReduced(b, adjoint, against: a)
    }
  }

  /// The difference, element by element, with broadcasting. Derivatives: 1 and −1.
  public static func - (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise("subtract", .subtract, lhs, rhs) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      pass.addReduced(a, adjoint, against: b)
      guard b.leadsToParameter else { return }
      let negative = Buffer(count: adjoint.count)
      Fast.map(.negate, adjoint.count, adjoint.read, negative.pointer)
      pass.addReduced(b, negative, against: a)
    }
  }

  /// The product, element by element, with broadcasting. Derivatives: b and a.
  public static func * (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise("multiply", .multiply, lhs, rhs) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      if a.leadsToParameter {
        pass.addReduced(a, product(adjoint, node.shape, b.buffer, b.shape), against: b)
      }
      if b.leadsToParameter {
        pass.addReduced(b, product(adjoint, node.shape, a.buffer, a.shape), against: a)
      }
    }
  }

  /// The quotient, element by element, with broadcasting. Derivatives: 1/b and −a/b².
  public static func / (lhs: Tensor, rhs: Tensor) -> Tensor {
    pairwise("divide", .divide, lhs, rhs) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      let quotient = requireBroadcast("divide", node.shape, b.shape)
        .apply(.divide, adjoint.read, b.values)
      pass.addReduced(a, quotient, against: b)
      guard b.leadsToParameter else { return }
      let slope = product(quotient, node.shape, node.buffer, node.shape)
      let negative = Buffer(count: slope.count)
      Fast.map(.negate, slope.count, slope.read, negative.pointer)
      pass.addReduced(b, negative, against: a)
    }
  }

  /// The negative, element by element. Derivative: −1.
  public static prefix func - (operand: Tensor) -> Tensor {
    elementwise("negate", .negate, operand)
  }

  /// The power aᵇ, element by element, with broadcasting. Derivatives: b·aᵇ⁻¹ and aᵇ·log a, which
  /// are taken to be 0 for b = 0 and for aᵇ = 0. Special cases as IEEE 754 has them for `pow`.
  public func power(_ exponent: Tensor) -> Tensor {
    pairwise("power", .power, self, exponent) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      if a.leadsToParameter {
        let slope = requireBroadcast("power", a.shape, b.shape)
          .apply(.powerByBase, a.values, b.values)
        pass.addReduced(a, product(adjoint, node.shape, slope, node.shape), against: b)
      }
      if b.leadsToParameter {
        let slope = requireBroadcast("power", node.shape, a.shape)
          .apply(.powerByExponent, node.values, a.values)
        pass.addReduced(b, product(adjoint, node.shape, slope, node.shape), against: a)
      }
    }
  }

  /// Replaces a tensor by its recorded sum with another.
  public static func += (lhs: inout Tensor, rhs: Tensor) {
    lhs = lhs + rhs
  }

  /// Replaces a tensor by its recorded product with another.
  public static func *= (lhs: inout Tensor, rhs: Tensor) {
    lhs = lhs * rhs
  }

  static func pairwise(
    _ name: String, _ function: Pairwise, _ a: Tensor, _ b: Tensor,
    backward: @escaping Node.Backward
  ) -> Tensor {
    if a.shape == b.shape {
      let result = Buffer(count: a.count)
      Fast.pair(function, a.count, a.node.values, 1, b.node.values, 1, result.pointer)
      return Tensor(name, a.shape, result, from: [a, b], backward: backward)
    }
    let broadcast = requireBroadcast(name, a.shape, b.shape)
    return Tensor(
      name, broadcast.shape, broadcast.apply(function, a.node.values, b.node.values),
      from: [a, b], backward: backward)
  }

  func pairwise(
    _ name: String, _ function: Pairwise, _ a: Tensor, _ b: Tensor,
    backward: @escaping Node.Backward
  ) -> Tensor {
    Tensor.pairwise(name, function, a, b, backward: backward)
  }
}

/// The larger of both, element by element, with broadcasting. Where they are equal, the derivative
/// goes to the first.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor {
  extremum("maximum", .maximum, a, b)
}

/// The smaller of both, element by element, with broadcasting. Where they are equal, the derivative
/// goes to the first.
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor {
  extremum("minimum", .minimum, a, b)
}

private func extremum(_ name: String, _ function: Pairwise, _ a: Tensor, _ b: Tensor) -> Tensor {
  Tensor.pairwise(name, function, a, b) { node, adjoint, pass in
    let (a, b) = (node.inputs[0], node.inputs[1])
    let toA = Buffer(count: node.count)
    let toB = Buffer(count: node.count)
    let ones = Buffer(repeating: 1, count: node.count)
    let stretched = requireBroadcast("multiply", a.shape, node.shape)
      .apply(.multiply, a.values, ones.read)
    for i in 0..<node.count {
      let isFirst = stretched.pointer[i] == node.values[i]
      toA.pointer[i] = isFirst ? adjoint.pointer[i] : 0
      toB.pointer[i] = isFirst ? 0 : adjoint.pointer[i]
    }
    pass.addReduced(a, toA, against: b)
    pass.addReduced(b, toB, against: a)
  }
}

/// The product of two buffers, the second stretched to the shape of the first.
private func product(_ a: Buffer, _ aShape: [Int], _ b: Buffer, _ bShape: [Int]) -> Buffer {
  if aShape == bShape {
    let result = Buffer(count: a.count)
    Fast.pair(.multiply, a.count, a.read, 1, b.read, 1, result.pointer)
    return result
  }
  return requireBroadcast("multiply", aShape, bShape).apply(.multiply, a.read, b.read)
}

extension BackwardPass {
  /// Hands over an adjoint of a broadcast result, summed to the shape of the operand.
  func addReduced(_ node: Node, _ adjoint: Buffer, against other: Node) {
    guard node.leadsToParameter else { return }
    if node.count == adjoint.count { return add(node, adjoint) }
    add(
      node,
      requireBroadcast("add", node.shape, other.shape).reduce(adjoint, toLeftCount: node.count))
  }
}
