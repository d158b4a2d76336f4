extension Kernels {
  /// Softmax of every row: e^(x − max) over its sum, which no large x makes overflow.
  package static func softmax(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    for r in 0..<rows {
      let source = x + r &* columns
      let top = maximum(columns, source)
      for j in 0..<columns { y[r &* columns &+ j] = source[j] - top }
    }
    exponentials(rows &* columns, y)
    for r in 0..<rows {
      let target = y + r &* columns
      let total = sum(columns, target)
      for j in 0..<columns { target[j] = target[j] / total }
    }
  }

  /// The logarithm of the softmax of every row: (x − max) − log Σ e^(x − max).
  package static func logSoftmax(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: columns) { powers in
      for r in 0..<rows {
        let source = x + r &* columns
        let target = y + r &* columns
        let place = maximumPlace(columns, source)
        let top = source[place]
        for j in 0..<columns {
          target[j] = source[j] - top
          powers[j] = target[j]
        }
        let logarithm = logarithmOfSum(columns, powers.baseAddress!, place)
        for j in 0..<columns { target[j] -= logarithm }
      }
    }
  }

  /// For every row: the softmax into y, and log Σ e^x into sums, which is infinite where the largest
  /// x is.
  package static func logSumExp(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ sums: UnsafeMutablePointer<Double>
  ) {
    for r in 0..<rows {
      let source = x + r &* columns
      let target = y + r &* columns
      let place = maximumPlace(columns, source)
      let top = source[place]
      for j in 0..<columns { target[j] = source[j] - top }
      let logarithm = logarithmOfSum(columns, target, place)
      sums[r] = top.magnitude == .infinity ? top : top + logarithm
      let total = sum(columns, target)
      for j in 0..<columns { target[j] = target[j] / total }
    }
  }

  /// y = e^y, and the logarithm of its sum: log(1 + Σ e^y of the others), where y is 0 at a place, so
  /// that a sum of nearly 1 keeps its digits.
  @inline(__always)
  private static func logarithmOfSum(
    _ n: Int, _ y: UnsafeMutablePointer<Double>, _ place: Int
  ) -> Double {
    exponentials(n, y)
    let largest = y[place]
    y[place] = 0
    let others = sum(n, y)
    y[place] = largest
    return largest == 1 ? Elementary.log1p(others) : largest
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
    exponentials(rows &* columns, y)
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

  /// The largest of n ≥ 1 elements, or NaN where there is one.
  @inline(__always)
  private static func maximum(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    var top = x[0]
    for j in 0..<n where x[j] > top || x[j].isNaN { top = x[j] }
    return top
  }

  /// Where it stands.
  @inline(__always)
  private static func maximumPlace(_ n: Int, _ x: UnsafePointer<Double>) -> Int {
    var place = 0
    for j in 1..<max(1, n) where x[j] > x[place] || x[j].isNaN { place = j }
    return place
  }

  /// y = e^y.
  @inline(__always)
  private static func exponentials(_ n: Int, _ y: UnsafeMutablePointer<Double>) {
    Elementary.exp(
      UnsafeBufferPointer(start: y, count: n), into: UnsafeMutableBufferPointer(start: y, count: n))
  }
}
