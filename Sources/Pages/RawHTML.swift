import Lessons
import Markup
import Text

/// What is looked for in raw HTML: where it leads, and what can be led to.
enum RawHTML {
  /// The value of an attribute.
  struct Attribute {
    package var value: Range<Substring.Index>
    var isQuoted: Bool
    /// Whether something is loaded from it, as a `src` says.
    var isSource = false
  }

  /// The next `href` or `src` that is not in a comment.
  static func nextLink(in html: Substring) -> Attribute? {
    next(in: html, from: html.startIndex) { name, _ in name == "href" || name == "src" }?.attribute
  }

  /// An address in a tag, as it is written and as a browser reads it.
  struct Address {
    var written: String
    var url: String
    /// Whether something is loaded from it and shown in the page.
    var isSource: Bool
  }

  /// Every address in the tags, in their order.
  static func addresses(in html: String) -> [Address] {
    [Node.written(html)].pieces.flatMap { piece -> [Address] in
      guard case .start(let tag) = piece else { return [] }
      return tag.attributes.flatMap { attribute -> [Address] in
        let name = attribute.name.lowercased()
        let value = attribute.value
        if name == "srcset" {
          // Addresses with their sizes: `a.png 1x, b.png 2x`.
          return value.split { " \t\n\r\u{0C},".contains($0) }.filter { $0.contains(":") }.map {
            Address(written: String($0), url: HTML.plain(attribute: $0), isSource: true)
          }
        }
        guard addressed.contains(name) else { return [] }
        return [
          Address(
            written: value, url: HTML.plain(attribute: value),
            isSource: name == "src" || name == "poster")
        ]
      }
    }
  }

  /// Attributes that hold an address.
  private static let addressed: Set<String> = [
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest", "ping",
    "poster", "src", "xlink:href"
  ]

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
    var found: [String] = []
    let html = Substring(html)
    var place = html.startIndex
    while let (attribute, end) = next(
      in: html, from: place,
      where: { name, isOfAnchor in
        name == "id" || (name == "name" && isOfAnchor)
      })
    {
      found.append(String(html[attribute.value]))
      place = end
    }
    return found
  }

  /// The next attribute whose name is wanted, and where it ends: byte by byte, so that what is no
  /// HTML takes no longer. What stands in a comment is none.
  private static func next(
    in html: Substring, from start: Substring.Index,
    where isWanted: (_ name: String, _ isOfAnchor: Bool) -> Bool
  ) -> (attribute: Attribute, end: Substring.Index)? {
    let bytes = html.utf8
    func isBlank(_ index: Substring.Index) -> Bool {
      bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index])
    }
    func skipBlanks(_ index: inout Substring.Index) {
      while index < bytes.endIndex, isBlank(index) { index = bytes.index(after: index) }
    }
    var index = start
    var isOpen = false
    var isOfAnchor = false
    while index < bytes.endIndex {
      if !isOpen, bytes[index] == UInt8(ascii: "<"), bytes[index...].starts(with: "<!--".utf8) {
        var end = bytes.index(index, offsetBy: 4)
        while end < bytes.endIndex, !bytes[end...].starts(with: "-->".utf8) {
          end = bytes.index(after: end)
        }
        // One that is not closed is none, and neither is any behind it.
        isOpen = end == bytes.endIndex
        index = isOpen ? bytes.index(after: index) : bytes.index(end, offsetBy: 3)
        continue
      }
      if bytes[index] == UInt8(ascii: "<") {
        let tag = bytes[index...].prefix(3).map { $0 | 0x20 }
        isOfAnchor = tag.starts(with: "<a ".utf8) || tag.starts(with: [0x3C, 0x61, 0x2A])
      }
      guard isBlank(index) else {
        index = bytes.index(after: index)
        continue
      }
      index = bytes.index(after: index)
      let nameEnd = bytes[index...].prefix(5).firstIndex { !(0x61...0x7A).contains($0 | 0x20) }
      guard let nameEnd, nameEnd > index else { continue }
      let name = String(html[index..<nameEnd]).lowercased()
      guard isWanted(name, isOfAnchor) else { continue }
      var place = nameEnd
      skipBlanks(&place)
      guard place < bytes.endIndex, bytes[place] == UInt8(ascii: "=") else { continue }
      place = bytes.index(after: place)
      skipBlanks(&place)
      guard place < bytes.endIndex else { continue }
      let mark = bytes[place]
      if mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") {
        let first = bytes.index(after: place)
        guard let end = bytes[first...].firstIndex(of: mark) else { continue }
        return (
          Attribute(value: first..<end, isQuoted: true, isSource: name == "src"),
          bytes.index(after: end)
        )
      }
      let end =
        bytes[place...].firstIndex {
          $0 == 0x20 || (0x09...0x0D).contains($0) || "\"'=<>`".utf8.contains($0)
        } ?? bytes.endIndex
      guard end > place else { continue }
      return (Attribute(value: place..<end, isQuoted: false, isSource: name == "src"), end)
    }
    return nil
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
