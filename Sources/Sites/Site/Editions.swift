import Drawings
import Lessons
import Text

/// The course in each of its languages, and which pages each has: what the links from one language
/// to another need.
struct Editions: Sendable {
  /// The course itself first.
  let all: [Course]
  /// For each, the names of its lessons' pages.
  private let pages: [Set<String>]

  init(_ course: Course) {
    all = course.editions
    pages = all.map { Set($0.published.map(\.name)) }
  }

  /// The same page in another language.
  struct Page {
    let edition: Course
    /// Its file from the site's folder.
    let path: String
    /// Whether it is the same; else it is the contents page, because there is none.
    let isSame: Bool
  }

  /// A page in every language.
  ///
  /// - Parameter page: its file, which all editions have where it is no lesson's.
  func languages(of page: String, isLesson: Bool) -> [Page] {
    guard all.count > 1 else { return [] }
    return zip(all, pages).map { edition, pages in
      let isSame = !isLesson || pages.contains(String(page.dropLast(5)))
      return Page(
        edition: edition, path: edition.siteFolder + (isSame ? page : "index.html"), isSame: isSame)
    }
  }
}

/// What a lesson as a Swift file is called, without and with solutions.
package struct SourceNames: Sendable {
  var source: String?
  var solutions: String?
}
