import Foundation

@testable import Lessons
@testable import Markup
@testable import Pages
@testable import Programs
@testable import Text
@testable import Verdicts

/// The page of any lesson under `html: escape`: every element is closed, and nothing runs.
enum LessonPages {
  static func check(_ bytes: [UInt8], _ tools: FuzzTools) throws(Violation) {
    guard let (file, lesson, problems) = Reading.read(bytes) else { return }
    var settings = CourseSettings()
    settings.escapesHTML = true
    let course = Course(
      folder: URL(fileURLWithPath: "/nowhere"), settings: settings, lessons: [lesson])
    let hasErrors = problems.contains { $0.severity == .error }
    let programs = hasErrors ? nil : Tangler.tangle(lesson, setup: nil, timeout: nil)
    var transcript = Transcript()
    for (index, block) in lesson.blocks.enumerated() where block.swift != nil {
      transcript.shown[index] = [.text("1 <script> &\n")]
      transcript.completed.insert(index)
    }
    for number in (programs?.values ?? []).indices { transcript.values[number] = "1 <b>" }
    let judged = Judged(
      Ran(
        tangled: Tangled(lesson: lesson, programs: programs, problems: []), transcript: transcript))
    var weaver = PageWeaver(
      judged, links: Links(course), settings: settings, tools.environment, store: nil)
    let tree = weaver.body()
    try Reading.requirePlaces(weaver.problems, in: file)
    try Harmless.check(tree)
    let html = tree.asHTML
    guard let read = TreeReader.tree(html) else {
      throw Violation(description: "not closed: \(html)")
    }
    try Harmless.check(read)
    _ = weaver.places
  }
}
