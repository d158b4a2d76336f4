import Foundation
import TestSupport
import Testing
import Wire

@testable import LessonKit
@testable import Processes

@Suite("LessonKit: a story told by several threads") struct StoryThreadTests {
  @Test func `every event is a line of its own`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("story").path
    let file = try Descriptor(creating: path)
    // It says itself that its threads take turns.
    nonisolated(unsafe) let story = Story(pipe: file.number)
    let text = String(repeating: "long ", count: 2_000)
    _ = concurrentMap(Array(0..<40), jobs: 4) { number in
      story.tell(.valued(number, text: text, output: 0))
    }
    let lines = try #require(folder.text("story")).split(separator: "\n")
    #expect(lines.count == 40)
    for line in lines { _ = try JSONDecoder().decode(Event.self, from: Data(line.utf8)) }
  }
}
