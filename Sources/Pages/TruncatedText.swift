import Drawings

extension String {
  /// The text, or its beginning at a line's end with what was left out said.
  func truncated(to bytes: Int, _ texts: CourseTexts) -> String {
    guard utf8.count > bytes else { return self }
    var cut = utf8.index(startIndex, offsetBy: bytes)
    while cut > startIndex, cut.samePosition(in: unicodeScalars) == nil {
      cut = utf8.index(before: cut)
    }
    guard let end = self[..<cut].lastIndex(of: "\n") else {
      return self[..<cut] + "\n\(texts.restOfLine)\n"
    }
    let left =
      split(separator: "\n", omittingEmptySubsequences: false).count
      - self[..<end].split(separator: "\n", omittingEmptySubsequences: false).count
      - (hasSuffix("\n") ? 1 : 0)
    return self[..<end] + "\n\(texts.moreLines.replacing("{n}", with: "\(left)"))\n"
  }
}
