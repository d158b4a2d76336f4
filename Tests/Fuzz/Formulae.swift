@testable import Formulas
@testable import Lessons
@testable import Markup
@testable import Text

/// A formula of any text, with a macro of any text: an error, or MathML in which nothing runs.
enum Formulae {
  static func check(_ bytes: [UInt8], _ tools: FuzzTools) throws(Violation) {
    let texts = bytes.texts(3)
    let formula = Formula(tex: texts[0], isDisplay: texts[2].isEmpty)
    let macros = texts[1].isEmpty ? "{}" : Typesetter.json(["\\m": texts[1]])
    guard let typesetter = tools.typesetter,
      let markup = try? typesetter.mathML(formula, macros: macros)
    else { return }
    guard let tree = TreeReader.tree(markup), tree.count == 1, case .element(let math) = tree[0],
      math.name == "math"
    else { throw Violation(description: "no formula: \(markup)") }
    // Blanks around it do not count.
    let text = math.attributes["alttext"] ?? ""
    try hold(text.isEmpty || texts[0].utf8.contains(text.utf8), "its text is \(text)")
    try Harmless.check(tree)
    try hold(
      !tree.hasElement {
        !$0.name.hasPrefix("m") && !["semantics", "annotation"].contains($0.name)
      },
      "an element of another vocabulary: \(markup)")
    try hold(Printing.isClosed(XHTMLPrinter.xml(tree.pieces)), "no XML: \(markup)")
  }
}

/// A tree in which nothing runs.
enum Harmless {
  static func check(_ tree: [Node]) throws(Violation) {
    let scripts = tree.hasElement { element in
      ["script", "iframe", "object", "embed"].contains(element.name.lowercased())
        || element.attributes.all.contains { attribute in
          let name = attribute.name.lowercased()
          let value = attribute.value.lowercased().filter { !$0.isWhitespace }
          let isLink = ["href", "src", "action", "xlink:href", "formaction"].contains(name)
          return name.hasPrefix("on") || isLink && value.hasPrefix("javascript:")
        }
    }
    try hold(!scripts, "a script: \(tree.asHTML)")
  }
}
