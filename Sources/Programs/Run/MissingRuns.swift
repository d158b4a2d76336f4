import Synchronization

/// Why programs would have to be run, where a runner only looks for what is kept.
package final class MissingRuns: Sendable {
  private let state = Mutex<[String]>([])

  package init() {}

  /// The reasons, each once, in the order in which they were found.
  package var reasons: [String] { state.withLock { $0 } }

  func note(_ reason: String) {
    state.withLock { if !$0.contains(reason) { $0.append(reason) } }
  }
}
