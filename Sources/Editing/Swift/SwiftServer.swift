import Foundation
import Processes
import Synchronization

/// A process that is spoken to in frames: Swift's own language server.
///
/// What it says comes from a thread of its own, and what it is told goes through another, so that
/// nobody waits for it.
final class SwiftServer: Sendable {
  /// What it does.
  enum Event: Sendable {
    case said(JSONValue)
    case ended
  }

  private let outgoing = EventQueue<[UInt8]?>()
  private let child: ChildProcess

  /// Starts it; throws where that cannot be.
  ///
  /// - Parameter tell: told of what it says, from another thread.
  init(
    _ arguments: [String], environment: [String: String],
    tell: @escaping @Sendable (Event) -> Void
  ) throws(SystemError) {
    let (input, output) = (try ChildProcess.makePipe(), try ChildProcess.makePipe())
    let nowhere = try Descriptor(writing: "/dev/null")
    child = try ChildProcess(
      arguments, environment: environment,
      descriptors: [
        (0, input.reading.number), (1, output.writing.number), (2, nowhere.number)
      ])
    input.reading.close()
    output.writing.close()
    let (writing, reading) = (dup(input.writing.number), dup(output.reading.number))
    for number in [writing, reading] { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
    let child = child
    Thread.detachNewThread { [outgoing] in
      while let bytes = outgoing.take(waiting: true) {
        guard let bytes, Self.write(bytes, to: writing) else { break }
      }
      close(writing)
    }
    Thread.detachNewThread {
      Self.read(reading, tell)
      close(reading)
      _ = child.end()
      child.sweep()
      tell(.ended)
    }
  }

  func send(_ message: JSONValue) { outgoing.put(FrameReader.framed(message)) }

  /// Ends it: its input is closed, upon which it ends itself, or is ended.
  func end() {
    outgoing.put(nil)
    kill(-child.identifier, SIGTERM)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func read(_ descriptor: Int32, _ tell: (Event) -> Void) {
    var frames = FrameReader()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      for frame in frames.take(buffer[..<count]) {
        switch frame {
        case .message(let message): tell(.said(message))
        case .noJSON: break
        case .broken: return
        }
      }
    }
  }
}
