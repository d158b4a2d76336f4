import Foundation
import TestSupport
import Testing

@testable import Pages
@testable import Verdicts
@testable import Programs
@testable import Lessons
@testable import Sites

@Suite("Book: all lessons on one page") struct PrintedBookTests {
  private func page(_ bodies: [String]) throws -> String {
    var files: [String: String] = [:]
    for number in bodies.indices { files["lessons/\(number)-l\(number).md"] = "" }
    let folder = try TemporaryFolder()
    try folder.write(files)
    let (course, _) = try Course.read(folder.url)
    let chapters = zip(course.lessons, bodies).map { lesson, body in
      let ran = Ran(
        tangled: Tangled(lesson: lesson, programs: nil, problems: []), transcript: Transcript())
      var page = LessonPage(Judged(ran), of: course, Links(course), .ofTests, store: nil)
      page.body = body
      return page
    }
    let book = Book(
      chapters, of: course, theme: try Theme(),
      versions: Versions(nabla: "1", swift: "6", katex: "0", cmark: "0"))
    let files2 = try PrintedBook(book).files()
    return String(decoding: files2["book.html"] ?? Data(), as: UTF8.self)
  }

  /// What stands on the second lesson's page, and what becomes of it.
  static let anchors: [(String, String)] = [
    ("<h2 id=\"a\">b</h2>", "<h2 id=\"lesson-2.a\">b</h2>"),
    ("<a href=\"#a\">b</a>", "<a href=\"#lesson-2.a\">b</a>"),
    ("<a href=\"l0.html\">b</a>", "<a href=\"#lesson-1\">b</a>"),
    ("<a href=\"l0.html#a\">b</a>", "<a href=\"#lesson-1.a\">b</a>"),
    ("<a href=\"#\">b</a>", "<a href=\"#lesson-2\">b</a>"),
    ("<a href=\"https://a.b/l0.html#a\">b</a>", "<a href=\"https://a.b/l0.html#a\">b</a>"),
    ("<a href=\"data.csv\">b</a>", "<a href=\"data.csv\">b</a>"),
    ("<p aria-labelledby=\"a b\">c</p>", "<p aria-labelledby=\"lesson-2.a lesson-2.b\">c</p>"),
    (
      "<rect clip-path=\"url(#a)\"/><use xlink:href=\"#b\"/>",
      "<rect clip-path=\"url(#lesson-2.a)\"/><use xlink:href=\"#lesson-2.b\"/>"
    ),
    ("a &lt; b &amp; c", "a &lt; b &amp; c")
  ]

  @Test(arguments: anchors)
  func `anchors of different lessons stay apart`(body: String, expected: String) throws {
    let page = try page(["<p>first</p>", body])
    #expect(
      page.contains("<article id=\"lesson-2\">\n<h1>l1</h1>\n\(expected)\n</article>"), "\(page)")
  }
}
