/// A line of output as text and numbers.
package struct ScannedLine: Sendable, Equatable {
  /// The text between the numbers: one piece more than there are numbers.
  package var texts: [String]
  package var numbers: [ScannedNumber]

  /// A number in a line.
  package struct ScannedNumber: Sendable, Equatable {
    /// As written, with its sign.
    package var text: String
    /// How many bytes of the line stand before it.
    package var offset: Int
  }

  /// Splits a line by the rule of what a number is: `[+-]?digits(.digits)?([eE][+-]?digits)?` that
  /// touches no letter, digit, `_` or second point; a sign belongs to it only at the start or after
  /// a blank or one of `( [ , = :`. `nan` and `inf` are numbers too.
  package init(_ line: String) {
    texts = [""]
    numbers = []
    let characters = Array(line)
    var index = 0
    var offset = 0
    func take(_ count: Int) -> String {
      let piece = String(characters[index..<index + count])
      index += count
      offset += piece.utf8.count
      return piece
    }
    while index < characters.count {
      let length = Self.lengthOfNumber(in: characters, at: index)
      if length > 0 {
        let start = offset
        numbers.append(ScannedNumber(text: take(length), offset: start))
        texts.append("")
      } else {
        // A word or a malformed number is passed as a whole, so that none of its tail is a number.
        var run = 1
        if Self.sticks(characters[index]) {
          while index + run < characters.count, Self.sticks(characters[index + run]) { run += 1 }
        }
        texts[texts.count - 1] += take(run)
      }
    }
  }

  /// How many characters of a number begin here; 0 where none does.
  private static func lengthOfNumber(in text: [Character], at start: Int) -> Int {
    var index = start
    func character(_ at: Int) -> Character? { text.indices.contains(at) ? text[at] : nil }
    if text[index] == "+" || text[index] == "-" {
      if let before = character(start - 1), !before.isWhitespace, !"([,=:".contains(before) {
        return 0
      }
      index += 1
    } else if let before = character(start - 1), sticks(before) || before == "." {
      return 0
    }
    if let name = ["nan", "inf"].first(where: { name in
      text[index...].starts(with: name)
    }) {
      index += name.count
      if let after = character(index), sticks(after) { return 0 }
      return index - start
    }
    func digits() -> Int {
      let run = text[min(index, text.count)...].prefix { $0.isASCIIDigit }.count
      index += run
      return run
    }
    guard digits() > 0 else { return 0 }
    var hasPoint = false
    if character(index) == ".", let after = character(index + 1), after.isASCIIDigit {
      index += 1
      _ = digits()
      hasPoint = true
    }
    if character(index) == "e" || character(index) == "E" {
      let mark = index
      index += 1
      if character(index) == "+" || character(index) == "-" { index += 1 }
      if digits() == 0 { index = mark }
    }
    if let after = character(index), sticks(after) || (hasPoint && after == ".") { return 0 }
    return index - start
  }

  private static func sticks(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
