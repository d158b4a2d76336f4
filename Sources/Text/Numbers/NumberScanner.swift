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
    let scalars = Array(line.unicodeScalars)
    var index = 0
    var offset = 0
    func take(_ count: Int) -> String {
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[index..<index + count])
      index += count
      let text = String(piece)
      offset += text.utf8.count
      return text
    }
    while index < scalars.count {
      let length = Self.lengthOfNumber(in: scalars, at: index)
      if length > 0 {
        let start = offset
        numbers.append(ScannedNumber(text: take(length), offset: start))
        texts.append("")
      } else {
        // A word or a malformed number is passed as a whole, so that none of its tail is a number.
        var run = 1
        if Self.sticks(scalars[index]) {
          while index + run < scalars.count, Self.sticks(scalars[index + run]) { run += 1 }
        } else {
          while index + run < scalars.count, Self.beginsNothing(scalars[index + run]) { run += 1 }
        }
        texts[texts.count - 1] += take(run)
      }
    }
  }

  /// How many scalars of a number begin here; 0 where none does.
  private static func lengthOfNumber(in text: [Unicode.Scalar], at start: Int) -> Int {
    var index = start
    func scalar(_ at: Int) -> Unicode.Scalar? { text.indices.contains(at) ? text[at] : nil }
    if text[index] == "+" || text[index] == "-" {
      if let before = scalar(start - 1), !before.properties.isWhitespace,
        !"([,=:".unicodeScalars.contains(before)
      {
        return 0
      }
      index += 1
    } else if let before = base(before: start, in: text), sticks(before) || before == "." {
      return 0
    }
    if let name = ["nan", "inf"].first(where: { text[index...].starts(with: $0.unicodeScalars) }) {
      index += name.utf8.count
      if let after = scalar(index), sticks(after) { return 0 }
      return index - start
    }
    func digits() -> Int {
      let first = index
      while index < text.count, isDigit(text[index]) { index += 1 }
      return index - first
    }
    guard digits() > 0 else { return 0 }
    var hasPoint = false
    if scalar(index) == ".", let after = scalar(index + 1), isDigit(after) {
      index += 1
      _ = digits()
      hasPoint = true
    }
    if scalar(index) == "e" || scalar(index) == "E" {
      let mark = index
      index += 1
      if scalar(index) == "+" || scalar(index) == "-" { index += 1 }
      if digits() == 0 { index = mark }
    }
    if let after = scalar(index), sticks(after) || (hasPoint && after == ".") { return 0 }
    return index - start
  }

  /// What stands before a place, marks that combine with it aside.
  private static func base(before place: Int, in text: [Unicode.Scalar]) -> Unicode.Scalar? {
    var index = place - 1
    while index > 0, isMark(text[index]) { index -= 1 }
    return index >= 0 ? text[index] : nil
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// A letter, a digit, `_`, or a mark that combines with what stands before it.
  private static func sticks(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return isDigit(scalar) || (0x41...0x5A).contains(scalar.value & ~0x20) || scalar == "_"
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar)
  }

  /// Whether no number and no word begins here, whatever stands before.
  private static func beginsNothing(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && !sticks(scalar) && scalar != "+" && scalar != "-"
  }
}
