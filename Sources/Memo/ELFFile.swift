/// A 64-bit little-endian ELF file: a library, or an object file that the compiler made.
///
/// It may have been cut short or changed by anyone: what leads out of it makes it no ELF file.
package struct ELFFile {
  /// A part of the file under a name.
  package struct Section {
    package let name: String
    /// Its bytes; none where it only asks for room in memory.
    package let content: ArraySlice<UInt8>
    /// Whether it is loaded with the library.
    package let isLoaded: Bool
    /// Whether it is a note, such as the linker's on the build.
    package let isNote: Bool
  }

  /// Its sections in their order.
  package let sections: [Section]

  /// Reads the sections; `nil` where the bytes are no such file, or not whole.
  package init?(_ bytes: [UInt8]) {
    func number(_ offset: Int, _ size: Int) -> Int? {
      guard offset >= 0, offset <= bytes.count - size else { return nil }
      let value = bytes[offset..<(offset + size)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
      return Int(exactly: value)
    }
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
      let table = number(0x28, 8), table <= bytes.count,
      let size = number(0x3A, 2), let count = number(0x3C, 2), let names = number(0x3E, 2),
      size * count <= bytes.count - table
    else { return nil }
    /// The bytes of a section.
    func content(_ index: Int) -> ArraySlice<UInt8>? {
      let header = table + index * size
      guard let type = number(header + 4, 4), let offset = number(header + 0x18, 8),
        let length = number(header + 0x20, 8)
      else { return nil }
      if type == Self.noBits { return [] }
      guard offset <= bytes.count, length <= bytes.count - offset else { return nil }
      return bytes[offset..<(offset + length)]
    }
    guard let names = content(names) else { return nil }
    var sections: [Section] = []
    for index in 0..<count {
      let header = table + index * size
      guard let name = number(header, 4), let type = number(header + 4, 4),
        let flags = number(header + 8, 8), let content = content(index)
      else { return nil }
      sections.append(
        Section(
          name: String(decoding: names.dropFirst(name).prefix { $0 != 0 }, as: UTF8.self),
          content: content, isLoaded: flags & Self.loaded != 0, isNote: type == Self.note))
    }
    self.sections = sections
  }

  private static let note = 7
  private static let noBits = 8
  private static let loaded = 2
}
