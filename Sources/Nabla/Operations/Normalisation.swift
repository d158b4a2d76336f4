/// Layer normalisation of every row: (x − mean)/√(variance + ε)·gain + bias.
///
/// x has the shape […, n], gain and bias have [n]; the variance is that of the row itself, divided
/// by n. With x̂ the normalised row, s = √(variance + ε) and g = dy·gain, the derivative is
/// dx = (g − mean(g) − x̂·mean(g·x̂))/s.
///
/// A row of equal numbers, also of one, becomes the bias. Nothing overflows on the way where the
/// variance does; a row with ∞ or NaN becomes NaN.
///
/// Source: J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer normalization", arXiv:1607.06450, equation 3.
public func layerNorm(
  _ x: Tensor, gain: Tensor, bias: Tensor, epsilon: Double = 1e-5
) -> Tensor {
  require(
    x.rank >= 1 && gain.shape == [x.shape[x.rank - 1]] && bias.shape == gain.shape
      && gain.count > 0,
    "layerNorm: gain and bias must have one element for each column, received shapes \(x.shape), "
      + "\(gain.shape) and \(bias.shape)")
  require(epsilon > 0, "layerNorm: epsilon must be positive, received \(epsilon)")
  return Recall.result(Operation.layerNorm.name, [x, gain, bias], attributes: [epsilon]) {
    let n = gain.count
    let rows = x.count / n
    let result = Buffer(count: x.count)
    let normal = Buffer(count: x.count)
    let scales = Buffer(count: rows)
    for row in 0..<rows {
      let source = x.node.values + row * n
      let hat = normal.pointer + row * n
      scales.pointer[row] = normalise(n, source, hat, epsilon)
      if !scales.pointer[row].isFinite {
        // Beside squares that overflow ε is nothing.
        let small = Buffer(count: n)
        for j in 0..<n { small.pointer[j] = source[j] * 0x1p-600 }
        scales.pointer[row] = normalise(n, small.read, hat, 0) * 0x1p600
      }
      for j in 0..<n {
        result.pointer[row * n + j] = hat[j] * gain.node.values[j] + bias.node.values[j]
      }
    }
    return Tensor(.layerNorm, x.shape, result, from: [x, gain, bias]) { node, dy, pass in
      let gain = node.inputs[1]
      pass.add(node.inputs[0]) { dx in
        let g = Buffer(count: n)
        for row in 0..<rows {
          let hat = normal.read + row * n
          for j in 0..<n { g.pointer[j] = dy.pointer[row * n + j] * gain.values[j] }
          let mean = Kernels.sum(n, g.read) / Double(n)
          let slope = Kernels.dot(n, g.read, hat) / Double(n)
          for j in 0..<n {
            dx[row * n + j] = (g.pointer[j] - mean - hat[j] * slope) / scales.pointer[row]
          }
        }
      }
      pass.add(gain) { dg in
        let products = Buffer(count: dy.count)
        Fast.pair(.multiply, dy.count, dy.read, 1, normal.read, 1, products.pointer)
        Fast.sumAxis(1, rows, n, products.read, dg)
      }
      pass.add(node.inputs[2]) { Fast.sumAxis(1, rows, n, dy.read, $0) }
    }
  }
}

/// (x − mean)/√(variance + ε) of one row; gives the root.
private func normalise(
  _ n: Int, _ x: UnsafePointer<Double>, _ hat: UnsafeMutablePointer<Double>, _ epsilon: Double
) -> Double {
  let mean = Kernels.mean(n, x)
  for j in 0..<n { hat[j] = x[j] - mean }
  let scale = (Kernels.dot(n, hat, hat) / Double(n) + epsilon).squareRoot()
  for j in 0..<n { hat[j] = hat[j] / scale }
  return scale
}

extension Operation {
  static let layerNorm = Operation(
    "layerNorm",
    forward: { node in
      Cost(3 * node.count + 2 * node.rows, 4 * node.count - node.rows, node.rows)
    },
    backward: { node, place in
      switch place {
      case 0: Cost(4 * node.count + 2 * node.rows, 4 * node.count - 2 * node.rows)
      case 1: Cost(node.count, node.folding(place))
      default: Cost(0, node.folding(place))
      }
    },
    derivative: { names, place in
      switch place {
      case 0: "\(names[1])·(1 − mean − x̂·mean·x̂)/s"
      case 1: "x̂"
      default: "1"
      }
    })
}
