import Foundation
import TestSupport
import Testing

@testable import Lessons
@testable import Memo
@testable import Programs
@testable import Text

/// Runs lessons as a build does, in a course's folder that is there for one test.
struct TestRunner {
  let folder: TemporaryFolder
  private let runner: Runner

  /// A course with these files below its `lessons/`.
  init(files: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    try folder.write(Dictionary(uniqueKeysWithValues: files.map { ("lessons/\($0)", $1) }))
    // What is tested is running, so nothing is taken from a store.
    runner = Runner(
      toolchain: try Self.toolchain.get(), course: folder.url,
      cache: CacheFolder(moduleCache: Self.moduleCache, store: nil))
  }

  /// Found once: it may have to link the library that lessons load.
  private static let toolchain = Result {
    try Toolchain.find(environment: .ofTests, store: nil)
  }

  private static let moduleCache =
    FileManager.default.temporaryDirectory.appendingPathComponent("nabla-test-modules").path

  /// What running the lesson gave.
  func run(
    _ markdown: String, setup: SourceFile? = nil, timeout: Double? = 20
  ) throws -> Transcript {
    let (lesson, problems) = readLesson(markdown)
    try #require(problems.map(\.brief) == [])
    return run(Tangler.tangle(lesson, setup: setup, timeout: timeout), of: lesson)
  }

  /// What running a lesson's programs gave.
  func run(_ programs: Programs, of lesson: Lesson) -> Transcript {
    runner.run(programs, of: lesson)
  }
}

/// A lesson of these Swift blocks, the first at line 1; each is followed by a blank line.
func blocks(_ code: String...) -> String {
  code.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
}

extension Transcript {
  /// What each block showed, as text, in order.
  var texts: [String] { shown.keys.sorted().map { plainText(ofBlock: $0) } }

  /// The problems in brief, warnings too.
  var briefs: [String] { problems.map(\.brief) }
}

/// The tests that start the compiler, one after the other: each uses a core.
@Suite("Run", .serialized) enum RunTests {}
