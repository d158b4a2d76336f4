import Lessons
import Markup
import Text

/// What the compiler says of a block that must not compile, as it says it: place, message, the line
/// and a caret below.
enum CompilerErrorHTML {
  /// The messages; a place in the block is a link to its line.
  package static func html(
    _ errors: [Diagnostic], of lesson: Lesson, block index: Int, label: String
  ) -> Node {
    let block = lesson.blocks[index]
    let messages = errors.map { error in
      place(of: error, in: block, index)
        + [.inline("strong", [:], "error:"), .text(" \(error.reason.message)")]
        + excerpt(of: error, in: block)
    }
    return .line(
      "pre",
      ["class": "output failure", "tabindex": "0", "role": "group", "aria-label": label],
      [.inline("samp", [:], Array(messages.joined(separator: [.text("\n")])))])
  }

  /// `2:14: `, the line counted in the block.
  private static func place(of error: Diagnostic, in block: CodeBlock, _ index: Int) -> [Node] {
    guard let row = row(of: error, in: block) else { return [] }
    let column = (error.location?.column ?? 1) - block.indentations[row]
    let place = "\(row + 1):\(max(1, column))"
    guard block.swift?.showsCode == true else { return [.text("\(place): ")] }
    let line = "#\(Listing.name(of: block, index))-L\(row + 1)"
    return [.inline("a", ["href": line], place), .text(": ")]
  }

  private static func row(of error: Diagnostic, in block: CodeBlock) -> Int? {
    guard let line = error.location?.line else { return nil }
    let row = line - block.firstCodeLine
    return block.indentations.indices.contains(row) ? row : nil
  }

  /// The line, and below it the caret; tabs stay tabs, so that it stands where it should.
  private static func excerpt(of error: Diagnostic, in block: CodeBlock) -> [Node] {
    guard let row = row(of: error, in: block) else { return [] }
    let lines = block.code.split(separator: "\n", omittingEmptySubsequences: false)
    let column = max(1, (error.location?.column ?? 1) - block.indentations[row])
    let before = String(decoding: lines[row].utf8.prefix(column - 1), as: UTF8.self)
    let padding = before.map { $0 == "\t" ? "\t" : " " }.joined()
    return [
      .text("\n  \(lines[row])\n  \(padding)"), .inline("span", ["class": "caret"], "^")
    ]
  }
}
