// Comparisons have no derivative, since their results jump or stay: they are constants.

extension Tensor {
  /// 1 where the left is less than the right, else 0, element by element, with broadcasting. A
  /// constant. A comparison with NaN is false, so 0.
  public static func .< (lhs: Tensor, rhs: Tensor) -> Tensor { compare(.less, lhs, rhs) }

  /// 1 where the left is at most the right, else 0, with broadcasting. A constant; 0 beside NaN.
  public static func .<= (lhs: Tensor, rhs: Tensor) -> Tensor { compare(.lessOrEqual, lhs, rhs) }

  /// 1 where the left is greater than the right, else 0, with broadcasting. A constant; 0 beside NaN.
  public static func .> (lhs: Tensor, rhs: Tensor) -> Tensor { compare(.less, rhs, lhs) }

  /// 1 where the left is at least the right, else 0, with broadcasting. A constant; 0 beside NaN.
  public static func .>= (lhs: Tensor, rhs: Tensor) -> Tensor { compare(.lessOrEqual, rhs, lhs) }

  /// 1 where both are equal, else 0, with broadcasting. A constant; 0 beside NaN, 1 for 0 and −0.
  public static func .== (lhs: Tensor, rhs: Tensor) -> Tensor { compare(.equal, lhs, rhs) }

  /// 0 where both are equal, else 1, with broadcasting. A constant; 1 beside NaN, 0 for 0 and −0.
  public static func .!= (lhs: Tensor, rhs: Tensor) -> Tensor { compare(.unequal, lhs, rhs) }

  private static func compare(_ function: Pairwise, _ a: Tensor, _ b: Tensor) -> Tensor {
    let broadcast = requireBroadcast("comparison", a.shape, b.shape)
    return Tensor(
      constant: broadcast.apply(function, a.node.values, b.node.values), broadcast.shape)
  }

  /// The elements of another tensor where a condition holds, these elsewhere, with broadcasting.
  ///
  /// ```swift
  /// let x = Tensor([-2, 3], name: "x")
  /// print(x.replacing(with: 0, where: x .< 0))
  /// ```
  ///
  /// prints `[0.0, 3.0]`. A condition holds where its element isn't 0 (NaN isn't). The derivative
  /// goes to the element that was taken, and what was not taken passes nothing on, be it NaN or
  /// infinite; nothing is differentiated by the condition.
  public func replacing(with other: Tensor, where condition: Tensor) -> Tensor {
    let pair = requireBroadcast("replacing", shape, other.shape).shape
    let shape = requireBroadcast("replacing", pair, condition.shape).shape
    let mask = stretched(condition.node.buffer, condition.shape, to: shape)
    let (own, others) = (
      stretched(node.buffer, self.shape, to: shape),
      stretched(other.node.buffer, other.shape, to: shape)
    )
    let result = Buffer(count: mask.count)
    for i in 0..<mask.count {
      result.pointer[i] = mask.pointer[i] != 0 ? others.pointer[i] : own.pointer[i]
    }
    return Tensor(.replacing, shape, result, from: [self, other]) { node, dy, pass in
      for place in 0..<2 where node.inputs[place].leadsToParameter {
        let part = Buffer(count: dy.count)
        for i in 0..<dy.count {
          part.pointer[i] = (mask.pointer[i] != 0) == (place == 1) ? dy.pointer[i] : 0
        }
        pass.addReduced(node.inputs[place], part, from: node.shape)
      }
    }
  }
}

extension Operation {
  static let replacing = Operation(
    copying: "replacing", backward: { Cost(0, $0.folding($1)) },
    derivative: { _, place in place == 0 ? "[not where]" : "[where]" })
}
