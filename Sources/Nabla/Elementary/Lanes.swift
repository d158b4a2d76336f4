// How many numbers a formula is computed for at once: what a vector register of the processor holds
// that this copy of the folder is compiled for. The bits of a number don't depend on it, since no
// operation goes across lanes.

#if WIDE512
  typealias Lanes = SIMD8<Double>
  typealias LaneBits = SIMD8<UInt64>
  typealias LaneIntegers = SIMD8<Int64>
#elseif WIDE256
  typealias Lanes = SIMD4<Double>
  typealias LaneBits = SIMD4<UInt64>
  typealias LaneIntegers = SIMD4<Int64>
#else
  typealias Lanes = SIMD2<Double>
  typealias LaneBits = SIMD2<UInt64>
  typealias LaneIntegers = SIMD2<Int64>
#endif
/// The same bits, for which `.&`, `.|` and `.^` are one instruction.
typealias LaneMask = SIMDMask<LaneIntegers>

extension Elementary {
  /// The function of each number by itself, where one of them is outside the formula's range.
  @inline(__always)
  static func each(_ x: Lanes, _ function: (Double) -> Double) -> Lanes {
    var y = Lanes()
    for lane in 0..<Lanes.scalarCount { y[lane] = function(x[lane]) }
    return y
  }

  /// Sets `result[i]` to the function of `x[i]`, as many at a time as there are lanes.
  @inline(__always)
  static func apply(
    _ name: StaticString, _ x: UnsafeBufferPointer<Double>,
    into result: UnsafeMutableBufferPointer<Double>, _ function: (Lanes) -> Lanes
  ) {
    guard result.count == x.count else {
      // Not `precondition`, whose words an optimised build leaves out.
      fatalError(
        "\(name): the result must hold as many numbers as the argument, \(x.count), "
          + "but holds \(result.count)")
    }
    guard let from = x.baseAddress, let to = result.baseAddress else { return }
    var i = 0
    while i &+ Lanes.scalarCount <= x.count {
      let y = function(UnsafeRawPointer(from + i).loadUnaligned(as: Lanes.self))
      UnsafeMutableRawPointer(to + i).storeBytes(of: y, as: Lanes.self)
      i &+= Lanes.scalarCount
    }
    guard i < x.count else { return }
    // The rest, filled up with numbers that are of its kind.
    var last = Lanes(repeating: from[i])
    for lane in 1..<max(1, x.count &- i) { last[lane] = from[i &+ lane] }
    let y = function(last)
    for lane in 0..<x.count &- i { to[i &+ lane] = y[lane] }
  }

  /// Three numbers of a table's row for each lane.
  @inline(__always)
  static func rows(_ table: [Double], _ row: LaneBits) -> (Lanes, Lanes, Lanes) {
    table.withUnsafeBufferPointer { table in
      var (a, b, c) = (Lanes(), Lanes(), Lanes())
      for lane in 0..<Lanes.scalarCount {
        let place = Int(truncatingIfNeeded: row[lane]) &* 3
        a[lane] = table[place]
        b[lane] = table[place &+ 1]
        c[lane] = table[place &+ 2]
      }
      return (a, b, c)
    }
  }
}
