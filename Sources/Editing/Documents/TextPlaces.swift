package import Text

/// A place as editors count: lines from 0, and in a line UTF-16 units.
package struct EditorPosition: Sendable, Hashable, Comparable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package static func < (one: EditorPosition, other: EditorPosition) -> Bool {
    (one.line, one.character) < (other.line, other.character)
  }
}

/// A piece of a text, as editors count.
package struct EditorRange: Sendable, Hashable {
  package var start: EditorPosition
  package var end: EditorPosition

  package init(_ start: EditorPosition, _ end: EditorPosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// Whether both have something in common, or touch.
  package func touches(_ other: EditorRange) -> Bool { start <= other.end && other.start <= end }
}

/// The places of a text, as editors and as we count them. Each way is total: what lies outside is
/// taken for the nearest place inside, and the middle of a surrogate pair for the scalar's beginning.
package struct TextPlaces: Sendable {
  /// The text as UTF-8.
  package let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let isEnd =
        byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if isEnd { starts.append(index + 1) }
    }
    self.starts = starts
  }

  package var lineCount: Int { starts.count }

  /// The bytes of a line (from 0) without its end; empty outside.
  package func line(_ number: Int) -> ArraySlice<UInt8> {
    guard starts.indices.contains(number) else { return [] }
    var end = number + 1 < starts.count ? starts[number + 1] : bytes.count
    while end > starts[number], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[starts[number]..<end]
  }

  /// How many bytes stand before a place.
  package func offset(of position: EditorPosition) -> Int {
    if position.line < 0 { return 0 }
    guard position.line < starts.count else { return bytes.count }
    let line = line(position.line)
    return line.startIndex + Self.bytes(before: position.character, in: line)
  }

  /// How many bytes of a line stand before this UTF-16 unit.
  package static func bytes(before character: Int, in line: ArraySlice<UInt8>) -> Int {
    var units = 0
    var index = line.startIndex
    while index < line.endIndex {
      let length = min(scalarLength(line[index]), line.endIndex - index)
      let width = length == 4 ? 2 : 1
      if units + width > character { break }
      units += width
      index += length
    }
    return index - line.startIndex
  }

  /// How many bytes a scalar has that begins with this one.
  private static func scalarLength(_ first: UInt8) -> Int {
    first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }

  /// The place of a byte.
  package func position(ofByte offset: Int) -> EditorPosition {
    let offset = min(max(0, offset), bytes.count)
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    let line = line(low)
    let before = line.prefix(max(0, offset - line.startIndex))
    return EditorPosition(line: low, character: Self.units(of: before))
  }

  /// The place of a line and a column in bytes, both from 1, as messages have them.
  package func position(line: Int, column: Int) -> EditorPosition {
    let number = min(max(1, line), starts.count) - 1
    let before = self.line(number).prefix(max(0, column - 1))
    return EditorPosition(line: number, character: Self.units(of: before))
  }

  /// How many UTF-16 units whole scalars take.
  package static func units(of bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 >= 0xF0 ? 2 : $1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// All of a line (from 0) without its indentation.
  package func wholeLine(_ number: Int) -> EditorRange {
    let line = line(number)
    let blanks = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
    return EditorRange(
      EditorPosition(line: number, character: blanks),
      EditorPosition(line: number, character: Self.units(of: line)))
  }

  /// The piece that a message is about.
  package func range(of diagnostic: Diagnostic) -> EditorRange {
    guard let location = diagnostic.location, let line = location.line else {
      return EditorRange(
        EditorPosition(line: 0, character: 0), EditorPosition(line: 0, character: 0))
    }
    guard let column = location.column else { return wholeLine(min(line, lineCount) - 1) }
    let start = position(line: line, column: column)
    return EditorRange(start, position(line: line, column: column + max(1, diagnostic.length)))
  }
}
