package import Foundation
import Glibc
import Processes
package import Text

/// The files of a course. Whatever a course names is looked for through links and has to lie in its
/// folder, and nothing but a file is opened.
///
/// A course may itself be reached through a link, and so may its `lessons/`.
package struct CourseFolder: Sendable {
  private let folder: String
  /// Where files may lie, through no links.
  private let roots: [String]

  package init(_ folder: URL) {
    self.folder = folder.path
    roots = ["", "/lessons"].compactMap { FolderTree.real(folder.path + $0) }
  }

  /// Where a file or folder lies, and what it is.
  ///
  /// - Parameter path: from the course's folder.
  package func find(_ path: String) throws(FileProblem) -> (path: String, status: stat) {
    let full = "\(folder)/\(path)"
    guard let real = FolderTree.real(full) else {
      switch errno {
      case ELOOP: throw .loop
      case EACCES: throw .unreadable
      default: throw FolderTree.status(full) == nil ? .missing : .danglingLink
      }
    }
    let isInside = roots.contains { real == $0 || real.hasPrefix($0 == "/" ? "/" : "\($0)/") }
    guard isInside else { throw .leavesCourse(real) }
    guard let status = FolderTree.status(real) else { throw .missing }
    if let what = status.what { throw .noFile(what) }
    return (real, status)
  }

  /// Where a file lies.
  package func file(_ path: String) throws(FileProblem) -> String {
    let (real, status) = try find(path)
    guard status.isFile else { throw .noFile("a folder") }
    return real
  }

  /// The bytes of a file.
  package func bytes(_ path: String) throws(FileProblem) -> [UInt8] {
    let real = try file(path)
    do throws(RegularFile.Problem) {
      return try RegularFile.bytes(real)
    } catch {
      if case .notAFile = error { throw .noFile("something else") }
      throw .unreadable
    }
  }
}

extension stat {
  /// What is neither a file nor a folder, in words.
  package var what: String? {
    switch st_mode & S_IFMT {
    case S_IFREG, S_IFDIR: nil
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}

extension FileProblem {
  /// What is said of a file that no line names.
  package func diagnostic(_ path: String) -> Diagnostic {
    Diagnostic(.badFile(path, self), at: Location(file: path))
  }
}
