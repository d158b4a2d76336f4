/// What Chinese, Japanese and the like want of a text: no blank between their signs, and punctuation
/// that ends no word.
package enum CJK {
  /// Whether it is as wide as high: letters of Chinese and Japanese, and their punctuation.
  package static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// Punctuation that is wide beside wide signs only.
  private static func isAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
    "“”‘’…—·".unicodeScalars.contains(scalar)
  }

  private static func isWidePunctuation(_ scalar: Unicode.Scalar) -> Bool {
    isWide(scalar) && !scalar.properties.isAlphabetic && !scalar.properties.isIdeographic
  }

  /// Whether a line end between these is no blank.
  static func joins(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
    isWide(before) && isWide(after) || isWide(before) && isAmbiguous(after)
      || isAmbiguous(before) && isWide(after) || isWidePunctuation(before)
      || isWidePunctuation(after)
  }

  enum Side { case before, after }

  /// On which side of a run of `*` punctuation keeps CommonMark from reading it, beside a sign that
  /// is no word of letters: `是**“一”**的`.
  static func sideThatBlocks(before: Character, after: Character) -> Side? {
    guard !before.isWhitespace, !after.isWhitespace,
      let one = before.unicodeScalars.last, let other = after.unicodeScalars.first,
      isWide(one) || isWide(other)
    else { return nil }
    let (left, right) = (isPunctuation(before), isPunctuation(after))
    return left == right ? nil : left ? .before : .after
  }

  private static func isPunctuation(_ character: Character) -> Bool {
    character.isPunctuation || character.isSymbol
  }
}
