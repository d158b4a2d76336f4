/// Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): the same points at every run.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Where a function is tried.
struct Points: Sendable {
  /// Uniform in each of these, in turn.
  var ranges: [ClosedRange<Double>]
  /// Log-uniform over these binary exponents, with either sign.
  var exponents: ClosedRange<Int>
  /// At most eight doubles away from each of these: ends, seams of the method, hard cases.
  var seams: [Double]
  var isPositive = false

  /// The i-th point: four in ten uniform, four log-uniform, one at a seam, one of any bits at all.
  func point(_ i: Int, _ generator: inout Generator) -> Double {
    switch i % 10 {
    case 0...3: return Double.random(in: ranges[i / 10 % ranges.count], using: &generator)
    case 4...7:
      let bits = UInt64(Int.random(in: exponents, using: &generator) + 1023) << 52
      let sign = isPositive ? 0 : generator.next() & 1 << 63
      return Double(bitPattern: sign | bits | generator.next() >> 12)
    case 8:
      let seam = seams[Int.random(in: seams.indices, using: &generator)]
      return Double(
        bitPattern: seam.bitPattern &+ generator.next() % 17 &- 8)
    default: return Double(bitPattern: generator.next())
    }
  }
}
