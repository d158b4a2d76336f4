@testable import Lessons
@testable import Text

/// A lesson of any bytes: places stand in the file, and a line above it moves all of them by one.
enum Reading {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let (file, lesson, problems) = read(bytes) else { return }
    try requirePlaces(problems, in: file)
    for block in lesson.blocks {
      try hold(
        (1...file.lines.count).contains(block.line) && block.indentations.allSatisfy { $0 >= 0 },
        "a block at line \(block.line)")
    }
    let swift = lesson.blocks.count { $0.swift != nil }
    try hold(lesson.cells.count == swift + lesson.inlines.count, "cells are missing")
    _ = (lesson.title, lesson.head, lesson.readingMinutes)

    // Front matter stands at the top only.
    guard file.lines[0].trimmingTrailingBlanks() != "---" else { return }
    let lower = LessonReader.read(
      SourceFile(path: file.path, text: "\n" + file.text), name: "test")
    try hold(
      lower.problems.map { $0.reason.message } == problems.map { $0.reason.message }
        && lower.problems.map { $0.location?.line }
          == problems.map { $0.location?.line.map { $0 + 1 } },
      "other problems one line below")
    try hold(
      lower.lesson.blocks.map { [$0.line - 1, $0.firstCodeLine - 1] + $0.indentations }
        == lesson.blocks.map { [$0.line, $0.firstCodeLine] + $0.indentations }
        && lower.lesson.blocks.map(\.code) == lesson.blocks.map(\.code),
      "other blocks one line below")
  }

  /// The lesson, if the bytes are a text.
  static func read(_ bytes: [UInt8]) -> (SourceFile, Lesson, [Diagnostic])? {
    guard let file = try? SourceFile(path: "lessons/01-test.md", bytes: bytes) else { return nil }
    let (lesson, problems) = LessonReader.read(file, name: "test")
    return (file, lesson, problems)
  }

  /// Problems have a place in their file, and can be shown.
  static func requirePlaces(_ problems: [Diagnostic], in file: SourceFile) throws(Violation) {
    for problem in problems {
      guard let location = problem.location, location.file == file.path else { continue }
      let line = location.line ?? 1
      let text = file.line(line)
      try hold(
        text != nil || line == file.lines.count + 1,
        "line \(line) of \(file.lines.count): \(problem)")
      try hold(
        (1...((text ?? "").utf8.count + 1)).contains(location.column ?? 1),
        "column \(location.column ?? 1) of line \(line): \(problem.reason.message)")
      try hold(!problem.rendered().isEmpty, "nothing is said")
    }
  }
}
