package import Text

extension Lesson {
  /// Text outside of paragraphs (a cell, a caption, a title) read as a paragraph's: formulas,
  /// emphasis, code, links.
  package static func inlines(
    _ text: String, line: Int, of file: SourceFile
  ) -> (nodes: [MarkdownNode], problems: [Diagnostic]) {
    // The word in front keeps the text from beginning a list or a heading.
    let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let source = SourceFile(
      path: file.path,
      text: String(repeating: "\n", count: max(0, line - 1)) + "\(Self.front) " + words)
    let mask = MathMask(source.text, of: source)
    var document = mask.restore(Cmark.parse(mask.text))
    var prose = ProseReader(source, footnoteNumbers: [:])
    prose.read(&document)
    let found = (mask.problems + prose.problems).map { problem in
      // Columns are those of a text that the file does not have.
      var problem = problem
      problem.location?.column = nil
      return problem
    }
    guard var nodes = document.children.first?.children, case .text(let first)? = nodes.first?.kind
    else { return ([], found) }
    nodes[0].kind = .text(String(first.dropFirst().drop { $0 == " " }))
    return (nodes.filter { $0.kind != .text("") }, found)
  }

  private static let front = "\u{10FFFC}"
}
