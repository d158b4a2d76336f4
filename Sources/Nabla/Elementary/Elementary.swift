/// Elementary functions that give the same bits on every machine.
///
/// A platform's own `exp` or `tanh` differs from the next one's in the last bit, and a training run
/// amplifies a bit to a digit. These are built from IEEE 754 additions, subtractions,
/// multiplications, divisions and integer operations only, in one fixed order and without fused
/// multiply-add, so every conforming machine computes the same result.
///
/// Every function comes in four forms that agree bit for bit: for a `Double`, for two and four
/// numbers at once (`SIMD2`, `SIMD4`), and for a buffer (`into:`), which may be the argument's own.
/// There is one formula behind them, written for two lanes: the form for one number is its first
/// lane, of which the compiler makes scalar code.
///
/// ```swift
/// Elementary.tanh(0.5)  // 0.46211715726000974
/// ```
///
/// The results are not always correctly rounded: each function's documentation says by how many
/// units in the last place (ulps) it missed the true value at worst, at 10 million arguments each
/// that `Benchmarks/elementary` compares with MPFR; a correctly rounded function has 0.5.
///
/// Not-a-number gives not-a-number, with no promise about its sign and payload, and no
/// floating-point exception flag has a meaning here.
public enum Elementary {}

/// The two numbers that a formula is computed for at once: what a 128-bit register holds.
typealias Lanes = SIMD2<Double>
/// The bit patterns of two numbers.
typealias LaneBits = SIMD2<UInt64>
/// The same bits, for which `.&`, `.|` and `.^` are one instruction.
typealias LaneMask = SIMDMask<SIMD2<Int64>>

extension Elementary {
  /// Sets `result[i]` to the function of `x[i]`, two numbers at a time.
  @inline(__always)
  static func apply(
    _ name: StaticString, _ x: UnsafeBufferPointer<Double>,
    into result: UnsafeMutableBufferPointer<Double>,
    two: (Lanes) -> Lanes, one: (Double) -> Double
  ) {
    guard result.count == x.count else {
      // Not `precondition`, whose words an optimised build leaves out.
      fatalError(
        "\(name): the result must hold as many numbers as the argument, \(x.count), "
          + "but holds \(result.count)")
    }
    guard let from = x.baseAddress, let to = result.baseAddress else { return }
    var i = 0
    while i &+ 2 <= x.count {
      let y = two(UnsafeRawPointer(from + i).loadUnaligned(as: Lanes.self))
      UnsafeMutableRawPointer(to + i).storeBytes(of: y, as: Lanes.self)
      i &+= 2
    }
    if i < x.count { to[i] = one(from[i]) }
  }
}
