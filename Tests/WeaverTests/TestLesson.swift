import Foundation

@testable import Lessons
@testable import Text

/// A Markdown text, read as the lesson `lessons/01-test.md`.
func readLesson(_ markdown: String) -> (lesson: Lesson, problems: [Diagnostic]) {
  LessonReader.read(SourceFile(path: "lessons/01-test.md", text: markdown), name: "test")
}

extension Diagnostic {
  /// The place and the message, as table tests write them: `41:9: …`.
  var brief: String {
    var place = ""
    if let line = location?.line { place += "\(line):" }
    if let column = location?.column { place += "\(column):" }
    return place.isEmpty ? reason.message : "\(place) \(reason.message)"
  }
}

/// A folder that is there for one test.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("nabla-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes files, each at its path below the folder.
  func write(_ files: [String: String]) throws {
    for (path, text) in files {
      let file = url.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  /// The text of a file; `nil` where there is none.
  func text(_ path: String) -> String? {
    (try? Data(contentsOf: url.appendingPathComponent(path))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The paths of all files below the folder, hidden ones too.
  var files: [String] {
    let found = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
    return found.filter { path in
      var isFolder: ObjCBool = false
      let full = url.appendingPathComponent(path).path
      return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}
