import Lessons
import SwiftSyntax
import Text

/// What a block may hold by Swift, and not by its fence or by `remember`.
extension Tangler {
  mutating func refuseWhatScopesCannotHold(_ tree: SourceFileSyntax, _ block: CodeBlock) {
    for statement in tree.statements {
      guard case .decl(let declaration) = statement.item else { continue }
      let what: String? =
        switch declaration.kind {
        case .extensionDecl: "an extension"
        case .importDecl: "an import"
        case .operatorDecl, .precedenceGroupDecl: "an operator"
        case .protocolDecl: "a protocol"
        default: nil
        }
      guard let what else { continue }
      let place = place(
        ofByte: statement.positionAfterSkippingLeadingTrivia.utf8Offset, in: block)
      programs.problems.append(
        lesson.file.diagnostic(.scopedHolds(what), line: place.line, column: place.column))
    }
  }

  mutating func refuseWhatIsNotRemembered(_ tree: SourceFileSyntax, _ block: CodeBlock) {
    for change in RememberCheck.changes(in: tree) {
      let place = place(ofByte: change.offset, in: block)
      programs.problems.append(
        lesson.file.diagnostic(
          .rememberedChange(change.name), line: place.line, column: place.column,
          length: change.name.utf8.count))
    }
  }
}
