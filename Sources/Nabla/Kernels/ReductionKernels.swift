extension Kernels {
  /// How many elements are summed without halving.
  private static let block = 256

  /// Where n > block elements are halved: at a multiple of the block.
  @inline(__always)
  private static func half(_ n: Int, _ block: Int) -> Int {
    (n / 2 &+ block &- 1) / block &* block
  }

  /// The sum of n elements: the sum of both halves, down to blocks of 256; there eight partial sums
  /// of every eighth element, added pairwise, then the rest in order. The error grows as log n; the
  /// order is the same on every machine.
  package static func sum(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    if n > block {
      let middle = half(n, block)
      return sum(middle, x) + sum(n &- middle, x + middle)
    }
    var lanes = SIMD8<Double>()
    var i = 0
    while i &+ 8 <= n {
      lanes += load(x + i, as: SIMD8<Double>.self)
      i &+= 8
    }
    var total = across(lanes)
    while i < n {
      total += x[i]
      i &+= 1
    }
    return total
  }

  /// The inner product, in the order of ``sum(_:_:)``.
  package static func dot(
    _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>
  ) -> Double {
    if n > block {
      let middle = half(n, block)
      return dot(middle, x, y) + dot(n &- middle, x + middle, y + middle)
    }
    var lanes = SIMD8<Double>()
    var i = 0
    while i &+ 8 <= n {
      lanes += load(x + i, as: SIMD8<Double>.self) * load(y + i, as: SIMD8<Double>.self)
      i &+= 8
    }
    var total = across(lanes)
    while i < n {
      total += x[i] * y[i]
      i &+= 1
    }
    return total
  }

  @inline(__always)
  private static func across(_ lanes: SIMD8<Double>) -> Double {
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  /// The mean of n ≥ 1 elements, also where their sum overflows.
  package static func mean(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    let total = sum(n, x)
    if total.isFinite { return total / Double(n) }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: n) { small in
      for i in 0..<n { small[i] = x[i] * 0x1p-64 }
      return sum(n, UnsafePointer(small.baseAddress!)) / Double(n) * 0x1p64
    }
  }

  /// The largest magnitude of n elements, NaN left out; 0 of none.
  package static func largestMagnitude(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    var largest = 0.0
    for i in 0..<n where x[i].magnitude > largest { largest = x[i].magnitude }
    return largest
  }

  /// y += x for n elements.
  package static func add(
    _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<n { y[i] += x[i] }
  }

  /// y += factor·x for n elements.
  package static func add(
    _ n: Int, _ x: UnsafePointer<Double>, times factor: Double,
    _ y: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<n { y[i] += factor * x[i] }
  }

  /// Sums over the middle axis of outer × count × inner elements: the sums of both halves of the
  /// axis, down to blocks of 64, and there in the order of the index; where inner is 1, as
  /// ``sum(_:_:)``.
  package static func sumAxis(
    _ outer: Int, _ count: Int, _ inner: Int, _ x: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>
  ) {
    for o in 0..<outer {
      let source = x + o &* count &* inner
      if inner == 1 {
        y[o] = sum(count, source)
      } else {
        sumRows(count, inner, source, y + o &* inner)
      }
    }
  }

  /// The sum of rows.
  private static func sumRows(
    _ count: Int, _ inner: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    if count <= 64 {
      y.update(repeating: 0, count: inner)
      for c in 0..<count { add(inner, x + c &* inner, y) }
      return
    }
    let middle = half(count, 64)
    sumRows(middle, inner, x, y)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: inner) { rest in
      sumRows(count &- middle, inner, x + middle &* inner, rest.baseAddress!)
      add(inner, UnsafePointer(rest.baseAddress!), y)
    }
  }

  /// Every row plus the same row of values.
  package static func fillRows(
    _ rows: Int, _ columns: Int, _ row: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    for r in 0..<rows {
      let target = y + r &* columns
      for j in 0..<columns { target[j] = row[j] }
    }
  }
}
