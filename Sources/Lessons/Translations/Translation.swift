package import Text

/// A translation, with what it takes from its original in the place of its empty fences.
///
/// It runs nothing: its page shows what the original computed.
package struct Translation: Sendable {
  /// The translation as it is written.
  package let source: Lesson
  /// The same with the blocks of the original.
  package internal(set) var lesson: Lesson
  /// The original's file.
  package let original: String
  /// Which block of the original each block is.
  package let blocks: [Int: Int]
  /// Which expression in a sentence of the original each expression is.
  package let inlines: [Int: Int]
  /// What is wrong with it beside its original, at its own lines.
  package let problems: [Diagnostic]
  /// What has changed in the original since it was made; `nil` where it does not say from what.
  package let changes: [Change]?
  /// The comments that would say it; `nil` where they cannot be written.
  package let noteEdits: [NoteEdit]?

  /// Puts the blocks of `original` where `source` takes them.
  package init(_ source: Lesson, of original: Lesson) {
    self.source = source
    self.original = original.file.path
    var taking = BlockTaking(source, original)
    taking.takeAll()
    var sentences = SentenceMatching(source, original)
    sentences.matchAll()
    blocks = taking.taken
    inlines = sentences.matched
    let (own, other) = (TextParts(source), TextParts(original))
    changes = Self.changes(own, other)
    noteEdits = Self.noteEdits(own, other, top: source.frontMatterEnd)
    let age = Self.problems(own, other, changes, source, original.file)
    problems = (taking.problems + sentences.problems + age).inOrderOfLines
    // The comments are no part of the page.
    var document = source.document
    document.children.removeAll { node in
      guard case .html(let text) = node.kind else { return false }
      return TranslationNote(text, line: node.lines.lowerBound) != nil
    }
    lesson = Lesson(
      file: source.file, name: source.name,
      frontMatter: Self.frontMatter(source.frontMatter, original.frontMatter),
      document: document, blocks: taking.blocks, inlines: sentences.inlines,
      cells: source.cells, exercises: taking.exercises, folder: source.folder,
      language: source.language)
  }

  /// Shows it to its author, draft or not.
  package mutating func showDraft() { lesson.frontMatter.isDraft = false }

  /// What the translation says of itself, and for the rest what its original says.
  private static func frontMatter(_ own: FrontMatter, _ original: FrontMatter) -> FrontMatter {
    var all = original
    all.title = own.title
    all.summary = own.summary
    all.goals = own.goals
    all.isDraft = own.isDraft || original.isDraft
    all.macros = original.macros.merging(own.macros) { $1 }
    (all.texts, all.textLines, all.lines) = (own.texts, own.textLines, own.lines)
    return all
  }
}
