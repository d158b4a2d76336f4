import SwiftSyntax

/// The type that `@main` names in a program of its own. Top-level code cannot stand beside the
/// attribute, and calls of ours are such code: so the attribute is left out, and the call that it stands
/// for is written at the end.
struct MainType {
  /// Where the attribute stands, in bytes.
  let attribute: Range<Int>
  /// What it stands for.
  let call: String

  /// Finds it in code that has nothing but declarations beside it.
  init?(_ tree: SourceFileSyntax) {
    var found: MainType?
    for statement in tree.statements {
      guard case .decl(let declaration) = statement.item else { return nil }
      guard let group = declaration.asProtocol((any WithAttributesSyntax).self),
        let attribute = group.attributes.first(where: { $0.trimmedDescription == "@main" })
      else { continue }
      guard let name = declaration.asProtocol((any NamedDeclSyntax).self)?.name.text else {
        return nil
      }
      let start = attribute.positionAfterSkippingLeadingTrivia.utf8Offset
      let main = declaration.asProtocol((any DeclGroupSyntax).self)?.memberBlock.members.lazy
        .compactMap { $0.decl.as(FunctionDeclSyntax.self) }
        .first { $0.name.text == "main" }
      let effects = main?.signature.effectSpecifiers
      let words =
        (effects?.throwsClause == nil ? "" : "try ")
        + (effects?.asyncSpecifier == nil ? "" : "await ")
      found = MainType(
        attribute: start..<attribute.endPositionBeforeTrailingTrivia.utf8Offset,
        call: "\(words)\(name).main()")
    }
    guard let found else { return nil }
    self = found
  }

  private init(attribute: Range<Int>, call: String) {
    self.attribute = attribute
    self.call = call
  }
}
