package import Lessons
import Text

/// The quotes that code hosts draw as callouts: `> [!NOTE]`.
package enum Callout: String, CaseIterable {
  case note, tip, important, warning, caution
  /// A remark in the margin, where other books have a footnote: `> [!ASIDE]`.
  case aside
  /// A hint of an exercise, folded.
  case hint
  /// A choice question.
  case question

  /// Splits a quote that begins with `[!KIND]` on a line of its own into its kind and its contents.
  package static func split(_ quote: MarkdownNode) -> (Callout, [MarkdownNode])? {
    guard var first = quote.children.first, first.kind == .paragraph else { return nil }
    // cmark gives brackets as texts of their own.
    var marker = ""
    var children = first.children[...]
    while case .text(let text)? = children.first?.kind {
      marker += text
      children = children.dropFirst()
    }
    guard marker.hasPrefix("[!"), marker.hasSuffix("]"),
      let kind = Callout(rawValue: marker.dropFirst(2).dropLast().lowercased())
    else { return nil }
    if children.first?.kind == .softBreak { children = children.dropFirst() }
    first.children = Array(children)
    let rest = quote.children.dropFirst()
    return (kind, (first.children.isEmpty ? [] : [first]) + rest)
  }
}
