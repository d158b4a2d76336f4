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
    let writing = fcntl(input.writing.number, F_DUPFD_CLOEXEC, 0)
    let reading = fcntl(output.reading.number, F_DUPFD_CLOEXEC, 0)
    let child = child
    Thread.detachNewThread { [outgoing] in
      let input = Descriptor(writing)
      while let bytes = outgoing.take(waiting: true), let bytes {
        guard (try? input.write(bytes)) != nil else { break }
      }
    }
    Thread.detachNewThread { [outgoing] in
      Self.read(Descriptor(reading), tell)
      _ = child.end()
      child.sweep()
      outgoing.put(nil)
      tell(.ended)
    }
  }

  func send(_ message: JSONValue) { outgoing.put(FrameReader.framed(message)) }

  /// Ends it: its input is closed, upon which it ends itself, or is ended.
  func end() {
    outgoing.put(nil)
    kill(-child.identifier, SIGTERM)
  }

  private static func read(_ output: Descriptor, _ tell: (Event) -> Void) {
    var frames = FrameReader()
    while case .bytes(let bytes)? = try? output.read() {
      for frame in frames.take(bytes) {
        switch frame {
        case .message(let message): tell(.said(message))
        case .noJSON: break
        case .broken: return
        }
      }
    }
  }
}
