import Text

/// `$$ … $$` on lines of its own.
extension MathMask {
  mutating func maskDisplays(in lines: inout [String]) {
    guard lines.contains(where: { $0.contains("$$") }) else { return }
    let (code, fenced) = Self.codeLines(of: lines)
    var index = 0
    // Up to this line it is known that none closes a display.
    var lastWithoutClosing = -1
    while index < lines.count {
      defer { index += 1 }
      guard !code.contains(index + 1), let opening = Self.displayOpening(lines[index]) else {
        continue
      }
      let first = index
      let prefix = String(lines[index][..<opening])
      var rest = String(lines[index][lines[index].index(opening, offsetBy: 2)...])
      var pieces: [String] = []
      var last = index
      var isClosed = Self.closesDisplay(rest, isFirst: true)
      while !isClosed, last >= lastWithoutClosing, last + 1 < lines.count,
        !fenced.contains(last + 2)
      {
        pieces.append(rest)
        last += 1
        rest = String(lines[last].drop { " \t>".contains($0) })
        isClosed = Self.closesDisplay(rest, isFirst: false)
      }
      guard isClosed else {
        lastWithoutClosing = max(lastWithoutClosing, last)
        unclosed.insert(first + 1)
        problems.append(
          file.diagnostic(
            .mathUnclosed("$$"), line: first + 1, column: prefix.utf8.count + 1, length: 2))
        continue
      }
      pieces.append(String(rest.trimmingTrailingBlanks().dropLast(2)))
      let source =
        lines[first][opening...]
        + lines[first...last].dropFirst().map { "\n" + $0 }.joined()
      let formula = Formula(tex: pieces.joined(separator: "\n"), isDisplay: true)
      // The line of the formula's text: what stands behind `$$`, or the line below it.
      let line = pieces[0].allSatisfy(\.isWhitespace) && last > first ? first + 2 : first + 1
      lines[first] = prefix + placeholder(formula, source: String(source), line: line)
      for further in stride(from: first + 1, through: last, by: 1) {
        let indentation = lines[further].prefix { " \t>".contains($0) }
        lines[further] = indentation + String(Character(Self.continuation))
      }
      index = last
    }
  }

  /// Where `$$` opens a display on this line: at its start, behind the marks of quotes and items.
  private static func displayOpening(_ line: String) -> String.Index? {
    guard line.utf8.contains(UInt8(ascii: "$")), let dollars = line.firstRange(of: "$$") else {
      return nil
    }
    let before = line[..<dollars.lowerBound]
    return before.isEmpty
      || before.wholeMatch(of: /[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t>]+)*/) != nil
      ? dollars.lowerBound : nil
  }

  private static func closesDisplay(_ rest: String, isFirst: Bool) -> Bool {
    let trimmed = rest.trimmingTrailingBlanks()
    guard trimmed.hasSuffix("$$"), !trimmed.hasSuffix("\\$$") else { return false }
    return !isFirst || trimmed.count > 2
  }
}
