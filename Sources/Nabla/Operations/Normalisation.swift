/// Layer normalisation of every row: (x − mean)/√(variance + ε)·gain + bias.
///
/// x has the shape […, n], gain and bias have [n]; the variance is that of the row itself, divided
/// by n. With x̂ the normalised row, s = √(variance + ε) and g = dy·gain, the derivative is
/// dx = (g − mean(g) − x̂·mean(g·x̂))/s.
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
  return Recall.result("layerNorm", [x, gain, bias], attributes: [epsilon]) {
    let n = gain.count
    let rows = x.count / n
    let result = Buffer(count: x.count)
    let normal = Buffer(count: x.count)
    let scales = Buffer(count: rows)
    for row in 0..<rows {
      let source = x.node.values + row * n
      let hat = normal.pointer + row * n
      let mean = Kernels.sum(n, source) / Double(n)
      for j in 0..<n { hat[j] = source[j] - mean }
      let variance = Kernels.dot(n, hat, hat) / Double(n)
      let scale = (variance + epsilon).squareRoot()
      scales.pointer[row] = scale
      for j in 0..<n {
        hat[j] = hat[j] / scale
        result.pointer[row * n + j] = hat[j] * gain.node.values[j] + bias.node.values[j]
      }
    }
    return Tensor("layerNorm", x.shape, result, from: [x, gain, bias]) { node, dy, pass in
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
        dg.update(repeating: 0, count: n)
        for i in 0..<dy.count { dg[i % n] += dy.pointer[i] * normal.pointer[i] }
      }
      pass.add(node.inputs[2]) { Fast.sumAxis(1, rows, n, dy.read, $0) }
    }
  }
}
