import Text

/// Reads markup in which every element is closed, as programs write it, into a tree.
package enum TreeReader {
  /// The tree; `nil` where an element is left open or closed twice.
  package static func tree(_ markup: String) -> [Node]? {
    var open: [Element] = []
    var nodes: [Node] = []
    for piece in HTMLReader.pieces(markup) {
      switch piece {
      case .comment: break
      case .text(let text): nodes.append(.text(plain(text)))
      case .start(let tag):
        var element = Element(
          tag.name,
          Attributes(tag.attributes.map { Attribute(name: $0.name, value: plain($0.value)) }))
        if tag.isSelfClosing || Element.isVoid(tag.name) {
          nodes.append(.element(element))
        } else {
          // What stands before the element waits in it until it is closed.
          swap(&element.children, &nodes)
          open.append(element)
        }
      case .end(let name):
        guard var element = open.popLast(), element.name == name else { return nil }
        swap(&element.children, &nodes)
        nodes.append(.element(element))
      }
    }
    return open.isEmpty ? nodes : nil
  }

  /// Text without the entities that markup cannot do without.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return text.replacingBytes("&lt;", with: "<").replacingBytes("&gt;", with: ">")
      .replacingBytes("&quot;", with: "\"").replacingBytes("&amp;", with: "&")
  }
}
