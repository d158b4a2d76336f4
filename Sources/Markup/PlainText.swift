import Text

extension [Node] {
  /// What readers see of the tree, in one line, without numbers of footnotes and without what an
  /// author wrote as HTML.
  ///
  /// - Parameter formula: the text of a formula, given its TeX.
  package func asText(formula: (String) -> String = { $0 }) -> String {
    var text = ""
    for node in self { node.add(to: &text, formula) }
    return text
  }
}

extension Node {
  fileprivate func add(to text: inout String, _ formula: (String) -> String) {
    switch self {
    case .text(let plain), .code(let plain): text += plain.replacingBytes("\n", with: " ")
    case .written: break
    case .element(let element):
      let isSeen =
        element.attributes["hidden"] == nil && element.attributes["role"] != "doc-noteref"
      switch element.name {
      case _ where !isSeen: break
      case "math": text += formula(element.attributes["alttext"] ?? "")
      case "br": text += " "
      default: for child in element.children { child.add(to: &text, formula) }
      }
    }
  }
}
