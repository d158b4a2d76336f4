import Foundation
package import Lessons
package import Pages
import Text

/// The published lessons as one work: what an EPUB and a printed book are made of.
package struct Book {
  package let course: Course
  package let values: SiteValues
  package let theme: Theme
  let chapters: [LessonPage]

  package init(_ results: [LessonPage], of course: Course, theme: Theme, versions: Versions) {
    self.course = course
    self.theme = theme
    chapters = results.filter { !$0.lesson.frontMatter.isDraft && $0.lesson.language == nil }
    values = SiteValues(
      course, in: Editions(course), versions: versions,
      policy: ContentPolicy(isOfOwnTheme: theme.isOwn))
  }

  /// A file that a lesson leads to.
  func asset(_ path: String, of chapter: LessonPage) throws(Diagnostic) -> Data {
    try course.asset(path, of: chapter.lesson)
  }

  /// Where a link of a page leads, when the pages are one book.
  enum Target {
    /// A chapter, by its number, and an anchor there.
    case chapter(Int, anchor: String?)
    /// A file beside the pages.
    case file(String)
    /// A page elsewhere.
    case elsewhere
  }

  /// Whether a link leads out of the site.
  func isElsewhere(_ link: String) -> Bool {
    link.hasPrefix("//") || link.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]*:/) != nil
  }

  /// Reads a link as the page of `chapter` writes it.
  func target(_ link: String, from chapter: Int) -> Target {
    if isElsewhere(link) { return .elsewhere }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    let file = String(parts[0]).removingPercentEncoding ?? String(parts[0])
    if file.isEmpty { return .chapter(chapter, anchor: anchor) }
    if let number = chapters.firstIndex(where: { "\($0.lesson.name).html" == file }) {
      return .chapter(number, anchor: anchor)
    }
    return .file(file)
  }

  /// The address of a file of the site, if the course says where the site is.
  func address(_ link: String) -> String? {
    course.settings.baseURL.map { HTML.escapedURL($0) + link }
  }
}
