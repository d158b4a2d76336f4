import Foundation
import Glibc
import Processes
import Text

/// A folder that is made with all its files, or not at all.
enum NewFolder {
  /// Writes files, by their paths, to a folder that does not exist yet, is empty, or holds an empty
  /// repository. Nothing is overwritten, and where that fails, nothing of it is left.
  ///
  /// - Parameter what: what the files are, in words.
  static func write(
    _ files: [(path: String, bytes: [UInt8])], to folder: URL, what: String
  ) throws(Diagnostic) {
    try check(folder)
    var made: [String] = []
    do throws(SystemError) {
      try makeFolder(folder.path, &made)
      for (path, bytes) in files {
        var parent = folder
        for part in path.split(separator: "/").dropLast() {
          parent.appendPathComponent(String(part))
          try makeFolder(parent.path, &made)
        }
        try write(bytes, to: folder.appendingPathComponent(path).path, &made)
      }
    } catch {
      for path in made.reversed() { remove(path) }
      throw Diagnostic(
        .notMade(what, error.description),
        at: nil)
    }
  }

  /// Whether the folder may be taken.
  static func check(_ folder: URL) throws(Diagnostic) {
    let path = folder.relativePath
    let isName = !path.unicodeScalars.contains { $0.properties.generalCategory == .control }
    let name = PrintableText.shown(folder.shownPath)
    guard isName else {
      throw Diagnostic(.noNameForFolder(name), at: nil)
    }
    var status = stat()
    guard stat(folder.path, &status) == 0 else {
      // Whatever else stands in the way is told when the folder is made.
      let parent = folder.standardizedFileURL.deletingLastPathComponent()
      guard errno == ENOENT, access(parent.path, F_OK) != 0 else { return }
      throw Diagnostic(.noFolderFor(name, parent: folder.parentAsWritten.quotedForShell), at: nil)
    }
    guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw Diagnostic(.isNoFolder(name), at: nil)
    }
    guard entries.allSatisfy({ $0 == ".git" }) else {
      throw Diagnostic(.isNotEmpty(name), at: nil)
    }
  }

  private static func makeFolder(_ path: String, _ made: inout [String]) throws(SystemError) {
    if mkdir(path, 0o777) == 0 {
      made.append(path)
    } else if errno != EEXIST {
      throw SystemError(doing: "make \(path)")
    }
  }

  private static func write(
    _ bytes: [UInt8], to path: String, _ made: inout [String]
  ) throws(SystemError) {
    let file = try Descriptor(new: path, permissions: 0o666)
    made.append(path)
    try file.finish(writing: bytes, to: path)
  }
}

extension URL {
  /// The path of the folder around it, as the path was given.
  fileprivate var parentAsWritten: String {
    let parts = shownPath.split(separator: "/")
    return (shownPath.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
  }
}
