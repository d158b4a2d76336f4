import Lessons
import SwiftSyntax
import Text

/// Variables that are used above the statement that declares them.
///
/// Swift knows the variables of a script from its first line on, and reads zeros from one that has
/// no value yet, without a word. A function may name what stands below it, because it runs later;
/// so may a closure.
extension Tangler {
  mutating func refuseUseAboveDeclaration() {
    var order = DeclarationOrder(setup)
    let cells = lesson.cells.compactMap { cell -> (tree: SourceFileSyntax, cell: Cell)? in
      switch cell {
      case .inline(let index):
        let tree = ParsedSwift.tree(of: lesson.inlines[index].expression)
        return tree.hasError ? nil : (tree, cell)
      case .block(let index):
        guard lesson.blocks[index].swift?.runs == true else { return nil }
        let tree = ParsedSwift.tree(of: lesson.blocks[index].code)
        return tree.hasError ? nil : (tree, cell)
      }
    }
    for (tree, cell) in cells {
      guard case .block(let index) = cell, lesson.blocks[index].swift?.isScoped == false else {
        continue
      }
      for statement in tree.statements {
        let block = lesson.blocks[index]
        let start = statement.positionAfterSkippingLeadingTrivia.utf8Offset
        order.note(statement, line: place(ofByte: start, in: block).line)
      }
    }
    for (tree, cell) in cells {
      // What a scoped block declares ends with it.
      let outer = order
      for statement in tree.statements {
        for use in order.uses(in: statement) { refuse(use, in: cell) }
        order.pass(statement)
      }
      if case .block(let index) = cell, lesson.blocks[index].swift?.isScoped == true {
        order = outer
      }
    }
  }

  private mutating func refuse(_ use: DeclarationOrder.Use, in cell: Cell) {
    let reason = Reason.usedAboveDeclaration(use.name, line: use.declaredAt)
    switch cell {
    case .inline(let index):
      let inline = lesson.inlines[index]
      programs.problems.append(
        lesson.file.diagnostic(
          reason, line: inline.line, column: inline.column,
          length: inline.expression.utf8.count))
    case .block(let index):
      let place = place(ofByte: use.offset, in: lesson.blocks[index])
      programs.problems.append(
        lesson.file.diagnostic(
          reason, line: place.line, column: place.column, length: use.name.utf8.count))
    }
  }
}

/// Which variables of a program have their values, statement by statement.
private struct DeclarationOrder {
  /// A name that is used before its variable has a value.
  struct Use {
    var name: String
    var offset: Int
    var declaredAt: Int
  }

  /// The line of the first declaration of each variable.
  private var lines: [String: Int] = [:]
  /// The names that are declared above.
  private var above: Set<String>

  init(_ setup: SourceFile?) {
    above = setup.map { Tangler.declared(in: ParsedSwift.tree(of: $0.text)) } ?? []
  }

  mutating func note(_ statement: CodeBlockItemSyntax, line: Int) {
    // A function may have the name of a variable.
    if case .decl(let declaration) = statement.item,
      let function = declaration.as(FunctionDeclSyntax.self)
    {
      above.insert(NamesInCode.plain(function.name))
    }
    for name in Self.variables(in: statement) where lines[name] == nil { lines[name] = line }
  }

  mutating func pass(_ statement: CodeBlockItemSyntax) {
    above.formUnion(Self.variables(in: statement))
  }

  /// Each name once that stands for a variable without a value.
  func uses(in statement: CodeBlockItemSyntax) -> [Use] {
    if case .decl(let declaration) = statement.item, !declaration.is(VariableDeclSyntax.self) {
      return []
    }
    var found: [Use] = []
    for token in statement.tokens(viewMode: .sourceAccurate) where NamesInCode.refers(token) {
      let name = NamesInCode.plain(token)
      guard let line = lines[name], !above.contains(name),
        !found.contains(where: { $0.name == name }), !Self.runsLater(token, in: statement),
        !NamesInCode.isLocal(name, at: token, within: Syntax(statement))
      else { continue }
      found.append(
        Use(
          name: name, offset: token.positionAfterSkippingLeadingTrivia.utf8Offset,
          declaredAt: line))
    }
    return found
  }

  /// The variables that hold a value from this statement on.
  private static func variables(in statement: CodeBlockItemSyntax) -> Set<String> {
    guard case .decl(let declaration) = statement.item,
      let variable = declaration.as(VariableDeclSyntax.self)
    else { return [] }
    var names: Set<String> = []
    for binding in variable.bindings {
      // One that is computed each time has its value wherever it is asked.
      if binding.accessorBlock != nil, binding.initializer == nil { continue }
      for token in binding.pattern.tokens(viewMode: .sourceAccurate) {
        guard case .identifier = token.tokenKind else { continue }
        names.insert(NamesInCode.plain(token))
      }
    }
    return names
  }

  /// Whether the token stands in a closure, a function or a type, which may run later.
  private static func runsLater(_ token: TokenSyntax, in statement: CodeBlockItemSyntax) -> Bool {
    var node = token.parent
    while let here = node, here.id != statement.id {
      if here.is(ClosureExprSyntax.self) || here.is(AccessorBlockSyntax.self)
        || here.isProtocol((any DeclGroupSyntax).self) || here.is(FunctionDeclSyntax.self)
      {
        return true
      }
      node = here.parent
    }
    return false
  }
}
