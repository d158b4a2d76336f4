import SwiftSyntax
import Text

/// What of Swift means the same in a file of a module as in a script. What is not listed here does
/// not, as far as we know.
enum JoinableCode {
  /// The names in a piece of code; `nil` where something in it asks for the place where it stands,
  /// waits, is compiled on a condition, or remembers values, by the place where it stands.
  package static func names(in code: some SyntaxProtocol) -> Set<String>? {
    var names: Set<String> = []
    for token in code.tokens(viewMode: .sourceAccurate) {
      switch token.tokenKind {
      case .identifier("remember"): return nil
      case .identifier: names.insert(NamesInCode.plain(token))
      case .dollarIdentifier: break
      case .keyword(.await), .pound, .poundIf, .poundSourceLocation, .poundAvailable,
        .poundUnavailable:
        return nil
      default: break
      }
    }
    return names
  }

  /// Whether a statement in a function does what it does at the top of a script.
  static func isStatement(_ item: CodeBlockItemSyntax.Item) -> Bool {
    switch item {
    case .expr, .decl: true
    case .stmt(let statement):
      !statement.is(GuardStmtSyntax.self) && !statement.is(DeferStmtSyntax.self)
    @unknown default: false
    }
  }

  /// A declaration at the top of a script that can stand in a file of a module.
  struct Declaration {
    enum Kind {
      case module(String)
      case type(String)
      case function
      /// Variables that are computed where they stand, as a file declares them.
      case variables(String)
      case computed
      case extending(String, canBePrivate: Bool)
    }

    package let kind: Kind
    /// The names that nothing above it may name.
    let declared: Set<String>

    init?(_ declaration: DeclSyntax) {
      switch declaration.as(DeclSyntaxEnum.self) {
      case .importDecl(let it): self.init(it)
      case .variableDecl(let it): self.init(it)
      case .functionDecl(let it): self.init(it)
      case .extensionDecl(let it): self.init(it)
      case .structDecl(let it): self.init(type: it, it.name, it.attributes, it.modifiers)
      case .enumDecl(let it): self.init(type: it, it.name, it.attributes, it.modifiers)
      case .classDecl(let it): self.init(type: it, it.name, it.attributes, it.modifiers)
      case .protocolDecl(let it): self.init(type: it, it.name, it.attributes, it.modifiers)
      case .typeAliasDecl(let it): self.init(type: it, it.name, it.attributes, it.modifiers)
      default: return nil
      }
    }

    private init(_ kind: Kind, _ declared: Set<String>) {
      self.kind = kind
      self.declared = declared
    }

    private init?(_ it: ImportDeclSyntax) {
      guard it.attributes.isEmpty, it.modifiers.isEmpty, it.importKindSpecifier == nil else {
        return nil
      }
      self.init(.module(it.path.trimmedDescription), [])
    }

    private init?(_ it: FunctionDeclSyntax) {
      guard it.attributes.allSatisfy({ $0.trimmedDescription == "@discardableResult" }),
        it.modifiers.isEmpty, let name = it.name.plainName
      else { return nil }
      self.init(.function, [name])
    }

    private init?(
      type: some DeclGroupSyntax, _ name: TokenSyntax, _ attributes: AttributeListSyntax,
      _ modifiers: DeclModifierListSyntax
    ) {
      guard !Self.declaresOperators(type.memberBlock) else { return nil }
      self.init(named: name, attributes, modifiers)
    }

    private init?(
      type: TypeAliasDeclSyntax, _ name: TokenSyntax, _ attributes: AttributeListSyntax,
      _ modifiers: DeclModifierListSyntax
    ) {
      self.init(named: name, attributes, modifiers)
    }

    private init?(
      named name: TokenSyntax, _ attributes: AttributeListSyntax,
      _ modifiers: DeclModifierListSyntax
    ) {
      let free: Set<TokenKind> = [.keyword(.final), .keyword(.indirect)]
      guard attributes.isEmpty, modifiers.allSatisfy({ free.contains($0.name.tokenKind) }),
        let name = name.plainName
      else { return nil }
      self.init(.type(name), [name])
    }

    /// One that adds a conformance, an operator or a type to a type of another module would be seen
    /// by the other files.
    private init?(_ it: ExtensionDeclSyntax) {
      guard it.attributes.isEmpty, it.modifiers.isEmpty,
        let extended = it.extendedType.as(IdentifierTypeSyntax.self)?.name.plainName,
        !Self.declaresOperators(it.memberBlock)
      else { return nil }
      var members: Set<String> = []
      var canBePrivate = it.inheritanceClause == nil
      for member in it.memberBlock.members {
        switch member.decl.as(DeclSyntaxEnum.self) {
        case .functionDecl(let function):
          members.insert(function.name.text)
          canBePrivate = canBePrivate && !function.modifiers.contains(where: \.isAccess)
        case .variableDecl(let variable):
          for binding in variable.bindings {
            guard let name = binding.pattern.as(IdentifierPatternSyntax.self) else { return nil }
            members.insert(name.identifier.text)
          }
          canBePrivate = canBePrivate && !variable.modifiers.contains(where: \.isAccess)
        default: canBePrivate = false
        }
      }
      // Of a type of the lesson's own, an initialiser, a subscript or a conformance that is used
      // before it is declared cannot be told by a name.
      let isPlain = it.memberBlock.members.allSatisfy {
        $0.decl.is(FunctionDeclSyntax.self) || $0.decl.is(VariableDeclSyntax.self)
      }
      guard isPlain else { return nil }
      self.init(.extending(extended, canBePrivate: canBePrivate), members)
    }

    private init?(_ it: VariableDeclSyntax) {
      guard it.attributes.isEmpty, it.modifiers.isEmpty else { return nil }
      var declared: Set<String> = []
      for binding in it.bindings {
        guard let names = Self.names(in: binding.pattern) else { return nil }
        declared.formUnion(names)
        if binding.accessorBlock != nil {
          // Computed each time, or watched while it changes.
          guard binding.initializer == nil, it.bindings.count == 1 else { return nil }
          self.init(.computed, declared)
          return
        }
        guard
          binding.initializer != nil
            || binding.typeAnnotation?.type.is(OptionalTypeSyntax.self) == true
        else { return nil }
      }
      self.init(.variables(Self.textWithoutErrors(of: it)), declared)
    }

    /// The names of a pattern that is made of nothing else.
    private static func names(in pattern: PatternSyntax) -> [String]? {
      if let name = pattern.as(IdentifierPatternSyntax.self) {
        return name.identifier.plainName.map { [$0] }
      }
      guard let tuple = pattern.as(TuplePatternSyntax.self) else { return nil }
      var names: [String] = []
      for element in tuple.elements {
        guard let found = self.names(in: element.pattern) else { return nil }
        names += found
      }
      return names
    }

    /// A global variable of a file cannot throw: an error ends the program there, which is then run
    /// alone and says what it has to say.
    private static func textWithoutErrors(of variable: VariableDeclSyntax) -> String {
      let start = variable.positionAfterSkippingLeadingTrivia
      var text = Array(variable.trimmedDescription.utf8)
      for token in variable.tokens(viewMode: .sourceAccurate).reversed()
      where token.tokenKind == .keyword(.try) {
        guard let attempt = token.parent?.as(TryExprSyntax.self),
          attempt.questionOrExclamationMark == nil, !attempt.isInClosure(of: variable)
        else { continue }
        let end = token.endPositionBeforeTrailingTrivia.utf8Offset - start.utf8Offset
        text.insert(UInt8(ascii: "!"), at: end)
      }
      return String(decoding: text, as: UTF8.self)
    }

    /// Whether a function in it is one that every file would find.
    private static func declaresOperators(_ members: MemberBlockSyntax) -> Bool {
      members.tokens(viewMode: .sourceAccurate).contains { token in
        guard let function = token.parent?.as(FunctionDeclSyntax.self), token == function.name
        else { return false }
        return function.name.plainName == nil
      }
    }
  }
}

extension TokenSyntax {
  /// A name without its quotes; `nil` for an operator.
  fileprivate var plainName: String? {
    guard case .identifier = tokenKind else { return nil }
    return NamesInCode.plain(self)
  }
}

extension DeclModifierSyntax {
  fileprivate var isAccess: Bool {
    let words: Set<TokenKind> = [
      .keyword(.public), .keyword(.private), .keyword(.internal), .keyword(.fileprivate),
      .keyword(.open), .keyword(.package)
    ]
    return words.contains(name.tokenKind)
  }
}

extension SyntaxProtocol {
  /// Whether it stands in a function of its own inside `outer`.
  fileprivate func isInClosure(of outer: VariableDeclSyntax) -> Bool {
    var place = parent
    while let here = place, here.id != outer.id {
      if here.is(ClosureExprSyntax.self) || here.is(FunctionDeclSyntax.self) { return true }
      place = here.parent
    }
    return false
  }
}
