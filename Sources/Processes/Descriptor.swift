import Glibc

/// An open descriptor, closed with its owner.
final class Descriptor {
  let number: Int32
  private var isOpen = true

  init(reading path: String) throws(SystemError) {
    number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError(doing: "open \(path)") }
  }

  /// A new file, appended to by whoever holds it.
  init(creating path: String) throws(SystemError) {
    number = open(path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw SystemError(doing: "create \(path)") }
  }

  init(_ number: Int32) { self.number = number }

  func close() {
    if isOpen { Glibc.close(number) }
    isOpen = false
  }

  deinit { close() }
}
