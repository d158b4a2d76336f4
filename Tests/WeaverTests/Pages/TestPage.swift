import Foundation
import TestSupport
import Testing
import Wire

@testable import Lessons
@testable import Pages
@testable import Programs
@testable import Text
@testable import Verdicts

/// Weaves the body of one lesson in a course of others.
struct TestPage {
  let folder: TemporaryFolder
  var settings = CourseSettings()
  private let course: Course

  /// A course with these files below its `lessons/`; the Markdown ones are its other lessons.
  init(files: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    try folder.write(
      Dictionary(uniqueKeysWithValues: files.map { ("lessons/\($0)", $1) })
        .merging(["lessons/01-test.md": ""]) { one, _ in one })
    let (course, problems) = try Course.read(folder.url)
    try #require(problems.map(\.brief) == [])
    self.course = course
  }

  /// What weaving gave.
  struct Woven {
    var html: String
    var problems: [Diagnostic]
    var assets: Set<String>
    var sections: [PageSection]
    var dataFiles: [String: String]
  }

  /// Weaves `markdown` as `lessons/01-test.md`.
  ///
  /// - Parameters:
  ///   - shown: what each code block showed.
  ///   - elided: the lines that a record's `...` stands for.
  func weave(
    _ markdown: String, shown: [Int: [Transcript.Piece]] = [:], elided: [Int: Set<Int>] = [:]
  ) -> Woven {
    let (lesson, _) = readLesson(markdown)
    let others = course.lessons.filter { $0.file.path != lesson.file.path }
    let links = Links(
      Course(folder: folder.url, settings: settings, lessons: [lesson] + others))
    var weaver = PageWeaver(
      Judged(
        Ran(
          tangled: Tangled(lesson: lesson, programs: nil, problems: []),
          transcript: Transcript(shown: shown, completed: Set(shown.keys))),
        Self.verdict(elided: elided)), links: links, settings: settings, .ofTests,
      store: nil)
    let html = weaver.body()
    return Woven(
      html: html, problems: weaver.problems, assets: weaver.assets, sections: weaver.sections,
      dataFiles: weaver.dataFiles)
  }

  /// A verdict in which the record's `...` stands for these lines of each block.
  private static func verdict(elided: [Int: Set<Int>]) -> Verdict {
    var verdict = Verdict()
    for (block, lines) in elided {
      verdict.outputs.append(
        ComparedOutput(
          block: block, record: block, recorded: [], computed: [],
          steps: lines.sorted().map { .elided($0) }, tolerance: nil))
    }
    return verdict
  }
}
