import Text

/// A node of a Markdown document, as cmark reads it, with the lines it stands on.
package struct MarkdownNode: Sendable, Equatable {
  /// What the node is, with what only that kind has.
  package enum Kind: Sendable, Equatable {
    case document
    case quote
    case list(MarkdownList)
    case item
    case code(CodeNode)
    case html(String)
    case paragraph
    case heading(level: Int)
    case rule
    case text(String)
    case softBreak
    case lineBreak
    case codeSpan(String)
    case inlineHTML(String)
    case emphasis
    case strong
    case link(url: String, title: String)
    case image(url: String, title: String)
    /// Swift in a sentence; which of the lesson's inline expressions it is.
    case inlineSwift(Int)
    /// Mathematics in a line or, where `isDisplay`, on lines of its own.
    case math(Formula, line: Int)
    case strikethrough
    /// The box of a task, at the beginning of a list's item.
    case task(isDone: Bool)
    /// The number of a footnote in a sentence, and whether it is the first that leads there.
    case footnoteReference(Int, isFirst: Bool)
    /// The text of the footnote with this number.
    case footnote(Int)
    /// A table of rows of cells, the heading first.
    case table([ColumnAlignment])
    case row
    case cell
    /// A sign that `ProseReader` reads: none is left behind it.
    case mark(ProseMark)
  }

  package var kind: Kind
  /// The first and last line, from 1. Zero or inverted lines from cmark become the parent's.
  package var lines: ClosedRange<Int>
  /// The first column in bytes, from 1. cmark gives it reliably for blocks only.
  package var column: Int
  package var children: [MarkdownNode] = []

  /// The text of the node and all below it, without markup.
  package var plainText: String {
    switch kind {
    case .text(let text), .codeSpan(let text): text
    case .softBreak, .lineBreak: " "
    case .math(let formula, _): formula.tex
    case .inlineHTML, .html, .mark, .footnoteReference, .task: ""
    default: children.map(\.plainText).joined()
    }
  }

  /// The same for readers: formulas in the signs that text has.
  package var readableText: String {
    switch kind {
    case .math(let formula, _): formula.readableText
    default: children.isEmpty ? plainText : children.map(\.readableText).joined()
    }
  }

  /// Calls `visit` with this node and all below it, in the order of the text.
  package func walk(_ visit: (MarkdownNode) -> Void) {
    visit(self)
    for child in children { child.walk(visit) }
  }
}

/// On which side the cells of a column stand.
package enum ColumnAlignment: String, Sendable {
  case left, center, right
}

/// A sign that is masked before cmark sees the text.
package enum ProseMark: Sendable, Equatable {
  /// `~~`
  case strike
  /// `[^1]`
  case footnote(String)
  /// `[^1]:`
  case footnoteText(String)
  /// `|` in a table.
  case pipe
  /// `| --- | :-: |`
  case rule([ColumnAlignment])
}

/// How a list is marked and set.
package struct MarkdownList: Sendable, Equatable {
  /// The first number of an ordered list; `nil` for bullets.
  package var start: Int?
  /// Whether its items are set without paragraphs.
  package var isTight: Bool
}

/// A code block: fenced, with its info string, or indented.
package struct CodeNode: Sendable, Equatable {
  /// The info string of a fence; empty for an indented block.
  var info: String
  /// The code, each line with its newline.
  package var code: String
  /// Which of the lesson's code blocks it is, in order.
  package var index: Int = -1
  /// Whether a fence opens it.
  var isFenced: Bool = true

  /// How many lines of code it has.
  var lineCount: Int {
    code.utf8.count { $0 == UInt8(ascii: "\n") } + (code.isEmpty || code.hasSuffix("\n") ? 0 : 1)
  }
}
