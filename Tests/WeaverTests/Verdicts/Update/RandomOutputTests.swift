import Testing

@testable import Lessons
@testable import Programs
@testable import Text
@testable import Verdicts

/// Random outputs, recorded without a compiler: whatever a lesson prints, `--update` records it or says
/// why not, and has nothing to do the second time.
@Suite("Updated: random outputs") struct RandomOutputTests {
  /// Where records stand, in a list and in a quote, too; the fences are longer than any run of
  /// backticks but for some.
  private static func lesson(_ output: String, _ value: String, _ marks: Int) -> [String] {
    let ticks = String(repeating: "`", count: marks)
    func block(_ before: String) -> String {
      let lines = output.isEmpty ? [] : output.textLines.map(String.init)
      return (["```swift", "0", "```", "", "```output"] + lines + ["```", ""])
        .map { before + $0 + "\n" }.joined()
    }
    return [
      block(""), "- item\n\n" + block("  "), "> quote\n>\n" + block("> "),
      "1. item\n\n\t```swift\n\t0\n\t```\n\n\t```output\n\tx\n\t```\n",
      "```swift\n0 // => \(value)\n```\n",
      "A value is \(ticks){swift} 0 // => \(value)\(ticks) and *so* on,\n> here.\n"
    ]
  }

  private static func random(_ generator: inout SplitMix) -> String {
    let pieces: [[String]] = [
      ["0.5", "-3", "1e-7", "nan", "+2.50", "12", "x", " ", "  ", ".", "=", "loss"],
      ["\n", "\r\n", "\r", "\t", " \n", "\n\n"],
      [
        "\u{7}", "\u{8}", "\u{B}", "\u{C}", "\u{1B}[31m", "\u{1B}", "\u{1B}]0;t\u{7}", "\u{7F}",
        "\u{85}"
      ],
      [
        "é", "e\u{301}", "学习", "😀", "\u{200B}", "\u{2028}", "\u{2029}", "\u{A0}", "\u{FEFF}",
        "\u{301}", "5\u{301}"
      ],
      [
        "`", "``", "```", "~~~~", "$", "$$", "*", "_", "<b>", "<!--", "-->", "|", "\\", "&amp;",
        "...", "- ", "> ", "#", "::error::", "// => 3", "{swift}"
      ],
      ["\0"]
    ]
    let length = [0, 1, 2, 3, 5, 8, 30, 300][Int(generator.next() % 8)]
    var text = ""
    for _ in 0..<length {
      let weight = generator.next() % 40
      let kind =
        weight < 16 ? 0 : weight < 22 ? 1 : weight < 26 ? 2 : weight < 32 ? 3 : weight < 39 ? 4 : 5
      let choice = pieces[kind]
      if kind == 5, generator.next() % 4 != 0 { continue }
      text += choice[Int(generator.next() % UInt64(choice.count))]
    }
    return text
  }

  @Test func `edits or says why not, and once is enough`() throws {
    var generator = SplitMix(state: 20_261_125)
    var (cases, edited, refused) = (0, 0, 0)
    for round in 0..<1_500 {
      // What is recorded already is a line of text, as an author may have written it.
      let recorded =
        Transcript.cleaned(Self.random(&generator)).textLines.first.map(String.init) ?? ""
      let old = recorded.contains("`") || recorded.utf8.contains(0) ? "old 0.1" : recorded
      let printed = Self.random(&generator)
      for markdown in Self.lesson(old, old.trimmingASCIIBlanks(), 1 + round % 3) {
        guard let first = Self.read(markdown), !first.1.contains(where: { $0.severity == .error })
        else { continue }
        cases += 1
        let (update, bytes) = Self.update(first.0, printed)
        refused += update.problems.isEmpty ? 0 : 1
        guard let bytes else { continue }
        edited += 1
        let file = try SourceFile(path: "lessons/01-test.md", bytes: bytes)
        let (lesson, problems) = LessonReader.read(file, name: "test")
        #expect(
          problems.map(\.brief) == [], "\(printed.debugDescription) in \(markdown.debugDescription)"
        )
        let (second, again) = Self.update(lesson, printed)
        #expect(
          again == nil,
          "\(printed.debugDescription) in \(markdown.debugDescription): \(second.count)")
        #expect(second.problems.isEmpty == update.problems.isEmpty, "\(printed.debugDescription)")
      }
    }
    #expect(cases > 6_000)
    #expect(edited > 3_000)
    #expect(refused > 50)
  }

  /// The record's first line ends in a carriage return alone, and what is printed has an empty line there.
  @Test func anEmptyLineBehindALoneCarriageReturnStays() throws {
    let text = "```swift\nprint()\n```\n\n```output\n1\r2\r3\n4\n```\n"
    for printed in ["a\n\nb\n\nc\n", "1\n\n3\n", "1\n2\n\n4\n"] {
      let (lesson, _) = try #require(Self.read(text))
      let bytes = try #require(Self.update(lesson, printed).1)
      let (again, _) = try #require(Self.read(String(decoding: bytes, as: UTF8.self)))
      #expect(again.blocks[1].code == printed)
      #expect(Self.update(again, printed).0.isEmpty)
    }
  }

  private static func read(_ markdown: String) -> (Lesson, [Diagnostic])? {
    guard let file = try? SourceFile(path: "lessons/01-test.md", bytes: Array(markdown.utf8)) else {
      return nil
    }
    let (lesson, problems) = LessonReader.read(file, name: "test")
    return (lesson, problems)
  }

  /// The update of a lesson that prints this in its block and computes it in its sentence, and the
  /// bytes of the new file, where there are some.
  private static func update(_ lesson: Lesson, _ printed: String) -> (LessonUpdate, [UInt8]?) {
    let values = Tangler.tangle(lesson, setup: nil, timeout: nil).values
    let text = Transcript.printed(Array(printed.utf8)[...])
    let value = text.trimmingASCIIBlanks()
    var transcript = Transcript(shown: [0: [.text(text)]], completed: [0])
    if !value.utf8.contains(0x0A) {
      for number in values.indices { transcript.values[number] = value }
    }
    let update = LessonUpdate(lesson, Verifier.verify(lesson, values, against: transcript))
    guard !update.isEmpty else { return (update, nil) }
    return (update, LessonWriter.bytes(of: update, old: Array(lesson.file.text.utf8)))
  }
}

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), so that a failure is the same everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
