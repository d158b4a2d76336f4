import Foundation
import Glibc
import Lessons
import Processes
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

  /// The files of a path below the folder of a course's lessons, in the order of their names.
  static func files(_ path: String, in folder: String) throws(Problem) -> [File] {
    // Files that belong to no course are looked for below their own folder.
    let url = URL(fileURLWithPath: folder)
    let isOfCourse = url.lastPathComponent == "lessons"
    let course = CourseFolder(isOfCourse ? url.deletingLastPathComponent() : url)
    var files: [File] = []
    try collect(path, course, prefix: isOfCourse ? "lessons/" : "", depth: 0, &files)
    return files
  }

  /// What is wrong with a piece of data.
  package struct Problem: Error {
    /// The path, from the lesson's folder.
    package let path: String
    package let problem: FileProblem
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
    _ path: String, _ course: CourseFolder, prefix: String, depth: Int, _ files: inout [File]
  ) throws(Problem) {
    let (real, status): (String, stat)
    do throws(FileProblem) {
      (real, status) = try course.find(prefix + path)
    } catch {
      throw Problem(path: path, problem: error)
    }
    guard status.isFolder else { return files.append(File(path: path, source: real)) }
    guard depth < deepest, files.count < most else {
      throw Problem(path: path, problem: .noFile("too deep or too large a folder"))
    }
    guard let names = FolderTree.names(in: real) else {
      throw Problem(path: path, problem: .unreadable)
    }
    for name in names.sorted() {
      try collect("\(path)/\(name)", course, prefix: prefix, depth: depth + 1, &files)
    }
  }
}
