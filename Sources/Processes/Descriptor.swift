import Glibc
import Text

/// An open descriptor, closed with its owner.
package final class Descriptor {
  package let number: Int32
  private var isOpen = true

  package init(reading path: String) throws(SystemError) {
    number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError(doing: "open \(path)") }
  }

  package init(writing path: String) throws(SystemError) {
    number = open(path, O_WRONLY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError(doing: "open \(path)") }
  }

  /// A new file, appended to by whoever holds it.
  package init(creating path: String) throws(SystemError) {
    number = open(path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw SystemError(doing: "create \(path)") }
  }

  package init(_ number: Int32) { self.number = number }

  package func close() {
    if isOpen { Glibc.close(number) }
    isOpen = false
  }

  deinit { close() }
}
