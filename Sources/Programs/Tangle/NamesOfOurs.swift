import Lessons
import SwiftSyntax
import Text

/// What `LessonKit` offers to programs and no lesson calls: a value that is told by a call in the
/// lesson's own code would look like a computed one.
enum NamesOfOurs {
  private static let all: Set<String> = [
    "__takeKey", "__start", "__begin", "__end", "__at", "__touch", "__finish", "__show", "__told",
    "__tries", "__tried", "nabla_take_key"
  ]

  /// Such names in a piece of code, and the bytes at which they stand. Those in texts count: an
  /// attribute names a function by its symbol.
  static func uses(in tree: SourceFileSyntax) -> [(name: String, offset: Int)] {
    tree.tokens(viewMode: .sourceAccurate).compactMap { token in
      let name = NamesInCode.plain(token)
      guard all.contains(name) else { return nil }
      return (name, token.positionAfterSkippingLeadingTrivia.utf8Offset)
    }
  }
}

extension Tangler {
  mutating func refuseNamesOfOurs() {
    for block in lesson.blocks where block.swift.map({ $0.mode != .ignore }) == true {
      guard block.code.contains("__") || block.code.contains("nabla_") else { continue }
      for use in NamesOfOurs.uses(in: ParsedSwift.tree(of: block.code)) {
        let place = place(ofByte: use.offset, in: block)
        programs.problems.append(
          lesson.file.diagnostic(
            .nameOfOurs(use.name), line: place.line, column: place.column,
            length: use.name.utf8.count))
      }
    }
    if let setup, setup.text.contains("__") || setup.text.contains("nabla_") {
      for use in NamesOfOurs.uses(in: ParsedSwift.tree(of: setup.text)) {
        let before = setup.text.utf8.prefix(use.offset)
        programs.problems.append(
          setup.diagnostic(
            .nameOfOurs(use.name), line: before.count { $0 == 0x0A } + 1,
            column: before.reversed().prefix { $0 != 0x0A }.count + 1,
            length: use.name.utf8.count))
      }
    }
    for inline in lesson.inlines where inline.expression.contains("__") {
      guard let use = NamesOfOurs.uses(in: ParsedSwift.tree(of: inline.expression)).first else {
        continue
      }
      programs.problems.append(
        lesson.file.diagnostic(
          .nameOfOurs(use.name), line: inline.line, column: inline.column,
          length: inline.expression.utf8.count))
    }
  }
}
