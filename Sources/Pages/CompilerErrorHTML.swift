import Lessons
import Text

/// What the compiler says of a block that must not compile, as it says it: place, message, the line
/// and a caret below.
enum CompilerErrorHTML {
  /// The messages; a place in the block is a link to its line.
  package static func html(
    _ errors: [Diagnostic], of lesson: Lesson, block index: Int, label: String
  ) -> String {
    let block = lesson.blocks[index]
    var html =
      "<pre class=\"output failure\" tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(HTML.escaped(label))\"><samp>"
    for (number, error) in errors.enumerated() {
      if number > 0 { html += "\n" }
      html += place(of: error, in: block, index)
      html += "<strong>error:</strong> \(HTML.escaped(error.reason.message))"
      html += excerpt(of: error, in: block)
    }
    return html + "</samp></pre>\n"
  }

  /// `2:14: `, the line counted in the block.
  private static func place(of error: Diagnostic, in block: CodeBlock, _ index: Int) -> String {
    guard let row = row(of: error, in: block) else { return "" }
    let column = (error.location?.column ?? 1) - block.indentations[row]
    let place = "\(row + 1):\(max(1, column))"
    guard block.swift?.showsCode == true else { return "\(place): " }
    let name = HTML.escaped(Listing.name(of: block, index))
    return "<a href=\"#\(name)-L\(row + 1)\">\(place)</a>: "
  }

  private static func row(of error: Diagnostic, in block: CodeBlock) -> Int? {
    guard let line = error.location?.line else { return nil }
    let row = line - block.firstCodeLine
    return block.indentations.indices.contains(row) ? row : nil
  }

  /// The line, and below it the caret; tabs stay tabs, so that it stands where it should.
  private static func excerpt(of error: Diagnostic, in block: CodeBlock) -> String {
    guard let row = row(of: error, in: block) else { return "" }
    let lines = block.code.split(separator: "\n", omittingEmptySubsequences: false)
    let column = max(1, (error.location?.column ?? 1) - block.indentations[row])
    let before = String(decoding: lines[row].utf8.prefix(column - 1), as: UTF8.self)
    let padding = before.map { $0 == "\t" ? "\t" : " " }.joined()
    return "\n  \(HTML.escaped(lines[row]))\n  \(padding)<span class=\"caret\">^</span>"
  }
}
