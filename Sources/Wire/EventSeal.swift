/// What tells a lesson's own events from bytes that its code wrote into nabla's channel: each event
/// carries a number that only a holder of the run's key can compute, from the event's bytes, from
/// how many came before it, and from where it is told.
///
/// So an event that is made up, repeated, left out or moved is found. The number is SipHash-2-4
/// (J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012), a function of a secret
/// key of 128 bits whose result of 64 bits nobody guesses in the one attempt that a run has.
public struct EventSeal: Sendable {
  /// The descriptor on which a program finds its key, which it reads once and closes.
  public static let descriptor: Int32 = 6
  /// Bytes of a key.
  public static let keySize = 16
  /// Characters of a seal in front of an event, with the blank behind them.
  public static let textSize = 17

  /// Where something is told: what is sealed for one place is nothing at another.
  public enum Lane {
    /// The lesson's own program.
    public static let lesson: UInt64 = 0
    /// A value that `remember` keeps.
    public static let remembered = UInt64.max
    /// How a copy of the process ended.
    public static let ending = UInt64.max - 1
    /// A copy of the process, which tries the answer with this number.
    public static func answer(_ number: Int) -> UInt64 { 1 + UInt64(max(0, number)) }
  }

  private let key: (UInt64, UInt64)
  private let lane: UInt64
  /// How many events were sealed.
  private var number: UInt64

  /// A seal with a key of `keySize` bytes; `nil` where there are fewer or more.
  public init?(key: [UInt8], lane: UInt64) { self.init(key: key, lane: lane, number: 0) }

  /// A seal behind `number` events.
  init?(key bytes: [UInt8], lane: UInt64, number: UInt64) {
    guard bytes.count == Self.keySize else { return nil }
    key = (Self.word(bytes, 0), Self.word(bytes, 8))
    self.lane = lane
    self.number = number
  }

  /// The same key at another place.
  public func moved(to lane: UInt64) -> EventSeal { EventSeal(key: key, lane: lane) }

  private init(key: (UInt64, UInt64), lane: UInt64) {
    self.key = key
    self.lane = lane
    number = 0
  }

  /// What stands in front of the next event.
  public mutating func next(_ event: [UInt8]) -> [UInt8] {
    defer { number &+= 1 }
    return Self.text(of: tag(event))
  }

  /// Takes the seal off the next event, where it is this seal's own; `nil` where it is not.
  public mutating func opened(_ line: [UInt8]) -> ArraySlice<UInt8>? {
    guard line.count >= Self.textSize else { return nil }
    let event = Array(line[Self.textSize...])
    guard next(event) == Array(line[..<Self.textSize]) else { return nil }
    return line[Self.textSize...]
  }

  /// Sixteen hexadecimal digits and a blank.
  private static func text(of tag: UInt64) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return (0..<16).map { digits[Int((tag >> (60 - 4 * UInt64($0))) & 0xF)] } + [0x20]
  }

  private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in (0..<8).reversed() { word = word << 8 | UInt64(bytes[start + index]) }
    return word
  }

  /// SipHash-2-4 of the place, the number and the event's bytes.
  private func tag(_ event: [UInt8]) -> UInt64 {
    var state = SipState(key)
    state.take(lane)
    state.take(number)
    let whole = event.count & ~7
    var start = 0
    while start < whole {
      state.take(Self.word(event, start))
      start += 8
    }
    // The last word holds what is left over, and the count of all bytes.
    var last = UInt64(truncatingIfNeeded: event.count &+ 16) << 56
    for index in whole..<event.count { last |= UInt64(event[index]) << UInt64(8 * (index - whole)) }
    state.take(last)
    return state.end()
  }
}

/// The four words of SipHash, and its round.
private struct SipState {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  init(_ key: (UInt64, UInt64)) {
    words = (
      key.0 ^ 0x736f_6d65_7073_6575, key.1 ^ 0x646f_7261_6e64_6f6d,
      key.0 ^ 0x6c79_6765_6e65_7261, key.1 ^ 0x7465_6462_7974_6573
    )
  }

  mutating func take(_ word: UInt64) {
    words.3 ^= word
    mix()
    mix()
    words.0 ^= word
  }

  mutating func end() -> UInt64 {
    words.2 ^= 0xFF
    for _ in 0..<4 { mix() }
    return words.0 ^ words.1 ^ words.2 ^ words.3
  }

  private mutating func mix() {
    words.0 &+= words.1
    words.1 = Self.rotated(words.1, 13) ^ words.0
    words.0 = Self.rotated(words.0, 32)
    words.2 &+= words.3
    words.3 = Self.rotated(words.3, 16) ^ words.2
    words.0 &+= words.3
    words.3 = Self.rotated(words.3, 21) ^ words.0
    words.2 &+= words.1
    words.1 = Self.rotated(words.1, 17) ^ words.2
    words.2 = Self.rotated(words.2, 32)
  }

  private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
    word << count | word >> (64 - count)
  }
}
