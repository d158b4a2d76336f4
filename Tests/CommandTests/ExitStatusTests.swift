import Foundation
import TestSupport
import Testing

@Suite("Exit statuses and where messages go")
struct ExitStatusTests {
  static let good = "```swift\nprint(1 + 1)\n```\n\n```output\n2\n```\n"

  @Test func allIsWell() throws {
    let course = try makeCourse(["01-a.md": Self.good])
    let run = try nabla("verify", in: course.url)
    #expect(run.status == 0)
    #expect(run.output == "1 number verified in 1 lesson\n")
    #expect(run.errors == "")
  }

  /// A report that nobody got is no success, whoever prints it.
  @Test(arguments: [
    "verify", "verify --format json", "list", "doctor", "schema course", "--version", "--help",
    "build --help"
  ])
  func aLostReportIsAnError(_ words: String) throws {
    let course = try makeCourse(["01-a.md": "# A\n"])
    for place in [">/dev/full", ">&-"] {
      let run = try run(
        URL(fileURLWithPath: "/bin/sh"), ["-c", "exec \"$0\" \(words) \(place)", nablaPath],
        in: course.url)
      #expect(run.status == 69, "\(place)")
      #expect(run.errors.contains("the report could not be written to standard output"))
    }
  }

  private var nablaPath: String { buildFolder.appendingPathComponent("nabla").path }

  @Test func aMismatchIsSaidInFull() throws {
    let course = try makeCourse(["01-a.md": "```swift\nprint(1.25)\n```\n\n```output\n1.3\n```\n"])
    #expect(try nabla("verify", in: course.url).status == 0)
    try course.write("```swift\nprint(1.25)\n```\n\n```output\n1.4\n```\n", to: "lessons/01-a.md")
    let run = try nabla("verify", in: course.url)
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(
      run.errors.hasPrefix(
        """
        lessons/01-a.md:6:1: error: recorded 1.4, computed 1.25
          1.4
          ^~~
          recorded: 1.4
          computed: 1.25
          difference: -0.15
        help: 
        """))
  }

  @Test func everyLessonIsReported() throws {
    let course = try makeCourse([
      "01-compile.md": "1. List\n\n   ```swift\n   let q: Int = \"a\"\n   ```\n",
      "02-trap.md": "```swift\nfunc f(_ i: Int) -> Int { [1][i] }\nprint(\"so far\")\nf(3)\n```\n",
      "03-throws.md": "```swift\nstruct Oops: Error {}\nthrow Oops()\n```\n",
      "04-exit.md": "```swift\nimport Foundation\nexit(0)\n```\n",
      "05-loop.md": "---\ntimeout: 0.5\n---\n\n```swift\nwhile true {}\n```\n",
      "06-word.md": "```swift, hiden\n1\n```\n",
      "07-link.md": "[there](08-formla.md)\n",
      "08-formula.md": "Look: $\\frc{1}{2}$\n",
      "09-front.md": "---\ntitle: [\n---\n",
      "10-good.md": Self.good
    ])
    try course.write("old", to: "site/index.html")
    try Data([0x61, 0xE9, 0x0A]).write(
      to: course.url.appendingPathComponent("lessons/11-latin.md"))
    let run = try nabla("build", in: course.url)
    #expect(run.status == 1)
    let expected = [
      "lessons/01-compile.md:4:17: error: cannot convert value of type 'String'",
      "lessons/02-trap.md:2:30: error: Index out of range",
      "lessons/02-trap.md:4: note: while running this statement",
      "    so far",
      "lessons/03-throws.md:3: error: uncaught error: Oops()",
      "lessons/04-exit.md:3: error: the lesson ended itself here with exit status 0",
      "lessons/05-loop.md:6: error: still running after 0.5 s",
      "lessons/06-word.md:1:11: error: unknown fence word 'hiden'",
      "help: did you mean 'hidden'?",
      "lessons/07-link.md:1:9: error: the link '08-formla.md' leads nowhere",
      "help: did you mean '08-formula.md'?",
      "lessons/08-formula.md:1:8: error: broken formula: ",
      "lessons/09-front.md:3:1: error: the front matter is not YAML",
      "lessons/11-latin.md:1:2: error: this file is not UTF-8",
      "10 errors"
    ]
    for words in expected { #expect(run.errors.contains(words), "\(words)\n---\n\(run.errors)") }
    #expect(!run.errors.contains("10-good"))
    #expect(try course.read("site/index.html") == "old")
    #expect(!course.exists("site/good.html"))
  }

  @Test func missingLessons() throws {
    let folder = try TemporaryFolder()
    let run = try nabla("build", in: folder.url)
    #expect(run.status == 69)
    #expect(run.errors.contains("error: no lessons: the folder"))
    #expect(!folder.exists("site"))
  }

  @Test func missingCompiler() throws {
    let course = try makeCourse(["01-a.md": Self.good])
    let run = try nabla("verify", in: course.url, environment: ["PATH": "/nowhere"])
    #expect(run.status == 69)
    #expect(run.errors.contains("error: no Swift compiler: there is no 'swiftc' in PATH\nhelp: "))
  }

  @Test(
    arguments: [
      ["verify", "--ony", "a"], ["verify", "--jobs", "0"], ["build", "--timeout", "-1"],
      ["verify", "--only", "b"], ["bild"]
    ])
  func wrongUse(_ arguments: [String]) throws {
    let course = try makeCourse(["01-a.md": Self.good])
    let run = try run(
      buildFolder.appendingPathComponent("nabla"), arguments, in: course.url)
    #expect(run.status == 64)
    #expect(run.errors.lowercased().hasPrefix("error: "))
  }

  @Test func noPermissionToWrite() throws {
    // Root may write everywhere but in a folder that is a file.
    let course = try makeCourse(["01-a.md": Self.good])
    try course.write("in the way", to: "site")
    let run = try nabla("build", in: course.url)
    #expect(run.status == 69)
    #expect(run.errors.contains("error: could not write the site"))
    #expect(try course.read("site") == "in the way")
  }

  @Test func interruption() throws {
    let marker = try TemporaryFolder()
    let path = marker.url.appendingPathComponent("begun").path
    let course = try makeCourse([
      "01-a.md": "```swift\nimport Glibc\ncreat(\"\(path)\", 0o600)\nwhile true {}\n```\n",
      // The mark is outside of what a lesson may write.
      "course.yml": "sandbox: off\n"
    ])
    let process = Process()
    process.executableURL = buildFolder.appendingPathComponent("nabla")
    process.arguments = ["build"]
    process.currentDirectoryURL = course.url
    process.standardError = FileHandle.nullDevice
    try process.run()
    #expect(wait(seconds: 90) { marker.exists("begun") })
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(!course.exists("site"))
  }

  @Test func coloursAreForTerminalsOnly() throws {
    let course = try makeCourse(["01-a.md": "```swift, x\n```\n"])
    #expect(try !nabla("verify", in: course.url).errors.contains("\u{1B}"))
  }
}
