/// A lesson, read: its text as a tree, its code blocks, and what it expects of them.
struct Lesson: Sendable {
  let file: SourceFile
  /// The name of its page, without `.html`.
  let name: String
  let frontMatter: FrontMatter
  /// The document; code nodes carry the index of their `CodeBlock`.
  let document: MarkdownNode
  /// Every code block, in order.
  let blocks: [CodeBlock]
  /// Every Swift expression in a sentence, in order.
  let inlines: [InlineSwift]
  /// Code blocks and expressions in the order of the text.
  let cells: [Cell]
  /// The files that its program may read and that its text links to are taken from here: a path
  /// from the course's folder, such as `lessons`.
  let folder: String

  /// The title: from the front matter, else from a first heading, else the page's name.
  var title: String {
    if let title = frontMatter.title { return title }
    let heading = document.children.first {
      if case .heading(level: 1) = $0.kind { true } else { false }
    }
    return heading?.plainText ?? name
  }
}

/// A piece of a lesson that computes something.
enum Cell: Sendable, Equatable {
  /// The code block with this index.
  case block(Int)
  /// The expression in a sentence with this index.
  case inline(Int)
}

/// A code block and what it is for.
struct CodeBlock: Sendable {
  /// What a block is for.
  enum Role: Sendable, Equatable {
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

  var role: Role
  /// The code, each line with its newline.
  var code: String
  /// The line of the opening fence (or of the first line of indented code).
  var line: Int
  /// The line of the first line of code.
  var firstCodeLine: Int
  /// For each line of code, how many bytes stand before it in the file: the indentation of a list,
  /// the marks of a quote.
  var indentations: [Int]
  /// The column in bytes at which its fence opens.
  var fenceColumn: Int

  /// The lines of its code and its fences.
  var lines: ClosedRange<Int> { line...(firstCodeLine + indentations.count) }

  /// The fence of a Swift block.
  var swift: SwiftFence? {
    if case .swift(let fence) = role { return fence }
    return nil
  }
}
