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
