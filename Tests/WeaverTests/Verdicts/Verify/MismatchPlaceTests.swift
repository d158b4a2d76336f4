import Testing

@testable import Programs
@testable import Text
@testable import Verdicts

@Suite("Verified: the place of a mismatch") struct MismatchPlaceTests {
  /// Recorded, computed, and the place: the record begins at line 5.
  static let cases: [(String, String, String)] = [
    ("a = 1", "a = 2", "5:5: recorded 1, computed 2"),
    ("é = 1", "é = 2", "5:6: recorded 1, computed 2"),
    ("学习 1.5", "学习 1.6", "5:8: recorded 1.5, computed 1.6"),
    ("\t1", "\t2", "5:2: recorded 1, computed 2"),
    ("(-1)", "(-2)", "5:2: recorded -1, computed -2"),
    ("😀 1", "😀 2", "5:6: recorded 1, computed 2"),
    ("abc", "abd", "5:3: the recorded line is not what was computed"),
    ("abc", "ab", "5:3: the recorded line is not what was computed"),
    ("ab", "abc", "5:3: the recorded line is not what was computed"),
    // In the middle of no character.
    ("né", "nè", "5:2: the recorded line is not what was computed"),
    ("x学", "x孧", "5:2: the recorded line is not what was computed"),
    ("😀", "😁", "5:1: the recorded line is not what was computed")
  ]

  @Test(arguments: cases)
  func `counts columns in bytes`(recorded: String, computed: String, expected: String) {
    let found = verdict(recorded: recorded, computed: computed).mismatches.map(\.brief)
    #expect(found == [expected])
  }

  @Test func `shows recorded, computed and difference`() throws {
    let found = verdict(recorded: "loss 0.0312", computed: "loss 0.03217").mismatches
    let mismatch = Mismatch(
      kind: .number(difference: "0.00097"), recorded: "0.0312", computed: "0.03217")
    guard case .mismatch(let first) = try #require(found.first).reason else {
      Issue.record("not a mismatch")
      return
    }
    #expect(first == mismatch)
  }

  @Test func `reports every number of a line`() {
    let found = verdict(recorded: "[1.0, 2.0, 3.0]", computed: "[1.5, 2.0, 3.5]").mismatches
    #expect(
      found.map(\.brief) == ["5:2: recorded 1.0, computed 1.5", "5:12: recorded 3.0, computed 3.5"])
  }

  /// Markdown with one wrong number; the program prints `2`.
  static let nested: [(String, String)] = [
    ("- item\n\n  ```swift\n  0\n  ```\n  ```output\n  1\n  ```\n", "7:3"),
    ("1. item\n\n   ```swift\n   0\n   ```\n\n   ```output\n   1\n   ```\n", "8:4"),
    ("> ```swift\n> 0\n> ```\n> ```output\n> 1\n> ```\n", "5:3"),
    ("> - ```swift\n>   0\n>   ```\n>   ```output\n>   1\n>   ```\n", "5:5"),
    (" ```swift\n 0\n ```\n ```output\n 1\n ```\n", "5:2"),
    ("- a\n  - b\n\n    ```swift\n    0\n    ```\n    ```output\n    1\n    ```\n", "8:5"),
    ("~~~swift\n0\n~~~\n~~~output\n1\n~~~\n", "5:1")
  ]

  @Test(arguments: nested)
  func `counts what a list or quote puts before the code`(markdown: String, place: String) {
    let (lesson, problems) = readLesson(markdown)
    #expect(problems.isEmpty)
    let transcript = Transcript(shown: [0: [.text("2\n")]], completed: [0])
    let found = Verifier.verify(lesson, [], against: transcript).mismatches
    #expect(found.map(\.brief) == ["\(place): recorded 1, computed 2"])
  }

  @Test func `an extra line in a list is shown at the closing fence`() {
    let (lesson, _) = readLesson("- ```swift\n  0\n  ```\n  ```output\n  1\n  ```\n")
    let transcript = Transcript(shown: [0: [.text("1\n2\n")]], completed: [0])
    let found = Verifier.verify(lesson, [], against: transcript).mismatches
    #expect(found.map(\.brief) == ["6:3: a computed line is not recorded here"])
  }
}
