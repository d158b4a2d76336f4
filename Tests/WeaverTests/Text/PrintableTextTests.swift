import Testing

@testable import Text

@Suite("Text that a lesson printed") struct PrintableTextTests {
  static let ends: [(String, String)] = [
    ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb"), ("\r\n\r\n", "\n\n"),
    ("\r\r\n", "\n\n"),
    ("a\u{2028}b", "a\u{2028}b"), ("", "")
  ]

  @Test(arguments: ends)
  func `a line ends once`(text: String, expected: String) {
    #expect(LineEnds.unified(text) == expected)
    #expect(LineEnds.unified(expected) == expected)
  }

  static let sequences: [(String, String)] = [
    ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}x", "x"),
    ("\u{1B}]8;;https://a.b\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"), ("\u{1B}[2K\u{1B}[1Gx", "x"),
    ("\u{1B}(Bx", "x"), ("\u{1B}cx", "x"), ("\u{1B}", "\u{1B}"), ("\u{1B}[31", "\u{1B}[31"),
    ("\u{1B}é", "\u{1B}é")
  ]

  @Test(arguments: sequences)
  func `terminals' sequences are dropped`(text: String, expected: String) {
    #expect(PrintableText.withoutTerminalSequences(text) == expected)
  }

  static let shown: [(String, String)] = [
    ("a\0b", "a␀b"), ("\u{1B}[31mx", "x"), ("\u{1B}", "␛"), ("\u{7F}\u{85}", "␡\u{FFFD}"),
    ("a\tb\r\nc", "a\tb\nc"), ("é", "é")
  ]

  @Test(arguments: shown)
  func `messages draw control characters`(text: String, expected: String) {
    #expect(PrintableText.shown(text) == expected)
  }

  @Test(arguments: ["::error::x", "  ::add-mask::x", "\u{A0}::x", "a\n::x", "x ##[error]y"])
  func `no line of a message begins a command`(text: String) {
    for line in PrintableText.withoutCommands(text).textLines {
      #expect(!line.drop { $0.isWhitespace }.utf8.starts(with: "::".utf8))
      #expect(!line.contains("##["))
    }
  }

  @Test func `a NUL and a byte that is no UTF-8 have a place`() {
    func place(_ bytes: [UInt8]) -> String? {
      do {
        _ = try SourceFile(path: "a.md", bytes: bytes)
        return nil
      } catch {
        return error.brief
      }
    }
    #expect(place(Array("ab\r\ncé\0d".utf8)) == "2:4: a NUL byte stands here")
    #expect(place(Array("a\rb\n".utf8) + [0xFF]) == "3:1: this file is not UTF-8")
    #expect(place(Array("a\nb".utf8) + [0xE2, 0x82]) == "2:2: this file is not UTF-8")
    #expect(place(Array("a\nb\r\n".utf8)) == nil)
  }
}
