extension StringProtocol {
  /// Without the white space around it, scalar by scalar: a blank that carries a combining mark is
  /// text.
  package func trimmingBlanks() -> String {
    let scalars = Substring(self).unicodeScalars
    func isText(_ scalar: Unicode.Scalar) -> Bool { !scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: isText),
      let last = scalars.lastIndex(where: isText)
    else { return "" }
    return String(scalars[first...last])
  }

  /// Without the blanks and tabs at its end.
  package func trimmingTrailingBlanks() -> String {
    let utf8 = Substring(self).utf8
    guard let end = utf8.last, end == 0x20 || end == 0x09 else { return String(self) }
    guard let last = utf8.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return "" }
    return String(decoding: Array(utf8[...last]), as: UTF8.self)
  }

  /// Without the blanks, tabs and line ends around it: what a recorded value is compared without. A
  /// blank that cannot break is none.
  package func trimmingASCIIBlanks() -> String {
    let bytes = Substring(self).utf8.drop(while: Self.isASCIIBlank)
    guard let last = bytes.lastIndex(where: { !Self.isASCIIBlank($0) }) else { return "" }
    return String(decoding: Array(bytes[...last]), as: UTF8.self)
  }

  private static func isASCIIBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// The text with bytes in the place of others, whatever stands behind them: `replacing` does not find
  /// a quotation mark that carries a combining mark, nor the line end in CRLF.
  package func replacingBytes(_ old: String, with new: String) -> String {
    String(decoding: Array(utf8).replacing(Array(old.utf8), with: Array(new.utf8)), as: UTF8.self)
  }

  /// Whether the bytes are the same: `==` takes a letter with an accent for the letter and the
  /// accent.
  package func hasSameBytes(as other: some StringProtocol) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}

extension Character {
  package var isASCIIDigit: Bool { isASCII && isNumber }
}

extension UInt8 {
  package var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}

extension String {
  package func trimmingTrailingNewline() -> String {
    guard utf8.last == 0x0A else { return self }
    return String(decoding: Array(utf8.dropLast()), as: UTF8.self)
  }

  /// Without the line ends and blanks around it; a blank that cannot break is none.
  package func trimmingLineEnds() -> String {
    func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x20 }
    let start = utf8.drop(while: isEnd)
    let last = start.lastIndex { !isEnd($0) }
    return last.map { String(decoding: Array(start[...$0]), as: UTF8.self) } ?? ""
  }
}
