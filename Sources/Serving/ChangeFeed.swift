import FlyingSocks
import Foundation
import Synchronization

/// What browsers are told: which pages have changed. Each browser has a line of its own, which holds
/// no more than it takes to know that much has changed.
package final class ChangeFeed: Sendable {
  private let listeners = Mutex<[Int: AsyncStream<String>.Continuation]>([:])
  private let next = Mutex(0)

  package init() {}

  /// Tells all browsers that a page has changed; `nil` for all pages.
  package func pageChanged(_ path: String?) {
    let data = (try? JSONEncoder().encode(["page": path])).map {
      String(decoding: $0, as: UTF8.self)
    }
    send("data: \(data ?? "{}")\n\n")
  }

  /// Says that the line stands; a browser that has gone is noticed so.
  package func keepAlive() { send(": \n\n") }

  private func send(_ text: String) {
    let all = listeners.withLock { Array($0.values) }
    for listener in all { listener.yield(text) }
  }

  /// One browser's line.
  func subscription() -> Events {
    let number = next.withLock { next in
      next += 1
      return next
    }
    let stream = AsyncStream<String>(bufferingPolicy: .bufferingNewest(8)) { continuation in
      continuation.onTermination = { [weak self] _ in
        self?.listeners.withLock { _ = $0.removeValue(forKey: number) }
      }
      listeners.withLock { $0[number] = continuation }
      // What it missed before it listened is on the page that it has loaded, or will be told.
      continuation.yield("retry: 500\n\n")
    }
    return Events(stream: stream)
  }

  /// How many browsers listen.
  package var count: Int { listeners.withLock { $0.count } }

  /// A line of events as the body of an answer.
  struct Events: AsyncBufferedSequence {
    typealias Element = UInt8
    let stream: AsyncStream<String>

    func makeAsyncIterator() -> Iterator { Iterator(events: stream.makeAsyncIterator()) }

    struct Iterator: AsyncBufferedIteratorProtocol {
      var events: AsyncStream<String>.Iterator
      private var rest: ArraySlice<UInt8> = []

      init(events: AsyncStream<String>.Iterator) { self.events = events }

      mutating func next() async throws -> UInt8? {
        if rest.isEmpty {
          guard let event = await events.next() else { return nil }
          rest = Array(event.utf8)[...]
        }
        return rest.popFirst()
      }

      mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
        if rest.isEmpty {
          guard let event = await events.next() else { return nil }
          rest = Array(event.utf8)[...]
        }
        let part = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        return part
      }
    }
  }
}
