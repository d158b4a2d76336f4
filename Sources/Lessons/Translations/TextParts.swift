import Memo
import Text

/// What a reader reads of a lesson, section by section: what a translation has to say again.
///
/// A part is a paragraph, a list, a table, a formula, or the texts of a block. The way its lines are
/// broken is no part of it, nor are the numbers that are recorded in it.
struct TextParts {
  struct Part {
    /// Its first line.
    let line: Int
    /// The beginning of a digest of its text: six hexadecimal digits.
    let digest: String
  }

  struct Section {
    /// The last line of its heading; `nil` for what stands above the first.
    let heading: Int?
    let level: Int
    var parts: [Part] = []
    /// The comment that says what it was translated from.
    var note: TranslationNote?
  }

  private(set) var sections: [Section]

  init(_ lesson: Lesson) {
    let front =
      [lesson.frontMatter.title, lesson.frontMatter.summary].compactMap(\.self)
      + lesson.frontMatter.goals
    sections = [Section(heading: nil, level: 0)]
    if !front.isEmpty { add(front.joined(separator: " "), line: 1) }
    let title = lesson.titleHeading
    for node in lesson.document.children {
      let line = node.lines.lowerBound
      switch node.kind {
      case .heading where node == title: break
      case .heading(let level):
        sections.append(Section(heading: node.lines.upperBound, level: level))
      case .html(let text):
        if let note = TranslationNote(text, line: line) {
          sections[sections.count - 1].note = sections[sections.count - 1].note ?? note
        }
        if text.isHTMLComment { continue }
      case .code(let code):
        switch lesson.blocks[code.index].role {
        case .swift(let fence):
          let texts = [fence.label.caption, fence.says].compactMap(\.self)
          if !texts.isEmpty { add(texts.joined(separator: " "), line: line) }
          continue
        case .output: continue
        case .math, .csv, .other: break
        }
      default: break
      }
      add(lesson.text(of: node), line: line)
    }
  }

  private mutating func add(_ text: String, line: Int) {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing(/(`\{swift)[^}`]*(\}[^`]*?)\/\/\s*=>[^`]*`/) { "\($0.1)\($0.2)`" }
    sections[sections.count - 1].parts.append(
      Part(line: line, digest: String(Checksum(Array(words.utf8)).text.prefix(6))))
  }
}

extension Lesson {
  /// The lines of a part of its text without the blocks in it that compute and record.
  fileprivate func text(of node: MarkdownNode) -> String {
    var left = Set(node.lines)
    for block in blocks where node.lines.contains(block.line) {
      switch block.role {
      case .swift, .output: left.subtract(block.lines)
      case .math, .csv, .other: break
      }
    }
    return node.lines.filter(left.contains).compactMap { file.line($0) }.joined(separator: "\n")
  }
}

/// The comment of a section that says which parts of the original it says again:
/// `<!-- from 1a2b3c 4d5e6f -->`.
package struct TranslationNote: Sendable, Equatable {
  /// The line of the comment.
  var line: Int
  var digests: [String]

  /// Reads a comment of its own; `nil` where it is another one.
  init?(_ html: String, line: Int) {
    let text = html.trimmingASCIIBlanks()
    guard let match = text.wholeMatch(of: /<!--\s*from((?:\s+[0-9a-f]{6})*)\s*-->/) else {
      return nil
    }
    self.line = line
    digests = match.1.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The comment of a section that says what these parts say.
  static func text(_ parts: [TextParts.Part]) -> String {
    "<!-- \((["from"] + parts.map(\.digest)).joined(separator: " ")) -->"
  }
}
