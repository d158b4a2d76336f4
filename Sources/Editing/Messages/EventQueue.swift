import Foundation

/// Events from several threads, taken by one.
package final class EventQueue<Event: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var events: [Event] = []

  package init() {}

  package func put(_ event: Event) {
    condition.lock()
    events.append(event)
    condition.signal()
    condition.unlock()
  }

  /// The next event; `nil` where there is none and nothing is waited for.
  package func take(waiting: Bool) -> Event? {
    condition.lock()
    defer { condition.unlock() }
    while events.isEmpty {
      guard waiting else { return nil }
      condition.wait()
    }
    return events.removeFirst()
  }
}
