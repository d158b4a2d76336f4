import Foundation
import TestSupport
import Testing

@Suite("nabla epub, nabla pdf, nabla run", .serialized)
struct BookTests {
  private static func course() throws -> TemporaryFolder {
    let course = try makeCourse([
      "course.yml": "title: A <book>\nauthor: B & C\nlanguage: zh-Hans\n",
      "01-one.md": """
      ---
      title: One < two
      summary: What & why
      date: 2026-01-31
      data: data
      setup: setup.swift
      ---

      ## A section

      A formula $x < y$, a [link](02-two.md#more), a [file](data/a.csv), and
      ![a picture](picture.svg). A value: `{swift} twice(2) // => 4`. Characters that XML does
      not have: \u{1} \u{FFFE} <b title="&#1;">\u{FFFF}</b>.

      ```swift, name=code, caption="Some code"
      import Foundation
      struct Point { var x = 1 }
      twice(3)  // => 6
      String(decoding: FileManager.default.contents(atPath: "data/a.csv") ?? Data(), as: UTF8.self)
      ```

      ```swift, scoped
      let x = Scalar(3)
      print(x.value)
      ```

      ```swift, compile-fail
      let x: Int = "a"
      ```

      ```swift, exercise
      func f() -> Int { 0 }
      ```

      > [!HINT]
      > One.

      ```swift, check
      expect(f(), 1, "f")
      ```

      ```swift, solution
      func f() -> Int { 1 }
      f()
      ```

      ```csv
      a,b
      1,2
      ```

      $$
      \\sum_{i=1}^n i
      $$

      <p>Raw &nbsp; <br> HTML
      """,
      "02-two.md": "# 二\n\n## More\n\n> [!ASIDE]\n> See [code](01-one.md#code).\n"
    ])
    try course.write("n\n", to: "lessons/data/a.csv")
    try course.write("func twice(_ x: Int) -> Int { 2 * x }\n", to: "lessons/setup.swift")
    try course.write(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>",
      to: "lessons/picture.svg")
    return course
  }

  @Test func theEPUBIsValidAndTheSameEverywhere() throws {
    let course = try Self.course()
    let first = try nabla("epub", in: course.url)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.hasSuffix("written to course.epub\n"))
    #expect(
      try nabla(
        "epub", "--output", "other/b.epub", in: course.url, environment: ["TZ": "Asia/Tokyo"]
      )
      .status == 0)
    let bytes = try Data(contentsOf: course.url.appendingPathComponent("course.epub"))
    #expect(try bytes == Data(contentsOf: course.url.appendingPathComponent("other/b.epub")))
    let check = try run(
      URL(fileURLWithPath: "/usr/bin/env"),
      ["java", "-jar", "/usr/share/java/epubcheck.jar", "course.epub"], in: course.url)
    #expect(check.status == 0, "\(check.output) \(check.errors)")
    #expect(check.output.contains("No errors or warnings detected."), "\(check.errors)")
  }

  @Test func thePDFIsPrintedByChromium() throws {
    let course = try Self.course()
    let run = try nabla("pdf", in: course.url)
    #expect(run.status == 0, "\(run.errors)")
    let bytes = try Data(contentsOf: course.url.appendingPathComponent("course.pdf"))
    #expect(bytes.starts(with: Data("%PDF-".utf8)))
    #expect(bytes.count > 10_000)
  }

  @Test func withoutABrowserTheWayOutIsSaid() throws {
    let course = try makeCourse(["01-a.md": "Text.\n"])
    let swiftc = try #require(
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/swiftc" }.first { FileManager.default.isExecutableFile(atPath: $0) })
    let none = try nabla(
      "pdf", in: course.url, environment: ["PATH": "/nowhere", "NABLA_SWIFTC": swiftc])
    #expect(none.status == 69)
    #expect(none.errors.contains("error: no Chromium"))
    #expect(none.errors.contains("apt-get install chromium"))
    let broken = try nabla("pdf", in: course.url, environment: ["NABLA_CHROMIUM": "/bin/false"])
    #expect(broken.status == 69)
    #expect(broken.errors.contains("printed no PDF"))
    #expect(!course.exists("course.pdf"))
  }

  @Test func lessonsThatAreWrongAreNoBook() throws {
    let course = try makeCourse(["01-a.md": "```swift\n1\n```\n\n```output\n2\n```\n"])
    let run = try nabla("epub", in: course.url)
    #expect(run.status == 1)
    #expect(!course.exists("course.epub"))
  }

  @Test func aDownloadedLessonRuns() throws {
    let course = try Self.course()
    #expect(try nabla("build", in: course.url).status == 0)
    let run = try nabla("run", "site/one.swift", in: course.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "6\nn\n\n3.0\n")
    #expect(!run.errors.contains("error:"))
  }

  @Test func aFileThatIsNotThereIsWrongUse() throws {
    let folder = try TemporaryFolder()
    let run = try nabla("run", "nope.swift", in: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.contains("The file 'nope.swift' cannot be read."))
  }
}
