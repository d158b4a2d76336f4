import Foundation
import TestSupport
import Testing

/// What the README says nabla prints, nabla prints.
@Suite("The README")
struct ReadmeTests {
  /// The text of the README's first fence of a language.
  private func fence(_ opening: String) throws -> String {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("README.md")
    let lines = try String(contentsOf: readme, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == opening })
    let marks = opening.prefix { $0 == "`" }
    let end = try #require(lines[(start + 1)...].firstIndex { $0 == marks })
    return lines[(start + 1)..<end].map { "\($0)\n" }.joined()
  }

  @Test func showsALessonAndWhatIsSaidOfIt() throws {
    let lesson = try fence("````markdown")
    let course = try makeCourse(["01-slope.md": lesson])
    var said = ""
    for line in try fence("```console").split(separator: "\n") where line.hasPrefix("$ nabla ") {
      said += "\(line)\n" + (try nabla(String(line.dropFirst(8)), in: course.url).output)
    }
    #expect(try said == fence("```console"))
    try course.write(
      lesson.replacing("\n6.0000\n", with: "\n6.0001\n"), to: "lessons/01-slope.md")
    #expect(try nabla("verify", in: course.url).errors == fence("```text"))
  }
}
