package import Foundation
import Glibc

/// The process groups that are running, so that an interruption leaves none of them behind.
package final class RunningChildren: @unchecked Sendable {
  package static let shared = RunningChildren()
  private let lock = NSLock()
  private var groups: Set<pid_t> = []

  /// Whether the end has come: what starts now is ended at once.
  private var isClosed = false

  package func insert(_ group: pid_t) {
    lock.withLock {
      groups.insert(group)
      if isClosed { ChildProcess.killFamily(group) }
    }
  }

  package func remove(_ group: pid_t) { lock.withLock { _ = groups.remove(group) } }

  /// Kills them all, with what they started, for good.
  package func killAll() {
    lock.withLock {
      isClosed = true
      groups.forEach(ChildProcess.killFamily)
    }
  }
}
