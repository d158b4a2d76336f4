import Glibc
import Processes

/// A file that the program maps into its memory: the line that it is running. It is read as a file,
/// because a mapped page of a file that the program has cut off is a bus error.
final class ProgressFile {
  let descriptor: Descriptor

  init(_ path: String) throws(SystemError) {
    descriptor = try Descriptor(creating: path)
    // With its blocks on the disk: a page of a file that only seems to be there is a bus error.
    let status = posix_fallocate(descriptor.number, 0, off_t(MemoryLayout<Int32>.size))
    guard status == 0 else { throw SystemError(code: status, doing: "write \(path)") }
  }

  /// The line; 0 where none was noted.
  var line: Int {
    var bytes = [UInt8](repeating: 0, count: MemoryLayout<Int32>.size)
    guard pread(descriptor.number, &bytes, bytes.count, 0) == bytes.count else { return 0 }
    return Self.line(bytes)
  }

  /// The line that these bytes hold, as the program writes it; 0 where it is none.
  static func line(_ bytes: [UInt8]) -> Int {
    let bits = bytes.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return max(0, Int(Int32(bitPattern: bits)))
  }
}
