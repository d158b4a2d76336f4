import Testing
import Wire

@testable import Lessons
@testable import Memo
@testable import Programs
@testable import Text

@Suite("Tangled: what a remembered value depends on") struct RememberedPlacesTests {
  private static let blocks = [
    "func train() -> Double { rate }\nlet rate = 0.5",
    "let x = 1\nlet loss = remember { train() }\nprint(x)",
    "let y = 2\nprint(y, loss)",
    "func scale() -> Double { 3 }\nprint(scale())"
  ]

  private func markdown(_ blocks: [String]) -> String {
    blocks.map { "```swift\n\($0)\n```\n" }.joined(separator: "\nText.\n\n")
  }

  private func places(_ blocks: [String], setup: String? = nil) -> RememberedPlaces {
    RememberedPlaces(
      Tangler.tangle(
        readLesson(markdown(blocks)).lesson, setup: setup.map { SourceFile(path: "s", text: $0) },
        timeout: nil
      ).main)
  }

  /// The digest of the line with the call: the second of the second block.
  private func digest(_ blocks: [String], setup: String? = nil) -> Digest? {
    places(blocks, setup: setup).digests[2_002]
  }

  /// Edits, and whether the value is still that of before.
  private static let edits: [(what: String, block: Int, old: String, new: String, holds: Bool)] = [
    ("a statement in the same block, below", 1, "print(x)", "print(x, x)", true),
    ("another statement in the same block", 1, "print(x)", "print(x)\nprint(2)", true),
    ("a statement in a block below", 2, "print(y, loss)", "print(loss)", true),
    ("a variable below that nothing above names", 2, "y = 2", "y = 2.5", true),
    ("a comment below", 2, "print(y", "// c\nprint(y", true),
    ("a call below of a function below", 3, "print(scale())", "print(2 * scale())", true),
    ("the last block gone", 3, "func scale() -> Double { 3 }\nprint(scale())", "", false),
    ("a function below", 3, "{ 3 }", "{ 4 }", false),
    ("a new extension below", 2, "let y", "extension Int { var z: Int { 1 } }\nlet y", false),
    ("a new import below", 2, "let y", "import Foundation\nlet y", false),
    ("a new operator below", 2, "let y", "infix operator <+>\nlet y", false),
    ("a type behind #if below", 2, "let y", "#if DEBUG\nstruct S {}\n#endif\nlet y", false),
    ("the statement itself", 1, "train() }", "train() * 2 }", false),
    ("a statement above in the same block", 1, "x = 1", "x = 2", false),
    ("a variable above", 0, "0.5", "0.25", false),
    ("a function above", 0, "{ rate }", "{ rate + 1 }", false),
    // A function may read a variable that is not yet set, whose type counts then.
    ("a variable below that a function names", 0, "{ rate }", "{ rate + y }", false),
    ("a second call in the same statement", 1, "train() }", "train() } + 1", false)
  ]

  @Test(arguments: edits.indices)
  func anEditBelowChangesNothing(number: Int) throws {
    let edit = Self.edits[number]
    var edited = Self.blocks
    #expect(edited[edit.block].contains(edit.old))
    edited[edit.block] = edited[edit.block].replacing(edit.old, with: edit.new)
    let before = try #require(digest(Self.blocks))
    let after = try #require(digest(edited))
    #expect((before == after) == edit.holds, "\(edit.what)")
  }

  @Test func aVariableBelowCountsWhereItIsNamed() throws {
    for (reader, holds) in [
      ("{ y }", false), ("{ \"\\(y)\".isEmpty ? 1 : 2 }", false), ("{ z.y }", true),
      ("{ let y = 1; return y }", true), ("{ f(y: 1) }", true), ("{ g { y in y } }", true),
      ("{ if let y { 1 } else { 2 } }", false), ("{ map(\\.y) }", true), ("{ `y` }", false)
    ] {
      var one = Self.blocks
      one[0] = "func train() -> Double \(reader)"
      var other = one
      other[2] = other[2].replacing("y = 2", with: "y = 2.5")
      #expect((digest(one) == digest(other)) == holds, "\(reader)")
    }
    // Its type may follow from another's.
    var one = Self.blocks
    one[0] = "func train() -> Double { y }"
    one[2] = "let a = 1\nlet y = a"
    var other = one
    other[2] = "let a = 1.5\nlet y = a"
    #expect(digest(one) != digest(other))
    one[2] = "guard let y = Int(\"1\") else { fatalError() }"
    other[2] = "guard let y = Double(\"1\") else { fatalError() }"
    #expect(digest(one) != digest(other))
  }

  @Test func theSetupFileCounts() throws {
    let one = try #require(digest(Self.blocks, setup: "let a = 1"))
    #expect(one != digest(Self.blocks, setup: "let a = 2"))
  }

  @Test func proseCountsOnlyWhereTheProgramAsksWhereItStands() {
    func digest(_ prose: String, _ code: String) -> Digest? {
      let text = "\(prose)\n\n```swift\n\(code)\nlet a = remember { 1 }\n```\n"
      let lesson = readLesson(text).lesson
      return RememberedPlaces(Tangler.tangle(lesson, setup: nil, timeout: nil).main)
        .digests.sorted { $0.key < $1.key }.last?.value
    }
    #expect(digest("A", "let b = 1") == digest("B\nB", "let b = 1"))
    #expect(digest("A", "let b = #line") != digest("B\nB", "let b = #line"))
  }

  @Test func everyPlaceOfAProgramHasADigest() {
    let text = """
      ```swift
      /* c */ let a = 1; let b = 2
      let c = 3
      ```

      `{swift} a + b`

      ```swift, scoped
      let d = 4
      print(d)
      ```
      """
    let places = RememberedPlaces(
      Tangler.tangle(readLesson(text).lesson, setup: nil, timeout: nil).main)
    #expect(
      Set(places.digests.keys).isSuperset(of: [
        RememberedCall.start, RememberedCall.beginning(ofBlock: 0), 1_002,
        RememberedCall.beginning(ofBlock: 1), RememberedCall.beginning(ofBlock: 2), 3_001,
        3_002
      ]))
    // A block that begins with a comment on its first line has no line of its own for it yet.
    #expect(places.digests[RememberedCall.beginning(ofBlock: 0)] != places.digests[1_002])
    // A scoped block is one statement.
    #expect(places.digests[3_001] == places.digests[3_002])
  }

  @Test func whatDoesNotParseRemembersNothing() {
    #expect(places(["let a = remember {"]).digests.isEmpty)
  }

  // MARK: What a closure changes

  private static let closures: [(code: String, changed: [String])] = [
    ("remember { 1 }", []),
    ("remember { total += 1; return 1 }", ["total"]),
    ("remember { total = 1; return 1 }", ["total"]),
    ("remember { var total = 0; total += 1; return total }", []),
    ("remember { train(&network) }", ["network"]),
    ("remember(&network) { train(&$0) }", []),
    ("remember(&network) { network in train(&network) }", []),
    ("remember(&network) { (network: inout Network) in train(&network) }", []),
    ("remember(&network) { n in train(&n, &optimizer) }", ["optimizer"]),
    ("remember({ losses.append(1); return 1 })", ["losses"]),
    ("remember { model.layers[0].bias = b; return 1 }", ["model"]),
    ("remember { (a, b) = (b, a); return 1 }", ["a", "b"]),
    ("remember { for i in 0..<3 { if var x = f(i) { x += 1 } }; return 1 }", []),
    ("remember { let s = a == b ? 1 : 2; return s }", []),
    ("remember { struct S { var c = 0; mutating func f() { c += 1; self.c = 2 } }; return 1 }", []),
    ("remember { source.normal() }", ["source"]),
    ("remember { var source = RandomSource(seed: 1); return source.normal() }", []),
    ("other { total += 1 }", [])
  ]

  @Test(arguments: closures.indices)
  func changesOfWhatStandsOutsideAreFound(number: Int) {
    let (code, changed) = Self.closures[number]
    #expect(
      RememberCheck.changes(in: ParsedSwift.tree(of: code)).map(\.name) == changed, "\(code)")
  }

  @Test func aChangeIsAnErrorAtItsPlace() {
    let (lesson, _) = readLesson(
      "- a\n\n  ```swift\n  var t = 0\n  let a = remember { t += 1; return t }\n  ```\n")
    let problems = Tangler.tangle(lesson, setup: nil, timeout: nil).problems
    #expect(
      problems.map(\.brief) == [
        "5:22: 't' is changed in a closure of remember, which keeps what the closure returns"
      ])
  }
}
