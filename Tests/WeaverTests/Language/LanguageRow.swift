import Foundation
import TestSupport
import Testing

@testable import Courses

/// A lesson that uses one feature of the lesson language, well or badly, and what is said of it.
struct LanguageRow: Sendable, CustomTestStringConvertible {
  var feature: String
  var title: String
  var markdown: String
  /// Every message, in order: `41:9: …`; warnings begin with their name. None where it works.
  var says: [String]

  init(_ feature: String, _ title: String, _ markdown: String, says: [String] = []) {
    self.feature = feature
    self.title = title
    self.markdown = markdown
    self.says = says
  }

  var testDescription: String { "\(feature): \(title)" }

  /// The whole table.
  static let all =
    blocks + exercises + questions + predictions + failures + words + outputs + annotations
    + inlines + prose
    + frontMatter + links + misbehaviour + reports
}

/// All rows as the lessons of one course, verified once.
enum LanguageCourse {
  /// What is said of each row, in the table's order.
  static let verified = Result { try verify() }

  private static func verify() throws -> [[String]] {
    let folder = try TemporaryFolder()
    func name(_ index: Int) -> String { "lessons/row\(1_000 + index).md" }
    try folder.write(["lessons/998-other.md": "# Other\n\n## There\n"])
    for (index, row) in LanguageRow.all.enumerated() {
      try folder.write([name(index): row.markdown])
    }
    let report = CourseRun(CourseRun.Options(course: folder.url), environment: .ofTests).run(
      .verify)
    let byFile = Dictionary(grouping: report.diagnostics) { $0.location?.file ?? "" }
    let files = Set(LanguageRow.all.indices.map(name)).union(["lessons/998-other.md"])
    try #require(Set(byFile.keys).subtracting(files) == [], "of no lesson: \(byFile[""] ?? [])")
    return LanguageRow.all.indices.map { index in
      (byFile[name(index)] ?? []).map { diagnostic in
        (diagnostic.severity == .warning ? "warning: " : "") + diagnostic.brief
      }
    }
  }
}

@Suite("The lesson language: every feature, used well and badly") struct LanguageTests {
  @Test(arguments: Array(LanguageRow.all.enumerated()).map(\.offset))
  func `says what the table says`(_ index: Int) throws {
    let row = LanguageRow.all[index]
    let said = try LanguageCourse.verified.get()[index]
    #expect(said == row.says, "\(row.testDescription): \(said)")
  }

  @Test func `every feature has a row that works and one that does not`() {
    let features = Dictionary(grouping: LanguageRow.all, by: \.feature)
    for (feature, rows) in features {
      #expect(rows.contains { $0.says.isEmpty }, "\(feature)")
      #expect(rows.contains { !$0.says.isEmpty }, "\(feature)")
    }
  }

  @Test func `every message has its way out or needs none`() {
    let problems = LanguageRow.all.flatMap { readLesson($0.markdown).problems }
    #expect(!problems.isEmpty)
    for problem in problems {
      switch problem.reason {
      case .fenceWordBadValue, .wrongType: continue
      default: break
      }
      #expect(problem.reason.help != nil, "\(problem.brief)")
    }
  }
}
