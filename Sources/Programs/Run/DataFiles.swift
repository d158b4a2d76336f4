package import Foundation
import Glibc
package import Text

/// The files that a lesson's `data` names: through links, whose contents a run gets, and nothing but
/// files, because a pipe or a device has no contents to be kept by.
package enum DataFiles {
  /// A file: its path below the working folder, and where it lies.
  struct File {
    let path: String
    let source: String
  }

  private static let (deepest, most) = (32, 100_000)

  /// The files of a path below `folder`, in the order of their names.
  static func files(_ path: String, in folder: String) throws(Problem) -> [File] {
    var files: [File] = []
    try collect(path, in: folder, depth: 0, &files)
    return files
  }

  /// What is wrong with a piece of data.
  package struct Problem: Error {
    /// The path, from the lesson's folder.
    package let path: String
    /// What it is, behind `the data 'x' …`.
    package let what: String
  }

  /// What is wrong with a path below `folder`, if anything is.
  package static func problem(_ path: String, in folder: String) -> Problem? {
    do {
      _ = try files(path, in: folder)
      return nil
    } catch {
      return error
    }
  }

  private static func collect(
    _ path: String, in folder: String, depth: Int, _ files: inout [File]
  ) throws(Problem) {
    let full = "\(folder)/\(path)"
    var status = stat()
    guard stat(full, &status) == 0 else {
      throw Problem(path: path, what: "leads nowhere")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: files.append(File(path: path, source: full))
    case S_IFDIR:
      guard depth < deepest, files.count < most else {
        throw Problem(path: path, what: "is too deep or too large (does a link lead back?)")
      }
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: full) else {
        throw Problem(path: path, what: "cannot be read")
      }
      for name in names.sorted() {
        try collect("\(path)/\(name)", in: folder, depth: depth + 1, &files)
      }
    default: throw Problem(path: path, what: "is a pipe, a socket or a device")
    }
  }
}
