import Testing

@testable import Lessons
@testable import Text

@Suite("Read: fences and their words") struct FenceTests {
  /// An info string, its language, and its words.
  static let infos: [(String, String, [String])] = [
    ("", "", []),
    ("swift", "swift", []),
    ("  swift  ", "swift", []),
    ("swift,hidden", "swift", ["hidden"]),
    ("swift, hidden", "swift", ["hidden"]),
    ("swift ,hidden", "swift", ["hidden"]),
    ("swift hidden", "swift", ["hidden"]),
    ("swift\thidden", "swift", ["hidden"]),
    ("swift, hidden,", "swift", ["hidden"]),
    ("swift,, hidden", "swift", ["hidden"]),
    ("swift, hide-code, timeout=5", "swift", ["hide-code", "timeout=5"]),
    ("swift, timeout = 5", "swift", ["timeout=5"]),
    ("swift, timeout=", "swift", ["timeout="]),
    ("swift, caption=\"Loss, over time\"", "swift", ["caption=Loss, over time"]),
    ("swift, caption=\"a = b\"", "swift", ["caption=a = b"]),
    ("swift, caption=\"\"", "swift", ["caption="]),
    ("Swift", "Swift", []),
    ("c++", "c++", []),
    (", hidden", "", ["hidden"])
  ]

  @Test(arguments: infos)
  func `splits the info string`(info: String, language: String, words: [String]) {
    let fence = Fence(info: info)
    #expect(fence.language == language)
    let found = fence.words.map { word in word.name + (word.value.map { "=\($0)" } ?? "") }
    #expect(found == words)
  }

  /// The words of a fence, and what becomes of its block.
  static let meanings: [(String, SwiftFence)] = [
    ("", fence { _ in }),
    (
      ", hidden",
      fence {
        $0.showsCode = false
        $0.showsOutput = false
      }
    ),
    (", hide-code", fence { $0.showsCode = false }),
    (", hide-output", fence { $0.showsOutput = false }),
    (", ignore", fence { $0.mode = .ignore }),
    (", tolerance=1e-6", fence { $0.tolerance = DecimalNumber("1e-6") }),
    (", timeout=0.5", fence { $0.timeout = 0.5 }),
    (
      ", hide-code, tolerance=0.1, timeout=60",
      fence {
        $0.showsCode = false
        $0.tolerance = DecimalNumber("0.1")
        $0.timeout = 60
      }
    )
  ]

  private static func fence(_ change: (inout SwiftFence) -> Void) -> SwiftFence {
    var fence = SwiftFence(Fence(info: "swift")) { _, _ in }
    change(&fence)
    return fence
  }

  @Test(arguments: meanings)
  func `knows what a block is for`(words: String, expected: SwiftFence) {
    let (lesson, problems) = readLesson("```swift\(words)\n0\n```\n")
    #expect(problems.isEmpty)
    #expect(lesson.blocks.map(\.role) == [.swift(expected)])
  }

  /// An opening fence, and what is wrong with it.
  static let problems: [(String, [String])] = [
    ("```swift, hiden", ["1:11: unknown fence word 'hiden'"]),
    ("``` swift,  hiden", ["1:13: unknown fence word 'hiden'"]),
    ("~~~~swift, hiden", ["1:12: unknown fence word 'hiden'"]),
    ("```swift, Hidden", ["1:11: unknown fence word 'Hidden'"]),
    ("```swift, swift", ["1:11: unknown fence word 'swift'"]),
    ("```swift, hidden, hid", ["1:19: unknown fence word 'hid'"]),
    ("```swift, timeout=5, time", ["1:22: unknown fence word 'time'"]),
    ("```swift, a, b", ["1:11: unknown fence word 'a'", "1:14: unknown fence word 'b'"]),
    ("```swift, hidden, hidden", ["1:19: the fence word 'hidden' stands here twice"]),
    (
      "```swift, timeout=1, timeout=2",
      ["1:22: the fence word 'timeout' stands here twice"]
    ),
    (
      "```swift, ignore, hidden",
      ["1:19: 'ignore' and 'hidden' cannot stand together"]
    ),
    (
      "```swift, hide-code, ignore",
      ["1:11: 'ignore' and 'hide-code' cannot stand together"]
    ),
    ("```swift, tolerance", ["1:11: the fence word 'tolerance' needs a value"]),
    ("```swift, tolerance=", ["1:11: the fence word 'tolerance' needs a value"]),
    (
      "```swift, tolerance=x", ["1:11: 'tolerance=x': the value must be a positive number"]
    ),
    (
      "```swift, tolerance=-1", ["1:11: 'tolerance=-1': the value must be a positive number"]
    ),
    ("```swift, timeout=0", ["1:11: 'timeout=0': the value must be a positive number"]),
    ("```swift, timeout=inf", ["1:11: 'timeout=inf': the value must be a positive number"]),
    ("```swift, timeout=nan", ["1:11: 'timeout=nan': the value must be a positive number"]),
    ("```swift, hidden=yes", ["1:11: the fence word 'hidden' takes no value"]),
    ("```swift, é, ü", ["1:11: unknown fence word 'é'", "1:15: unknown fence word 'ü'"])
  ]

  @Test(arguments: problems)
  func `refuses words that it does not know or cannot use`(
    opening: String, expected: [String]
  ) {
    let closing = opening.prefix { $0 == opening.first }
    let (_, found) = readLesson("\(opening)\n0\n\(closing)\n")
    #expect(found.map(\.brief) == expected)
  }

  /// An unknown word, and its help.
  static let help: [(String, String)] = [
    ("hiden", "did you mean 'hidden'?"), ("ignored", "did you mean 'ignore'?"),
    ("hide-otuput", "did you mean 'hide-output'?"), ("tolerence", "did you mean 'tolerance'?"),
    ("TIMEOUT", "did you mean 'timeout'?")
  ]

  @Test(arguments: help)
  func `names the nearest word`(word: String, help: String) throws {
    let (_, found) = readLesson("```swift, \(word)\n0\n```\n")
    let text = try #require(found.first?.reason.help)
    #expect(text.hasPrefix(help), "\(text)")
  }

  @Test func `lists the known words where none is near`() throws {
    let (_, found) = readLesson("```swift, zzzzzz\n0\n```\n")
    let text = try #require(found.first?.reason.help)
    #expect(text.hasPrefix("known words: hidden, hide-code, "), "\(text)")
  }

  @Test func `reports a word in a list at its column`() {
    let (_, found) = readLesson("1. a\n\n   ```swift, hiden\n   0\n   ```\n")
    #expect(found.map(\.brief) == ["3:14: unknown fence word 'hiden'"])
    #expect(found.first?.length == 5)
  }

  /// Markdown with a fence that nothing closes, and where it begins.
  static let unclosed: [(String, String)] = [
    ("```swift\nlet a = 1\n", "1:1"),
    ("```swift\nlet a = 1", "1:1"),
    ("```swift\n", "1:1"),
    ("```swift", "1:1"),
    ("a\n\n~~~text\nb\n```\n", "3:1"),
    ("````\na\n```\n", "1:1"),
    ("- ```swift\n  0\n", "1:3"),
    ("> ```swift\n> 0\n\na\n", "1:3"),
    ("```swift\n0\n``` x\n", "1:1"),
    ("```swift\n0\n\n\n", "1:1")
  ]

  @Test(arguments: unclosed)
  func `reports a fence that is never closed`(markdown: String, place: String) {
    let (_, found) = readLesson(markdown)
    #expect(found.map(\.brief) == ["\(place): this fence is never closed"])
  }

  /// Markdown whose fences are all closed.
  static let closed: [String] = [
    "```\n```\n", "```\n```", "```swift\n\n```\n", "```swift\n0\n\n\n```\n", "~~~~\n~~~\n~~~~\n",
    "- ```\n  a\n  ```\n", "> ```\n> a\n> ```\n", "   ```\n   a\n   ```\n", "```\na\n```   \n",
    "```\na\n``````\n", "    ```\n    a\n    ```\n", "    ```\n    a\n\n\nb\n",
    "-     ```\n      a\n\nb\n"
  ]

  @Test(arguments: closed)
  func `takes a closed fence`(markdown: String) {
    #expect(readLesson(markdown).problems.map(\.brief) == [])
  }

  /// Markdown with one code block: its fence's line, its code's line, and what stands before its
  /// code.
  static let places: [(String, Int, Int, [Int])] = [
    ("```\na\n```\n", 1, 2, [0]),
    ("\n\n```\na\nb\n```\n", 3, 4, [0, 0]),
    ("- ```\n  a\n  ```\n", 1, 2, [2]),
    ("10. a\n\n    ```\n    b\n      c\n    ```\n", 3, 4, [4, 4]),
    ("> ```\n> a\n>b\n> ```\n", 1, 2, [2, 1]),
    ("  ```\n  a\n b\n   c\n  ```\n", 1, 2, [2, 1, 2]),
    ("    a\n    b\n", 1, 1, [4, 4]),
    ("\ta\n\tb\n", 1, 1, [1, 1]),
    ("- ```\n  a\n\n  b\n  ```\n", 1, 2, [2, 0, 2])
  ]

  @Test(arguments: places)
  func `knows where the code stands`(
    markdown: String, line: Int, firstCodeLine: Int, indentations: [Int]
  ) throws {
    let block = try #require(readLesson(markdown).lesson.blocks.first)
    #expect(block.line == line)
    #expect(block.firstCodeLine == firstCodeLine)
    #expect(Array(block.indentations.prefix(indentations.count)) == indentations)
  }
}
