import Foundation
import Synchronization
import Testing

@testable import Courses
@testable import Processes

@Suite("Schedule") struct ScheduleTests {
  @Test func theLongestIsBegunFirst() {
    #expect(Schedule([1, 3, 2], groups: [[0], [1], [2]]).order == [1, 2, 0])
    // One that never ran is taken for an average one; equals stay as they are.
    #expect(Schedule([1, nil, 5, nil], groups: [[0], [1], [2], [3]]).order == [2, 1, 3, 0])
    #expect(Schedule([nil, nil], groups: [[0], [1]]).order == [0, 1])
    #expect(Schedule([], groups: []).order == [])
  }

  @Test func theRestIsEstimatedByWhatIsDone() {
    let schedule = Schedule([3, 1], groups: [[0], [1]], start: .now - .seconds(30))
    let first = schedule.finish(0)
    #expect(first.done == 1)
    #expect(first.remaining > 9.9)
    let last = schedule.finish(1)
    #expect(last.done == 2)
    #expect(last.remaining == 0)
  }

  @Test func resultsStayInTheOrderOfTheList() {
    let begun = Mutex<[Int]>([])
    let results = concurrentMap([10, 20, 30], jobs: 1, order: [2, 0, 1]) { element in
      begun.withLock { $0.append(element) }
      return element + 1
    }
    #expect(results == [11, 21, 31])
    #expect(begun.withLock { $0 } == [30, 10, 20])
  }

  @Test func progressIsALine() {
    var progress = CourseRun.LessonProgress(path: "lessons/a.md", runReasons: [], seconds: 0)
    progress.done = 3
    progress.count = 10
    progress.remaining = 12.4
    #expect(progress.line == "3 of 10 lessons, 12 s left  lessons/a.md")
    progress.remaining = 200
    #expect(progress.line == "3 of 10 lessons, 3 min left  lessons/a.md")
    progress.done = 10
    #expect(progress.line == "10 of 10 lessons  lessons/a.md")
  }

  @Test func reasonsAreToldOnce() {
    let progress = CourseRun.LessonProgress(
      path: "a.md", runReasons: ["the program changed", "the program changed", "its data changed"],
      seconds: 0.5)
    #expect(
      progress.words
        == "a.md: 3 programs run (the program changed; its data changed), blocks took 0.5 s")
  }
}
