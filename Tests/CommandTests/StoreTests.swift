import Foundation
import TestSupport
import Testing

@Suite("The store: what has not changed is not run again")
struct StoreTests {
  static let lesson = """
    # Kept

    Some prose.

    ```swift
    let a = 2
    print("a is", a)
    ```

    ```output
    a is 2
    ```

    The double is `{swift} a * 2 // => 4`.

    ```swift, compile-fail
    let b: Int = ""
    ```

    ```swift, should-crash
    fatalError("on purpose")
    ```
    """

  private func runs(_ course: TemporaryFolder) throws -> String {
    let run = try nabla("verify", "--verbose", in: course.url)
    #expect(run.status == 0, "\(run.errors)")
    let words = run.errors.firstMatch(of: /: (nothing to run|[0-9]+ programs? run)/)
    return words.map { String($0.1) } ?? run.errors
  }

  @Test func editsRunOnlyWhatTheyMust() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(course) == "3 programs run")
    #expect(try runs(course) == "nothing to run")
    let edits: [(String, (String) -> String, String)] = [
      ("prose", { $0.replacing("Some prose.", with: "Other prose,\nlonger.") }, "nothing to run"),
      (
        "the expression moved in its line", { $0.replacing("The double", with: "Its double") },
        "nothing to run"
      ),
      ("a fence that runs nothing", { "```text\nx\n```\n\n" + $0 }, "nothing to run"),
      (
        "a recorded number", { $0.replacing("a is 2\n```", with: "a is 2\n\n```") },
        "nothing to run"
      ),
      (
        "indentation",
        { text in
          "- in a list\n\n"
            + text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
        }, "nothing to run"
      ),
      ("a side program", { $0.replacing("on purpose", with: "intended") }, "1 program run"),
      ("the first block", { $0.replacing("let a = 2", with: "let a = 1 + 1") }, "3 programs run")
    ]
    for (name, edit, expected) in edits {
      try course.write(edit(Self.lesson), to: "lessons/01-a.md")
      #expect(try runs(course) == expected, "\(name)")
    }
    try FileManager.default.removeItem(at: course.url.appendingPathComponent("lessons/01-a.md"))
    try course.write(Self.lesson, to: "lessons/07-renamed.md")
    #expect(try runs(course) == "nothing to run")
  }

  @Test func dataAreWhatAResultDependsOn() throws {
    let course = try makeCourse([
      "01-a.md": """
      ---
      data: numbers
      ---

      ```swift
      import Foundation
      print(try String(contentsOfFile: "numbers/a.txt", encoding: .utf8))
      ```
      """
    ])
    try course.write("one", to: "lessons/numbers/a.txt")
    #expect(try runs(course) == "1 program run")
    #expect(try runs(course) == "nothing to run")
    try course.write("two", to: "lessons/numbers/a.txt")
    #expect(try runs(course) == "1 program run")
  }

  @Test func failuresAreKeptAndSaidAgain() throws {
    let course = try makeCourse([
      "01-a.md": "```swift\nfunc f(_ i: Int) -> Int { [1][i] }\nprint(\"x\")\nf(9)\n```\n",
      "02-b.md": "```swift\nlet c: Int = \"\"\n```\n"
    ])
    let first = try nabla("verify", in: course.url)
    let second = try nabla("verify", "--verbose", in: course.url)
    #expect(first.status == 1)
    #expect(second.errors.hasSuffix(first.errors))
    #expect(second.errors.contains("01-a.md: nothing to run"))
    // The same failure at another line is named there.
    try course.write(
      "Text.\n\n```swift\nfunc f(_ i: Int) -> Int { [1][i] }\nprint(\"x\")\nf(9)\n```\n",
      to: "lessons/01-a.md")
    let moved = try nabla("verify", "--verbose", in: course.url)
    #expect(moved.errors.contains("lessons/01-a.md:4:30: error: Index out of range"))
    #expect(moved.errors.contains("01-a.md: nothing to run"))
  }

  @Test func aDamagedStoreIsAsGoodAsNone() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(course) == "3 programs run")
    let files = FileManager.default
    let store = course.url.appendingPathComponent(".nabla/store")
    let entries = try #require(files.enumerator(at: store, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
    for (index, entry) in entries.enumerated() {
      var bytes = try Data(contentsOf: entry)
      switch index % 3 {
      case 0: bytes.removeLast(min(5, bytes.count))
      case 1: bytes[bytes.count - 1] ^= 0xFF
      default: bytes = Data("nabla store 0\nwhatever".utf8)
      }
      try bytes.write(to: entry)
    }
    #expect(try runs(course) == "3 programs run")
    #expect(try runs(course) == "nothing to run")
  }

  @Test(arguments: ["cut off", "replaced"])
  func modulesHealThemselves(_ fault: String) throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(course) == "3 programs run")
    let files = FileManager.default
    let cache = course.url.appendingPathComponent(".nabla")
    let kept = try files.subpathsOfDirectory(atPath: cache.path).filter {
      $0.hasPrefix("modules-")
        && (try? cache.appendingPathComponent($0).resourceValues(forKeys: [.isRegularFileKey]))?
          .isRegularFile == true
    }
    #expect(kept.contains { $0.hasSuffix(".pcm") })
    for path in kept {
      let url = cache.appendingPathComponent(path)
      let bytes = try Data(contentsOf: url)
      try (fault == "cut off" ? bytes.prefix(100) : Data("#!/bin/sh\necho a lie\n".utf8))
        .write(to: url)
    }
    try course.write(
      Self.lesson.replacing("let a = 2", with: "let a = 1 + 1"), to: "lessons/01-a.md")
    #expect(try runs(course) == "3 programs run")
  }

  @Test func aStoreMovesBetweenMachines() throws {
    let one = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(one) == "3 programs run")
    let other = try makeCourse(["01-a.md": Self.lesson])
    try FileManager.default.copyItem(
      at: one.url.appendingPathComponent(".nabla"), to: other.url.appendingPathComponent(".nabla"))
    #expect(try runs(other) == "nothing to run")
  }

  @Test func cleanRemovesIt() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(course) == "3 programs run")
    #expect(try nabla("clean", in: course.url).status == 0)
    #expect(!course.exists(".nabla"))
    #expect(try runs(course) == "3 programs run")
  }

  @Test func whatCannotBeKeptIsRunAgain() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    // Nothing can be made below a file.
    try course.write("in the way", to: ".nabla")
    #expect(try runs(course) == "3 programs run")
    #expect(try runs(course) == "3 programs run")
  }

  @Test func saysWhyALessonIsRun() throws {
    let course = try makeCourse([
      "01-a.md": "---\ndata: a.txt\n---\n\n```swift\nprint(1)\n```\n",
      "02-b.md": "```swift\nprint(2)\n```\n"
    ])
    try course.write("one", to: "lessons/a.txt")
    func reasons(_ environment: [String: String?] = [:]) throws -> [String] {
      let run = try nabla("verify", "--verbose", in: course.url, environment: environment)
      #expect(run.status == 0, "\(run.errors)")
      return run.errors.split(separator: "\n").map { line in
        line.firstMatch(of: /\((.*)\)/).map { String($0.1) } ?? "kept"
      }
    }
    #expect(try reasons() == ["it was not run before", "it was not run before"])
    #expect(try reasons() == ["kept", "kept"])
    try course.write("two", to: "lessons/a.txt")
    #expect(try reasons() == ["its data changed", "kept"])
    try course.write("```swift\nprint(3)\n```\n", to: "lessons/02-b.md")
    #expect(try reasons() == ["kept", "the program changed"])
    let files = FileManager.default
    let store = course.url.appendingPathComponent(".nabla/store")
    let entries = try #require(files.enumerator(at: store, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
    for entry in entries {
      try Data(try Data(contentsOf: entry).dropLast()).write(to: entry)
    }
    let damaged = "its entry in the store is damaged"
    #expect(try reasons() == [damaged, damaged])
    try files.removeItem(at: store)
    let gone = "its result is no longer in the store"
    #expect(try reasons() == [gone, gone])
  }

  @Test func aBuildWithNothingToDoReadsNoLesson() throws {
    let course = try makeCourse(["01-a.md": Self.lesson, "02-b.md": "# B\n"])
    // What changed in the same moment as a build began is looked at again.
    try course.waitUntilUnchanged()
    func build() throws -> String {
      let run = try nabla("build", in: course.url)
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    #expect(try build().contains("files written"))
    let again = try build()
    #expect(again.contains("the site is as it was"))
    #expect(try nabla("build", "--check", in: course.url).output.contains("the site is fresh"))
    // It does not even open them; what it says is the same.
    let page = try course.read("site/a.html")
    let verbose = try nabla("build", "--verbose", in: course.url)
    #expect(verbose.output == again)
    #expect(verbose.errors.split(separator: "\n").count == 2)
    // Whatever is touched in the lessons or in the site ends that.
    try course.write("in the way", to: "site/a.html")
    #expect(try nabla("build", "--check", in: course.url).status == 1)
    #expect(try build().contains("1 file written"))
    #expect(try course.read("site/a.html") == page)
    try course.waitUntilUnchanged()
    _ = try build()
    try course.write("# Another B\n", to: "lessons/02-b.md")
    #expect(try build().contains("written"))
    #expect(try course.read("site/b.html").contains("Another B"))
    try course.write("# C\n", to: "lessons/03-c.md")
    #expect(try build().contains("written"))
    #expect(course.exists("site/c.html"))
    try FileManager.default.removeItem(at: course.url.appendingPathComponent("lessons/03-c.md"))
    _ = try build()
    #expect(!course.exists("site/c.html"))
  }

  /// Whichever way a build goes after an edit, its site is that of a build which knows of no other.
  @Test func afterEachEditTheSiteIsThatOfAFirstBuild() throws {
    let course = try makeCourse([
      "01-a.md": "# One\n\nSee [Two](02-b.md#more).\n\n```swift\nlet two = 2\ntwo // => 2\n```\n",
      "02-b.md": "# Two\n\n## More\n\nText.\n\n```swift\nlet three = 3\n```\n",
      "03-c.md": "# Three\n\nText.\n"
    ])
    let other = try TemporaryFolder()
    func files(_ folder: URL) throws -> [String: Data] {
      let site = SiteFolder(url: folder)
      return try Dictionary(
        uniqueKeysWithValues: site.files.map { ($0, try Data(contentsOf: site.file($0))) })
    }
    let long = String(repeating: "A sentence of five words. ", count: 200)
    let edits: [(name: String, file: String, old: String, new: String)] = [
      ("nothing", "03-c.md", "Text.", "Text."),
      ("a word", "03-c.md", "Text.", "A text."),
      ("how long a lesson is", "03-c.md", "A text.", long),
      ("one number more", "02-b.md", "let three = 3\n", "let three = 3\nthree // => 3\n"),
      ("the first number", "02-b.md", "three // => 3", "three + 1 // => 4"),
      ("a text beside numbers", "02-b.md", "three + 1", "\"four\" // => four\nthree + 1"),
      ("a heading", "03-c.md", "# Three\n", "# Three\n\n## New\n"),
      ("words at the place where a link leads", "02-b.md", "## More\n", "## MORE\n"),
      ("a title", "02-b.md", "# Two", "# Second"),
      ("a draft", "03-c.md", "# Three", "---\ndraft: true\n---\n\n# Three")
    ]
    for (number, edit) in edits.enumerated() {
      let text = try course.read("lessons/\(edit.file)")
      #expect(text.contains(edit.old), "\(edit.name)")
      try course.write(text.replacing(edit.old, with: edit.new), to: "lessons/\(edit.file)")
      let fresh = other.url.appendingPathComponent("site\(number)")
      let runs = [
        try nabla("build", in: course.url),
        try nabla("build", "--output", fresh.path, in: course.url)
      ]
      #expect(runs.map(\.status) == [0, 0], "\(edit.name): \(runs.map(\.errors))")
      let counts = runs.map { $0.output.prefix { $0 != ";" } }
      #expect(counts[0] == counts[1], "\(edit.name)")
      let (one, two) = (
        try files(course.url.appendingPathComponent("site")), try files(fresh)
      )
      #expect(
        Set(one.keys).union(two.keys).filter { one[$0] != two[$0] } == [], "\(edit.name)")
    }
  }

  @Test func interpretedAndLoadedProgramsSayTheSame() throws {
    let course = try makeCourse([
      "01-a.md": Self.lesson,
      "02-b.md": """
      ```swift
      import Foundation
      struct Point { var x = 1.5 }
      print([Point()], Date(timeIntervalSince1970: 0))
      print("é".count, [3: "c", 1: "a"], Set(1...9).map { $0 })
      #function
      ```

      ```swift
      var rest = [1, 2]
      func next() throws -> Int { rest.removeLast() }
      try next() + next()
      ```
      """
    ])
    func site(_ environment: [String: String?]) throws -> [String] {
      _ = try nabla("clean", in: course.url)
      let run = try nabla("build", in: course.url, environment: environment)
      #expect(run.status == 0, "\(run.errors)")
      return try ["a", "b"].map { try course.read("site/\($0).html") }
    }
    let loaded = try site([:])
    #expect(loaded[1].contains("Point(x: 1.5)"))
    #expect(try site(["NABLA_INTERPRET": "1"]) == loaded)
  }

  @Test func twoBuildsAtOnceLeaveOneSite() throws {
    let course = try makeCourse([
      "01-a.md": Self.lesson, "02-b.md": "```swift\nprint(2)\n```\n"
    ])
    let builds = try (0..<3).map { _ in
      let process = Process()
      process.executableURL = buildFolder.appendingPathComponent("nabla")
      process.arguments = ["build", "--quiet"]
      process.currentDirectoryURL = course.url
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      return process
    }
    for build in builds {
      build.waitUntilExit()
      #expect(build.terminationStatus == 0)
    }
    #expect(try nabla("build", "--check", in: course.url).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: course.url.path + "/site")
    #expect(!names.contains { $0.hasPrefix(".nabla-writing") })
  }

  @Test func whatCouldNotBeKeptIsSaid() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    try course.write("in the way", to: ".nabla")
    let run = try nabla("verify", in: course.url)
    #expect(run.status == 0)
    #expect(run.output.contains("; nothing could be kept in .nabla for the next run"))
  }

  @Test func shardsMakeOneStore() throws {
    let lessons: KeyValuePairs = [
      "01-a.md": "```swift\nprint(1)\n```\n", "02-b.md": "```swift\nprint(2)\n```\n",
      "03-c.md": "```swift\nprint(3)\n```\n", "04-d.md": "```swift\nprint(4)\n```\n"
    ]
    let whole = try makeCourse(lessons)
    let files = FileManager.default
    for shard in 1...3 {
      let part = try makeCourse(lessons)
      #expect(try nabla("verify", "--shard", "\(shard)/3", in: part.url).status == 0)
      // Copied together, folder by folder, as `cp -r` does.
      let store = part.url.appendingPathComponent(".nabla/store")
      for case let url as URL in try #require(
        files.enumerator(at: store, includingPropertiesForKeys: nil)) where !url.hasDirectoryPath
      {
        let target = whole.url.appendingPathComponent(".nabla/store")
          .appendingPathComponent(url.deletingLastPathComponent().lastPathComponent)
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        let copy = target.appendingPathComponent(url.lastPathComponent)
        if !files.fileExists(atPath: copy.path) { try files.copyItem(at: url, to: copy) }
      }
    }
    let build = try nabla("build", "--verbose", in: whole.url)
    #expect(build.status == 0, "\(build.errors)")
    #expect(build.errors.split(separator: "\n").count == 4)
    #expect(build.errors.split(separator: "\n").allSatisfy { $0.contains("nothing to run") })
  }
}
