import Text

/// Writes a tree as HTML.
struct HTMLPrinter {
  private(set) var text = ""

  /// Attributes that stand without a value where they have none.
  private static let bare: Set<String> = ["download"]

  mutating func write(_ nodes: [Node]) {
    for node in nodes { write(node) }
  }

  private mutating func write(_ node: Node) {
    switch node {
    case .text(let plain): text += HTML.escaped(plain)
    case .code(let plain): text += HTML.escapedCode(plain)
    case .written(let html): text += html
    case .element(let element): write(element)
    }
  }

  private mutating func write(_ element: Element) {
    text += "<"
    text += element.name
    for attribute in element.attributes.all {
      text += " "
      text += attribute.name
      if attribute.value.isEmpty, Self.bare.contains(attribute.name) { continue }
      text += "=\""
      text += HTML.escaped(attribute.value)
      text += "\""
    }
    if element.endsItself {
      text += "/>"
    } else {
      text += element.layout == .block ? ">\n" : ">"
      if !Element.isVoid(element.name) {
        write(element.children)
        text += "</"
        text += element.name
        text += ">"
      }
    }
    if element.layout != .inline { text += "\n" }
  }
}

extension [Node] {
  /// The tree as HTML.
  package var asHTML: String {
    var printer = HTMLPrinter()
    printer.write(self)
    return printer.text
  }
}
