extension SourceFile {
  /// Where a piece of text stands in some lines; their first line where it cannot be found.
  package func place(
    of text: String, in lines: ClosedRange<Int>, occurrence: Int = 1
  ) -> (line: Int, column: Int?) {
    var found: (line: Int, column: Int?)?
    var left = occurrence
    for number in lines {
      guard let line = line(number) else { continue }
      for range in line.ranges(of: text) where left > 0 {
        found = (number, line.utf8.distance(from: line.startIndex, to: range.lowerBound) + 1)
        left -= 1
      }
    }
    if let found { return found }
    // A reference: its definition stands elsewhere.
    for (index, line) in self.lines.enumerated() {
      guard let range = line.firstRange(of: "]: \(text)") else { continue }
      return (index + 1, line.utf8.distance(from: line.startIndex, to: range.lowerBound) + 4)
    }
    return (lines.lowerBound, nil)
  }
}
