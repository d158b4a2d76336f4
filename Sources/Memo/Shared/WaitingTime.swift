/// How long a build may wait for a shared store: a few seconds, and as long as the compiler would have
/// taken for what it got. So a server that is slow and has nothing costs those seconds and no more.
struct WaitingTime {
  /// Seconds that may be waited for nothing.
  static let allowance = 5.0
  /// Seconds that a program takes to be compiled.
  static let compiling = 0.2

  /// Seconds in which at least one answer was waited for.
  private(set) var waited = 0.0
  /// Seconds that were saved by it.
  private(set) var saved = 0.0
  private var open = 0
  private var since = 0.0

  /// Whether more was waited than may be.
  var isSpent: Bool { waited > saved + Self.allowance }

  /// A question is asked, at a moment in seconds.
  mutating func began(at now: Double) {
    count(until: now)
    open += 1
  }

  /// An answer has come, or no longer is waited for.
  mutating func ended(at now: Double) {
    count(until: now)
    open = max(0, open - 1)
  }

  /// A result was got, which has not to be computed.
  mutating func gotResult() { saved += Self.compiling }

  private mutating func count(until now: Double) {
    if open > 0 { waited += max(0, now - since) }
    since = now
  }
}
