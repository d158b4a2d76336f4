import Lessons
import SwiftSyntax
import Text

/// What is recorded: values behind `// =>`, and expressions in sentences.
extension Tangler {
  /// The numbers of the statements that carry `// =>`, by where they begin.
  mutating func annotations(
    in tree: SourceFileSyntax, _ code: String, of index: Int, _ fence: SwiftFence
  ) -> [Int: Int] {
    guard code.contains("=>") else { return [:] }
    let block = lesson.blocks[index]
    let source = Array(code.utf8)
    var numbers: [Int: Int] = [:]
    for comment in Annotation.comments(in: tree) where comment.text.contains("=>") {
      let lineStart = (source[..<comment.offset].lastIndex(of: 0x0A) ?? -1) + 1
      let isAlone = source[lineStart..<comment.offset].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      let place = place(ofByte: comment.offset, in: block)
      func refuse(_ reason: Reason) {
        programs.problems.append(
          lesson.file.diagnostic(
            reason, line: place.line, column: place.column, length: comment.text.utf8.count))
      }
      guard let (recorded, length) = Annotation.recorded(in: comment.text) else {
        // On a line of its own it is a remark: code that is commented out, say.
        if !isAlone, Annotation.isHidden(in: comment.text) { refuse(.annotationBehindComment) }
        continue
      }
      if isAlone {
        refuse(.annotationAlone)
        continue
      }
      guard fence.computesValues else {
        refuse(.annotationNotComputed(fence.mode.rawValue))
        continue
      }
      guard let statement = statement(before: comment.offset, in: tree) else {
        refuse(.annotationNotOnExpression)
        continue
      }
      let end = statement.endPositionBeforeTrailingTrivia.utf8Offset
      let isInside = comment.offset < end
      guard case .expr = statement.item, Self.showsItsValue(statement.item) else {
        refuse(isInside ? .annotationNested : .annotationNotOnExpression)
        continue
      }
      if isInside {
        refuse(
          Self.isNested(comment.offset, in: statement) ? .annotationNested : .annotationInTheMiddle)
        continue
      }
      let start = statement.positionAfterSkippingLeadingTrivia.utf8Offset
      numbers[start] = programs.values.count
      programs.values.append(
        RecordedValue(
          place: .annotation(block: index), recorded: recorded, line: place.line,
          column: place.column + length, expressionLine: self.place(ofByte: start, in: block).line,
          tolerance: fence.tolerance))
    }
    return numbers
  }

  /// The statement that the comment stands behind or in.
  private func statement(
    before offset: Int, in tree: SourceFileSyntax
  ) -> CodeBlockItemSyntax? {
    tree.statements.last { $0.positionAfterSkippingLeadingTrivia.utf8Offset < offset }
  }

  /// Whether a place in a statement is inside a closure or a parenthesis of it.
  private static func isNested(_ offset: Int, in statement: CodeBlockItemSyntax) -> Bool {
    var depth = 0
    for token in statement.tokens(viewMode: .sourceAccurate)
    where token.positionAfterSkippingLeadingTrivia.utf8Offset < offset {
      switch token.tokenKind {
      case .leftBrace: depth += 1
      case .rightBrace: depth -= 1
      default: break
      }
    }
    return depth > 0
  }

  /// Puts the expression of a sentence between the blocks around it, as a block of its own.
  mutating func append(inline index: Int, to program: inout Program) {
    let inline = lesson.inlines[index]
    let number = programs.values.count
    programs.values.append(
      RecordedValue(
        place: .inline(index), recorded: inline.recorded, line: inline.recordedLine,
        column: inline.recordedColumn, expressionLine: inline.line, tolerance: nil))
    // That there is none has been said.
    guard !inline.expression.isEmpty else { return }
    let tree = ParsedSwift.tree(of: inline.expression)
    guard !tree.hasError, tree.statements.count == 1, let only = tree.statements.first,
      Self.showsItsValue(only.item)
    else {
      programs.problems.append(
        lesson.file.diagnostic(
          .inlineNotExpression, line: inline.line, column: inline.column,
          length: inline.expression.utf8.count))
      return
    }
    let block = program.blocks.count
    let line = program.directiveLine(inline.line, ofBlock: block, at: inline.line)
    let path = program.directivePath
    program.text += "\(Self.directive(path, line))\n\(Call.begin(block))\n"
    program.text += "\(Call.at(line))\n"
    program.text += "\(Self.directive(path, max(1, line - 1)))\n\(Call.value(number))\n"
    let expression = String(
      decoding: inline.expression.utf8.map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
    program.text += "\(expression)\n)\n\(Call.end(block))\n"
    program.joinable?.begin(block)
    if program.joinable?.add(sentence: tree, expression, number: number) == false {
      program.joinable = nil
    }
    program.joinable?.end(block)
    program.blocks.append(
      Program.RunningBlock(
        index: nil, line: inline.line, timeout: timeout, indentations: [inline.column - 1]))
  }
}
