import Foundation
import TestSupport
import Testing

/// `nabla serve`: the course as pages of a server, while its files change.
@Suite("The course is served while it is written")
struct ServeTests {
  private static let lesson = """
    # A line

    ```swift
    let slope = 3
    print("at 2:", slope * 2)
    ```

    ```output
    at 2: 6
    ```

    The slope is `{swift} slope // => 3`, as everybody knows.

    """

  private func serve(_ lesson: String = lesson) async throws -> Server {
    try await Server(
      makeCourse(["01-line.md": lesson, "02-other.md": "# Other\n\n[Back](01-line.md)\n"]))
  }

  private static func isDone(_ page: String) -> Bool { page.contains("everything is as recorded") }

  @Test func aSaveChangesThePage() async throws {
    let server = try await serve()
    var page = try await server.page("/line.html", until: Self.isDone)
    #expect(Self.isDone(page))
    #expect(page.contains("at 2: 6"))
    try server.course.edit("lessons/01-line.md", "as everybody knows", "as we shall see")
    page = try await server.page("/line.html") { $0.contains("as we shall see") }
    #expect(page.contains("as we shall see"))
    // Nothing is written beside what is kept between runs.
    #expect(!server.course.exists("site"))
    #expect(server.said.contains("lessons/01-line.md: nothing to run"), "\(server.said)")
    #expect(server.end() == 130)
  }

  @Test func aRecordThatMovedIsShownAndAccepted() async throws {
    let server = try await serve()
    _ = try await server.page("/line.html", until: Self.isDone)
    try server.course.edit("lessons/01-line.md", "let slope = 3", "let slope = 4")
    let page = try await server.page("/line.html") { $0.contains("2 records have moved") }
    #expect(page.contains("<del>3</del> <ins>4</ins>"), "\(page)")
    #expect(page.contains("<del>at 2: 6</del>\n<ins>at 2: 8</ins>"), "\(page)")
    let token = try #require(Server.panel("token", of: page))
    let version = try #require(Server.panel("version", of: page))
    func accept(_ records: String, version: String = version) throws -> Server.Answer {
      try server.ask(
        "/_nabla/accept", "-H", "X-Nabla-Token: \(token)", "-d",
        "{\"lesson\":\"lessons/01-line.md\",\"version\":\"\(version)\",\"records\":\(records)}")
    }
    let name = try #require(page.firstMatch(of: /data-record="(value-[0-9]+)"/)?.1)
    #expect(try accept("[\"\(name)\"]").status == 200)
    var text = try server.course.read("lessons/01-line.md")
    #expect(text.contains("slope // => 4`"))
    #expect(text.contains("at 2: 6"))
    // The text that the author saw is no more.
    let late = try accept("null")
    #expect(late.status == 409)
    #expect(late.text.contains("has changed since the page was shown"), "\(late.text)")
    let next = try await server.page("/line.html") { $0.contains("1 record has moved") }
    #expect(try accept("null", version: #require(Server.panel("version", of: next))).status == 200)
    text = try server.course.read("lessons/01-line.md")
    #expect(text.contains("at 2: 8"))
    #expect(Self.isDone(try await server.page("/line.html", until: Self.isDone)))
  }

  @Test func anErrorLeavesTheLastResults() async throws {
    let server = try await serve()
    _ = try await server.page("/line.html", until: Self.isDone)
    try server.course.edit("lessons/01-line.md", "let slope = 3", "let slope: Int = \"a\"")
    let page = try await server.page("/line.html") { $0.contains("1 error") }
    #expect(page.contains("lessons/01-line.md:4:18:</a> error: cannot convert value"), "\(page)")
    #expect(page.contains("at 2: 6"))
    #expect(page.contains("class=\"stale\""))
    // The accepting of what is of an earlier text is refused.
    let answer = try server.ask(
      "/_nabla/accept", "-H", "X-Nabla-Token: \(Server.panel("token", of: page) ?? "")", "-d",
      """
      {"lesson":"lessons/01-line.md","version":"\(Server.panel("version", of: page) ?? "")"}
      """)
    #expect(answer.status == 409)
    try server.course.edit("lessons/01-line.md", "let slope: Int = \"a\"", "let slope = 3")
    #expect(Self.isDone(try await server.page("/line.html", until: Self.isDone)))
  }

  @Test func firstBlocksAreShownWhileLaterOnesRun() async throws {
    let slow = """
      ---
      title: Slow
      timeout: 900
      ---

      ```swift
      print("block", "one")
      ```

      ```swift
      var sum = 0.0
      while sum >= 0 { sum += 1 }
      print("second", sum)
      ```
      """
    let server = try await serve(slow)
    let page = try await server.page("/line.html") { $0.contains("block one") }
    #expect(page.contains("block one"))
    #expect(page.contains("running…"))
    #expect(!page.contains("second 3"))
    // Another text ends the run, which would take long.
    try server.course.edit("lessons/01-line.md", "sum >= 0", "sum < 3")
    let next = try await server.page("/line.html", until: Self.isDone)
    #expect(next.contains("second 3.0"))
  }

  @Test func lessonsComeAndGo() async throws {
    let server = try await serve()
    _ = try await server.page("/line.html", until: Self.isDone)
    let lessons = server.course.url.appendingPathComponent("lessons")
    try FileManager.default.moveItem(
      at: lessons.appendingPathComponent("01-line.md"),
      to: lessons.appendingPathComponent("01-Übung 中文.md"))
    let renamed = try await server.page("/%C3%9Cbung%20%E4%B8%AD%E6%96%87.html") {
      $0.contains("A line</h1>")
    }
    #expect(renamed.contains("A line</h1>"))
    #expect(try server.ask("/line.html").status == 404)
    let other = try await server.page("/other.html") { $0.contains("01-line.md") }
    #expect(other.contains("1 error"), "the link is dead: \(other)")
    try FileManager.default.removeItem(at: lessons)
    // The last good pages stay, and say what is wrong.
    let gone = try await server.page("/other.html") { $0.contains("no lessons: the folder") }
    #expect(gone.contains("Back"), "\(gone)")
    try server.course.write("# Again\n", to: "lessons/03-again.md")
    let again = try await server.page("/again.html") { $0.contains("Again</h1>") }
    #expect(again.contains("Again</h1>"))
  }

  /// What must not be answered, or only with a refusal.
  @Test(
    arguments: [
      ("/../../../../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/passwd", 404), ("/..%2flessons", 404),
      ("/%00", 404), ("/lessons/01-line.md", 404), ("/.nabla/ledger", 404), ("//etc/passwd", 404),
      ("/secret.txt", 404), ("/link.txt", 404), ("/%ff%fe", 404),
      ("/" + String(repeating: "a", count: 5_000), 404)
    ])
  func nothingElseIsGivenOut(path: String, status: Int) async throws {
    let server = try await serve()
    try server.course.write("secret", to: "lessons/secret.txt")
    try FileManager.default.createSymbolicLink(
      atPath: server.course.url.appendingPathComponent("lessons/link.txt").path,
      withDestinationPath: "/etc/passwd")
    let answer = try server.ask(path)
    #expect(answer.status == status)
    #expect(!answer.text.contains("root:") && !answer.text.contains("secret\n"))
    #expect(server.isRunning)
  }

  @Test func strangersAreRefused() async throws {
    let server = try await serve()
    let page = try await server.page("/line.html", until: Self.isDone)
    let token = try #require(Server.panel("token", of: page))
    #expect(try server.ask("/", "-H", "Host: evil.example").status == 403)
    let body = "{\"lesson\":\"lessons/01-line.md\",\"version\":\"\"}"
    #expect(try server.ask("/_nabla/accept", "-d", body).status == 403)
    #expect(
      try server.ask(
        "/_nabla/accept", "-d", body, "-H", "X-Nabla-Token: \(token)", "-H",
        "Origin: http://evil.example"
      ).status == 403)
    #expect(
      try server.ask("/_nabla/accept", "-d", "{", "-H", "X-Nabla-Token: \(token)").status == 400)
    #expect(try server.ask("/line.html", "-X", "DELETE").status == 405)
  }

  @Test func aTakenPortGivesWayToTheNext() async throws {
    let first = try await serve()
    let port = try #require(Int(first.address.split(separator: ":")[2].dropLast()))
    let second = try await Server(makeCourse(["01-a.md": "# A\n"]), ["--port", "\(port)"])
    #expect(second.address == "http://127.0.0.1:\(port + 1)/")
    #expect(try second.ask("/a.html").status == 200)
  }

  @Test func aCourseThatIsNotThereIsSaid() throws {
    let folder = try TemporaryFolder()
    let run = try nabla("serve", "missing", in: folder.url)
    #expect(run.status == 69)
    #expect(run.errors.contains("no lessons"), "\(run.errors)")
    #expect(try nabla("serve", "--port", "0", in: folder.url).status == 64)
  }

  @Test func thePreviewAsFiles() throws {
    let course = try makeCourse([
      "01-line.md": Self.lesson.replacing("let slope = 3", with: "let slope = 4"),
      "02-draft.md": "---\ndraft: true\n---\n# Draft\n"
    ])
    let run = try nabla("build", "--preview", in: course.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("recorded 3, computed 4"), "\(run.errors)")
    let page = try course.read(".nabla/preview/line.html")
    #expect(page.contains("2 records have moved"))
    #expect(page.contains("<del>3</del> <ins>4</ins>"))
    #expect(!page.contains("preview.js"))
    #expect(course.exists(".nabla/preview/preview.css"))
    #expect(course.exists(".nabla/preview/draft.html"))
    #expect(!course.exists("site"))
  }
}
