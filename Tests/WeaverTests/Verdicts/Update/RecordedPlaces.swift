/// The recorded values of a lesson, found by its lines alone: what the reader finds with cmark has to
/// be the same.
enum RecordedPlaces {
  /// The text with the last digit of every recorded number changed, and how many there are.
  static func spoilt(_ text: String) -> (text: String, count: Int) {
    // To Swift a line end of Windows is one character.
    if text.contains("\r\n") {
      let (spoilt, count) = spoilt(text.replacing("\r\n", with: "\n"))
      return (spoilt.replacing("\n", with: "\r\n"), count)
    }
    var count = 0
    var fence: (marks: Substring, language: String)?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let bare = line.drop { " \t>".contains($0) }
      if let open = fence {
        if bare.drop(while: { $0 == open.marks.first }).allSatisfy(\.isWhitespace),
          bare.count >= open.marks.count, bare.first == open.marks.first
        {
          fence = nil
          return String(line)
        }
        guard open.language == "output" else { return spoiltBehindArrow(String(line), &count) }
        return bare == "..." ? String(line) : spoiltNumbers(String(line), &count)
      }
      if let match = bare.prefixMatch(of: /(`{3,}|~{3,})[ ]*([a-z]*)/) {
        fence = (match.1[...], String(match.2))
        return String(line)
      }
      return spoiltBehindArrow(String(line), &count)
    }
    return (lines.joined(separator: "\n"), count)
  }

  /// What stands behind `// =>`, in a block or in a sentence, up to the end of the code.
  private static func spoiltBehindArrow(_ line: String, _ count: inout Int) -> String {
    guard let arrow = line.firstRange(of: "// =>") else { return line }
    let tail = line[arrow.upperBound...]
    let code = tail.prefix { $0 != "`" }
    return line[..<arrow.upperBound] + spoiltNumbers(String(code), &count)
      + tail[code.endIndex...].replacing(
        /\/\/ => [^`]*/, with: { spoiltNumbers(String($0.output), &count) })
  }

  private static func spoiltNumbers(_ text: String, _ count: inout Int) -> String {
    var found = 0
    let new = text.replacing(#/[+\-]?\b[0-9]+(?:\.[0-9]+)?(?:[eE][+\-]?[0-9]+)?\b/#) { match in
      found += 1
      let last = match.output.last!.wholeNumberValue!
      return match.output.dropLast() + "\(last == 9 ? 8 : last + 1)"
    }
    count += found
    return new
  }
}
