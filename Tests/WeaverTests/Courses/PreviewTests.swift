import Foundation
import Synchronization
import TestSupport
import Testing
import Text

@testable import Courses

/// What a preview does when files of its course change.
@Suite("What a preview reads again") struct PreviewTests {
  @Test func aBrokenCourseIsReadAgainOnlyWhereAFileHasChanged() throws {
    let course = try makeCourse(["01-a.md": "# A\n\nNothing runs here.\n"])
    let failures = Mutex([String]())
    let run = CourseRun(CourseRun.Options(course: course.url), environment: .ofTests)
    let preview = CoursePreview(run) { event in
      if case .failed(let problem) = event { failures.withLock { $0.append(problem.rendered()) } }
    }
    func failuresAfterUpdate() -> Int {
      preview.update()
      return failures.withLock { $0.count }
    }
    try preview.begin()
    #expect(failuresAfterUpdate() == 0)
    try course.write("package: ../none\n", to: "lessons/course.yml")
    #expect(failuresAfterUpdate() == 1)
    let first = failures.withLock { $0.first ?? "" }
    #expect(first.contains("the package '../none' does not exist"), "\(first)")
    #expect(failuresAfterUpdate() == 1)
    // A lesson alone would not do: the course is still as broken.
    try course.write("# A\n\nSomething else runs here.\n", to: "lessons/01-a.md")
    #expect(failuresAfterUpdate() == 2)
    try course.write("title: Whole again\n", to: "lessons/course.yml")
    #expect(failuresAfterUpdate() == 2)
    #expect(preview.state.withLock { $0.course?.settings.title } == "Whole again")
    try course.write("# A\n\nA third text.\n", to: "lessons/01-a.md")
    #expect(failuresAfterUpdate() == 2)
    let lesson = preview.state.withLock { $0.lessons["lessons/01-a.md"]?.lesson }
    #expect(lesson?.file.text == "# A\n\nA third text.\n")
  }
}
