/// What is found in a tree, and taken from it.
extension [Node] {
  /// Whether an element of the tree is what is looked for.
  package func hasElement(where isWanted: (Markup.Element) -> Bool) -> Bool {
    contains { node in
      guard case .element(let element) = node else { return false }
      return isWanted(element) || element.children.hasElement(where: isWanted)
    }
  }

  /// The tree without some of its elements.
  package func removing(where isUnwanted: (Markup.Element) -> Bool) -> [Node] {
    compactMap { node in
      guard case .element(var element) = node else { return node }
      if isUnwanted(element) { return nil }
      element.children = element.children.removing(where: isUnwanted)
      return .element(element)
    }
  }
}
