/// The variables of the process that nabla obeys: read once, by the command, and handed on, so that
/// whatever depends on one says so in its parameters.
package struct Environment: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// Each variable that nabla reads. What a lesson's own process reads of the weaver is in `Wire`.
  package enum Name: String, CaseIterable, Sendable {
    /// The Swift compiler, where it is not the first `swiftc` in `path`.
    case compiler = "NABLA_SWIFTC"
    /// The folder with the library that lessons load, where it is not beside nabla.
    case library = "NABLA_LIBRARY"
    /// KaTeX's script, where it is in none of the usual places.
    case katex = "NABLA_KATEX"
    /// Graphviz's `dot`, where it is not the first in `path`.
    case graphviz = "NABLA_DOT"
    /// The browser that prints PDFs, where it is not the first in `path`.
    case chromium = "NABLA_CHROMIUM"
    /// The `git` that knows a course's earlier lessons, where it is not the first in `path`.
    case git = "NABLA_GIT"
    /// Set, to whatever: programs are interpreted, not linked and loaded.
    case interprets = "NABLA_INTERPRET"
    /// A folder for the programs that the compiler sees, for whoever wants to read them.
    case keptPrograms = "NABLA_KEEP_PROGRAMS"
    /// Where programs are looked for.
    case path = "PATH"
    /// The kind of terminal: a dumb one shows no colour and no progress.
    case terminal = "TERM"
    /// Set and not empty: messages have no colour.
    case noColour = "NO_COLOR"
    /// The author's editors: the second where the first has no window of its own.
    case visualEditor = "VISUAL", editor = "EDITOR"
  }

  /// All variables, as programs that nabla starts inherit them.
  package var variables: [String: String]

  package init(_ variables: [String: String]) { self.variables = variables }

  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements) { _, last in last })
  }

  package subscript(name: Name) -> String? { variables[name.rawValue] }

  /// What decides what a build gives, in a fixed order.
  package var ofBuild: [(name: String, value: String)] {
    variables.filter { $0.key == Name.path.rawValue || $0.key.hasPrefix("NABLA_") }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
