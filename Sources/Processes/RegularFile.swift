import Glibc

/// The bytes of files that may be anything: a pipe or a device is not waited for.
package enum RegularFile {
  /// Why a file cannot be read.
  package enum Problem: Error {
    /// It is no file: a folder, a pipe, a device.
    case notAFile
    /// It has more bytes than were asked for.
    case tooLarge
    /// The system's error number.
    case system(Int32)
  }

  /// The bytes of a file, through links.
  ///
  /// - Parameter most: how many it may have, where it is a stranger's: a file of a few bytes on the
  ///   disk can say that it is a thousand gigabytes.
  package static func bytes(_ path: String, atMost most: Int = .max) throws(Problem) -> [UInt8] {
    let bytes: [UInt8]?
    var isTooLarge = false
    do throws(SystemError) {
      let file = try Descriptor(reading: path, waits: false)
      bytes = try size(of: file).map { size throws(SystemError) in
        isTooLarge = size > most
        return isTooLarge ? [] : try file.readToEnd(expecting: size)
      }
    } catch {
      throw .system(error.code)
    }
    guard let bytes else { throw .notAFile }
    if isTooLarge || bytes.count > most { throw .tooLarge }
    return bytes
  }

  /// The size of a file; `nil` where it is something else.
  private static func size(of file: Descriptor) throws(SystemError) -> Int? {
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw SystemError(doing: "read") }
    return status.st_mode & S_IFMT == S_IFREG ? max(0, Int(status.st_size)) : nil
  }
}
