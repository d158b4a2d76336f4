import Text

/// `[^1]` in a sentence, and `[^1]: text` on lines of its own.
extension MathMask {
  /// `[^1]: text` becomes an item of a list, in which everything may stand that an item may hold.
  mutating func maskFootnoteTexts(in lines: inout [String]) {
    guard lines.contains(where: { $0.contains("[^") }) else { return }
    let code = Self.codeLines(of: lines).all
    for index in lines.indices where !code.contains(index + 1) {
      guard let match = lines[index].prefixMatch(of: /([ \t>]*)\[\^([^\]\s]+)\]:[ \t]*/) else {
        continue
      }
      let name = String(match.2)
      if let first = footnoteLines[name] {
        problems.append(
          file.diagnostic(
            .footnoteTwice(name, first: first),
            line: index + 1, column: match.1.utf8.count + 1, length: name.utf8.count + 3))
        continue
      }
      footnoteLines[name] = index + 1
      let sign = placeholder(
        nil, mark: .footnoteText(name), source: "[^\(name)]:", line: index + 1)
      lines[index] = match.1 + "+ " + sign + lines[index][match.range.upperBound...]
    }
  }

  mutating func checkFootnotes() {
    for (name, line) in footnoteLines where footnoteNumbers[name] == nil {
      let column = file.place(of: "[^\(name)]:", in: line...line).column
      problems.append(
        file.diagnostic(
          .footnoteUnused(name),
          line: line, column: column, length: name.utf8.count + 3))
    }
  }
}
