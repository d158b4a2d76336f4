import Foundation
import Testing

@Suite("The store: what has not changed is not run again")
struct StoreTests {
  static let lesson = """
    # Kept

    Some prose.

    ```swift
    let a = 2
    print("a is", a)
    ```

    ```output
    a is 2
    ```

    The double is `{swift} a * 2 // => 4`.

    ```swift, compile-fail
    let b: Int = ""
    ```

    ```swift, should-crash
    fatalError("on purpose")
    ```
    """

  private func runs(_ course: TemporaryFolder) throws -> String {
    let run = try nabla("verify", "--verbose", in: course.url)
    #expect(run.status == 0, "\(run.errors)")
    let words = run.errors.firstMatch(of: /: (nothing to run|[0-9]+ programs? run)/)
    return words.map { String($0.1) } ?? run.errors
  }

  @Test func editsRunOnlyWhatTheyMust() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(course) == "3 programs run")
    #expect(try runs(course) == "nothing to run")
    let edits: [(String, (String) -> String, String)] = [
      ("prose", { $0.replacing("Some prose.", with: "Other prose,\nlonger.") }, "nothing to run"),
      (
        "the expression moved in its line", { $0.replacing("The double", with: "Its double") },
        "nothing to run"
      ),
      ("a fence that runs nothing", { "```text\nx\n```\n\n" + $0 }, "nothing to run"),
      (
        "a recorded number", { $0.replacing("a is 2\n```", with: "a is 2\n\n```") },
        "nothing to run"
      ),
      (
        "indentation",
        { text in
          "- in a list\n\n"
            + text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
        }, "nothing to run"
      ),
      ("a side program", { $0.replacing("on purpose", with: "intended") }, "1 program run"),
      ("the first block", { $0.replacing("let a = 2", with: "let a = 1 + 1") }, "3 programs run")
    ]
    for (name, edit, expected) in edits {
      try course.write(edit(Self.lesson), to: "lessons/01-a.md")
      #expect(try runs(course) == expected, "\(name)")
    }
    try FileManager.default.removeItem(at: course.url.appendingPathComponent("lessons/01-a.md"))
    try course.write(Self.lesson, to: "lessons/07-renamed.md")
    #expect(try runs(course) == "nothing to run")
  }

  @Test func dataAreWhatAResultDependsOn() throws {
    let course = try makeCourse([
      "01-a.md": """
      ---
      data: numbers
      ---

      ```swift
      import Foundation
      print(try String(contentsOfFile: "numbers/a.txt", encoding: .utf8))
      ```
      """
    ])
    try course.write("one", to: "lessons/numbers/a.txt")
    #expect(try runs(course) == "1 program run")
    #expect(try runs(course) == "nothing to run")
    try course.write("two", to: "lessons/numbers/a.txt")
    #expect(try runs(course) == "1 program run")
  }

  @Test func failuresAreKeptAndSaidAgain() throws {
    let course = try makeCourse([
      "01-a.md": "```swift\nfunc f(_ i: Int) -> Int { [1][i] }\nprint(\"x\")\nf(9)\n```\n",
      "02-b.md": "```swift\nlet c: Int = \"\"\n```\n"
    ])
    let first = try nabla("verify", in: course.url)
    let second = try nabla("verify", "--verbose", in: course.url)
    #expect(first.status == 1)
    #expect(second.errors.hasSuffix(first.errors))
    #expect(second.errors.contains("01-a.md: nothing to run"))
    // The same failure at another line is named there.
    try course.write(
      "Text.\n\n```swift\nfunc f(_ i: Int) -> Int { [1][i] }\nprint(\"x\")\nf(9)\n```\n",
      to: "lessons/01-a.md")
    let moved = try nabla("verify", "--verbose", in: course.url)
    #expect(moved.errors.contains("lessons/01-a.md:4:30: error: Index out of range"))
    #expect(moved.errors.contains("01-a.md: nothing to run"))
  }

  @Test func aDamagedStoreIsAsGoodAsNone() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(course) == "3 programs run")
    let files = FileManager.default
    let store = course.url.appendingPathComponent(".nabla/store")
    let entries = try #require(files.enumerator(at: store, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
    for (index, entry) in entries.enumerated() {
      var bytes = try Data(contentsOf: entry)
      switch index % 3 {
      case 0: bytes.removeLast(min(5, bytes.count))
      case 1: bytes[bytes.count - 1] ^= 0xFF
      default: bytes = Data("nabla store 0\nwhatever".utf8)
      }
      try bytes.write(to: entry)
    }
    #expect(try runs(course) == "3 programs run")
    #expect(try runs(course) == "nothing to run")
  }

  @Test func aStoreMovesBetweenMachines() throws {
    let one = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(one) == "3 programs run")
    let other = try makeCourse(["01-a.md": Self.lesson])
    try FileManager.default.copyItem(
      at: one.url.appendingPathComponent(".nabla"), to: other.url.appendingPathComponent(".nabla"))
    #expect(try runs(other) == "nothing to run")
  }

  @Test func cleanRemovesIt() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try runs(course) == "3 programs run")
    #expect(try nabla("clean", in: course.url).status == 0)
    #expect(!course.exists(".nabla"))
    #expect(try runs(course) == "3 programs run")
  }

  @Test func whatCannotBeKeptIsRunAgain() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    // Nothing can be made below a file.
    try course.write("in the way", to: ".nabla")
    #expect(try runs(course) == "3 programs run")
    #expect(try runs(course) == "3 programs run")
  }
}
