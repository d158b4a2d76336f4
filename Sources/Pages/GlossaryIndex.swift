import Foundation
package import Lessons
import Text

/// The glossaries of a course, one for each language, and which lessons lead to their terms.
package struct GlossaryIndex: Sendable {
  /// A page that leads to a term, and by what it is called.
  struct Use: Sendable {
    let title: String
    /// The page's file name, in the folder of its language.
    let page: String
  }

  /// By the glossaries' files.
  private let glossaries: [String: Glossary]
  /// By the file and the anchor of a term, in the order of the lessons.
  private var uses: [String: [String: [Use]]] = [:]

  package init(_ course: Course) {
    let all = course.lessons + course.translations.map(\.lesson)
    glossaries = Dictionary(
      all.filter(\.isGlossary).map { ($0.file.path, Glossary($0)) }
    ) { first, _ in first }
    guard !glossaries.isEmpty else { return }
    for lesson in all where !lesson.frontMatter.isDraft {
      var met: Set<String> = []
      lesson.document.walk { node in
        guard case .link(let url, _) = node.kind, let place = place(of: url, in: lesson),
          met.insert(place.anchor).inserted
        else { return }
        uses[place.path, default: [:]][place.anchor, default: []].append(
          Use(title: lesson.title, page: "\(lesson.name).html"))
      }
    }
  }

  /// The term that a link leads to.
  private func place(of link: String, in lesson: Lesson) -> (path: String, anchor: String)? {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let fragment = String(parts[1]).removingPercentEncoding else {
      return nil
    }
    let written =
      parts[0].isEmpty
      ? lesson.file.path
      : CoursePath.normalized(String(parts[0])).map {
        lesson.folder.isEmpty ? $0 : "\(lesson.folder)/\($0)"
      }
    guard let written, let original = glossaries[written] else { return nil }
    let translated = lesson.language.map { "\(written.dropLast(3)).\($0).md" }
    guard let translated, let glossary = glossaries[translated] else {
      return original.term(fragment).map { (written, $0.anchor) }
    }
    // The terms of a translation stand in the order of its original's.
    let place = original.terms.firstIndex { $0.anchor == fragment }
    guard let place, glossary.terms.indices.contains(place) else { return nil }
    return (translated, glossary.terms[place].anchor)
  }

  /// What a glossary says of a term.
  func definition(_ anchor: String, in path: String) -> [MarkdownNode]? {
    glossaries[path]?.term(anchor)?.definition
  }

  /// The pages that lead to a term of a glossary, but for the glossary itself.
  func uses(of anchor: String, in path: String) -> [Use] {
    (uses[path]?[anchor] ?? []).filter { $0.page != "glossary.html" }
  }

  /// What is wrong with a glossary.
  func problems(in lesson: Lesson) -> [Diagnostic] {
    let uses = uses[lesson.file.path] ?? [:]
    return glossaries[lesson.file.path]?.problems(in: lesson) { uses[$0.anchor] != nil } ?? []
  }
}
