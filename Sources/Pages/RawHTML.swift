import Lessons
import Markup
import Text

/// What is looked for in raw HTML: where it leads, and what can be led to.
enum RawHTML {
  /// The value of an attribute.
  struct Attribute {
    var value: Range<String.Index>
    var isQuoted: Bool
    /// Whether something is loaded from it, as a `src` says.
    var isSource = false
  }

  /// Each `href` and `src` that is not in a comment.
  static func links(in html: String) -> [Attribute] {
    attributes(in: html) { name, _ in name == "href" || name == "src" }
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

  /// The `id`s, and the `name`s of old anchors.
  static func anchors(in html: String) -> [String] {
    attributes(in: html) { name, isOfAnchor in name == "id" || (name == "name" && isOfAnchor) }
      .map { String(html[$0.value]) }
  }

  /// The attributes whose names are wanted: byte by byte and in one pass, so that what is no HTML
  /// takes no longer. What stands in a comment is none.
  private static func attributes(
    in html: String, where isWanted: (_ name: String, _ isOfAnchor: Bool) -> Bool
  ) -> [Attribute] {
    let bytes = html.utf8
    var found: [Attribute] = []
    func isBlank(_ index: String.Index) -> Bool {
      bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index])
    }
    func skipBlanks(_ index: inout String.Index) {
      while index < bytes.endIndex, isBlank(index) { index = bytes.index(after: index) }
    }
    var index = bytes.startIndex
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
        found.append(
          Attribute(value: first..<end, isQuoted: true, isSource: name == "src"))
        (index, isOfAnchor) = (bytes.index(after: end), false)
        continue
      }
      let end =
        bytes[place...].firstIndex {
          $0 == 0x20 || (0x09...0x0D).contains($0) || "\"'=<>`".utf8.contains($0)
        } ?? bytes.endIndex
      guard end > place else { continue }
      found.append(Attribute(value: place..<end, isQuoted: false, isSource: name == "src"))
      (index, isOfAnchor) = (end, false)
    }
    return found
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
