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
    /// Where a user's own files are, and those that hold what is kept from run to run.
    case home = "HOME", stateHome = "XDG_STATE_HOME"
    /// The author's editors: the second where the first has no window of its own.
    case visualEditor = "VISUAL", editor = "EDITOR"
  }

  /// Each variable of stores. Some are secrets, so no program that nabla starts inherits any.
  package enum StoreName: String, CaseIterable, Sendable {
    /// The secret of the seal, where machines have one in common.
    case key = "NABLA_STORE_KEY"
    /// The address of a shared store, with a name and password where it asks for them; `off` for none.
    case address = "NABLA_STORE"
    /// What the server of that address takes as a bearer's token.
    case token = "NABLA_STORE_TOKEN"
    /// `1`: results are sent there.
    case writes = "NABLA_STORE_WRITE"
  }

  /// All variables but those of stores, as programs that nabla starts inherit them.
  package var variables: [String: String]
  /// What is said of stores.
  private var ofStores: [String: String]

  package init(_ variables: [String: String]) {
    let names = Set(StoreName.allCases.map(\.rawValue))
    self.variables = variables.filter { !names.contains($0.key) }
    ofStores = variables.filter { names.contains($0.key) }
  }

  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements) { _, last in last })
  }

  package subscript(name: Name) -> String? { variables[name.rawValue] }

  /// What is said of stores: an empty text is none, as a secret that a service does not hand out is.
  package subscript(name: StoreName) -> String? {
    ofStores[name.rawValue].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What decides what a build gives, in a fixed order.
  package var ofBuild: [(name: String, value: String)] {
    variables.filter { $0.key == Name.path.rawValue || $0.key.hasPrefix("NABLA_") }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
