import Testing

@testable import Programs
@testable import Verdicts

@Suite("Verified: alignment") struct AlignmentTests {
  /// Recorded, computed, and the mismatches, each at its line and column of the lesson; the record
  /// begins at line 5.
  static let cases: [(String, String, [String])] = [
    ("a\nb\nc", "a\nb\nc", []),
    ("a\nb\nc", "a\nc", ["6:1: this recorded line was not computed"]),
    ("a\nc", "a\nb\nc", ["6:1: a computed line is not recorded here"]),
    ("a\nb", "b", ["5:1: this recorded line was not computed"]),
    ("b", "a\nb", ["5:1: a computed line is not recorded here"]),
    ("Trained", "trained\ndone", ["5:1: 2 places of this output are not what was computed"]),
    ("done!", "trained\ndone", ["5:1: 2 places of this output are not what was computed"]),
    ("a\nb", "a\nx", ["6:1: the recorded line is not what was computed"]),
    ("a\n1\nb", "a\n2\nb", ["6:1: recorded 1, computed 2"]),
    ("1\n2\n3", "1\n3", ["6:1: this recorded line was not computed"]),
    (
      "a 1\nb 2\nc 3", "a 9\nb 2\nc 8",
      ["5:3: recorded 1, computed 9", "7:3: recorded 3, computed 8"]
    ),
    ("a\nb\nc", "", ["5:1: 3 places of this output are not what was computed"]),
    ("a\n\nb", "a\n\nb", []),
    ("a\n\nb", "a\nb", ["6:1: this recorded line was not computed"]),
    ("a", "a\n\n\n", []),
    ("a\n\n\n", "a", []),
    // A line of ... stands for any lines, none included.
    ("...", "", []),
    ("...", "a", []),
    ("...", "a\nb\nc", []),
    ("a\n...", "a", []),
    ("a\n...", "a\nb\nc", []),
    ("...\nc", "a\nb\nc", []),
    ("...\nc", "c", []),
    ("a\n...\nc", "a\nb\nb\nc", []),
    ("a\n...\nc", "a\nc", []),
    ("a\n...\nc\n...\ne", "a\nb\nc\nd\ne", []),
    ("a\n...\na", "a\na", []),
    ("...\na", "a\nb\na", []),
    ("a\n...\na\nb", "a\na\nc\na\nb", []),
    ("...\n...", "a", []),
    ("a\n...\nc", "a\nb", ["7:1: this recorded line was not computed"]),
    ("a\n...\n1", "a\nb\n2", ["7:1: recorded 1, computed 2"]),
    ("1\n...\nc", "2\nb\nc", ["5:1: recorded 1, computed 2"]),
    ("...\nloss 0.5\n...", "a\nloss 0.7\nb", ["6:6: recorded 0.5, computed 0.7"]),
    // Only a line that is nothing else.
    ("a ...", "a b", ["5:3: the recorded line is not what was computed"]),
    ("....", "a", ["5:1: the recorded line is not what was computed"]),
    ("...  ", "a\nb", [])
  ]

  @Test(arguments: cases)
  func `lays recorded lines beside computed ones`(
    recorded: String, computed: String, expected: [String]
  ) {
    let found = verdict(recorded: recorded, computed: computed).mismatches.map(\.brief)
    #expect(found == expected)
  }

  /// Recorded, computed, and the computed lines that `...` stands for.
  static let elisions: [(String, String, Set<Int>)] = [
    ("a\n...\nd", "a\nb\nc\nd", [1, 2]),
    ("...", "a\nb", [0, 1]),
    ("a\n...", "a", []),
    ("...\nb\n...", "a\nb\nc", [0, 2])
  ]

  @Test(arguments: elisions)
  func `knows the lines that were elided`(
    recorded: String, computed: String, elided: Set<Int>
  ) {
    #expect(verdict(recorded: recorded, computed: computed).elidedLines(ofBlock: 0) == elided)
  }

  @Test func `an empty record is compared`() {
    let (lesson, problems) = readLesson("```swift\n0\n```\n```output\n```\n")
    #expect(problems.isEmpty)
    let transcript = Transcript(shown: [0: [.text("a\n")]], completed: [0])
    let found = Verifier.verify(lesson, [], against: transcript).mismatches.map(\.brief)
    #expect(found == ["4:1: nothing is recorded here yet"])
  }

  @Test func `an extra line at the end is shown at the closing fence`() {
    let found = verdict(recorded: "a", computed: "a\nb").mismatches.map(\.brief)
    #expect(found == ["6:1: a computed line is not recorded here"])
  }

  @Test func `a wrong number in a long output is shown at its place`() {
    let recorded = (1...8_000).map { "\($0) 0.5" }
    var computed = recorded
    computed[0] = "1 0.7"
    let found = verdict(
      recorded: recorded.joined(separator: "\n"), computed: computed.joined(separator: "\n"))
    #expect(found.mismatches.map(\.brief) == ["5:3: recorded 0.5, computed 0.7"])
  }

  @Test func `two wrong numbers far apart in a long output are both shown`() {
    let recorded = (1...8_000).map { "\($0) 0.5" }
    var computed = recorded
    computed[0] = "1 0.7"
    computed[7_999] = "8000 0.9"
    let found = verdict(
      recorded: recorded.joined(separator: "\n"), computed: computed.joined(separator: "\n"))
    #expect(
      found.mismatches.map(\.brief) == [
        "5:3: recorded 0.5, computed 0.7", "8004:6: recorded 0.5, computed 0.9"
      ])
  }

  @Test func `outputs too long to be aligned are told by their lengths`() {
    let recorded = (1...8_000).map { "a\($0)" }
    let computed = (1...9_000).map { "b\($0)" }
    let found = verdict(
      recorded: recorded.joined(separator: "\n"), computed: computed.joined(separator: "\n"))
    #expect(
      found.mismatches.map(\.brief) == ["5:1: 9000 places of this output are not what was computed"]
    )
  }
}
