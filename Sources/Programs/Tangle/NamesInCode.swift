import SwiftSyntax
import Text

/// The names that code refers to, as far as its text alone tells.
enum NamesInCode {
  /// The names that are referred to and are not declared by the code itself around the place: what
  /// may be a variable of the program. Members, labels and local names are none.
  package static func names(in node: Syntax) -> Set<String> {
    var names: Set<String> = []
    for token in node.tokens(viewMode: .sourceAccurate) where refers(token) {
      let name = plain(token)
      if !isLocal(name, at: token, within: node) { names.insert(name) }
    }
    return names
  }

  /// An identifier without its backticks.
  package static func plain(_ token: TokenSyntax) -> String {
    token.text.count > 2 && token.text.hasPrefix("`")
      ? String(token.text.dropFirst().dropLast()) : token.text
  }

  /// Whether the token names what is used here, and no member or label.
  static func refers(_ token: TokenSyntax) -> Bool {
    guard let parent = token.parent else { return false }
    if let reference = parent.as(DeclReferenceExprSyntax.self) {
      guard reference.baseName.id == token.id, let around = reference.parent else { return false }
      if let member = around.as(MemberAccessExprSyntax.self) {
        return member.declName.id != reference.id
      }
      return !around.is(KeyPathPropertyComponentSyntax.self)
    }
    // `if let x` and `{ [x] in }` refer to x without an expression.
    if parent.is(IdentifierPatternSyntax.self) {
      return parent.parent?.as(OptionalBindingConditionSyntax.self)?.initializer == nil
        && parent.parent?.is(OptionalBindingConditionSyntax.self) == true
    }
    if let capture = parent.as(ClosureCaptureSyntax.self) {
      return capture.name.id == token.id && capture.initializer == nil
    }
    return false
  }

  /// Whether the name is declared around the token, inside `outer`: by a variable above it in the
  /// same braces, a parameter of a closure or function, or a loop.
  static func isLocal(_ name: String, at token: TokenSyntax, within outer: Syntax) -> Bool {
    var node = Syntax(token)
    while node.id != outer.id, let parent = node.parent {
      if declares(parent, name, before: node) { return true }
      node = parent
    }
    return false
  }

  /// Whether `scope` declares the name for its part `inner`.
  private static func declares(_ scope: Syntax, _ name: String, before inner: Syntax) -> Bool {
    if let list = scope.as(CodeBlockItemListSyntax.self) {
      // The top level's variables are the program's.
      guard scope.parent?.is(SourceFileSyntax.self) != true else { return false }
      return list.prefix { $0.id != inner.id }.contains { item in
        if let variable = item.item.as(VariableDeclSyntax.self) {
          return variable.bindings.contains { binds(name, Syntax($0.pattern)) }
        }
        guard let check = item.item.as(GuardStmtSyntax.self) else { return false }
        return binds(name, Syntax(check.conditions))
      }
    }
    if let closure = scope.as(ClosureExprSyntax.self) {
      return parameters(of: closure).contains { plain($0) == name }
    }
    if let function = scope.as(FunctionDeclSyntax.self) {
      return function.signature.parameterClause.parameters.contains {
        plain($0.secondName ?? $0.firstName) == name
      }
    }
    let pattern: Syntax? =
      if let loop = scope.as(ForStmtSyntax.self), loop.body.id == inner.id {
        Syntax(loop.pattern)
      } else if let loop = scope.as(WhileStmtSyntax.self), loop.body.id == inner.id {
        Syntax(loop.conditions)
      } else if let choice = scope.as(IfExprSyntax.self), choice.body.id == inner.id {
        Syntax(choice.conditions)
      } else if let choice = scope.as(SwitchCaseSyntax.self), choice.statements.id == inner.id {
        Syntax(choice.label)
      } else if let failure = scope.as(CatchClauseSyntax.self), failure.body.id == inner.id {
        Syntax(failure.catchItems)
      } else {
        nil
      }
    return pattern.map { binds(name, $0) } ?? false
  }

  private static func parameters(of closure: ClosureExprSyntax) -> [TokenSyntax] {
    switch closure.signature?.parameterClause {
    case .simpleInput(let list): list.map(\.name)
    case .parameterClause(let clause): clause.parameters.map { $0.secondName ?? $0.firstName }
    case nil: []
    @unknown default: []
    }
  }

  private static func binds(_ name: String, _ pattern: Syntax) -> Bool {
    pattern.tokens(viewMode: .sourceAccurate).contains {
      $0.parent?.is(IdentifierPatternSyntax.self) == true && plain($0) == name
    }
  }
}
