extension Kernels {
  /// w′ = w − rate·g.
  package static func descend(
    _ n: Int, _ w: UnsafePointer<Double>, _ g: UnsafePointer<Double>, rate: Double,
    _ out: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<n { out[i] = w[i] - rate * g[i] }
  }

  /// v = momentum·v + g, w′ = w − rate·v; with Nesterov's look-ahead w′ = w − rate·(g + momentum·v).
  package static func descend(
    _ n: Int, _ w: UnsafePointer<Double>, _ g: UnsafePointer<Double>, rate: Double,
    momentum: Double, nesterov: Bool, _ v: UnsafeMutablePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    if nesterov {
      for i in 0..<n {
        let speed = momentum * v[i] + g[i]
        v[i] = speed
        out[i] = w[i] - rate * (g[i] + momentum * speed)
      }
    } else {
      for i in 0..<n {
        let speed = momentum * v[i] + g[i]
        v[i] = speed
        out[i] = w[i] - rate * speed
      }
    }
  }

  /// Adam: m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w′ = w − rate·(m/c₁)/(√(v/c₂) + ε), where
  /// c₁ and c₂ correct the bias towards the zeros that m and v start from.
  package static func adam(
    _ n: Int, _ w: UnsafePointer<Double>, _ g: UnsafePointer<Double>, rate: Double,
    beta1: Double, beta2: Double, correction1: Double, correction2: Double, epsilon: Double,
    _ m: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<n {
      let gradient = g[i]
      let first = beta1 * m[i] + (1 - beta1) * gradient
      let second = beta2 * v[i] + (1 - beta2) * (gradient * gradient)
      m[i] = first
      v[i] = second
      out[i] =
        w[i] - rate * ((first / correction1) / ((second / correction2).squareRoot() + epsilon))
    }
  }
}
