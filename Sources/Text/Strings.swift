extension StringProtocol {
  package func trimmingBlanks() -> String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension Character {
  package var isASCIIDigit: Bool { isASCII && isNumber }
}

extension StringProtocol {
  package func trimmingTrailingBlanks() -> String {
    let text = Substring(self)
    let last = text.utf8.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return last.map { String(text[...$0]) } ?? ""
  }
}

extension String {
  package func trimmingTrailingNewline() -> String { hasSuffix("\n") ? String(dropLast()) : self }

  /// Without the line ends and blanks around it; a blank that cannot break is none.
  package func trimmingLineEnds() -> String {
    func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x20 }
    let start = utf8.drop(while: isEnd)
    let last = start.lastIndex { !isEnd($0) }
    return last.map { String(Substring(start[...$0])) } ?? ""
  }
}
