extension Tensor {
  /// The power aᵇ, element by element, with broadcasting. Special cases as IEEE 754 has them for
  /// `pow`: x⁰ = 1 for every x, and NaN for a negative base and an exponent that is no integer.
  ///
  /// Derivatives: b·aᵇ⁻¹ by a, which is 0 for b = 0; and aᵇ·log a by b, which is 0 where aᵇ = 0 and
  /// for a = 0 = b (the value that 0ᵇ has from the right), and NaN for negative a.
  public func power(_ exponent: Tensor) -> Tensor {
    Tensor.pairwise(.power, .power, self, exponent) { node, adjoint, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      if a.leadsToParameter {
        let slope = requireBroadcast("power", a.shape, b.shape)
          .apply(.powerByBase, a.values, b.values)
        pass.addReduced(
          a, stretched(.multiply, adjoint, node.shape, slope, node.shape), from: node.shape)
      }
      if b.leadsToParameter {
        let slope = stretched(.powerByExponent, node.buffer, node.shape, a.buffer, a.shape)
        pass.addReduced(
          b, stretched(.multiply, adjoint, node.shape, slope, node.shape), from: node.shape)
      }
    }
  }
}

/// The power aᵇ, element by element: see ``Tensor/power(_:)``.
public func pow(_ a: Tensor, _ b: Tensor) -> Tensor { a.power(b) }

/// The power aᵇ, element by element, of a number, which is a constant.
@_disfavoredOverload
public func pow(_ a: Tensor, _ b: Double) -> Tensor { a.power(Tensor(b)) }

extension Operation {
  static let power = Operation(
    "power", forward: { Cost(0, 0, $0.count) },
    backward: { node, place in
      Cost(2 * node.count, node.folding(place) + (place == 0 ? node.count : 0), node.count)
    },
    derivative: { names, place in
      place == 0
        ? "\(names[1])·\(names[0])^(\(names[1]) − 1)" : "\(names.result)·log(\(names[0]))"
    })
}
