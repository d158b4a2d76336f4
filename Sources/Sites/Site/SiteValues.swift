package import Drawings
package import Lessons
import Markup
package import Pages
import Text
import Verdicts

/// The values that the templates print: texts, truths, and lists of the same.
///
/// A value whose template writes it with three braces is made safe here: the others the templates
/// make safe themselves.
package struct SiteValues {
  package let course: Course
  package let texts: CourseTexts
  let versions: Versions
  private let textsByName: [String: String]
  private let editions: Editions
  private let sources: [String: SourceNames]
  let policy: ContentPolicy

  /// The values of the pages of one edition.
  ///
  /// - Parameter sources: what lessons as Swift files are called, by the names of their pages.
  init(
    _ course: Course, in editions: Editions, versions: Versions,
    sources: [String: SourceNames] = [:], policy: ContentPolicy = ContentPolicy()
  ) {
    self.policy = policy
    self.course = course
    self.editions = editions
    self.versions = versions
    self.sources = sources
    texts = CourseTexts.texts(for: course.settings.language).texts
    textsByName = texts.dictionary
  }

  /// Every name, for the check of templates.
  package static let names = [
    "alternates", "anchor", "author", "body", "buildsOn", "canonical", "colophon", "comma",
    "contents", "course", "date", "description", "direction", "download", "feed", "glossary",
    "goals", "hasGoals", "hasLessons", "hasMoreLessons", "hasNeeds", "hasParts", "hasKnobs",
    "hasSections", "home", "html", "isCurrent", "kind", "language", "languages", "lessons",
    "lessonSummary",
    "nabla", "name", "next", "pageTitle", "parts", "policy", "previous", "published", "readingTime",
    "repository", "root", "sections", "site", "solutions", "summary", "swift", "text", "title",
    "titleAnchor", "titleHTML", "turns", "url"
  ]

  var courseTitle: String { course.settings.title ?? texts.lessons }

  /// What every page has.
  ///
  /// - Parameter page: its file; `nil` for one that has no address of its own.
  func common(
    page: String?, isLesson: Bool = false, title: String, description: String?
  ) -> [String: Any] {
    let settings = course.settings
    var values: [String: Any] = [
      "language": settings.language,
      "course": courseTitle,
      "nabla": versions.nabla,
      "swift": versions.swift,
      "text": textsByName,
      "root": "",
      "site": course.way(),
      "title": title,
      "pageTitle": title == courseTitle ? title : "\(title) · \(courseTitle)",
      "description": description ?? title,
      "kind": "website"
    ]
    values["glossary"] = course.published.contains(where: \.isGlossary)
    values["direction"] = WritingDirection.isRightToLeft(settings.language) ? "rtl" : nil
    values["author"] = settings.author
    values["repository"] = settings.repositoryURL.map(HTML.escapedURL)
    guard let page else { return values }
    if let base = settings.baseURL {
      values["canonical"] = HTML.escapedURL(base + Self.address(course.siteFolder + page))
      values["feed"] = course.published.contains { $0.frontMatter.date != nil }
    }
    let languages = editions.languages(of: page, isLesson: isLesson)
    values["languages"] = languages.filter { $0.edition.siteFolder != course.siteFolder }
      .map(languageLink)
    let same = languages.filter(\.isSame)
    values["alternates"] = same.count > 1 ? same.map(alternate) : []
    return values
  }

  /// An address without the name of the contents page.
  private static func address(_ path: String) -> String {
    path == "index.html" || path.hasSuffix("/index.html") ? String(path.dropLast(10)) : path
  }

  /// A link to the page in another language, called as that language calls itself.
  private func languageLink(_ page: Editions.Page) -> [String: Any] {
    let tag = page.edition.settings.language
    let (texts, isThere) = CourseTexts.texts(for: tag)
    return [
      "url": HTML.escapedURL(course.way() + page.path), "language": tag,
      "name": isThere ? texts.ownName : tag
    ]
  }

  /// The page in a language for search engines, which want whole addresses where there are any.
  private func alternate(_ page: Editions.Page) -> [String: Any] {
    let url =
      course.settings.baseURL.map { $0 + Self.address(page.path) } ?? course.way() + page.path
    return ["url": HTML.escapedURL(url), "language": page.edition.settings.language]
  }

  /// A lesson's page.
  package func lesson(_ result: LessonPage, contents: String, hasMoreLessons: Bool) -> [String: Any]
  {
    let lesson = result.lesson
    var values = common(
      page: "\(lesson.name).html", isLesson: true, title: lesson.title,
      description: lesson.frontMatter.summary ?? course.settings.description)
    values["kind"] = "article"
    values["policy"] = policy.page(result.needs)
    values["titleHTML"] = result.title.asHTML
    values["titleAnchor"] = result.titleAnchor.map(HTML.escaped)
    values["summary"] = lesson.frontMatter.summary
    values["body"] = result.body.html
    values["hasKnobs"] = result.hasKnobs
    values["contents"] = contents
    values["hasMoreLessons"] = hasMoreLessons
    values["colophon"] = colophon(result.verdict)
    if let date = lesson.frontMatter.date {
      values["date"] = date
      values["published"] = texts.published.replacing("{date}", with: date)
    }
    let names = sources[lesson.name]
    values["download"] = names?.source.map { HTML.escapedURL(course.way() + $0) }
    values["solutions"] = names?.solutions.map { HTML.escapedURL(course.way() + $0) }
    let published = course.listed
    if let index = published.firstIndex(where: { $0.name == lesson.name }) {
      if index > 0 { values["previous"] = Self.link(published[index - 1]) }
      if index + 1 < published.count { values["next"] = Self.link(published[index + 1]) }
    }
    values["turns"] = values["previous"] != nil || values["next"] != nil
    return values
  }

  /// The contents page.
  ///
  /// - Parameter extents: how much there is of each published lesson, beside its name.
  func contents(_ extents: [(name: String, extent: LessonExtent)]) -> [String: Any] {
    let extents = Dictionary(extents.map { ($0.name, $0.extent) }) { first, _ in first }
    let settings = course.settings
    var values = common(
      page: "index.html", title: courseTitle, description: settings.description)
    values["policy"] = policy.page()
    values["summary"] = settings.description
    let listed = course.listed
    let places = Dictionary(listed.enumerated().map { ($1.originalPath, $0) }) { first, _ in first }
    values["lessons"] = listed.map { lesson in
      let needed = lesson.frontMatter.buildsOn.compactMap { places["\(lesson.folder)/\($0)"] }
      return contentsEntry(lesson, extents[lesson.name], Set(needed).sorted().map { listed[$0] })
    }
    values["hasLessons"] = !listed.isEmpty
    values["colophon"] = colophon(ofAll: extents.values)
    return values
  }

  /// A lesson on the contents page: what it is about and good for, how long it is, what it builds on.
  ///
  /// - Parameter needed: the lessons that it builds on.
  private func contentsEntry(
    _ lesson: Lesson, _ extent: LessonExtent?, _ needed: [Lesson]
  ) -> [String: Any] {
    var item = Self.link(lesson)
    let front = lesson.frontMatter
    item["lessonSummary"] = front.summary
    item["goals"] = front.goals
    item["hasGoals"] = !front.goals.isEmpty
    item["readingTime"] = texts.readingTime(extent?.minutes ?? lesson.readingMinutes)
    item["hasNeeds"] = !needed.isEmpty
    item["buildsOn"] = needed.enumerated().map { index, other in
      var link = Self.link(other)
      link["comma"] = index + 1 < needed.count ? texts.listComma : ""
      return link
    }
    return item
  }

  /// The search page: what is found without a script is the list of all headings.
  func search(_ results: [LessonPage]) -> [String: Any] {
    var values = common(
      page: "search.html", title: texts.search, description: texts.searchLabel)
    values["policy"] = policy.page()
    values["lessons"] = results.map { result in
      var item = Self.link(result.lesson)
      item["sections"] = result.sections.map(Self.values)
      item["hasSections"] = !result.sections.isEmpty
      return item
    }
    values["hasLessons"] = !results.isEmpty
    return values
  }

  /// The page that a server gives where there is none. It may stand at any depth, so its links are
  /// whole where the course says what its address is.
  func notFound() -> [String: Any] {
    var values = common(page: nil, title: texts.notFound, description: nil)
    values["policy"] = policy.notFound()
    values["home"] = course.settings.baseURL.map(HTML.escapedURL) ?? ""
    values["lessons"] = course.listed.map(Self.link)
    return values
  }

  /// One lesson in the list of all, with its sections where it is the page's own.
  func contentsItem(
    _ lesson: Lesson, sections: [PageSection], isCurrent: Bool
  ) -> [String: Any] {
    var values = Self.link(lesson)
    values["isCurrent"] = isCurrent
    values["hasSections"] = isCurrent && sections.count > 1
    values["sections"] = sections.map { section -> [String: Any] in
      var values: [String: Any] = Self.values(section)
      values["hasParts"] = !section.parts.isEmpty
      values["parts"] = section.parts.map(Self.values)
      return values
    }
    return values
  }

  // MARK: Pieces

  private static func values(_ section: PageSection) -> [String: String] {
    ["anchor": HTML.escaped(section.anchor), "html": HTML.escaped(section.title)]
  }

  static func link(_ lesson: Lesson) -> [String: Any] {
    ["url": HTML.escapedURL("\(lesson.name).html"), "title": lesson.title]
  }

  /// How many numbers were verified, and by what.
  private func colophon(_ verdict: Verdict) -> String {
    colophon(texts.counted(numbers: verdict.numbers, texts: verdict.texts), texts.verified)
  }

  /// The same of all lessons together.
  func colophon(ofAll lessons: some Sequence<LessonExtent>) -> String {
    let all = lessons.total
    return colophon(
      texts.counted(numbers: all.numbers, texts: all.texts), texts.verifiedCourse)
  }

  private func colophon(_ counts: String?, _ verified: String) -> String {
    (counts == nil ? texts.verifiedNothing : verified)
      .replacing("{counts}", with: counts ?? "")
      .replacing("{nabla}", with: versions.nabla)
      .replacing("{swift}", with: versions.swift)
  }
}
