import Foundation
import TestSupport
import Testing

/// A thousand recorded numbers, three of them wrong by the least step that the rule refuses: one
/// unit of the last recorded digit.
@Suite("nabla verify: reports", .serialized)
struct ReportTests {
  private static let blocks = 50
  private static let rows = 20
  /// Which numbers are wrong, and by how many units of the fourth decimal.
  private static let wrong = [7: 1, 500: -1, 999: 1]

  /// The lesson, and the line, recorded and computed text of what is wrong in it.
  private static func lesson() -> (text: String, wrong: [(line: Int, recorded: String)]) {
    var lines = ["# A thousand numbers", ""]
    var found: [(line: Int, recorded: String)] = []
    for block in 0..<blocks {
      let first = block * rows
      lines += [
        "```swift", "for i in \(first)..<\(first + rows) { print(Double(i) / 7) }", "```", "",
        "```output"
      ]
      for number in first..<(first + rows) {
        let units = (Double(number) / 7 * 10_000).rounded() + Double(wrong[number] ?? 0)
        let recorded = String(format: "%.4f", units / 10_000)
        lines.append(recorded)
        if wrong[number] != nil { found.append((lines.count, recorded)) }
      }
      lines += ["```", ""]
    }
    return (lines.joined(separator: "\n"), found)
  }

  private static let course = Result { try makeCourse(["01-numbers.md": lesson().text]) }

  @Test func textNamesExactlyTheThree() throws {
    let run = try nabla("verify", in: try Self.course.get().url)
    #expect(run.status == 1)
    let headings = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(
      headings.map(String.init)
        == Self.lesson().wrong.map { line, recorded in
          let number = recorded == "1.0001" ? 7 : recorded == "71.4285" ? 500 : 999
          return "lessons/01-numbers.md:\(line):1: error: recorded \(recorded), computed "
            + "\(Double(number) / 7)"
        })
  }

  @Test func gitHubAnnotatesExactlyTheThree() throws {
    let run = try nabla("verify", "--format", "github", in: try Self.course.get().url)
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    for (line, place) in zip(lines, Self.lesson().wrong) {
      #expect(
        line.hasPrefix(
          "::error file=lessons/01-numbers.md,line=\(place.line),col=1,title=nabla::recorded "
            + place.recorded))
    }
  }

  @Test func jsonHoldsExactlyTheThree() throws {
    let run = try nabla("verify", "--format", "json", in: try Self.course.get().url)
    #expect(run.status == 1)
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(root["numbers"] as? Int == 1_000)
    #expect(root["status"] as? String == "failed")
    let found = try #require(root["diagnostics"] as? [[String: Any]])
    #expect(found.map { $0["line"] as? Int } == Self.lesson().wrong.map(\.line))
    #expect(found.map { $0["recorded"] as? String } == Self.lesson().wrong.map(\.recorded))
    let lessons = try #require(root["lessons"] as? [[String: Any]])
    let cases = try #require(lessons.first?["expectations"] as? [[String: Any]])
    #expect(cases.count == Self.blocks)
    #expect(cases.count { $0["status"] as? String == "failed" } == 3)
  }

  @Test func junitIsValidAndHoldsExactlyTheThree() throws {
    let course = try Self.course.get()
    let run = try nabla("verify", "--junit", "junit.xml", in: course.url)
    #expect(run.status == 1)
    let text = try course.read("junit.xml")
    #expect(text.contains("tests=\"51\" failures=\"3\" errors=\"0\""))
    #expect(text.components(separatedBy: "<failure ").count == 4)
    for place in Self.lesson().wrong {
      #expect(text.contains("<failure message=\"recorded \(place.recorded), computed"))
    }
    #expect(try Self.validated(course.url.appendingPathComponent("junit.xml")) == "")
  }

  /// A lesson that does not run, and one that is not UTF-8, are valid reports as well.
  @Test func junitOfBrokenLessonsIsValid() throws {
    let course = try makeCourse([
      "01-broken.md": "```swift\nlet q: Int = \"<&\\\"\"\n```\n\n```output\n1\n```\n",
      "02-control.md": "```swift\nprint(\"a\\u{1}b ]]>\")\n```\n\n```output\nx\n```\n",
      "03-good.md": "# Good\n"
    ])
    try Data([0xFF, 0xFE]).write(to: course.url.appendingPathComponent("lessons/04-bytes.md"))
    #expect(try nabla("verify", "--junit", "junit.xml", in: course.url).status == 1)
    #expect(try Self.validated(course.url.appendingPathComponent("junit.xml")) == "")
    let text = try course.read("junit.xml")
    #expect(text.contains("not reached"))
  }

  /// What is wrong with a JUnit file, by the schema beside these tests.
  private static func validated(_ file: URL) throws -> String {
    let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("junit.xsd")
    let check = try run(
      URL(fileURLWithPath: "/usr/bin/xmllint"), ["--noout", "--schema", schema.path, file.path])
    return check.status == 0 ? "" : check.errors
  }

  // MARK: Shards

  @Test func shardsVerifyEachExpectationOnce() throws {
    let texts = (1...7).map { lesson in
      "```swift\n"
        + (1...lesson).map { "\(lesson * 100 + $0)  // => \(lesson * 100 + $0)\n" }.joined()
        + "```\n"
    }
    let course = try TemporaryFolder()
    for (index, text) in texts.enumerated() {
      try course.write(
        text, to: "lessons/0\(index + 1)-part.md".replacing("part", with: "p\(index)"))
    }
    func cases(_ arguments: String...) throws -> [String] {
      let run = try run(
        buildFolder.appendingPathComponent("nabla"), ["verify", "--format", "json"] + arguments,
        in: course.url)
      #expect(run.status == 0, "\(run.errors)")
      let root = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      let lessons = root?["lessons"] as? [[String: Any]] ?? []
      return lessons.flatMap { lesson in
        (lesson["expectations"] as? [[String: Any]] ?? []).map {
          "\(lesson["file"] ?? ""):\($0["line"] ?? 0)"
        }
      }
    }
    let whole = try cases()
    #expect(whole.count == 28)
    for count in [1, 3, 7, 9] {
      let parts = try (1...count).map { try cases("--shard", "\($0)/\(count)") }
      #expect(parts.flatMap(\.self).sorted() == whole.sorted(), "\(count) shards")
      #expect(try cases("--shard", "1/\(count)") == parts[0], "the same part each time")
    }
  }

  @Test(arguments: ["0/3", "4/3", "1", "a/b", "1/0", "-1/2"])
  func aShardThatIsNoneIsUsedWrongly(_ shard: String) throws {
    let run = try nabla("verify", "--shard=\(shard)", in: try Self.course.get().url)
    #expect(run.status == 64)
    #expect(run.errors.contains("shard"))
  }
}
