/// A seeded generator of random numbers: the same numbers for a seed on every machine.
///
/// It is xoshiro256** 1.0, whose 256 bits of state are filled by SplitMix64 from the seed. Its
/// period is 2²⁵⁶ − 1. It is not for secrets.
///
/// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47
/// (2021), article 36.
///
/// ```swift
/// var source = RandomSource(seed: 1)
/// print(source.uniform(in: 0..<1))
/// ```
public struct RandomSource: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  private var spare: Double?

  /// A generator whose numbers all follow from the seed.
  public init(seed: UInt64) {
    var mixer = seed
    func mix() -> UInt64 {
      mixer &+= 0x9E37_79B9_7F4A_7C15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (mix(), mix(), mix(), mix())
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// A number in [lower, upper), all multiples of 2⁻⁵³ of the width being as likely.
  ///
  /// The bounds must be finite, and so must their difference; the range must not be empty.
  public mutating func uniform(in range: Range<Double>) -> Double {
    let width = range.upperBound - range.lowerBound
    require(
      width.isFinite, "RandomSource: the bounds must be finite, received \(range)")
    require(width > 0, "RandomSource: the range must not be empty, received \(range)")
    let number = range.lowerBound + width * (Double(next() >> 11) * 0x1p-53)
    return number < range.upperBound ? number : range.lowerBound
  }

  /// A whole number in 0..<bound, all as likely, by rejection.
  public mutating func integer(below bound: Int) -> Int {
    require(bound > 0, "RandomSource: the bound must be positive, received \(bound)")
    let size = UInt64(bound)
    let rejected = (0 &- size) % size
    while true {
      let bits = next()
      if bits >= rejected { return Int(bits % size) }
    }
  }

  /// A number of the normal distribution with a mean and a standard deviation, both finite. With the
  /// deviation 0 it is the mean.
  ///
  /// Source: G. Marsaglia, T. A. Bray, "A convenient method for generating normal variables", SIAM
  /// Review 6 (1964), pages 260–264 (the polar method).
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    require(mean.isFinite, "RandomSource: the mean must be finite, received \(mean)")
    require(
      deviation >= 0 && deviation.isFinite,
      "RandomSource: the deviation must be finite and not negative, received \(deviation)")
    if let number = spare {
      spare = nil
      return mean + deviation * number
    }
    while true {
      let u = uniform(in: -1..<1)
      let v = uniform(in: -1..<1)
      let square = u * u + v * v
      guard square > 0, square < 1 else { continue }
      let factor = (-2 * Elementary.log(square) / square).squareRoot()
      spare = v * factor
      return mean + deviation * (u * factor)
    }
  }

  /// A random order of 0..<count, all as likely.
  ///
  /// Source: R. Durstenfeld, "Algorithm 235: random permutation", CACM 7 (1964), page 420.
  public mutating func permutation(of count: Int) -> [Int] {
    require(count >= 0, "RandomSource: the count must not be negative, received \(count)")
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }
}

extension RandomSource: Codable {
  private enum CodingKeys: CodingKey { case state, spare }

  /// The generator as it was when it was encoded: its next numbers are the same.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let words = try values.decode([UInt64].self, forKey: .state)
    guard words.count == 4, words.contains(where: { $0 != 0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .state, in: values,
        debugDescription: "a generator's state is four numbers, not all of them 0")
    }
    state = (words[0], words[1], words[2], words[3])
    spare = try values.decodeIfPresent(Double.self, forKey: .spare)
  }

  /// Encodes the whole state.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode([state.0, state.1, state.2, state.3], forKey: .state)
    try values.encodeIfPresent(spare, forKey: .spare)
  }
}
