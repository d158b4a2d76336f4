import Lessons
import Pages

/// The list of lessons that stands beside each of them.
///
/// An entry is the same on every page but its own, so it is rendered twice in all, and not once for
/// each page.
struct ContentsList {
  private let lessons: [Lesson]
  /// The places of the lessons by their names.
  private let places: [String: Int]
  /// By the places of the lessons; only those that stand beside one of the pages.
  private var entries: [Int: String] = [:]
  private let values: SiteValues
  private let theme: Theme

  /// More lessons than this are not all listed beside each of them.
  static let longest = 200

  /// - Parameter pages: the lessons beside which it will stand.
  init(_ course: Course, around pages: [Lesson], _ values: SiteValues, _ theme: Theme) {
    lessons = course.listed
    places = Dictionary(lessons.enumerated().map { ($1.name, $0) }) { first, _ in first }
    self.values = values
    self.theme = theme
    for place in Set(pages.flatMap { part(around: places[$0.name]) }) {
      entries[place] = theme.render(
        .contentsItem, values.contentsItem(lessons[place], sections: [], isCurrent: false))
    }
  }

  /// The places of the lessons that are listed beside the one at a place; `nil` for a page that is
  /// not listed itself.
  private func part(around place: Int?) -> Range<Int> {
    if lessons.count <= Self.longest { return lessons.indices }
    guard let place else { return 0..<0 }
    let start = max(0, min(place - Self.longest / 2, lessons.count - Self.longest))
    return start..<(start + Self.longest)
  }

  /// The list on the page of `lesson`; where there are too many lessons, those around it. A page that is
  /// not listed, such as the glossary, stands below them.
  func around(_ lesson: Lesson, sections: [PageSection]) -> (html: String, hasMore: Bool) {
    let own = theme.render(
      .contentsItem, values.contentsItem(lesson, sections: sections, isCurrent: true))
    let place = places[lesson.name]
    let part = part(around: place)
    let listed = part.map { $0 == place ? own : entries[$0] ?? "" }.joined()
    return (listed + (place == nil ? own : ""), !part.isEmpty && part.count < lessons.count)
  }
}
