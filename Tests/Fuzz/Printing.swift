@testable import Markup
@testable import Text

/// Trees and HTML of any shape: what is printed is read back.
enum Printing {
  /// A tree that the bytes describe, printed as HTML and as XML.
  static func check(tree bytes: [UInt8]) throws(Violation) {
    var growth = TreeGrowth(bytes[...])
    let tree = growth.nodes(depth: 0)
    let html = tree.asHTML
    guard let read = TreeReader.tree(html) else {
      throw Violation(description: "not read back: \(html)")
    }
    try hold(isSame(read.asHTML, html), "read back as another: \(html)\n\(read.asHTML)")
    let xml = XHTMLPrinter.xml(tree.pieces)
    try hold(isClosed(xml), "no XML: \(xml)")
  }

  /// What an author wrote as HTML, as XML: every element is closed, and it is XML of itself.
  static func check(html bytes: [UInt8]) throws(Violation) {
    let html = String(decoding: bytes, as: UTF8.self)
    let xml = XHTMLPrinter.xml([Node.written(html)].pieces)
    try hold(isClosed(xml), "no XML: \(xml)")
    for case .start(let tag) in HTMLReader.pieces(xml) {
      try hold(
        tag.name.lowercased() != "script"
          && !tag.attributes.contains { $0.name.lowercased().hasPrefix("on") },
        "a script is left: \(xml)")
    }
    let again = XHTMLPrinter.xml([Node.written(xml)].pieces)
    try hold(again == xml, "printed again: \(again)\nof \(xml)")
  }

  /// Whether two prints are the same: in code, quotation marks are printed as they are, and a shape may
  /// end itself.
  static func isSame(_ one: String, _ other: String) -> Bool {
    func normal(_ html: String) -> String {
      html.replacingBytes("&quot;", with: "\"").replacingBytes("/>", with: "></path>")
    }
    return normal(one).hasSameBytes(as: normal(other))
  }

  /// Whether each element of XML is closed where it has to be.
  static func isClosed(_ xml: String) -> Bool {
    var open: [String] = []
    for piece in HTMLReader.pieces(xml) {
      switch piece {
      case .start(let tag): if !tag.isSelfClosing { open.append(tag.name) }
      case .end(let name): if open.popLast() != name { return false }
      case .text, .comment: break
      }
    }
    return open.isEmpty
  }
}

/// A tree grown from bytes, each of which says what comes next.
private struct TreeGrowth {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  private static let names = ["p", "div", "svg", "path", "math", "mi", "br", "li", "td", "span"]
  private static let attributes = ["class", "href", "download", "alt", "title", "data-x"]

  mutating func nodes(depth: Int) -> [Node] {
    var nodes: [Node] = []
    while let byte = bytes.popFirst(), byte & 7 != 0 {
      switch byte & 7 {
      case 1: nodes.append(.text(text()))
      case 2: nodes.append(.code(text()))
      default:
        if depth > 200 { return nodes }
        let name = Self.names[Int(byte >> 3) % Self.names.count]
        let layouts: [Element.Layout] = [.inline, .line, .block]
        var attributes: [Attribute] = []
        for known in Self.attributes where byte >> 6 == 0 && known.count & 7 == byte & 7 {
          attributes.append(Attribute(name: known, value: text()))
        }
        // Void elements hold nothing.
        let children = Element.isVoid(name) ? [] : self.nodes(depth: depth + 1)
        nodes.append(
          .element(Element(name, Attributes(attributes), children, layouts[Int(byte) % 3])))
      }
    }
    return nodes
  }

  /// A text of as many bytes as the next one says.
  private mutating func text() -> String {
    let count = Int(bytes.popFirst() ?? 0) & 31
    defer { bytes = bytes.dropFirst(count) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
