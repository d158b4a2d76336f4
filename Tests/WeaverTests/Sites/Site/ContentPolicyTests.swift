import Testing
import TestSupport

@testable import Courses
@testable import Markup
@testable import Pages
@testable import Sites

/// What pages tell browsers that they may load and run.
@Suite("Site: content policies") struct ContentPolicyTests {
  private let strict =
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; "
    + "font-src 'self' file:; base-uri 'none'; form-action 'none'"
  private let open = "object-src 'none'; base-uri 'none'"

  private func policy(_ nodes: Node...) -> String? { ContentPolicy().page(PageNeeds(nodes)) }

  @Test func `of a page that asks for nothing allows its own files`() {
    #expect(policy(.line("p", [:], "<script>")) == strict)
    #expect(ContentPolicy().page() == strict)
  }

  @Test func `allow what a page of ours needs`() {
    #expect(
      policy(.block("div", ["class": "drawing knobs"]))
        == strict.replacing(
          "script-src 'self' file:", with: "script-src 'self' file: 'wasm-unsafe-eval'"))
    // printf %s '--wide: 31.5' | openssl dgst -sha256 -binary | base64
    #expect(
      policy(.block("div", [:], [.line("p", ["style": "--wide: 31.5"])]))
        == strict.replacing(
          "style-src 'self' file:",
          with:
            "style-src 'self' file: 'unsafe-hashes' 'sha256-m0PumcKbMHeK49md3RQ6BK9uJHrdmSvv27gzRVmRo+8='"
        ))
    #expect(
      policy(.inline("img", ["src": "https://A.b/c.png"]), .inline("img", ["src": "data:,"]))
        == strict.replacing("img-src 'self' file:", with: "img-src 'self' file: data: https://a.b"))
    #expect(
      policy(.inline("img", ["src": "https://a.b;script-src/c.png"]))
        == strict.replacing("img-src 'self' file:", with: "img-src 'self' file: https:"))
  }

  /// HTML of an author, and what becomes of the policy.
  @Test(arguments: [
    ("<p>a</p><img src=a.png>", 0), ("<details><summary>a</summary></details>", 0),
    ("<script>a()</script>", 1), ("<p onclick=a()>", 1), ("<iframe src=a></iframe>", 1),
    ("<form></form>", 1), ("<video src=a></video>", 1), ("<object></object>", 2),
    ("<EMBED src=a>", 2), ("<base href=a>", 2)
  ])
  func `keep to what an author's HTML asks for`(html: String, kind: Int) {
    #expect(policy(.written(html)) == [strict, open, nil][kind])
  }

  @Test func `are few words where the theme is the course's own`() {
    let policy = ContentPolicy(isOfOwnTheme: true)
    #expect(policy.page() == open)
    #expect(policy.notFound() == open)
    #expect(policy.book(PageNeeds()) == open)
  }

  @Test func `of previews allow questions to the server`() {
    #expect(
      ContentPolicy(isServed: true).page()
        == strict.replacing("base-uri", with: "connect-src 'self'; base-uri"))
  }

  @Test func `of books run nothing`() {
    #expect(
      ContentPolicy().book(PageNeeds())
        == strict.replacing("script-src 'self' file:; ", with: ""))
  }

  @Test func `stand on every page`() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "lessons/01-a.md": "# A\n", "lessons/02-b.md": "# B <script></script>\n",
      "lessons/glossary.md": "# G\n"
    ])
    let report = CourseRun(CourseRun.Options(course: folder.url), environment: .ofTests).run(.build)
    try #require(report.diagnostics.map(\.brief) == [])
    let start = "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\""
    for page in ["a", "glossary", "index", "search"] {
      #expect(folder.text("site/\(page).html")?.contains(start + strict) == true, "\(page)")
    }
    #expect(folder.text("site/b.html")?.contains(start + open) == true)
    let missing = try #require(folder.text("site/404.html"))
    #expect(missing.contains(start + "default-src 'none'; style-src 'sha256-"))
  }

  @Test func `name no lesson with a colon`() throws {
    let folder = try TemporaryFolder()
    try folder.write(["lessons/01-javascript:hit(1).md": "# A\n"])
    let report = CourseRun(CourseRun.Options(course: folder.url), environment: .ofTests).run(.build)
    #expect(
      report.diagnostics.map(\.reason.message)
        == ["the name 'lessons/01-javascript:hit(1).md' holds a colon"])
  }
}
