package import SwiftSyntax
import Text

/// `// => value` behind an expression.
package enum Annotation {
  /// Where the arrow stands behind the last expression of `code`, found by Swift's own parser: one
  /// in a string is none.
  static func arrow(in code: String) -> Range<String.Index>? {
    guard code.contains("=>") else { return nil }
    let tree = ParsedSwift.tree(of: code)
    guard let comment = comments(in: tree).last,
      let length = lengthOfArrow(in: comment.text)
    else { return nil }
    let start = code.utf8.index(code.startIndex, offsetBy: comment.offset)
    return start..<code.utf8.index(start, offsetBy: length)
  }

  /// What a comment records, if it is an annotation: the text behind the arrow and how many bytes
  /// of the comment stand before it.
  package static func recorded(in comment: String) -> (text: String, offset: Int)? {
    guard var length = lengthOfArrow(in: comment) else { return nil }
    length += comment.utf8.dropFirst(length).prefix { $0 == 0x20 || $0 == 0x09 }.count
    let text = String(decoding: Array(comment.utf8.dropFirst(length)), as: UTF8.self)
    return (text.trimmingASCIIBlanks(), length)
  }

  /// How many bytes of a comment are `// =>`; byte by byte, because what is recorded may begin with a
  /// mark that combines with the blank before it.
  private static func lengthOfArrow(in comment: String) -> Int? {
    let bytes = comment.utf8
    guard bytes.starts(with: "//".utf8) else { return nil }
    let blanks = bytes.dropFirst(2).prefix { $0 == 0x20 || $0 == 0x09 }.count
    return bytes.dropFirst(2 + blanks).starts(with: "=>".utf8) ? 4 + blanks : nil
  }

  /// Whether an arrow stands in a comment where it records nothing: behind a remark.
  package static func isHidden(in comment: String) -> Bool {
    comment.firstMatch(of: /\/\/[ \t]*=>/) != nil
  }

  /// The line comments of a piece of Swift, with their offsets in bytes.
  package static func comments(in tree: some SyntaxProtocol) -> [(text: String, offset: Int)] {
    var found: [(String, Int)] = []
    for token in tree.tokens(viewMode: .sourceAccurate) {
      var offset = token.position.utf8Offset
      for piece in token.leadingTrivia {
        if let text = piece.lineComment { found.append((text, offset)) }
        offset += piece.sourceLength.utf8Length
      }
      offset = token.endPositionBeforeTrailingTrivia.utf8Offset
      for piece in token.trailingTrivia {
        if let text = piece.lineComment { found.append((text, offset)) }
        offset += piece.sourceLength.utf8Length
      }
    }
    return found
  }
}

extension TriviaPiece {
  /// The text of a comment that ends with its line.
  fileprivate var lineComment: String? {
    switch self {
    case .lineComment(let text), .docLineComment(let text): text
    default: nil
    }
  }
}
