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

  /// The formulas in the text between tags, and where they stand with their dollar signs.
  static func formulas(in html: String) -> [(range: Range<String.Index>, tex: String)] {
    guard html.utf8.contains(UInt8(ascii: "$")) else { return [] }
    let pattern =
      #/(?is)<!--.*?-->|<(script|style|pre|code|textarea|svg|math)\b.*?<\/\1\s*>|<[^>]*>|\\\$|\$(?<tex>[^\s$<](?:[^$<]*[^\s$<\\])?)\$(?![0-9])/#
    return html.matches(of: pattern).compactMap { match in
      match.output.tex.map { tex in
        let plain = tex.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
          .replacing("&amp;", with: "&")
        return (match.range, String(plain))
      }
    }
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
  var fixedAnchors: [String] { blockNames + htmlAnchors + footnoteAnchors }

  private var footnoteAnchors: [String] {
    var found: [String] = []
    document.walk { node in
      switch node.kind {
      case .footnote(let number): found.append("footnote-\(number)")
      case .footnoteReference(let number, isFirst: true): found.append("footnote-from-\(number)")
      default: break
      }
    }
    return found
  }
}
