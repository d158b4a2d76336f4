import ArgumentParser
import Foundation
import Processes
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
    // What others print, such as the help, is written at the end.
    atexit {
      guard fflush(nil) != 0 else { return }
      StandardStreams.warnOfLostReport(errno)
      _exit(69)
    }
    // Children are waited for, whatever our parent wants to know of its own.
    signal(SIGCHLD, SIG_DFL)
  }

  /// Prints a result; where that fails, what was to be told is lost and nabla must not seem content.
  static func print(_ text: String) throws {
    let shown = isatty(STDOUT_FILENO) == 1 ? PrintableText.shown(text) : text
    guard let code = write(shown, to: STDOUT_FILENO) else { return }
    warnOfLostReport(code)
    throw ExitCode(69)
  }

  private static func warnOfLostReport(_ code: Int32) {
    warn(
      "error: the report could not be written to standard output: \(String(cString: strerror(code)))\n"
        + "help: is the disk full, or standard output closed?\n")
  }

  /// Says something on standard error, where that is possible.
  static func warn(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes all bytes; the system's error number where that fails.
  private static func write(_ text: String, to number: Int32) -> Int32? {
    write(Array(text.utf8), to: number)
  }

  /// Writes bytes to standard output; whether all of them could be written.
  static func write(_ bytes: [UInt8]) -> Bool { write(bytes, to: STDOUT_FILENO) == nil }

  private static func write(_ bytes: [UInt8], to number: Int32) -> Int32? {
    do throws(SystemError) {
      try Descriptor(borrowing: number).write(bytes)
      return nil
    } catch {
      return error.code
    }
  }
}
