/// The info string of a fence: a language, then comma-separated words.
struct Fence: Sendable, Equatable {
  /// The language, such as `swift` or `output`; empty for a bare fence.
  var language: String
  /// The words after it, in order.
  var words: [Word]

  /// A word, with its value where it is written as `word=value`.
  struct Word: Sendable, Equatable {
    var name: String
    var value: String?
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

/// What becomes of a Swift block.
struct SwiftFence: Sendable, Equatable {
  var runs = true
  var showsCode = true
  var showsOutput = true
  /// Relative tolerance of the numbers recorded below it; `nil` for the recorded digits.
  var tolerance: Double?
  /// Seconds it may run; `nil` for the lesson's.
  var timeout: Double?

  /// The words that a `swift` fence knows.
  static let known = ["hidden", "hide-code", "hide-output", "ignore", "tolerance", "timeout"]

  /// Reads the words; each thing wrong with them is reported.
  init(_ fence: Fence, problem: (Reason, _ word: String) -> Void) {
    var seen: Set<String> = []
    for word in fence.words {
      if !Self.known.contains(word.name) {
        problem(.unknownFenceWord(word.name, known: Self.known), word.name)
        continue
      }
      if !seen.insert(word.name).inserted {
        problem(.fenceWordTwice(word.name), word.name)
        continue
      }
      switch word.name {
      case "hidden":
        showsCode = false
        showsOutput = false
      case "hide-code": showsCode = false
      case "hide-output": showsOutput = false
      case "ignore": runs = false
      case "tolerance": tolerance = Self.positive(word, example: "1e-6", problem)
      case "timeout": timeout = Self.positive(word, example: "60", problem)
      default: break
      }
      if word.value != nil, !["tolerance", "timeout"].contains(word.name) {
        problem(
          .fenceWordBadValue(word.name, word.value ?? "", expected: "left out"), word.name)
      }
    }
    for (one, other) in [
      ("ignore", "hidden"), ("ignore", "hide-code"), ("ignore", "hide-output"),
      ("ignore", "tolerance"), ("ignore", "timeout"), ("hidden", "hide-code"),
      ("hidden", "hide-output")
    ] where seen.contains(one) && seen.contains(other) {
      problem(.fenceWordsClash(one, other), other)
    }
  }

  private static func positive(
    _ word: Fence.Word, example: String, _ problem: (Reason, String) -> Void
  ) -> Double? {
    guard let value = word.value, !value.isEmpty else {
      problem(.fenceWordNeedsValue(word.name, example), word.name)
      return nil
    }
    guard let number = Double(value), number > 0, number.isFinite else {
      problem(.fenceWordBadValue(word.name, value, expected: "a positive number"), word.name)
      return nil
    }
    return number
  }
}

extension StringProtocol {
  func trimmingBlanks() -> String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
