import Text

/// The info string of a fence: a language, then comma-separated words.
package struct Fence: Sendable, Equatable {
  /// The language, such as `swift` or `output`; empty for a bare fence.
  package var language: String
  /// The words after it, in order.
  package var words: [Word]

  /// A word, with its value where it is written as `word=value`.
  package struct Word: Sendable, Equatable {
    package var name: String
    package var value: String?
  }

  init(info: String) {
    let info = info.trimmingBlanks()
    let languageEnd = info.firstIndex { $0 == "," || $0 == " " || $0 == "\t" } ?? info.endIndex
    language = String(info[..<languageEnd])
    words = Self.splitAtCommas(info[languageEnd...]).compactMap { part in
      let part = part.trimmingBlanks()
      guard !part.isEmpty else { return nil }
      guard let equals = part.firstIndex(of: "=") else { return Word(name: part, value: nil) }
      var value = part[part.index(after: equals)...].trimmingBlanks()
      if value.count >= 2, value.first == "\"", value.last == "\"" {
        value = String(value.dropFirst().dropLast())
      }
      return Word(name: part[..<equals].trimmingBlanks(), value: value)
    }
  }

  /// The columns in bytes, from 1, at which a fence's line holds this word, between separators.
  package static func columns(of word: String, in line: String) -> [Int] {
    line.ranges(of: word).filter { range in
      let before = line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      return before.map { ", \t".contains($0) } ?? false
        && after.map { ", \t=".contains($0) } ?? true
    }.map { line.utf8.distance(from: line.startIndex, to: $0.lowerBound) + 1 }
  }

  private static func splitAtCommas(_ text: Substring) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
