package import Text

/// A lesson, read: its text as a tree, its code blocks, and what it expects of them.
package struct Lesson: Sendable {
  package let file: SourceFile
  /// The name of its page, without `.html`.
  package let name: String
  package var frontMatter: FrontMatter
  /// The document; code nodes carry the index of their `CodeBlock`.
  package let document: MarkdownNode
  /// Every code block, in order.
  package let blocks: [CodeBlock]
  /// Every Swift expression in a sentence, in order.
  package let inlines: [InlineSwift]
  /// Code blocks and expressions in the order of the text.
  package let cells: [Cell]
  /// Its exercises, in order.
  package var exercises: [Exercise] = []
  /// The files that its program may read and that its text links to are taken from here: a path
  /// from the course's folder, such as `lessons`.
  package let folder: String
  /// The language of a translation; `nil` for a lesson in the course's own.
  package var language: String?

  /// Its page from the site's folder, without `.html`.
  package var page: String { (language.map { "\($0)/" } ?? "") + name }

  /// Whether it is the course's glossary, whose headings are terms.
  package var isGlossary: Bool { name == "glossary" }

  /// The top of its file: as much of it as says what the lesson is called, and nothing of what it
  /// computes.
  package var head: String {
    let front = frontMatterEnd
    if frontMatter.title != nil { return file.lines[..<front].joined(separator: "\n") + "\n" }
    let heading = document.children.first {
      if case .heading(level: 1) = $0.kind { true } else { false }
    }
    guard let heading else { return file.lines[..<front].joined(separator: "\n") + "\n" }
    let lines =
      file.lines[..<front] + file.lines[(heading.lines.lowerBound - 1)..<heading.lines.upperBound]
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many lines its front matter takes.
  package var frontMatterEnd: Int {
    var problems: [Diagnostic] = []
    return FrontMatter.read(file, problems: &problems).bodyStart
  }

  /// The number at the beginning of its file's name.
  package var number: Int? {
    file.path.split(separator: "/").last.flatMap { LessonName.number(of: String($0)) }
  }

  /// The title: from the front matter, else from a first heading, else the page's name.
  package var title: String {
    if let title = frontMatter.title { return title }
    let heading = document.children.first {
      if case .heading(level: 1) = $0.kind { true } else { false }
    }
    return heading?.readableText ?? name
  }

  /// The heading that is the page's title: its first, with the title's words.
  package var titleHeading: MarkdownNode? {
    let first = document.children.first { if case .html = $0.kind { false } else { true } }
    guard let first, case .heading(level: 1) = first.kind, first.readableText == title else {
      return nil
    }
    return first
  }
}

/// A piece of a lesson that computes something.
package enum Cell: Sendable, Equatable {
  /// The code block with this index.
  case block(Int)
  /// The expression in a sentence with this index.
  case inline(Int)
}

/// A code block and what it is for.
package struct CodeBlock: Sendable {
  /// What a block is for.
  package enum Role: Sendable, Equatable {
    /// Runs, or is only shown.
    case swift(SwiftFence)
    /// What the block with this index printed when last recorded.
    case output(of: Int)
    /// A formula on lines of its own.
    case math(Label)
    /// Values separated by commas, shown as a table.
    case csv(Label)
    /// Shown as it stands.
    case other(language: String, Label)
  }

  package var role: Role
  /// The code, each line with its newline.
  package var code: String
  /// The line of the opening fence (or of the first line of indented code).
  package var line: Int
  /// The line of the first line of code.
  package var firstCodeLine: Int
  /// For each line of code, how many bytes stand before it in the file: the indentation of a list,
  /// the marks of a quote.
  package var indentations: [Int]
  /// The column in bytes at which its fence opens.
  package var fenceColumn: Int

  /// The lines of its code and its fences.
  package var lines: ClosedRange<Int> { line...(firstCodeLine + indentations.count) }

  /// The fence of a Swift block.
  package var swift: SwiftFence? {
    if case .swift(let fence) = role { return fence }
    return nil
  }
}
