import Testing

@Suite("Read: output below its block") struct OutputPlacementTests {
  private static let swift = "```swift\n0\n```\n"
  private static let output = "```output\n0\n```\n"

  /// What stands between a Swift block and its output.
  static let between: [String] = [
    "", "\n", "\n\n\n", "<!-- a -->\n", "\n<!-- a -->\n\n", "<!-- a\n\nb -->\n\n",
    "<!-- a -->\n\n<!-- b -->\n", "<!-- a --> <!-- b -->\n"
  ]

  @Test(arguments: between)
  func `belongs to the block above`(between: String) {
    let (lesson, problems) = readLesson(Self.swift + between + Self.output)
    #expect(problems.map(\.brief) == [])
    #expect(lesson.blocks.last?.role == .output(of: 0))
  }

  @Test(arguments: ["hidden", "hide-code", "hide-output", "timeout=5"])
  func `belongs to a block whatever it shows`(word: String) {
    let (lesson, problems) = readLesson("```swift, \(word)\n0\n```\n" + Self.output)
    #expect(problems.map(\.brief) == [])
    #expect(lesson.blocks.last?.role == .output(of: 0))
  }

  /// A lesson, and what is wrong with it.
  static let problems: [(String, [String])] = [
    (output, ["1:1: nothing computes this output: no Swift block stands right above it"]),
    (
      swift + "a\n\n" + output,
      ["6:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "# A\n" + output,
      ["5:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "---\n" + output,
      ["5:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "<hr>\n\n" + output,
      ["6:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "<!-- a --> b\n\n" + output,
      ["6:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "<!-- a --> <b>c</b> <!-- d -->\n\n" + output,
      ["6:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "```text\na\n```\n" + output,
      ["7:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      "- ```swift\n  0\n  ```\n\n" + output,
      ["5:1: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "- ```output\n  0\n  ```\n",
      ["4:3: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      swift + "> ```output\n> 0\n> ```\n",
      ["4:3: nothing computes this output: no Swift block stands right above it"]
    ),
    (
      "```swift, ignore\n0\n```\n" + output,
      ["4:1: nothing computes this output: the block above is 'ignore'"]
    ),
    (
      swift + output + output,
      ["7:1: a block has one recorded output, and this is its second"]
    ),
    (
      swift + output + "\n<!-- a -->\n\n" + output,
      ["10:1: a block has one recorded output, and this is its second"]
    ),
    (
      swift + "```output, hidden\n0\n```\n",
      ["4:12: an 'output' fence takes no word, and here is 'hidden'"]
    )
  ]

  @Test(arguments: problems)
  func `is refused elsewhere`(markdown: String, expected: [String]) {
    #expect(readLesson(markdown).problems.map(\.brief) == expected)
  }

  @Test func `each output belongs to the block right above it`() {
    let (lesson, problems) = readLesson(
      Self.swift + Self.output + Self.swift + "text\n\n" + Self.swift + Self.output)
    #expect(problems.isEmpty)
    let outputs = lesson.blocks.compactMap { block -> Int? in
      if case .output(let index) = block.role { index } else { nil }
    }
    #expect(outputs == [0, 3])
  }

  @Test func `stands in the same item as its block`() {
    let (lesson, problems) = readLesson(
      "1. a\n\n   ```swift\n   0\n   ```\n\n   ```output\n   0\n   ```\n2. b\n")
    #expect(problems.isEmpty)
    #expect(lesson.blocks.map(\.code) == ["0\n", "0\n"])
    #expect(lesson.blocks.last?.role == .output(of: 0))
  }
}
