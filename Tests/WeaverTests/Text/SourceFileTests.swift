import Testing

@testable import Text

@Suite("Read: the bytes of a file") struct SourceFileTests {
  /// The bytes of a file, and its lines.
  static let files: [([UInt8], [String])] = [
    ([], [""]),
    (Array("a".utf8), ["a"]),
    (Array("a\n".utf8), ["a", ""]),
    (Array("a\r\nb\r\n".utf8), ["a", "b", ""]),
    (Array("a\rb".utf8), ["a", "b"]),
    (Array("a\n\rb".utf8), ["a", "", "b"]),
    (Array("\r\n\r\n".utf8), ["", "", ""]),
    ([0xEF, 0xBB, 0xBF] + Array("a\n".utf8), ["a", ""]),
    ([0xEF, 0xBB, 0xBF], [""]),
    (Array("é\n学\n😀".utf8), ["é", "学", "😀"]),
    (Array("a\u{2028}b\u{85}c".utf8), ["a\u{2028}b\u{85}c"])
  ]

  @Test(arguments: files)
  func `splits into lines`(bytes: [UInt8], lines: [String]) throws {
    #expect(try SourceFile(path: "a.md", bytes: bytes).lines == lines)
  }

  /// Bytes that are not UTF-8, and where the first of them stands.
  static let broken: [([UInt8], String)] = [
    ([0xFF], "1:1"),
    ([0x61, 0xFF], "1:2"),
    ([0x61, 0x0A, 0x62, 0x63, 0xE9, 0x0A], "2:3"),
    ([0xC3, 0xA9, 0xFF], "1:3"),
    ([0xC3, 0xA9, 0xC3, 0xA9, 0xE9, 0x0A, 0x61], "1:5"),
    ([0xE5, 0xAD, 0xA6, 0xFF], "1:4"),
    ([0xF0, 0x9F, 0x98, 0x80, 0xFF], "1:5"),
    ([0xF0, 0x9F, 0x98, 0x80, 0x0A, 0x61, 0x80], "2:2"),
    // Cut short, overlong, a surrogate.
    ([0x61, 0xC3], "1:2"),
    ([0x61, 0xE5, 0xAD, 0x0A, 0x62], "1:2"),
    ([0xC0, 0xAF], "1:1"),
    ([0x61, 0x62, 0xED, 0xA0, 0x80], "1:3"),
    // UTF-16.
    ([0xFF, 0xFE, 0x61, 0x00], "1:1")
  ]

  @Test(arguments: broken)
  func `says where it stops being UTF-8`(bytes: [UInt8], place: String) {
    do {
      _ = try SourceFile(path: "a.md", bytes: bytes)
      Issue.record("taken as UTF-8")
    } catch {
      #expect(error.brief == "\(place): this file is not UTF-8")
    }
  }

  @Test func `gives a line by its number`() {
    let file = SourceFile(path: "a.md", text: "a\nb")
    #expect([0, 1, 2, 3].map(file.line) == [nil, "a", "b", nil])
  }
}
