/// A piece of a page. Pages are trees of these, which printers write as HTML, as XML or as plain text.
package enum Node: Sendable, Equatable {
  /// Text as readers see it.
  case text(String)
  /// Text of code, in which quotation marks are so many that they are printed as they are.
  case code(String)
  /// HTML as an author wrote it. A piece of it may open what a later piece closes, so it is no tree.
  case written(String)
  case element(Element)

  /// An element in a line of text.
  package static func inline(
    _ name: String, _ attributes: Attributes = [:], _ children: [Node] = []
  ) -> Node {
    .element(Element(name, attributes, children, .inline))
  }

  /// An element that holds a text in a line of text.
  package static func inline(
    _ name: String, _ attributes: Attributes = [:], _ text: String
  ) -> Node {
    .element(Element(name, attributes, [.text(text)], .inline))
  }

  /// An element behind which a line ends.
  package static func line(
    _ name: String, _ attributes: Attributes = [:], _ children: [Node] = []
  ) -> Node {
    .element(Element(name, attributes, children, .line))
  }

  /// An element that holds a text, and behind which a line ends.
  package static func line(
    _ name: String, _ attributes: Attributes = [:], _ text: String
  ) -> Node {
    .element(Element(name, attributes, [.text(text)], .line))
  }

  /// An element whose content stands on lines of its own.
  package static func block(
    _ name: String, _ attributes: Attributes = [:], _ children: [Node] = []
  ) -> Node {
    .element(Element(name, attributes, children, .block))
  }
}

/// An element of HTML, SVG or MathML.
package struct Element: Sendable, Equatable {
  /// Where the lines of the printed page end.
  package enum Layout: Sendable {
    case inline
    /// A line ends behind the element.
    case line
    /// A line ends behind the start tag too.
    case block
  }

  package var name: String
  package var attributes: Attributes
  package var children: [Node]
  package var layout: Layout

  package init(
    _ name: String, _ attributes: Attributes = [:], _ children: [Node] = [],
    _ layout: Layout = .inline
  ) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.layout = layout
  }

  /// Elements of HTML that hold nothing and have no end tag.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr"
  ]

  /// Whether elements of HTML with this name have no end tag.
  package static func isVoid(_ name: String) -> Bool { void.contains(name.lowercased()) }

  /// Whether the start tag is the end too: shapes of SVG that hold nothing.
  var endsItself: Bool { children.isEmpty && Self.shapes.contains(name) }

  private static let shapes: Set<String> = [
    "circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "stop", "use"
  ]

  /// Elements that hold elements of another vocabulary, whose names keep their case.
  static let foreign: Set<String> = ["math", "svg"]
}

/// The attributes of an element, in their order, their values as readers' programs see them. In a
/// literal, one whose value is `nil` is left out.
package struct Attributes: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  package var all: [Attribute]

  package init(_ all: [Attribute]) { self.all = all }

  package init(dictionaryLiteral elements: (String, String?)...) {
    all = elements.compactMap { name, value in value.map { Attribute(name: name, value: $0) } }
  }

  /// The value of an attribute.
  package subscript(_ name: String) -> String? { all.first { $0.name == name }?.value }

  package static func + (one: Attributes, other: Attributes) -> Attributes {
    Attributes(one.all + other.all)
  }
}

/// `name="value"`.
package struct Attribute: Sendable, Equatable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
