import Glibc

/// The bytes of files that may be anything: a pipe or a device is not waited for.
package enum RegularFile {
  /// Why a file cannot be read.
  package enum Problem: Error {
    /// It is no file: a folder, a pipe, a device.
    case notAFile
    /// The system's error number.
    case system(Int32)
  }

  /// The bytes of a file, through links.
  package static func bytes(_ path: String) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw .system(errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, Int(status.st_size)))
    let size = 1 << 16
    while true {
      let start = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: size))
      let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress! + start, size) }
      bytes.removeLast(size - max(0, count))
      if count < 0 {
        if errno == EINTR { continue }
        throw .system(errno)
      }
      if count == 0 { return bytes }
    }
  }
}
