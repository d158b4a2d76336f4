package import Foundation

/// A folder that is there for one test.
package final class TemporaryFolder: Sendable {
  package let url: URL

  /// - Parameter name: what stands in the folder's name, such as letters beyond ASCII.
  package init(named name: String = "nabla-test") throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, and the folders that it lies in.
  package func write(_ text: String, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Writes files, each at its path below the folder.
  package func write(_ files: [String: String]) throws {
    for (path, text) in files { try write(text, to: path) }
  }

  /// The text of a file; throws where there is none.
  package func read(_ path: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(path), encoding: .utf8)
  }

  /// The text of a file, whatever its bytes are; `nil` where there is none.
  package func text(_ path: String) -> String? {
    (try? Data(contentsOf: url.appendingPathComponent(path))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(path).path)
  }

  /// The paths of all files below the folder, hidden ones too.
  package var files: [String] {
    let found = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
    return found.filter { path in
      var isFolder: ObjCBool = false
      let full = url.appendingPathComponent(path).path
      return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}

/// A course of these lessons, by the names of their files.
package func makeCourse(_ lessons: KeyValuePairs<String, String>) throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  for (name, text) in lessons { try folder.write(text, to: "lessons/\(name)") }
  return folder
}
