import Drawings
import Markup
import Text

/// What a book has in place of films, sounds and pages within the page: a link, or a text where
/// nobody knows the site's address.
struct MediaReplacement {
  let book: Book

  private static let names: Set<String> = ["video", "audio", "iframe", "object", "embed"]

  /// The pieces of a page without media.
  func pieces(_ pieces: [Piece]) -> [Piece] {
    var kept: [Piece] = []
    var index = 0
    while index < pieces.count {
      guard case .start(let tag) = pieces[index], Self.names.contains(tag.name.lowercased()),
        let inner = Self.content(of: tag, at: index, in: pieces)
      else {
        kept.append(pieces[index])
        index += 1
        continue
      }
      if let source = Self.source(tag) ?? inner.lazy.compactMap(Self.source).first {
        kept += replacement(of: source)
      } else {
        kept += inner
      }
      index = Element.isVoid(tag.name) ? index + 1 : inner.endIndex + 1
    }
    return kept
  }

  /// What stands between a tag and its end; `nil` where it has none.
  private static func content(
    of tag: Tag, at index: Int, in pieces: [Piece]
  ) -> ArraySlice<Piece>? {
    if Element.isVoid(tag.name) { return [] }
    let rest = pieces[(index + 1)...]
    let end = rest.firstIndex { piece in
      if case .end(let name) = piece { name.lowercased() == tag.name.lowercased() } else { false }
    }
    return end.map { rest[..<$0] }
  }

  private static func source(_ piece: Piece) -> String? {
    if case .start(let tag) = piece { source(tag) } else { nil }
  }

  private static func source(_ tag: Tag) -> String? {
    tag.attributes.first { ["src", "data"].contains($0.name.lowercased()) }?.value
  }

  private func replacement(of link: String) -> [Piece] {
    let isElsewhere = book.isElsewhere(link)
    let name = isElsewhere ? link : String(link.split(separator: "/").last ?? "")
    guard let address = isElsewhere ? link : book.address(link) else {
      let text = book.values.texts.onlyOnPage.replacing("{file}", with: name)
      return Self.element("span", [], text)
    }
    return Self.element("a", [Attribute(name: "href", value: address)], name)
  }

  private static func element(_ name: String, _ more: [Attribute], _ text: String) -> [Piece] {
    let attributes = [Attribute(name: "class", value: "media")] + more
    return [.start(Tag(name: name, attributes: attributes)), .text(text), .end(name)]
  }
}
