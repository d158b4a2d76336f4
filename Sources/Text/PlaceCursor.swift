/// Finds one text after the other in some lines, each behind the one before, where what is looked for
/// comes in the order of the lines. Many texts of a long paragraph then take no longer than reading it.
package struct PlaceCursor {
  private let file: SourceFile
  private let lines: ClosedRange<Int>
  private var line: Int
  /// How many bytes of `line` are read.
  private var offset = 0
  /// How often what was not ahead may still be looked for from the first line on.
  private var restarts = 100

  package init(_ file: SourceFile, _ lines: ClosedRange<Int>) {
    self.file = file
    self.lines = lines
    line = lines.lowerBound
  }

  /// The place of the next occurrence. Where none is ahead it is the first of all, that of the
  /// definition which the text is the destination of, or the first line.
  package mutating func place(of text: String) -> (line: Int, column: Int?) {
    let wanted = Array(text.utf8)
    if restarts > 0 {
      if let found = find(wanted) { return found }
      restarts -= 1
      let (oldLine, oldOffset) = (line, offset)
      (line, offset) = (lines.lowerBound, 0)
      if let found = find(wanted) { return found }
      (line, offset) = (oldLine, oldOffset)
    }
    return file.definitions.place(of: text, in: file.lines) ?? (lines.lowerBound, nil)
  }

  private mutating func find(_ wanted: [UInt8]) -> (line: Int, column: Int?)? {
    guard !wanted.isEmpty else { return nil }
    var from = offset
    for number in line...max(line, lines.upperBound) {
      if let text = file.line(number), let start = text.offset(of: wanted, from: from) {
        (line, offset) = (number, start + wanted.count)
        return (number, start + 1)
      }
      from = 0
    }
    return nil
  }
}

extension String {
  /// How many bytes stand before the first occurrence of some at an offset or behind it.
  fileprivate func offset(of wanted: [UInt8], from: Int) -> Int? {
    var text = self
    return text.withUTF8 { bytes in
      var offset = from
      while offset + wanted.count <= bytes.count {
        if bytes[offset] == wanted[0],
          bytes[offset..<(offset + wanted.count)].elementsEqual(wanted)
        {
          return offset
        }
        offset += 1
      }
      return nil
    }
  }
}
