import Foundation
import Synchronization

/// Maps over a list on several threads, results in the list's order; `order` is the order in which
/// the elements are begun.
///
/// The threads wait for child processes and parse deeply nested text, so they are threads of their
/// own with a deep stack, not the few of the cooperative pool.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, order: [Int]? = nil,
  _ transform: @escaping @Sendable (Element) -> Result
) -> [Result] {
  let work = WorkList<Result>(order: order ?? Array(elements.indices))
  let group = DispatchGroup()
  for _ in 0..<max(1, min(jobs, elements.count)) {
    group.enter()
    let thread = Thread {
      while let index = work.next() { work.finish(index, transform(elements[index])) }
      group.leave()
    }
    thread.stackSize = 64 << 20
    thread.start()
  }
  group.wait()
  return work.results()
}

/// Which element comes next, and what has come of those before.
private final class WorkList<Result: Sendable>: Sendable {
  private struct State {
    package var next = 0
    var results: [Result?]
  }
  private let state: Mutex<State>
  private let order: [Int]

  init(order: [Int]) {
    self.order = order
    state = Mutex(State(results: Array(repeating: nil, count: order.count)))
  }

  package func next() -> Int? {
    state.withLock { state in
      guard state.next < order.count else { return nil }
      defer { state.next += 1 }
      return order[state.next]
    }
  }

  package func finish(_ index: Int, _ result: Result) {
    state.withLock { $0.results[index] = result }
  }

  func results() -> [Result] { state.withLock { $0.results.compactMap { $0 } } }
}

/// A flag that may be set once, for all threads to see.
package final class Flag: Sendable {
  private let state = Mutex(false)

  package init() {}

  package var isSet: Bool { state.withLock { $0 } }
  package func set() { state.withLock { $0 = true } }
}
