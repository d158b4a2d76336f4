import Lessons
package import Memo
import SwiftIDEUtils
import SwiftSyntax
import Text

/// Colours Swift code at build time, as the compiler's own parser understands it.
package struct Highlighter {
  /// What has been coloured before.
  package var store: Store?

  /// Counts the changes of what is written.
  private static let revision = 2

  /// The code as HTML: text and `span`s whose classes the stylesheet knows.
  package func html(swift code: String) -> String {
    var key = KeyBuilder()
    key.add("highlighted \(Self.revision)")
    key.add(code)
    if let kept = store?.read(key.digest) { return String(decoding: kept, as: UTF8.self) }
    let html = Self.coloured(code)
    store?.write(Array(html.utf8), for: key.digest)
    return html
  }

  private static func coloured(_ code: String) -> String {
    let source = Array(code.utf8)
    var html = ""
    var position = 0
    func plain(upTo end: Int) {
      guard end > position else { return }
      html += HTML.escapedCode(String(decoding: source[position..<end], as: UTF8.self))
      position = end
    }
    for classified in ParsedSwift.tree(of: code).classifications {
      guard let name = className(classified.kind) else { continue }
      let range = classified.range
      let start = range.lowerBound.utf8Offset
      let end = min(range.upperBound.utf8Offset, source.count)
      guard start >= position, end > start else { continue }
      plain(upTo: start)
      let text = HTML.escapedCode(String(decoding: source[start..<end], as: UTF8.self))
      html += "<span class=\"\(name)\">\(text)</span>"
      position = end
    }
    plain(upTo: source.count)
    return html
  }

  private static func className(_ kind: SyntaxClassification) -> String? {
    switch kind {
    case .keyword: "k"
    case .type: "t"
    case .integerLiteral, .floatLiteral: "n"
    case .stringLiteral, .regexLiteral: "s"
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: "c"
    case .attribute, .ifConfigDirective: "a"
    default: nil
    }
  }

  package init(store: Store? = nil) {
    self.store = store
  }
}
