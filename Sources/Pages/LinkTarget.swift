package import Lessons

/// What the page of one lesson offers to links of others.
package struct LinkTarget: Sendable, Codable, Equatable {
  /// The page's name, without `.html`.
  let page: String
  /// The language of a translation.
  let language: String?
  let anchors: Set<String>
  /// Those of its headings, in their order.
  let headings: [String]
  /// The anchors of lines of code: too many to be named in a message.
  let lineAnchors: Set<String>
  let isDraft: Bool
  /// Its numbered things, by the names of their fences. A lesson that did not run has none.
  let references: [String: References.Reference]

  package init(_ lesson: Lesson, _ references: References?) {
    page = lesson.name
    language = lesson.language
    headings = Anchors.ofHeadings(in: lesson)
    anchors = Set(lesson.fixedAnchors + headings)
    lineAnchors = Set(Listing.lineAnchors(of: lesson))
    isDraft = lesson.frontMatter.isDraft
    self.references = references?.byName ?? [:]
  }
}
