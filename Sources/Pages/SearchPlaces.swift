package import Lessons
import Text

extension SearchIndex {
  /// The places of one lesson: its title, then each heading, with the text below it.
  ///
  /// - Parameter value: what the page shows for the Swift expression in a sentence with this number.
  package static func places(of lesson: Lesson, value: @escaping (Int) -> String) -> [Place] {
    var finder = PlaceFinder(lesson, value)
    finder.read(lesson.document)
    return finder.finished()
  }
}

/// Reads a lesson's text from top to bottom, as the page shows it.
private struct PlaceFinder {
  private let lesson: Lesson
  private let value: (Int) -> String
  private var anchors: Anchors
  private var collector: PlaceCollector

  init(_ lesson: Lesson, _ value: @escaping (Int) -> String) {
    self.lesson = lesson
    self.value = value
    anchors = Anchors(reserved: lesson.fixedAnchors)
    collector = PlaceCollector(title: lesson.title)
    if let summary = lesson.frontMatter.summary {
      collector.add(summary)
      collector.separate()
    }
  }

  package mutating func read(_ node: MarkdownNode) {
    switch node.kind {
    case .heading:
      let anchor = anchors.anchor(for: node.plainText)
      // The title's own heading is the page's.
      let isTitle = collector.places.count == 1 && node == lesson.titleHeading
      if !isTitle { collector.begin(anchor: anchor, heading: text(of: node)) }
    case .code(let code): read(lesson.blocks[code.index])
    case .paragraph, .cell:
      collector.add(text(of: node))
      collector.separate()
    default: for child in node.children { read(child) }
    }
  }

  private mutating func read(_ block: CodeBlock) {
    if let caption = block.label?.caption {
      collector.add(caption)
      collector.separate()
    }
    switch block.role {
    case .swift(let fence) where !fence.showsCode: return
    case .output, .math: return
    case .swift, .csv, .other: break
    }
    collector.add(block.code)
    collector.separate()
  }

  private func text(of node: MarkdownNode) -> String {
    switch node.kind {
    case .inlineSwift(let index): value(index)
    // The letters of a formula, without what TeX puts around them.
    case .math(let formula, _):
      formula.isDisplay ? " " : formula.readableText
    case .text, .codeSpan, .softBreak, .lineBreak, .inlineHTML: node.plainText
    default: node.children.map(text).joined()
    }
  }

  mutating func finished() -> [SearchIndex.Place] {
    collector.finish()
    return collector.places.filter { !$0.text.isEmpty || !$0.heading.isEmpty }
  }
}
