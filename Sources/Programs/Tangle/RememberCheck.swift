import SwiftSyntax
import Text

/// Finds what closures of `remember` change beside what they return, as far as the text tells: where
/// the value is remembered, the change would be missing.
enum RememberCheck {
  /// A name that a closure changes, and the byte at which it stands.
  struct Change: Equatable {
    package var name: String
    package var offset: Int
  }

  /// Methods of the standard library and the engine that change what they are called on, whatever
  /// has one of this name.
  private static let mutating: Set<String> = [
    "append", "removeAll", "removeFirst", "removeLast", "popLast", "popFirst", "sort", "shuffle",
    "swapAt", "formUnion", "formIntersection", "updateValue", "removeValue", "toggle", "negate",
    "uniform", "normal", "permutation"
  ]

  /// The changes of names that are declared outside of the closures.
  package static func changes(in tree: SourceFileSyntax) -> [Change] {
    var found: [Change] = []
    for token in tree.tokens(viewMode: .sourceAccurate)
    where token.text == "remember" && token.parent?.is(DeclReferenceExprSyntax.self) == true {
      guard let call = token.parent?.parent?.as(FunctionCallExprSyntax.self),
        let closure = call.trailingClosure
          ?? call.arguments.last?.expression.as(ClosureExprSyntax.self)
      else { continue }
      found += changes(in: closure)
    }
    return found
  }

  private static func changes(in closure: ClosureExprSyntax) -> [Change] {
    var found: [Change] = []
    // One step out, so that the closure's own parameters count as declared in it.
    let around = closure.parent ?? Syntax(closure)
    for token in closure.tokens(viewMode: .sourceAccurate) where !isInType(token, closure) {
      for root in target(of: token).map(roots) ?? [] {
        let name = NamesInCode.plain(root)
        guard !NamesInCode.isLocal(name, at: root, within: around) else { continue }
        let change = Change(
          name: name, offset: root.positionAfterSkippingLeadingTrivia.utf8Offset)
        if !found.contains(change) { found.append(change) }
      }
    }
    return found
  }

  /// Whether the token stands in a type that the closure declares: what changes there is a value of
  /// that type.
  private static func isInType(_ token: TokenSyntax, _ closure: ClosureExprSyntax) -> Bool {
    var node = token.parent
    while let inner = node, inner.id != closure.id {
      if inner.is(StructDeclSyntax.self) || inner.is(ClassDeclSyntax.self)
        || inner.is(EnumDeclSyntax.self) || inner.is(ActorDeclSyntax.self)
      {
        return true
      }
      node = inner.parent
    }
    return false
  }

  /// What is changed by the assignment, the `&` or the call that this token stands for.
  private static func target(of token: TokenSyntax) -> ExprSyntax? {
    guard let parent = token.parent else { return nil }
    if let passed = parent.as(InOutExprSyntax.self), passed.ampersand.id == token.id {
      return passed.expression
    }
    if let member = parent.parent?.as(MemberAccessExprSyntax.self),
      member.declName.baseName.id == token.id, mutating.contains(token.text),
      member.parent?.as(FunctionCallExprSyntax.self)?.calledExpression.id == member.id
    {
      return member.base
    }
    let assigns =
      parent.is(AssignmentExprSyntax.self)
      || (parent.is(BinaryOperatorExprSyntax.self) && assigning.contains(token.text))
    // Operators are not folded: what stands before one is what it assigns to.
    guard assigns, let elements = parent.parent?.as(ExprListSyntax.self) else { return nil }
    return elements.last { $0.endPosition <= parent.position }
  }

  private static let assigning: Set<String> = [
    "+=", "-=", "*=", "/=", "%=", "&+=", "&-=", "&*=", "&=", "|=", "^=", "<<=", ">>=", "&&=",
    "||=", "??="
  ]

  /// The name at the beginning of `a.b[c].d`, or those of a tuple.
  private static func roots(of expression: ExprSyntax) -> [TokenSyntax] {
    if let tuple = expression.as(TupleExprSyntax.self) {
      return tuple.elements.flatMap { roots(of: $0.expression) }
    }
    if let reference = expression.as(DeclReferenceExprSyntax.self) {
      // `$0` is what a closure was handed.
      if case .dollarIdentifier = reference.baseName.tokenKind { return [] }
      return [reference.baseName]
    }
    let inner =
      expression.as(MemberAccessExprSyntax.self)?.base
      ?? expression.as(SubscriptCallExprSyntax.self)?.calledExpression
      ?? expression.as(ForceUnwrapExprSyntax.self)?.expression
      ?? expression.as(OptionalChainingExprSyntax.self)?.expression
    return inner.map(roots) ?? []
  }
}
