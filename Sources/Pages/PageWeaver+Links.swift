import Lessons
import Markup
import Text

/// Where links lead, those of an author's own HTML among them.
extension PageWeaver {
  /// For how many dead links of a page it is looked for what they may mean.
  private static let mostSuggestions = 100

  mutating func resolved(
    _ link: String, in lines: ClosedRange<Int>, isPicture: Bool = false
  ) -> (url: String, language: String?, lesson: String?, anchor: String?) {
    switch links.resolve(
      link, in: lesson, isPicture: isPicture, suggests: dead < Self.mostSuggestions)
    {
    case .url(let url, let lesson, let language):
      if let lesson { linkedLessons.insert(lesson) }
      let anchor = url.split(separator: "#", maxSplits: 1).dropFirst().first.map(String.init)
      return (url, language, lesson, anchor)
    case .file(let url, let path):
      assets.insert(path)
      return (url, nil, nil, nil)
    case .dead(let help): tell(.deadLink(link, help: help), of: link, in: lines)
    case .bad(let problem): tell(.badFile(link, problem), of: link, in: lines)
    }
    // A preview shows the page all the same, and its author clicks there.
    return (LinkScheme.scheme(of: link) == nil ? link : "#", nil, nil, nil)
  }

  /// Tells what is wrong with a link, at its place.
  private mutating func tell(_ reason: Reason, of link: String, in lines: ClosedRange<Int>) {
    dead += 1
    let place = deadLinks[lines.lowerBound, default: PlaceCursor(lesson.file, lines)]
      .place(of: link)
    problems.append(
      lesson.file.diagnostic(
        reason, line: place.line, column: place.column, length: link.utf8.count))
  }

  // MARK: HTML of the author

  mutating func html(_ text: String, _ node: MarkdownNode) -> [Node] {
    if settings.escapesHTML { return [.line("pre", [:], text)] }
    // The formulas between its tags are set.
    var content: [Node] = []
    var position = text.startIndex
    var line = node.lines.lowerBound
    var counted = text.startIndex
    for (range, tex) in RawHTML.formulas(in: text) {
      line += text.utf8[counted..<range.lowerBound].count { $0 == UInt8(ascii: "\n") }
      counted = range.lowerBound
      content.append(
        .written(checked(html: String(text[position..<range.lowerBound]), in: node.lines)))
      content.append(math(Formula(tex: tex, isDisplay: false), line: line))
      position = range.upperBound
    }
    return content + [.written(checked(html: String(text[position...]), in: node.lines))]
  }

  /// Raw HTML passes; where its `href` and `src` lead is checked like any link, and of its other
  /// addresses the scheme.
  mutating func checked(html: String, in lines: ClosedRange<Int>) -> String {
    var result = ""
    var position = html.startIndex
    var links: Set<Substring> = []
    for attribute in RawHTML.links(in: html) {
      let written = html[attribute.value]
      links.insert(written)
      let url = HTML.plain(attribute: written)
      result += html[position..<attribute.value.lowerBound]
      let resolved = resolved(url, in: lines, isPicture: attribute.isSource).url
      if resolved == url {
        // As the author wrote it.
        result += written
      } else {
        let target = HTML.escapedURL(resolved).replacingBytes("'", with: "%27")
        result += attribute.isQuoted ? target : "\"\(target)\""
      }
      position = attribute.value.upperBound
    }
    for address in RawHTML.addresses(in: html) where !links.contains(address.written[...]) {
      guard let scheme = LinkScheme.scheme(of: address.url),
        !LinkScheme.isAllowed(scheme, in: address.url, isPicture: address.isSource)
      else { continue }
      let help = LinkScheme.help(isPicture: address.isSource)
      tell(.deadLink(address.written, help: help), of: address.written, in: lines)
    }
    return result + html[position...]
  }
}
