import Lessons
import Memo
import Programs
import SwiftSyntax

extension LessonSource {
  /// The code with `show( )` around the expressions whose values the lesson shows: from the store,
  /// because Swift's parser is the slowest part of a build that runs nothing.
  static func showingValues(
    _ code: String, showsLast: Bool, _ call: String, _ store: Store?
  ) -> String {
    guard showsLast || code.contains("=>") else { return code }
    var key = KeyBuilder()
    key.add("values shown 2 \(FileIdentity.ofExecutable) \(showsLast) \(call)")
    key.add(code)
    let digest = key.digest
    if let kept = store?.read(digest) { return String(decoding: kept, as: UTF8.self) }
    let text = showingValues(code, showsLast: showsLast, call)
    store?.write(Array(text.utf8), for: digest)
    return text
  }

  private static func showingValues(
    _ code: String, showsLast: Bool, _ call: String
  ) -> String {
    let tree = ParsedSwift.tree(of: code)
    guard !tree.hasError else { return code }
    let source = Array(code.utf8)
    var text: [UInt8] = []
    var position = 0
    for statement in tree.statements {
      guard Tangler.showsItsValue(statement.item), call != "show(" || !isCallOfShow(statement.item)
      else { continue }
      let isLast = statement.id == tree.statements.last?.id
      guard isRecorded(statement) || (isLast && showsLast) else { continue }
      let start = statement.positionAfterSkippingLeadingTrivia.utf8Offset
      let end = statement.item.endPositionBeforeTrailingTrivia.utf8Offset
      text += source[position..<start] + call.utf8 + source[start..<end] + ")".utf8
      position = end
    }
    text += source[position...]
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether `// =>` stands behind it.
  private static func isRecorded(_ statement: CodeBlockItemSyntax) -> Bool {
    statement.lastToken(viewMode: .sourceAccurate)?.trailingTrivia.contains { piece in
      if case .lineComment(let text) = piece { Annotation.recorded(in: text) != nil } else { false }
    } ?? false
  }

  private static func isCallOfShow(_ item: CodeBlockItemSyntax.Item) -> Bool {
    guard case .expr(let expression) = item,
      let call = expression.as(FunctionCallExprSyntax.self),
      let called = call.calledExpression.as(DeclReferenceExprSyntax.self)
    else { return false }
    return ["show", "print"].contains(called.baseName.text)
  }
}
