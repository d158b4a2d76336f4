import Lessons
import Text

/// The list of pages for search engines.
enum Sitemap {
  /// The sitemap of a course in its languages; the dates of lessons where they say them.
  static func xml(_ editions: [Course], base: String) -> String {
    var xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

      """
    for edition in editions {
      let folder = base + edition.siteFolder
      xml += "<url><loc>\(HTML.escapedURL(folder))</loc></url>\n"
      for lesson in edition.published {
        let date = lesson.frontMatter.lastDate.map { "<lastmod>\($0)</lastmod>" } ?? ""
        xml += "<url><loc>\(HTML.escapedURL("\(folder)\(lesson.name).html"))</loc>\(date)</url>\n"
      }
    }
    return xml + "</urlset>\n"
  }
}

/// The Atom feed (RFC 4287).
///
/// Every entry needs a date, and a build knows none that is not in its inputs: so the feed holds the
/// lessons whose front matter has a `date`, and there is none where no lesson has one.
enum Feed {
  /// The feed, the newest lesson first; `nil` where no lesson has a date.
  static func xml(_ course: Course, title: String, base: String) -> String? {
    let dated = course.published.enumerated().filter { $0.element.frontMatter.date != nil }
      .sorted { one, other in
        let (first, second) = (
          one.element.frontMatter.date ?? "", other.element.frontMatter.date ?? ""
        )
        return (second, one.offset) < (first, other.offset)
      }.map(\.element)
    guard let updated = dated.compactMap(\.frontMatter.lastDate).max() else { return nil }
    var xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(HTML.escaped(course.settings.language))">
      <title>\(HTML.escaped(title))</title>
      <id>\(HTML.escapedURL(base))</id>
      <link href="\(HTML.escapedURL(base))"/>
      <link rel="self" href="\(HTML.escapedURL(base))feed.xml"/>
      <updated>\(time(updated))</updated>
      <author><name>\(HTML.escaped(course.settings.author ?? title))</name></author>

      """
    for lesson in dated {
      let front = lesson.frontMatter
      let url = HTML.escapedURL("\(base)\(lesson.name).html")
      xml += "<entry>\n<title>\(HTML.escaped(lesson.title))</title>\n<id>\(url)</id>\n"
      xml += "<link href=\"\(url)\"/>\n<published>\(time(front.date ?? ""))</published>\n"
      xml += "<updated>\(time(front.lastDate ?? ""))</updated>\n"
      if let summary = front.summary { xml += "<summary>\(HTML.escaped(summary))</summary>\n" }
      xml += "</entry>\n"
    }
    return xml + "</feed>\n"
  }

  /// A day's beginning, as Atom writes times.
  private static func time(_ date: String) -> String { "\(date)T00:00:00Z" }
}
