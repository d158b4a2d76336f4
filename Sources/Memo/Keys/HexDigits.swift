/// Whole numbers of 64 bits as hexadecimal digits, sixteen each, the highest first.
enum HexDigits {
  static func text(_ words: [UInt64]) -> String {
    String(unsafeUninitializedCapacity: words.count * 16) { buffer in
      for (index, word) in words.enumerated() {
        for place in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - place * 4)) & 15
          buffer[index * 16 + place] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
        }
      }
      return words.count * 16
    }
  }

  /// The numbers of a text that is nothing but such digits, in small letters.
  static func words(_ text: some StringProtocol, count: Int) -> [UInt64]? {
    let digits = Array(text.utf8)
    guard digits.count == count * 16 else { return nil }
    var words = [UInt64](repeating: 0, count: count)
    for (place, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      default: return nil
      }
      words[place / 16] = words[place / 16] << 4 | UInt64(value)
    }
    return words
  }
}
