import Lessons
import Text

/// What is looked for in raw HTML: where it leads, and what can be led to.
enum RawHTML {
  /// The value of an attribute.
  struct Attribute {
    package var value: Range<Substring.Index>
    var isQuoted: Bool
  }

  /// The next `href` or `src` that is not in a comment.
  static func nextLink(in html: Substring) -> Attribute? {
    let pattern =
      /(?i)<!--(?s:.*?)-->|\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/
    for match in html.matches(of: pattern) {
      if let value = match.1 ?? match.2 {
        return Attribute(value: value.startIndex..<value.endIndex, isQuoted: true)
      }
      if let value = match.3 {
        return Attribute(value: value.startIndex..<value.endIndex, isQuoted: false)
      }
    }
    return nil
  }

  /// The `id`s, and the `name`s of old anchors.
  static func anchors(in html: String) -> [String] {
    let pattern =
      /(?i)<!--(?s:.*?)-->|(?:\sid|<a\s+name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/
    return html.matches(of: pattern).compactMap { ($0.1 ?? $0.2 ?? $0.3).map(String.init) }
  }
}

extension Lesson {
  /// The anchors that its raw HTML makes.
  var htmlAnchors: [String] {
    var found: [String] = []
    document.walk { node in
      switch node.kind {
      case .html(let text), .inlineHTML(let text):
        // An inline tag begins without the blank that stands before an attribute elsewhere.
        found += RawHTML.anchors(in: text)
      default: break
      }
    }
    return found
  }

  /// Every anchor that is no heading's.
  var fixedAnchors: [String] { blockNames + htmlAnchors }
}
