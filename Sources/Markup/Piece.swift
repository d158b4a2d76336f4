import Text

/// A tag of a page, or the text between two: what a tree and an author's HTML have in common. Where
/// texts and values come to a printer as pieces, their special characters are entities already.
package enum Piece: Sendable, Equatable {
  case text(String)
  case comment
  case start(Tag)
  case end(String)
}

/// A tag that opens an element.
package struct Tag: Sendable, Equatable {
  /// As it is written: HTML's names mean the same in any case, those of SVG do not.
  package var name: String
  package var attributes: [Attribute]
  package var isSelfClosing: Bool

  /// The value of an attribute, its entities as they are written.
  package subscript(_ name: String) -> String? {
    attributes.first { $0.name.lowercased() == name }?.value
  }

  package init(name: String, attributes: [Attribute] = [], isSelfClosing: Bool = false) {
    self.name = name
    self.attributes = attributes
    self.isSelfClosing = isSelfClosing
  }
}

extension [Node] {
  /// The tree from its first tag to its last. What an author wrote is read here.
  package var pieces: [Piece] {
    var pieces: [Piece] = []
    for node in self { node.add(to: &pieces) }
    return pieces
  }
}

extension Node {
  fileprivate func add(to pieces: inout [Piece]) {
    switch self {
    case .text(let plain): pieces.append(.text(HTML.escaped(plain)))
    case .code(let plain): pieces.append(.text(HTML.escapedCode(plain)))
    case .written(let html): pieces += HTMLReader.pieces(html)
    case .element(let element):
      pieces.append(
        .start(
          Tag(
            name: element.name,
            attributes: element.attributes.all.map {
              Attribute(name: $0.name, value: HTML.escaped($0.value))
            }, isSelfClosing: element.endsItself)))
      if element.layout == .block { pieces.append(.text("\n")) }
      for child in element.children { child.add(to: &pieces) }
      if !element.endsItself, !Element.isVoid(element.name) { pieces.append(.end(element.name)) }
      if element.layout != .inline { pieces.append(.text("\n")) }
    }
  }
}
