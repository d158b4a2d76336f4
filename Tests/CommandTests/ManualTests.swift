import Foundation
import TestSupport
import Testing

@Suite("Lessons about nabla itself, and what they found")
struct ManualTests {
  static let setup = """
    import Glibc
    func executable() -> String {
      getenv("NABLA_EXECUTABLE").map { String(cString: $0) } ?? "none"
    }
    func line(_ line: Int = #line) -> Int { line }
    """

  @Test func aSetupThatNamesTheExecutableIsGivenIt() throws {
    let course = try makeCourse([
      "setup.swift": Self.setup,
      "01-a.md": "---\nsetup: setup.swift\n---\n\n```swift\nprint(executable())\n```\n",
      "02-b.md": """
      ```swift
      import Glibc
      getenv("NABLA_EXECUTABLE") == nil // => true
      ```
      """
    ])
    #expect(try nabla("build", in: course.url).status == 0)
    let executable = buildFolder.appendingPathComponent("nabla").resolvingSymlinksInPath().path
    #expect(try course.read("site/a.html").contains("<samp>\(executable)</samp>"))
  }

  @Test func itIsRunAgainWhenNablaWasBuiltAnew() throws {
    let course = try makeCourse([
      "setup.swift": Self.setup,
      "01-a.md":
        "---\nsetup: setup.swift\n---\n\n```swift\nexecutable() != \"none\" // => true\n```\n",
      "02-b.md": "```swift\n1 + 1 // => 2\n```\n"
    ])
    let folder = try TemporaryFolder()
    let copy = folder.url.appendingPathComponent("nabla")
    try copyNabla(to: copy)
    func runs() throws -> [Bool] {
      let run = try run(
        copy, ["verify", "--verbose", "--jobs", "1"], in: course.url,
        environment: ["NABLA_LIBRARY": buildFolder.path])
      #expect(run.status == 0, "\(run.errors)")
      return run.errors.split(separator: "\n").map { $0.contains("1 program run") }
    }
    #expect(try runs() == [true, true])
    #expect(try runs() == [false, false])
    let handle = try FileHandle(forWritingTo: copy)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0]))
    try handle.close()
    #expect(try runs() == [true, false])
  }

  @Test func whereASetupFunctionIsCalledIsTheLessonsLine() throws {
    let course = try makeCourse([
      "setup.swift": Self.setup,
      "01-a.md": "---\nsetup: setup.swift\n---\n\n```swift\n\nline() // => 7\n```\n"
    ])
    let run = try nabla("verify", in: course.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func anEmptyRecordInASentenceIsFilledBehindItsArrow() throws {
    let course = try makeCourse([
      "01-a.md": "It is `{swift} 1 + 1 // =>`.\n\n> And `{swift} 1 + 2 // =>\n> `.\n"
    ])
    #expect(try nabla("verify", "--update", in: course.url).status == 0)
    #expect(
      try course.read("lessons/01-a.md")
        == "It is `{swift} 1 + 1 // => 2`.\n\n> And `{swift} 1 + 2 // => 3\n> `.\n")
    #expect(try nabla("verify", in: course.url).status == 0)
  }

  @Test func anUpdateSaysWhatItLeftAlone() throws {
    let course = try makeCourse([
      "01-a.md": "```swift\n0.5 // => 0.4\n[1][3]\n```\n",
      "02-b.md": "```swift\n0.5 // => 0.4\n```\n"
    ])
    let run = try nabla("verify", "--update", in: course.url)
    #expect(run.status == 1)
    #expect(
      run.output == "1 recorded place updated in 1 lesson; "
        + "1 lesson left alone, because it did not run through\n")
    #expect(try course.read("lessons/01-a.md").contains("0.4"))
  }

  @Test func aSiteThatIsAFileIsNamedAsSuch() throws {
    let course = try makeCourse(["01-a.md": "# A\n"])
    try course.write("in the way", to: "site")
    let run = try nabla("build", in: course.url)
    #expect(run.status == 69)
    #expect(run.errors.contains("could not write the site in site: Not a directory"))
  }

  @Test(arguments: [
    (["verfy"], "Unknown command 'verfy'. Did you mean 'verify'?"),
    (["xyzzy"], "Unknown command 'xyzzy'. The commands are: new, serve, lsp, build, verify, ")
  ])
  func aCommandThatNobodyKnows(arguments: [String], words: String) throws {
    let run = try run(buildFolder.appendingPathComponent("nabla"), arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func withoutACommandHelpIsShown() throws {
    let run = try run(buildFolder.appendingPathComponent("nabla"), [])
    #expect(run.status == 0)
    #expect(run.output.contains("SUBCOMMANDS:"))
  }
}
