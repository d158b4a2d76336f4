import Foundation
import TestSupport
import Testing

@Suite("nabla build")
struct BuildTests {
  @Test func writesPagesThatCheckFindsFresh() throws {
    let course = try makeCourse([
      "course.yml": "title: Numbers\nlanguage: en\n",
      "01-one.md": "---\ntitle: One\n---\n\n```swift\n1 + 1\n```\n\nSee [two](02-two.md#more).\n",
      "02-two.md": "# Two\n\n## More\n\nText.\n",
      "03-draft.md": "---\ndraft: true\n---\n\n```swift\n3\n```\n"
    ])
    #expect(try nabla("build", in: course.url).status == 0)
    let page = try course.read("site/one.html")
    #expect(page.contains("<samp>2</samp>"))
    #expect(page.contains("<a href=\"two.html#more\">two</a>"))
    #expect(try course.read("site/index.html").contains("<a href=\"one.html\">One</a>"))
    #expect(!course.exists("site/draft.html"))
    let check = try nabla("build", "--check", in: course.url)
    #expect(check.status == 0)
    #expect(check.output == "nothing verified in 3 lessons; the site is fresh\n")
  }

  @Test func checkNamesWhatIsStale() throws {
    let course = try makeCourse(["01-one.md": "# One\n", "02-two.md": "# Two\n"])
    #expect(try nabla("build", in: course.url).status == 0)
    try course.write("# One, changed\n", to: "lessons/01-one.md")
    let check = try nabla("build", "--check", in: course.url)
    #expect(check.status == 1)
    #expect(check.errors.contains("differs: one.html (from line 7 on)"))
    try FileManager.default.removeItem(at: course.url.appendingPathComponent("lessons/02-two.md"))
    let gone = try nabla("build", "--check", in: course.url)
    #expect(gone.errors.contains("no longer part of the site: two.html"))
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(!course.exists("site/two.html"))
  }

  @Test func checkNamesTheBlockThatGivesSomethingElseEachTime() throws {
    let course = try makeCourse([
      "01-one.md": "# One\n\n```swift\n1\n```\n\n```swift\nDouble.random(in: 0...1)\n```\n"
    ])
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(try nabla("build", "--check", in: course.url).status == 0)
    #expect(try nabla("clean", in: course.url).status == 0)
    let check = try nabla("build", "--check", in: course.url)
    #expect(check.status == 1)
    #expect(check.errors.contains("lessons/01-one.md:7: error: the same block gave something else"))
    #expect(!check.errors.contains("01-one.md:3"))
    #expect(check.errors.contains("differs: one.html"))
  }

  @Test func keepsWhatItDidNotWrite() throws {
    let course = try makeCourse(["01-one.md": "# One\n"])
    #expect(try nabla("build", in: course.url).status == 0)
    try course.write("example.org", to: "site/CNAME")
    try course.write("# One, changed\n", to: "lessons/01-one.md")
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(try course.read("site/CNAME") == "example.org")
  }

  @Test func onlyRendersItsPageAndLeavesTheOthers() throws {
    let course = try makeCourse([
      "01-one.md": "```swift\n1\n```\n", "02-two.md": "```swift\nlet x: Int = \"\"\n```\n"
    ])
    #expect(try nabla("build", in: course.url).status == 1)
    let run = try nabla("build", "--only", "one", in: course.url)
    #expect(run.status == 0)
    #expect(course.exists("site/one.html"))
    #expect(!course.exists("site/index.html"))
  }

  @Test func theSameBytesEverywhere() throws {
    let text = """
      ```swift
      import Foundation
      print(Set([1, 2, 3, 4, 5]), TimeZone.current.identifier, Locale.current.identifier)
      print(FileManager.default.currentDirectoryPath.hasSuffix("/work"))
      ["b": 1, "a": 2, "c": 3]
      ```
      """
    let one = try makeCourse(["01-a.md": text])
    let other = try makeCourse(["01-a.md": text])
    #expect(
      try nabla(
        "build", in: one.url,
        environment: ["TZ": "Asia/Shanghai", "LANG": "de_DE.UTF-8", "HOME": "/nowhere"]
      ).status == 0)
    #expect(try nabla("build", in: other.url, environment: ["TZ": nil, "LANG": nil]).status == 0)
    for file in [
      "a.html", "index.html", "style.css", "script.js", "search.html", "search-index.js", "a.swift",
      "404.html", ".nabla-site"
    ] {
      #expect(try one.read("site/\(file)") == other.read("site/\(file)"))
    }
  }

  @Test func foldersOfAnyScript() throws {
    let course = try TemporaryFolder(named: "курс 课程 é")
    try course.write([
      "lessons/01-a.md": """
      ---
      data: [данные/числа.csv]
      ---
      ```swift
      import Foundation
      try String(contentsOfFile: "данные/числа.csv", encoding: .utf8).count // => 3
      ```
      """,
      "lessons/данные/числа.csv": "1,2"
    ])
    let run = try nabla("build", in: course.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(course.exists("site/a.html"))
    #expect(try nabla("build", "--check", course.url.path, in: course.url).status == 0)
  }

  @Test func copiesWhatLessonsLinkTo() throws {
    let course = try makeCourse(["01-a.md": "![A net](pictures/net.svg)\n"])
    try course.write("<svg/>", to: "lessons/pictures/net.svg")
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(try course.read("site/pictures/net.svg") == "<svg/>")
  }

  @Test func theLibraryIsLinkedWhereItIsMissing() throws {
    // What `swift run nabla` alone leaves: the executable, modules and object files.
    let copy = try TemporaryFolder()
    try copyNabla(to: copy.url.appendingPathComponent("nabla"))
    for name in [
      "Modules", "Nabla.build", "NablaKernels256.build", "NablaKernels512.build", "LessonKit.build",
      "Wire.build"
    ] where FileManager.default.fileExists(atPath: buildFolder.appendingPathComponent(name).path) {
      try FileManager.default.copyItem(
        at: buildFolder.appendingPathComponent(name), to: copy.url.appendingPathComponent(name))
    }
    try copyHost(to: copy.url)
    let course = try makeCourse(["01-a.md": "```swift\nScalar(2).value\n```\n"])
    let run = try run(copy.url.appendingPathComponent("nabla"), ["build"], in: course.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(copy.exists("libNablaLessons.so"))
    #expect(try course.read("site/a.html").contains("<samp>2.0</samp>"))
  }

  @Test func anInstalledNablaFindsItsLibrary() throws {
    let place = try TemporaryFolder()
    let files = FileManager.default
    let library = place.url.appendingPathComponent("lib/nabla")
    try files.createDirectory(
      at: library.appendingPathComponent("Modules"), withIntermediateDirectories: true)
    try files.createDirectory(
      at: place.url.appendingPathComponent("bin"), withIntermediateDirectories: true)
    try copyNabla(to: place.url.appendingPathComponent("bin/nabla"))
    let course = try makeCourse(["01-a.md": "```swift\nScalar(2).value\n```\n"])
    let without = try run(place.url.appendingPathComponent("bin/nabla"), ["build"], in: course.url)
    #expect(without.status == 69)
    #expect(without.errors.contains("help: build it with: swift build"))
    try files.copyItem(
      at: buildFolder.appendingPathComponent("libNablaLessons.so"),
      to: library.appendingPathComponent("libNablaLessons.so"))
    // What `make install` copies.
    for module in ["Nabla", "NablaKernels256", "NablaKernels512", "LessonKit", "Wire"] {
      let from = buildFolder.appendingPathComponent("Modules/\(module).swiftmodule")
      guard files.fileExists(atPath: from.path) else { continue }
      try files.copyItem(
        at: from, to: library.appendingPathComponent("Modules/\(module).swiftmodule"))
    }
    let hostless = try run(place.url.appendingPathComponent("bin/nabla"), ["build"], in: course.url)
    #expect(hostless.status == 69)
    #expect(hostless.errors.contains("nabla-host"), "\(hostless.errors)")
    try copyHost(to: library)
    let with = try run(place.url.appendingPathComponent("bin/nabla"), ["build"], in: course.url)
    #expect(with.status == 0, "\(with.errors)")
  }
}
