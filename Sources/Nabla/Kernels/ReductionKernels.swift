extension Kernels {
  /// The sum of n elements: eight partial sums of every eighth element, added pairwise, then the
  /// rest in order. The error grows as n/8; the order is the same on every machine.
  package static func sum(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    var lanes = SIMD8<Double>()
    var i = 0
    while i &+ 8 <= n {
      lanes += load(x + i, as: SIMD8<Double>.self)
      i &+= 8
    }
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    var total = two[0] + two[1]
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
    var lanes = SIMD8<Double>()
    var i = 0
    while i &+ 8 <= n {
      lanes += load(x + i, as: SIMD8<Double>.self) * load(y + i, as: SIMD8<Double>.self)
      i &+= 8
    }
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    var total = two[0] + two[1]
    while i < n {
      total += x[i] * y[i]
      i &+= 1
    }
    return total
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

  /// Sums over the middle axis of outer × count × inner elements, in the order of the index.
  package static func sumAxis(
    _ outer: Int, _ count: Int, _ inner: Int, _ x: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>
  ) {
    for o in 0..<outer {
      let source = x + o &* count &* inner
      if inner == 1 {
        y[o] = sum(count, source)
        continue
      }
      let target = y + o &* inner
      target.update(repeating: 0, count: inner)
      for c in 0..<count { add(inner, source + c &* inner, target) }
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
