import Testing

@testable import Lessons
@testable import Programs
@testable import Text

@Suite("Tangled") struct TanglerTests {
  /// The program of a lesson.
  private func program(_ markdown: String, setup: SourceFile? = nil) -> Program {
    Tangler.tangle(readLesson(markdown).lesson, setup: setup, timeout: nil).main
  }

  /// The lines that the compiler sees under their Markdown numbers: what `#sourceLocation` says of
  /// each line of the program.
  private func mapped(_ program: Program) -> [(line: Int, text: String)] {
    var found: [(Int, String)] = []
    var line: Int?
    for text in program.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = text.wholeMatch(of: /#sourceLocation\(file: ".*", line: ([0-9]+)\)/) {
        line = Int(match.1)
      } else if let number = line {
        found.append((number, String(text)))
        line = number + 1
      }
    }
    return found.map { (program.line(of: $0.0), $0.1) }
  }

  /// A lesson says at which line it was refused something, and may say anything.
  @Test(arguments: [Int.min, -1, 0, 1, 1_000, 1_003, 1_499, 2_001, 2_499, 40_000, Int.max])
  func `no line is below its block's last`(_ line: Int) {
    let program = program("# A\n\n```swift\n1\n2\n```\n\n```swift\n3\n```\n")
    #expect((1...10).contains(program.line(of: line)))
  }

  /// Blocks of code, whose every line must stand in the program at its line and column.
  static let codes: [String] = [
    "let a = 1", "let a = 1\nlet b = 2\n\n\nlet c = 3", "1", "1 + 2", "a", "a;", "a ; // c",
    "a // c",
    "a /* c */", "/* c */ a", "/* c\n d */ a", "// c\na\n// d", "let a = 1; a", "let é = 1; é + 1",
    "  a", "\ta", "\t\tlet a = 1\n\ta", "a = 1", "a += 1", "_ = a", "(a, b) = (b, a)",
    "[1, 2]\n  .map {\n    $0 + 1\n  }\n  .first", "try f()", "await f()", "try await f()",
    "if a {\n  b\n} else {\n  c\n}", "switch a {\ncase 1: b\ndefault: c\n}", "for a in b {\n  c\n}",
    "while a { b }", "repeat {\n  a\n} while b", "do {\n  try a()\n} catch {\n  b\n}",
    "defer { a }",
    "guard a else { fatalError() }", "func f() {\n  a\n}\nf()", "struct S {\n  var a = 1\n}\nS()",
    "import Foundation\na", "let s = \"\"\"\n  a\n    b\n  \"\"\"\ns", "\"\"\"\na\n\"\"\"",
    "#\"a\"#",
    "\"a\\(b)\"", "/a+/", "a ? b : c", "a as Any", "a is Int", "a!.b?.c[d]", "{ 1 }()", "{ $0 }(1)",
    "#if DEBUG\na\n#endif", "#if os(Linux)\nlet a = 1\n#endif\na", "@MainActor func f() {}",
    "print(1); print(2); 3", "print(1)\nprint(2)\n3\n", "a\n\n\n", "\n\na", "x = {\n  1\n}",
    "let a = 1,\n  b = 2\na", "infix operator <+>\n1 <+> 2", "label: for a in b { break label }",
    "throw E()", "a\u{301}", "学习.率", "😀", "\"}\"", "// only a comment", "", "\n"
  ]

  @Test(arguments: codes)
  func `every line keeps its number, every byte its column`(code: String) {
    let program = program("a\n\n```swift\n\(code)\n```\n")
    let lines = mapped(program)
    for (offset, source) in (code + "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().enumerated()
    {
      let here = lines.filter { $0.line == 4 + offset }.map(\.text)
      // What stands on one line may be parted: its pieces keep their columns.
      var left = Array(source.utf8)
      for text in here {
        for (column, byte) in text.utf8.enumerated()
        where column < left.count && left[column] == byte { left[column] = 0x20 }
      }
      let missing = String(decoding: left, as: UTF8.self)
      #expect(
        missing.allSatisfy { $0 == " " || $0 == "\t" || $0 == ";" }, "\(source) is not in \(here)")
    }
  }

  /// The code of a block, and whether the value of its last expression is shown.
  static let trailing: [(String, Bool)] = [
    ("1", true), ("a", true), ("a;", true), ("a // c", true), ("/* c */ a", true),
    ("a /* c */", true), ("a + b", true), ("a == b", true), ("!a", true), ("f()", true),
    ("f { 1 }", true), ("try f()", true), ("try? f()", true), ("await f()", true),
    ("a ? b : c", true), ("a as Any", true), ("[1, 2]", true), ("(1, 2)", true), ("\"a\"", true),
    ("let b = 1; b", true), ("let b = 1\nb", true), ("a\n  .b\n  .c", true), ("{ 1 }()", true),
    ("a.map { b = $0 }", true), ("a\n// c", true), ("a[1]", true), ("a.b", true), ("-a", true),
    ("a = 1", false), ("a.b = 1", false), ("a[1] = 2", false), ("_ = a", false),
    ("(a, b) = (b, a)", false), ("a = b = c", false), ("a = try f()", false),
    ("let a = 1", false), ("var a = 1", false), ("func f() { 1 }", false), ("a; let b = a", false),
    ("if a { b }", false), ("switch a { default: b }", false), ("for a in b { a }", false),
    ("while a { b }", false), ("do { a }", false), ("throw a", false), ("import A", false),
    ("struct A {}", false), ("// c", false), ("", false), ("#if A\na\n#endif", false)
  ]

  @Test(arguments: trailing)
  func `shows a trailing expression`(code: String, isShown: Bool) {
    let text = program("```swift\n\(code)\n```\n").text
    #expect(text.contains("__show(") == isShown, "\(text)")
  }

  /// Code that does not parse: it goes to the compiler as it stands.
  static let broken: [String] = [
    "let a = (1", "1 +", "func f( {", "\"abc", "}", "let", "a b", "/* c", "#if A\na", "if {"
  ]

  @Test(arguments: broken)
  func `passes on what does not parse`(code: String) {
    let program = program("```swift\nlet ok = 1\n\(code)\n```\n")
    #expect(program.text.contains("\nlet ok = 1\n\(code)\n"))
    #expect(!program.text.contains("__show("))
  }

  @Test func `notes the line before each statement`() {
    let program = program(
      "```swift\nlet a = 1\nfunc f() {\n  a\n}\nf(); f()\nstruct S {}\nf()\n```\n")
    let notes = program.text.split(separator: "\n").compactMap {
      $0.firstMatch(of: /__at\(([0-9]+)\)/).flatMap { Int($0.1) }.map(program.line)
    }
    #expect(notes == [2, 6, 8])
  }

  @Test func `knows its blocks, their lines and their timeouts`() {
    let program = program(
      "---\ntimeout: 7\n---\n```swift\n1\n2\n```\n\n```swift, ignore\n3\n```\n\n"
        + "- ```swift, timeout=2\n  4\n  ```\n")
    #expect(program.blocks.map(\.index) == [0, 2])
    #expect(program.blocks.map(\.line) == [4, 13])
    #expect(program.blocks.map(\.timeout) == [7, 2])
    #expect(program.indentation(ofLine: 14) == 2)
    #expect(program.indentation(ofLine: 5) == 0)
  }

  @Test func `takes the default timeout where nothing is said`() {
    let (lesson, _) = readLesson("```swift\n1\n```\n```swift, timeout=2\n1\n```\n")
    #expect(Tangler.tangle(lesson, setup: nil, timeout: nil).main.blocks.map(\.timeout) == [30, 2])
    #expect(Tangler.tangle(lesson, setup: nil, timeout: 5).main.blocks.map(\.timeout) == [5, 2])
  }

  @Test func `puts the setup in front, under its own lines`() {
    let setup = SourceFile(path: "lessons/setup.swift", text: "let a = 1")
    let text = program("```swift\na\n```\n", setup: setup).text
    #expect(text.contains("#sourceLocation(file: \"Setup.swift\", line: 1)\nlet a = 1\n"))
  }

  @Test func `writes paths with quotes and backslashes`() {
    let file = SourceFile(path: "lessons/a\"b\\c.md", text: "```swift\n#line\n```\n")
    let lesson = LessonReader.read(file, name: "a").lesson
    // Code that asks where it stands is told.
    let text = Tangler.tangle(lesson, setup: nil, timeout: nil).main.text
    #expect(text.contains("#sourceLocation(file: \"lessons/a\\u{22}b\\u{5c}c.md\", line: 2)"))
  }

  @Test func `is the same wherever its blocks stand`() {
    let here = program("```swift\nlet a = 1\na // => 1\n```\n\nIt is `{swift} a + 1`.\n")
    let there = program(
      "# Title\n\n```text\nx\n```\n\n> ```swift\n> let a = 1\n> a // => 1\n> ```\n>\n"
        + "> Text, and `{swift} a + 1` in it.\n")
    #expect(here.text == there.text)
    #expect(here.blocks.map(\.line) == [1, 6])
    #expect(there.blocks.map(\.line) == [7, 12])
  }

  @Test func `no line is numbered zero`() {
    let text = program("```swift\n1\n```\n").text
    #expect(!text.contains("line: 0)"))
  }

  @Test func `data and optimisation go with the program`() {
    let program = program("---\ndata: [a.csv, b]\noptimize: true\n---\n```swift\n1\n```\n")
    #expect(program.data == ["a.csv", "b"])
    #expect(program.isOptimized)
  }
}
