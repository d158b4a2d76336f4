import Drawings

extension String {
  /// The text, or its beginning at a line's end with what was left out said.
  func truncated(to bytes: Int, _ texts: CourseTexts) -> String {
    guard utf8.count > bytes else { return self }
    var cut = utf8.index(startIndex, offsetBy: bytes)
    while cut > startIndex, cut.samePosition(in: unicodeScalars) == nil {
      cut = utf8.index(before: cut)
    }
    let newline = UInt8(ascii: "\n")
    guard let end = utf8[..<cut].lastIndex(of: newline) else {
      return self[..<cut] + "\n\(texts.restOfLine)\n"
    }
    let left = utf8[end...].count { $0 == newline } - (utf8.last == newline ? 1 : 0)
    return self[..<end] + "\n\(texts.moreLines.replacing("{n}", with: "\(left)"))\n"
  }
}
