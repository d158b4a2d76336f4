import Foundation
import TestSupport
import Testing

@testable import Courses
@testable import Memo
@testable import Programs

/// What a build knows of its files, and what the next one takes for changed.
@Suite("What a build depends on") struct BuildInputsTests {
  private let folder: TemporaryFolder
  private let options: CourseRun.Options

  init() throws {
    folder = try TemporaryFolder()
    options = CourseRun.Options(
      course: folder.url, output: folder.url.appendingPathComponent("site"))
    for number in 1...3 { try write(number, "0") }
  }

  private func write(_ number: Int, _ word: String) throws {
    try folder.write([
      "lessons/0\(number)-a\(number).md": "# Lesson \(number)\n\nThe word is \(word).\n"
    ])
  }

  private func inputs() throws -> BuildInputs {
    let cache = CacheFolder(course: folder.url, .ofTests)
    let store = try #require(cache.store)
    let toolchain = try Toolchain.find(environment: .ofTests, store: store)
    // All files of the test have just changed, however slow the machine is.
    return try #require(
      BuildInputs(
        options, toolchain, store, clockTick: 3_600_000_000_000, environment: .ofTests))
  }

  private func record(_ inputs: BuildInputs) -> BuildRecord {
    BuildRecord(
      tools: inputs.tools, files: inputs.files, recent: inputs.recent, outputs: [:],
      lessons: [], translations: [])
  }

  @Test func aFileThatHasJustChangedIsKnownByItsBytes() throws {
    try write(2, "now")
    let inputs = try inputs()
    var record = record(inputs)
    let digest = Digest(Array("# Lesson 2\n\nThe word is now.\n".utf8)).text
    #expect(record.recent["lessons/02-a2.md"] == digest)
    #expect(inputs.changes(since: record) == [])
    // As if it had been written once more while the clock stood still.
    record.recent["lessons/02-a2.md"] = Digest(Array("# Lesson 2\n\nThe word is new.\n".utf8)).text
    #expect(inputs.changes(since: record) == ["lessons/02-a2.md"])
  }

  @Test func filesThatCameWentOrChangedAreTold() throws {
    let record = try record(inputs())
    try write(4, "0")
    try write(2, "1")
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("lessons/03-a3.md"))
    #expect(
      try inputs().changes(since: record).sorted() == [
        "lessons/02-a2.md", "lessons/03-a3.md", "lessons/04-a4.md"
      ])
  }

  @Test func whatIsNoFileIsNotWaitedFor() throws {
    #expect(mkfifo(folder.url.appendingPathComponent("lessons/pipe").path, 0o600) == 0)
    #expect(try inputs().recent["lessons/pipe"] == "no file")
  }

  /// Each is saved and built at once, as an editor's command may, and each build goes the short way.
  @Test func editsInQuickSuccessionAreAllBuilt() throws {
    let run = CourseRun(options, environment: .ofTests)
    #expect(run.run(.build).exitCode == 0)
    for word in ["one", "two", "six", "ten", "two"] {
      try write(2, word)
      #expect(run.run(.build).exitCode == 0)
      #expect(try folder.read("site/a2.html").contains("The word is \(word)."))
      // The build has kept what it knew.
      let inputs = try inputs()
      #expect(inputs.lastBuild().map { inputs.changes(since: $0) } == [])
    }
  }

  @Test func filesAreReadAsTheyWereWritten() throws {
    let files = [
      "lessons/01-a.md": "64 2 3 4 5", "a > b>.csv": "1 2", "números/Zoë 🎓.png": "missing", ">": ""
    ]
    let written = try JSONEncoder().encode(CodedAsText(wrappedValue: files))
    #expect(try JSONDecoder().decode(CodedAsText.self, from: written).wrappedValue == files)
    // A name with a line's end is not found again: such a file counts as changed.
    let odd = ["a\nb.md": "1"]
    let read = try JSONDecoder().decode(
      CodedAsText.self, from: JSONEncoder().encode(CodedAsText(wrappedValue: odd))
    ).wrappedValue
    #expect(read["a\nb.md"] == nil)
  }
}
