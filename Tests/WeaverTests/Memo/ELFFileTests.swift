import Testing

@testable import Memo

@Suite struct ELFFileTests {
  @Test func sectionsAreReadInTheirOrder() throws {
    let file = try #require(ELFFile(Self.file()))
    #expect(file.sections.map(\.name) == ["", ".text", ".note", ".bss", ".names"])
    #expect(file.sections.map { Array($0.content) }[1...3] == [[1, 2, 3], [4], []])
    #expect(file.sections.map(\.isLoaded) == [false, true, true, true, false])
    #expect(file.sections.map(\.isNote) == [false, false, true, false, false])
  }

  @Test func whatIsNotWholeIsNone() {
    let whole = Self.file()
    for length in 0..<whole.count {
      #expect(ELFFile(Array(whole.prefix(length))) == nil, "\(length) bytes")
    }
    #expect(ELFFile(Array("#!/bin/sh\n".utf8)) == nil)
  }

  /// Offsets and lengths of any size lead to no trap; those of `.text` out of the file, to none.
  @Test func noNumberLeadsOut() {
    let whole = Self.file()
    for index in whole.indices {
      for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var bytes = whole
        bytes[index] = byte
        _ = ELFFile(bytes)
      }
    }
    for field in [0x18, 0x20] {
      for byte: UInt8 in [0x7F, 0xFF] {
        var bytes = whole
        let start = Self.table + Self.header + field
        bytes.replaceSubrange(start..<(start + 8), with: repeatElement(byte, count: 8))
        #expect(ELFFile(bytes) == nil)
      }
    }
  }

  private static let header = 64
  private static let names = "\0.text\0.note\0.bss\0.names\0"
  /// Where the table of sections begins.
  private static let table = 64 + 4 + names.utf8.count

  /// A file with a section of code, one note, one without bytes, and the names, laid out as in the
  /// System V ABI, chapter 4.
  private static func file() -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    func section(_ name: Int, type: Int, flags: Int, at offset: Int, _ length: Int) -> [UInt8] {
      number(name, 4) + number(type, 4) + number(flags, 8) + number(0, 8) + number(offset, 8)
        + number(length, 8) + number(0, 24)
    }
    var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + number(0, 9)
    bytes += number(0, 0x28 - 16) + number(table, 8) + number(0, 0x3A - 0x30)
    bytes += number(header, 2) + number(5, 2) + number(4, 2)
    bytes += [1, 2, 3, 4] + Array(names.utf8)
    bytes += section(0, type: 0, flags: 0, at: 0, 0)
    bytes += section(1, type: 1, flags: 2, at: 64, 3)
    bytes += section(7, type: 7, flags: 2, at: 67, 1)
    bytes += section(13, type: 8, flags: 2, at: 1 << 40, 1 << 40)
    bytes += section(18, type: 3, flags: 0, at: 68, names.utf8.count)
    return bytes
  }
}
