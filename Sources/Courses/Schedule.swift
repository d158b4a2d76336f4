import Synchronization

/// In which order lessons are begun, and how long the rest will take.
///
/// The lesson that took longest last time is begun first, so that none of the others waits for it
/// at the end. A lesson that never ran is taken for an average one.
final class Schedule: Sendable {
  /// The numbers of the groups of lessons, the longest first; those of equal length as they are.
  let order: [Int]
  private let expected: [Double]
  private let start: ContinuousClock.Instant
  private let done = Mutex<(count: Int, expected: Double)>((0, 0))

  /// A schedule by the seconds that each lesson took last; `nil` where that is not known. Lessons of
  /// a group go one after the other.
  init(
    _ seconds: [Double?], groups: [[Int]], start: ContinuousClock.Instant = .now
  ) {
    self.start = start
    let known = seconds.compactMap(\.self)
    let average = known.isEmpty ? 1 : known.reduce(0, +) / Double(known.count)
    let expected = seconds.map { max($0 ?? average, 0.001) }
    self.expected = expected
    let sums = groups.map { $0.reduce(0) { $0 + expected[$1] } }
    order = sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
  }

  /// Notes that a lesson is done: how many are, and how many seconds the rest is expected to take,
  /// as fast as those before were.
  func finish(_ lesson: Int) -> (done: Int, remaining: Double) {
    let elapsed = start.duration(to: .now) / .seconds(1)
    return done.withLock { done in
      done.count += 1
      done.expected += expected[lesson]
      let left = max(0, expected.reduce(0, +) - done.expected)
      return (done.count, elapsed / done.expected * left)
    }
  }
}
