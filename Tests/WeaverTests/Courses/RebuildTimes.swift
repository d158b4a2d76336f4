import Foundation
import TestSupport
import Testing

@testable import Courses
@testable import Verdicts

/// How long one process takes to build a course anew after an edit of prose: what `make rebuilds`
/// prints. It expects nothing of a time.
@Suite(
  "Rebuilds in one process",
  .enabled(if: ProcessInfo.processInfo.environment["NABLA_REBUILDS"] != nil))
struct RebuildTimes {
  @Test func afterAnEditOfProse() throws {
    let count = Int(ProcessInfo.processInfo.environment["NABLA_REBUILDS"] ?? "") ?? 100
    let folder = try TemporaryFolder()
    func lesson(_ number: Int, _ edit: Int) -> String {
      """
      # Lesson \(number)

      Some words, and a formula $x_{\(number)}^2$. Edit \(edit).

      ```swift
      let loss\(number) = Scalar(\(number)) * 2
      print(loss\(number).value)
      ```

      ```output
      \(number * 2).0
      ```

      """
    }
    for number in 1...count {
      try folder.write([
        "lessons/\(String(1000 + number).dropFirst())-a\(number).md": lesson(number, 0)
      ])
    }
    let run = CourseRun(
      CourseRun.Options(course: folder.url, output: folder.url.appendingPathComponent("site")),
      environment: .ofTests)
    #expect(run.run(.build).exitCode == 0)
    let clock = ContinuousClock()
    var times: [Double] = []
    for edit in 1...21 {
      let number = 1 + edit * 7 % count
      try folder.write([
        "lessons/\(String(1000 + number).dropFirst())-a\(number).md": lesson(number, edit)
      ])
      var isBuilt = false
      let time = clock.measure { isBuilt = run.run(.build).exitCode == 0 }
      #expect(isBuilt)
      times.append(time / .milliseconds(1))
    }
    times.sort()
    print(
      "\(count) lessons, an edit of prose, in one process, ms: "
        + "least \(Int(times[0])), median \(Int(times[10])), most \(Int(times[20]))")
  }
}
