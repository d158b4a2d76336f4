extension HTML {
  /// The value of an attribute as a browser reads it: numbers of characters, and the names that stand
  /// for a sign of an address. Other names stay as they are written; none of them is a letter or sign
  /// that a scheme has.
  package static func plain(attribute text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var result = ""
    var rest = Substring(text)
    // Scalar by scalar, as browsers read: a sign and the combining mark behind it are one character.
    while let start = rest.unicodeScalars.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      // A number ends where its digits do; a name needs its semicolon.
      if let match = rest.prefixMatch(
        of: /&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?/.matchingSemantics(.unicodeScalar))
      {
        let number =
          match.1.flatMap { UInt32($0, radix: 16) } ?? match.2.flatMap { UInt32($0) } ?? 0xFFFD
        let isNone = number == 0
        result.unicodeScalars.append((isNone ? nil : Unicode.Scalar(number)) ?? "\u{FFFD}")
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(
        of: /&([A-Za-z]+);/.matchingSemantics(.unicodeScalar)),
        let sign = signs[String(match.1)]
      {
        result += sign
        rest = rest[match.range.upperBound...]
      } else {
        result += "&"
        rest = rest[rest.unicodeScalars.index(after: start)...]
      }
    }
    return result + rest
  }

  private static let signs = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "colon": ":", "Tab": "\t",
    "NewLine": "\n", "sol": "/", "bsol": "\\", "period": ".", "comma": ",", "semi": ";",
    "lpar": "(", "rpar": ")", "num": "#", "percnt": "%", "plus": "+", "nbsp": "\u{A0}"
  ]
}
