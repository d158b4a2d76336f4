/// Elementary functions that give the same bits on every machine.
///
/// A platform's own `exp` or `tanh` differs from the next one's in the last bit, and a training run
/// amplifies a bit to a digit. These are built from IEEE 754 additions, subtractions,
/// multiplications, divisions and integer operations only, in one fixed order and without fused
/// multiply-add, so every conforming machine computes the same result.
///
/// Every function comes in four forms that agree bit for bit: for a `Double`, for two and four
/// numbers at once (`SIMD2`, `SIMD4`), and for a buffer (`into:`), which may be the argument's own.
/// There is one formula behind them, written for as many lanes as a vector register has: the form
/// for one number is its first lane, of which the compiler makes scalar code.
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
