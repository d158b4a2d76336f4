/// What can be wrong with a glossary.
package enum GlossaryReason: Sendable {
  case definedTwice(String, first: Int)
  case notDefined(String)
  case neverUsed(String, _ anchor: String)
}

extension GlossaryReason {
  var severity: Severity {
    if case .neverUsed = self { .warning } else { .error }
  }

  var message: String {
    switch self {
    case .definedTwice(let term, _): "the term '\(term)' is defined twice"
    case .notDefined(let term):
      "nothing says what '\(term)' is: no paragraph stands below this heading"
    case .neverUsed(let term, _): "no lesson leads to the term '\(term)'"
    }
  }

  var help: String {
    switch self {
    case .definedTwice(_, let first): "the first stands at line \(first)"
    case .notDefined: "begin with a paragraph: readers see it where the term is used"
    case .neverUsed(let term, let anchor):
      "link to it where it is first used: [\(term.lowercased())](glossary.md#\(anchor))"
    }
  }
}
