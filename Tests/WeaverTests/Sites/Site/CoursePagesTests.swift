import Foundation
import TestSupport
import Testing

@testable import Courses
@testable import Verdicts
@testable import Sites

/// Whole sites of lessons that run nothing.
@Suite("Site: pages of a course") struct CoursePagesTests {
  private func build(
    _ files: [String: String]
  ) throws -> (folder: TemporaryFolder, report: CourseReport) {
    let folder = try TemporaryFolder()
    try folder.write(files)
    return (
      folder, CourseRun(CourseRun.Options(course: folder.url), environment: .ofTests).run(.build)
    )
  }

  /// The site of a course without problems.
  private func site(_ files: [String: String]) throws -> TemporaryFolder {
    let (folder, report) = try build(files)
    try #require(report.diagnostics.map(\.brief) == [])
    return folder
  }

  /// What a site of one lesson holds, without the font of formulas.
  private func names(_ folder: TemporaryFolder) -> [String] {
    folder.files.filter { $0.hasPrefix("site/") && !$0.hasSuffix(MathematicsFont.fileName) }
      .map { String($0.dropFirst(5)) }
  }

  private static let always = [
    ".nabla-site", "404.html", "a.html", "favicon.svg", "index.html", "script.js",
    "search-index.js", "search.html", "style.css"
  ]

  @Test func `has these files`() throws {
    #expect(try names(site(["lessons/01-a.md": "# A\n"])) == Self.always)
  }

  @Test func `has a sitemap where it has an address, and a feed where lessons have dates`() throws {
    let address = ["lessons/course.yml": "base-url: https://a.b/c\n"]
    let without = try site(address.merging(["lessons/01-a.md": "# A\n"]) { $1 })
    #expect(names(without) == (Self.always + ["sitemap.xml"]).sorted())
    #expect(
      without.text("site/sitemap.xml")?.contains("<url><loc>https://a.b/c/a.html</loc></url>")
        == true)
    #expect(without.text("site/a.html")?.contains("feed.xml") == false)
    let dated = try site(
      address.merging([
        "lessons/01-a.md": "---\ntitle: A & B\ndate: 2026-01-31\n---\n",
        "lessons/02-b.md": "---\ndate: 2026-02-01\nupdated: 2026-03-01\n---\n",
        "lessons/03-c.md": "# C\n"
      ]) { $1 })
    let feed = try #require(dated.text("site/feed.xml"))
    #expect(feed.contains("<updated>2026-03-01T00:00:00Z</updated>\n<author>"))
    #expect(
      feed.matches(of: /<title>(.*)<\/title>/).map { String($0.1) } == ["Lessons", "b", "A &amp; B"]
    )
    #expect(
      dated.text("site/a.html")?.contains(
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Lessons\" href=\"feed.xml\">"
      )
        == true)
    #expect(
      dated.text("site/sitemap.xml")?.contains(
        "<url><loc>https://a.b/c/b.html</loc><lastmod>2026-03-01</lastmod></url>") == true)
  }

  @Test func `says what it is to those who ask`() throws {
    let page = try #require(
      site([
        "lessons/course.yml":
          "title: C <1>\nbase-url: http://a.b\nauthor: \"A \\\"B\\\"\"\ndescription: d\n",
        "lessons/01-a.md": "---\ntitle: A <b> & \"c\"\nsummary: s <i>\n---\n"
      ]).text("site/a.html"))
    for line in [
      "<title>A &lt;b&gt; &amp; &quot;c&quot; · C &lt;1&gt;</title>",
      "<meta name=\"description\" content=\"s &lt;i&gt;\">",
      "<meta name=\"author\" content=\"A &quot;B&quot;\">",
      "<meta property=\"og:title\" content=\"A &lt;b&gt; &amp; &quot;c&quot;\">",
      "<meta property=\"og:type\" content=\"article\">",
      "<link rel=\"canonical\" href=\"http://a.b/a.html\">",
      "<h1>A &lt;b&gt; &amp; &quot;c&quot;</h1>"
    ] {
      #expect(page.contains(line + "\n"), "\(line)")
    }
  }

  @Test func `leads nowhere but into itself`() throws {
    let folder = try site([
      "lessons/course.yml": "language: zh-Hans\n", "lessons/01-a.md": "# A\n\n## S\n\n### T\n",
      "lessons/02-b.md": "# B\n"
    ])
    for name in ["a.html", "b.html", "index.html", "search.html", "404.html"] {
      let page = try #require(folder.text("site/\(name)"))
      #expect(page.contains("<html lang=\"zh-Hans\">"))
      for match in page.matches(of: /\s(?:href|src|action|data-index)="([^"]*)"/) {
        let url = String(match.1)
        let isInside =
          url.hasPrefix("#") || url.hasPrefix("data:")
          || folder.files.contains("site/" + url.prefix { $0 != "#" })
        #expect(isInside, "\(name) leads to \(url)")
      }
    }
  }

  @Test func `the page that is not there knows where it is`() throws {
    let page = try site([
      "lessons/course.yml": "base-url: https://a.b/c/\n", "lessons/01-a.md": "# A\n"
    ]).text("site/404.html")
    #expect(page?.contains("<a href=\"https://a.b/c/a.html\">A</a>") == true)
    #expect(page?.contains("style.css") == false)
  }

  @Test func `a course of drafts, and one of one lesson`() throws {
    let drafts = try site(["lessons/a.md": "---\ndraft: true\n---\n"])
    #expect(drafts.text("site/index.html")?.contains("<ol class=\"lessons\">") == false)
    #expect(
      drafts.text("site/search-index.js") == "nablaSearchIndex={\"pages\":[],\n\"places\":[]};\n")
    let one = try #require(site(["lessons/a.md": "Text.\n"]).text("site/a.html"))
    #expect(!one.contains("rel=\"next\"") && !one.contains("rel=\"prev\""))
  }

  @Test func `contents list the headings of their own page`() throws {
    let page = try #require(
      site([
        "lessons/1-a.md": "# A\n\n## S `x`\n\n### T\n\n## U\n", "lessons/2-b.md": "# B\n\n## V\n"
      ]).text("site/a.html"))
    let start = try #require(page.range(of: "<nav class=\"contents\""))
    let end = try #require(page[start.upperBound...].range(of: "</nav>"))
    let links = page[start.upperBound..<end.lowerBound].matches(of: /href="([^"]*)"/)
      .map { String($0.1) }
    #expect(links == ["a.html", "#s-x", "#t", "#u", "b.html"])
  }

  @Test func `very long contents are those around the lesson`() throws {
    let count = ContentsList.longest + 30
    var files: [String: String] = [:]
    for number in 1...count { files["lessons/\(number)-l\(number).md"] = "Text.\n" }
    let folder = try site(files)
    func listed(_ number: Int) throws -> [String] {
      let page = try #require(folder.text("site/l\(number).html"))
      return page.matches(of: /<li><a href="(l[0-9]+)\.html"/).map { String($0.1) }
    }
    #expect(try listed(1).last == "l\(ContentsList.longest)")
    #expect(try listed(count).first == "l31")
    #expect(try listed(count).count == ContentsList.longest)
  }

  /// What stands in course.yml or in a lesson's front matter, and what is said of it.
  static let keys: [(String, String, [String])] = [
    ("language: de\n", "", ["1: there are no texts in 'de': labels such as 'Next' are in English"]),
    ("language: \"<b>\"\n", "", ["1:11: 'language' must be a language tag such as en or zh-Hans"]),
    (
      "base-url: a.b\n", "",
      ["1:11: 'base-url' must be an address that begins with https:// or http://"]
    ),
    (
      "repository-url: \"javascript:x\"\n", "",
      ["1:17: 'repository-url' must be an address that begins with https:// or http://"]
    ),
    ("", "date: 2026-02-30\n", ["2:7: 'date' must be a day such as 2026-03-31"]),
    ("", "date: 2024-02-29\n", []),
    ("", "updated: today\n", ["2:10: 'updated' must be a day such as 2026-03-31"])
  ]

  @Test(arguments: keys)
  func `checks its keys`(settings: String, front: String, says: [String]) throws {
    let (_, report) = try build([
      "lessons/course.yml": settings, "lessons/01-a.md": "---\n\(front)---\n"
    ])
    #expect(report.diagnostics.map(\.brief) == says)
    // A language that lacks texts is only said.
    #expect(report.exitCode == (says.isEmpty || settings == "language: de\n" ? 0 : 1))
  }

  @Test func `no file of a lesson takes the place of a page`() throws {
    let (folder, report) = try build([
      "lessons/01-a.md": "[x](style.css)\n", "lessons/style.css": "mine"
    ])
    #expect(
      report.diagnostics.map(\.brief)
        == ["the file 'style.css' would take the place of one of the site's own"])
    #expect(!folder.files.contains { $0.hasPrefix("site/") })
  }

  @Test func `a broken theme leaves the old site as it was`() throws {
    let folder = try site(["lessons/01-a.md": "# A\n"])
    try folder.write(["theme/page.mustache": "{{#title}}", "lessons/01-a.md": "# B\n"])
    let before = folder.text("site/a.html")
    let report = CourseRun(CourseRun.Options(course: folder.url), environment: .ofTests).run(.build)
    #expect(report.exitCode == 1)
    #expect(report.diagnostics.first?.location?.file == "theme/page.mustache")
    #expect(folder.text("site/a.html") == before)
  }
}
