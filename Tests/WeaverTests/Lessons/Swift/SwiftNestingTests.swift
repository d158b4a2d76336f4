import Testing

@testable import Lessons
@testable import Text

@Suite("Brackets in Swift") struct SwiftNestingTests {
  private static let open = String(repeating: "[", count: 13)

  /// Codes, and the line on which square brackets stand too deep in each other.
  static let codes: [(code: String, line: Int?)] = [
    ("let a = " + String(repeating: "[", count: 12) + String(repeating: "]", count: 12), nil),
    ("let a = \(open)", 0), ("let a = 1\nlet b = \(open)", 1),
    (String(repeating: "[\n", count: 13), 12),
    (String(repeating: "([", count: 13), 0), (String(repeating: "(a, [", count: 13), 0),
    (String(repeating: "[1]\n", count: 100), nil),
    // What is no code, and what an interval leaves open.
    ("print(\"\(open)\")", nil), ("// \(open)\n", nil), ("/* /* */ \(open) */", nil),
    (String(repeating: "// [0, ∞[ \n", count: 20), nil),
    (String(repeating: "print(\"[\")\n", count: 20), nil),
    (##"print(#"\([[[[[[[[[[[[["#)"##, nil), (##"print(#""\#([[[[[[[[[[[[["#)"##, 0),
    ("let t = \"\"\"\n\" \(open)\n\"\"\"\n\(open)", 3), ("let t = \"\"\n\(open)", 1),
    // A text that nobody closes ends with its line, and an expression in a text with its bracket.
    ("let t = \"\n\(open)", 1), (#"print("\(a[1]) \\([[[[[[[[[[[[[")"#, nil),
    (#"print("\(a[1)", [[[[[[[[[[[[)"#, nil), (#"print("\([[[[[[[[[[[[[")"#, 0),
    (String(repeating: "f([)", count: 20), nil),
    ("/*", nil), ("\"", nil), ("\\", nil), ("\"\\", nil), ("#", nil), ("", nil)
  ]

  @Test(arguments: codes)
  func areCountedWhereTheyAreCode(_ code: (code: String, line: Int?)) {
    #expect(SwiftNesting.lineOfDeepBracket(in: code.code) == code.line)
    let bounded = SwiftNesting.bounded(code.code)
    #expect((bounded.utf8.count < code.code.utf8.count) == (code.line != nil))
  }

  /// Without a bound, each of these would take longer than the universe is old.
  @Test(arguments: ["[", "([", "(a, [", "A<["])
  func theParserIsSparedWhatItCannotDo(_ brackets: String) {
    let code = "let a = " + String(repeating: brackets, count: 90)
    #expect(ParsedSwift.tree(of: code).description.utf8.count <= code.utf8.count)
    let (lesson, problems) = readLesson("# A\n\n```swift\nlet x = 1\n\(code)\n```\n")
    #expect(lesson.blocks.count == 1)
    #expect(
      problems.map(\.brief) == [
        "5: square brackets stand in each other here more than 12 levels deep"
      ])
    #expect(
      readLesson("It is `{swift} \(code)`.\n").problems.map(\.brief) == [
        "1: square brackets stand in each other here more than 12 levels deep"
      ])
  }
}
