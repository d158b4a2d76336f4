import ArgumentParser
import Foundation
import Text

/// Standard output and standard error, written to the last byte or told to have failed.
enum StandardStreams {
  /// Descriptors that were closed are opened again, so that no file of ours takes their numbers:
  /// standard output in a way that writing to it fails.
  static func prepare() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(number, F_GETFD) < 0 && errno == EBADF {
      let file = open("/dev/null", number == STDERR_FILENO ? O_WRONLY : O_RDONLY)
      if file >= 0, file != number {
        dup2(file, number)
        close(file)
      }
    }
    // Children are waited for, whatever our parent wants to know of its own.
    signal(SIGCHLD, SIG_DFL)
  }

  /// Prints a result; where that fails, what was to be told is lost and nabla must not seem content.
  static func print(_ text: String) throws {
    let shown = isatty(STDOUT_FILENO) == 1 ? PrintableText.shown(text) : text
    guard let code = write(shown, to: STDOUT_FILENO) else { return }
    warn(
      "error: the report could not be written to standard output: \(String(cString: strerror(code)))\n"
        + "help: is the disk full, or standard output closed?\n")
    throw ExitCode(69)
  }

  /// Says something on standard error, where that is possible.
  static func warn(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes all bytes; the system's error number where that fails.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { write($0, to: descriptor) }
  }

  /// Writes bytes to standard output; whether all of them could be written.
  static func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { write($0, to: STDOUT_FILENO) } == nil
  }

  private static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32
  ) -> Int32? {
    do {
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeBufferPointer(rebasing: rest)
        let count = Foundation.write(descriptor, part.baseAddress, part.count)
        if count < 0, errno == EINTR { continue }
        if count < 0, errno == EAGAIN {
          var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&polled, 1, 1_000)
          continue
        }
        guard count > 0 else { return errno }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }
}
