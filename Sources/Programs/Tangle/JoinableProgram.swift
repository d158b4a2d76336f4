package import SwiftSyntax
import Text

/// A lesson's program as a file of a module that other lessons' programs are files of: its
/// declarations at the file's level, its statements in a function.
///
/// A program alone is a script. As a file of a module it is another text, which has to mean the
/// same; so only what is known to mean the same is taken, and everything else makes a program
/// stand alone (`nil` where one of these is expected). What differs between the two:
///
/// - A global variable of a script is computed where it stands, one of a file when it is first
///   used. It is used where it stands (`__touch`), and nothing that is declared may be named before.
/// - The names of types belong to the module. Where another file of it names one of them, all types
///   of the file are the file's own (`hidesTypes`), as functions and variables always are. Their
///   names are then longer in what `debugPrint` and mirrors print, which is looked for.
/// - Conformances, operators and imports are seen by all files. They are left out, or, for imports,
///   must be the same in all files.
package struct JoinableProgram: Sendable, Codable {
  /// The types that it adds to the module.
  private(set) var types: Set<String> = []
  /// Every name in its code.
  package private(set) var names: Set<String> = []
  /// The modules that it imports beside ours.
  private(set) var imports: Set<String> = []

  private var typeDeclarations: [String] = []
  private var declarations = ""
  private var statements = ""
  private var extensions: [Extension] = []

  /// An extension, of a type of the lesson or of another.
  struct Extension: Sendable, Codable {
    var extended: String
    package var text: String
    /// Whether it can belong to the file alone.
    var canBePrivate: Bool
  }

  /// What is done with a statement.
  package enum Role {
    case plain
    case shown
    case valued(Int)
  }

  /// The program as a file, run by a function that the host finds by its number.
  ///
  /// - Parameter hidesTypes: whether its types are seen in this file only.
  func text(number: Int, hidesTypes: Bool) -> String {
    let own = extensions.map { types.contains($0.extended) ? $0.text : "fileprivate " + $0.text }
    let access = hidesTypes ? "fileprivate " : ""
    return (["Nabla", "LessonKit"] + imports.sorted()).map { "import \($0)\n" }.joined()
      + typeDeclarations.map { access + $0 }.joined() + declarations + own.joined()
      + "fileprivate func __lesson() throws {\n\(Tangler.Call.start)\n"
      + "\(statements)\(Tangler.Call.finish)\n}\n"
      + "@_cdecl(\"\(Self.symbol(number))\") public func __run\(number)() { try! __lesson() }\n"
  }

  /// What the host calls to run the program with this number.
  static func symbol(_ number: Int) -> String { "nabla_lesson_\(number)" }

  /// Whether all extensions are such as can stand in a module with other lessons.
  package var isComplete: Bool {
    extensions.allSatisfy { types.contains($0.extended) || $0.canBePrivate }
  }

  /// Whether the two may be files of one module.
  package func fits(_ other: JoinableProgram) -> Bool { imports == other.imports }

  /// Whether its types must be seen in its own file only, because one of these names one of them.
  func clashes(with others: some Sequence<JoinableProgram>) -> Bool {
    others.contains { !types.isDisjoint(with: $0.names) }
  }

  /// What the runtime prints in the place of the file where a type is its file's own.
  static let hiddenContext = "(unknown context at"

  // MARK: Building it

  package mutating func begin(_ number: Int) { statements += "\(Tangler.Call.begin(number))\n" }
  package mutating func end(_ number: Int) { statements += "\(Tangler.Call.end(number))\n" }

  /// What stands between the braces of a block whose declarations end with it.
  package mutating func open() { statements += "do {\n" }
  package mutating func close() { statements += "}\n" }

  /// Adds an expression of a sentence; `false` where it cannot be joined.
  package mutating func add(sentence: SourceFileSyntax, _ text: String, number: Int) -> Bool {
    guard let found = JoinableCode.names(in: sentence) else { return false }
    names.formUnion(found)
    statements += "__told(\(number),\n\(text)\n)\n"
    return true
  }

  /// Adds an item of a block; `false` where it cannot be joined.
  ///
  /// - Parameters:
  ///   - line: its line, as the running program tells it.
  ///   - isScoped: whether its declarations end with its block.
  package mutating func add(
    _ item: CodeBlockItemSyntax, as role: Role, line: Int, isScoped: Bool
  ) -> Bool {
    guard let found = JoinableCode.names(in: item) else { return false }
    defer { names.formUnion(found) }
    if case .decl(let declaration) = item.item, !isScoped {
      return add(declaration, line: line)
    }
    guard JoinableCode.isStatement(item.item) else { return false }
    let text = item.item.trimmedDescription
    statements += "\(Tangler.Call.at(line))\n"
    switch role {
    case .plain: statements += "\(text)\n"
    case .shown: statements += "__show(\n\(text)\n)\n"
    case .valued(let number): statements += "__told(\(number),\n\(text)\n)\n"
    }
    return true
  }

  private mutating func add(_ declaration: DeclSyntax, line: Int) -> Bool {
    guard let joinable = JoinableCode.Declaration(declaration),
      names.isDisjoint(with: joinable.declared)
    else { return false }
    switch joinable.kind {
    case .module(let name):
      imports.insert(name)
    case .type(let name):
      types.insert(name)
      typeDeclarations.append("\(declaration.trimmedDescription)\n")
    case .function:
      declarations += "fileprivate \(declaration.trimmedDescription)\n"
    case .variables(let text):
      declarations += "fileprivate \(text)\n"
      statements += "\(Tangler.Call.at(line))\n"
      statements += joinable.declared.sorted().map { "__touch(\($0))\n" }.joined()
    case .computed:
      declarations += "fileprivate \(declaration.trimmedDescription)\n"
    case .extending(let name, let canBePrivate):
      extensions.append(
        Extension(
          extended: name, text: "\(declaration.trimmedDescription)\n", canBePrivate: canBePrivate))
    }
    return true
  }
}
