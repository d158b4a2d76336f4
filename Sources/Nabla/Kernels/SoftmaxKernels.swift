extension Kernels {
  /// Softmax of every row: e^(x − max) over its sum, which no large x makes overflow.
  package static func softmax(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    for r in 0..<rows {
      let source = x + r &* columns
      let target = y + r &* columns
      let total = exponentials(columns, source, maximum(columns, source), target)
      for j in 0..<columns { target[j] = target[j] / total }
    }
  }

  /// For every row: the softmax into y, and log Σ e^x − x[label], the cross-entropy, into losses.
  package static func crossEntropy(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ labels: UnsafePointer<Int>,
    _ y: UnsafeMutablePointer<Double>, _ losses: UnsafeMutablePointer<Double>
  ) {
    for r in 0..<rows {
      let source = x + r &* columns
      let top = maximum(columns, source)
      losses[r] = top - source[labels[r]]
      for j in 0..<columns { y[r &* columns &+ j] = source[j] - top }
    }
    let count = rows &* columns
    Elementary.exp(
      UnsafeBufferPointer(start: y, count: count),
      into: UnsafeMutableBufferPointer(start: y, count: count))
    withUnsafeTemporaryAllocation(of: Double.self, capacity: rows) { totals in
      for r in 0..<rows {
        let target = y + r &* columns
        let total = sum(columns, target)
        totals[r] = total
        for j in 0..<columns { target[j] = target[j] / total }
      }
      Elementary.log(UnsafeBufferPointer(totals), into: totals)
      for r in 0..<rows { losses[r] += totals[r] }
    }
  }

  @inline(__always)
  private static func maximum(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    var top = x[0]
    for j in 0..<n where x[j] > top || x[j].isNaN { top = x[j] }
    return top
  }

  @inline(__always)
  private static func exponentials(
    _ n: Int, _ x: UnsafePointer<Double>, _ top: Double, _ y: UnsafeMutablePointer<Double>
  ) -> Double {
    for j in 0..<n { y[j] = x[j] - top }
    Elementary.exp(
      UnsafeBufferPointer(start: y, count: n), into: UnsafeMutableBufferPointer(start: y, count: n))
    return sum(n, y)
  }
}
