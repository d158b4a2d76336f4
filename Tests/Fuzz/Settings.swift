import Foundation

@testable import Lessons
@testable import Text

/// Front matter and `course.yml` of any bytes: what is taken from them is in range.
enum Settings {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let file = try? SourceFile(path: "lessons/course.yml", bytes: bytes) else { return }
    try Reading.requirePlaces(CourseSettings.problems(of: file, isTranslation: false), in: file)
    try Reading.requirePlaces(CourseSettings.problems(of: file, isTranslation: true), in: file)
    let lesson = SourceFile(path: "lessons/01-test.md", text: "---\n\(file.text)\n---\n")
    for isTranslation in [false, true] {
      var problems: [Diagnostic] = []
      let (front, end) = FrontMatter.read(
        lesson, isTranslation: isTranslation, problems: &problems)
      try Reading.requirePlaces(problems, in: lesson)
      try hold((2...lesson.lines.count).contains(end), "it ends at line \(end)")
      try hold(front.timeout.map(TimeLimit.allows) ?? true, "a timeout of \(front.timeout ?? 0)")
      try hold(
        front.lines.values.allSatisfy { (2...lesson.lines.count).contains($0) }, "lines of keys")
      try hold([front.date, front.updated].allSatisfy { $0.map(Day.isOne) ?? true }, "no day")
      if problems.isEmpty, end == lesson.lines.count - 1 {
        try hold(front.lines.count <= FrontMatter.schema.count + 1, "a key stands twice")
      }
    }
  }
}
