package import Glibc
import Text

/// An open descriptor, closed with its owner. Calls that a signal has interrupted are made again, and
/// what is written is written whole.
package final class Descriptor {
  package let number: Int32
  private var isOpen: Bool

  package init(reading path: String, waits: Bool = true) throws(SystemError) {
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY
    number = open(path, waits ? flags : flags | O_NONBLOCK)
    isOpen = number >= 0
    guard isOpen else { throw SystemError(doing: "open \(path)") }
  }

  package init(writing path: String) throws(SystemError) {
    number = open(path, O_WRONLY | O_CLOEXEC)
    isOpen = number >= 0
    guard isOpen else { throw SystemError(doing: "open \(path)") }
  }

  /// A new file, appended to by whoever holds it; what was in it is gone.
  package init(creating path: String, permissions: mode_t = 0o600) throws(SystemError) {
    number = open(path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, permissions)
    isOpen = number >= 0
    guard isOpen else { throw SystemError(doing: "create \(path)") }
  }

  /// A file that was not there before.
  package init(new path: String, permissions: mode_t) throws(SystemError) {
    number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    isOpen = number >= 0
    guard isOpen else { throw SystemError(doing: "create \(path)") }
  }

  /// One that is open already.
  package init(_ number: Int32) {
    self.number = number
    isOpen = true
  }

  /// One that belongs to somebody else, and is not closed.
  package init(borrowing number: Int32) {
    self.number = number
    isOpen = false
  }

  // MARK: Reading

  /// What comes next.
  package enum Piece {
    case bytes([UInt8])
    /// Nothing is there now.
    case nothingYet
    case end
  }

  /// Reads at most `count` bytes.
  package func read(upTo count: Int = 1 << 16) throws(SystemError) -> Piece {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(SystemError) {
        initialized = try read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure {
      if failure.code == EAGAIN { return .nothingYet }
      throw failure
    }
    return bytes.isEmpty ? .end : .bytes(bytes)
  }

  /// Reads `count` bytes, or fewer where there are no more.
  package func read(_ count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(SystemError) {
        let buffer = UnsafeMutableRawBufferPointer(buffer)
        while initialized < count {
          let part = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[initialized...]))
          if part == 0 { return }
          initialized += part
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Reads to the end, `expected` bytes or more or fewer.
  package func readToEnd(expecting expected: Int) throws(SystemError) -> [UInt8] {
    var bytes = try read(expected + 1)
    guard bytes.count > expected else { return bytes }
    while case .bytes(let more) = try read() { bytes += more }
    return bytes
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw SystemError(doing: "read") }
    }
  }

  /// Waits until one of them has something to be read, has ended, or the time is over.
  package static func wait(for descriptors: [Descriptor], milliseconds: Int32) {
    var polled = descriptors.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
    poll(&polled, nfds_t(polled.count), milliseconds)
  }

  // MARK: Writing

  /// Writes all bytes, waiting for room where the descriptor does not wait itself.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        var polled = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        poll(&polled, 1, 1_000)
      } else if count == 0 || errno != EINTR {
        throw SystemError(code: count == 0 ? EIO : errno, doing: "write")
      }
    }
  }

  /// Writes all bytes as the last, and closes: a disk may say only then that it is full.
  package func finish(writing bytes: [UInt8], to path: String) throws(SystemError) {
    do throws(SystemError) {
      try write(bytes)
    } catch {
      throw SystemError(code: error.code, doing: "write \(path)")
    }
    isOpen = false
    guard Glibc.close(number) == 0 else { throw SystemError(doing: "write \(path)") }
  }

  package func close() {
    if isOpen { Glibc.close(number) }
    isOpen = false
  }

  deinit { close() }
}
