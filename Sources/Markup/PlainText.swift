extension [Node] {
  /// What readers see of the tree, without what an author wrote as HTML.
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
    case .text(let plain), .code(let plain): text += plain
    case .written: break
    case .element(let element):
      switch element.name {
      case "math": text += formula(element.attributes["alttext"] ?? "")
      case "br": text += " "
      default: for child in element.children { child.add(to: &text, formula) }
      }
    }
  }

  /// Whether an element in the tree is what is looked for.
  package func contains(where isWanted: (Element) -> Bool) -> Bool {
    guard case .element(let element) = self else { return false }
    return isWanted(element) || element.children.contains { $0.contains(where: isWanted) }
  }
}
