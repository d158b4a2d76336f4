/// A WebAssembly module (its binary format, version 1) as far as it must be known to put data into its
/// memory: the bytes of everything else stay as they are.
struct WebAssemblyModule {
  private var sections: [(id: UInt8, content: [UInt8])] = []
  private static let header: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
  private static let pageSize = 65_536

  private enum Section {
    static let imports: UInt8 = 2
    static let memory: UInt8 = 5
    static let data: UInt8 = 11
    static let dataCount: UInt8 = 12
  }

  /// The module in these bytes; `nil` where they are none.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.header) else { return nil }
    var rest = bytes[Self.header.count...]
    while let id = rest.popFirst() {
      guard let length = Self.number(&rest), length <= rest.count else { return nil }
      sections.append((id, Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
  }

  /// How many things it asks for from outside.
  var importCount: Int {
    for section in sections where section.id == Section.imports {
      var rest = section.content[...]
      return Self.number(&rest) ?? 0
    }
    return 0
  }

  /// The module with data in memory of its own, behind what it has, and where that is; `nil` where the
  /// module has no memory.
  func holding(_ data: [UInt8]) -> (bytes: [UInt8], address: Int)? {
    guard let memory = sections.firstIndex(where: { $0.id == Section.memory }) else { return nil }
    var limits = sections[memory].content[...]
    // One memory, whose size may have a limit or none.
    guard Self.number(&limits) == 1, let flags = limits.popFirst(), flags <= 1,
      let pages = Self.number(&limits), pages < 1 << 14, data.count < 1 << 26
    else { return nil }
    let address = pages * Self.pageSize
    let room = pages + (data.count + Self.pageSize - 1) / Self.pageSize
    var changed = sections
    changed[memory].content = [1, 0] + Self.unsigned(room)
    let segment = [0x00, 0x41] + Self.signed(address) + [0x0B] + Self.unsigned(data.count) + data
    if let place = changed.firstIndex(where: { $0.id == Section.data }) {
      var segments = changed[place].content[...]
      guard let count = Self.number(&segments) else { return nil }
      changed[place].content = Self.unsigned(count + 1) + Array(segments) + segment
      if let counted = changed.firstIndex(where: { $0.id == Section.dataCount }) {
        changed[counted].content = Self.unsigned(count + 1)
      }
    } else {
      changed.append((Section.data, [1] + segment))
    }
    let body = changed.flatMap { [$0.id] + Self.unsigned($0.content.count) + $0.content }
    return (Self.header + body, address)
  }

  // MARK: Numbers (LEB128)

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    var number = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }

  private static func unsigned(_ number: Int) -> [UInt8] {
    var (rest, bytes) = (number, [UInt8]())
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }

  /// A number that is not negative: its last byte must not look so.
  private static func signed(_ number: Int) -> [UInt8] {
    var bytes = unsigned(number)
    if let last = bytes.last, last & 0x40 != 0 {
      bytes[bytes.count - 1] = last | 0x80
      bytes.append(0)
    }
    return bytes
  }
}
