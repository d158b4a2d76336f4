import Foundation
import Glibc

/// The process groups that are running, so that an interruption leaves none of them behind.
final class RunningChildren: @unchecked Sendable {
  static let shared = RunningChildren()
  private let lock = NSLock()
  private var groups: Set<pid_t> = []

  /// Whether the end has come: what starts now is ended at once.
  private var isClosed = false

  func insert(_ group: pid_t) {
    lock.withLock {
      groups.insert(group)
      if isClosed { ChildProcess.killFamily(group) }
    }
  }

  func remove(_ group: pid_t) { lock.withLock { _ = groups.remove(group) } }

  /// Kills them all, with what they started, for good.
  func killAll() {
    lock.withLock {
      isClosed = true
      groups.forEach(ChildProcess.killFamily)
    }
  }
}
