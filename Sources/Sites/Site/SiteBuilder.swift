import Drawings
package import Foundation
package import Lessons
package import Pages
import Processes
package import Programs
package import Text

/// Puts woven bodies into pages, and pages, the theme's files and copied files into a site.
package struct SiteBuilder {
  package let course: Course
  package let theme: Theme
  let versions: Versions
  /// What the engine of pages with knobs stands beside.
  private let toolchain: Toolchain
  /// How many pages are written side by side.
  package var jobs = 1
  /// Whether the pages are shown by a preview, whose script is answered by its server.
  let isServed: Bool

  /// The site of these lessons, which are published. With a part of the lessons, what speaks of all
  /// of them is left out.
  package func site(_ results: [LessonPage], isPartial: Bool) throws(Diagnostic) -> Site {
    var site = Site()
    site.files["style.css"] = theme.stylesheet
    site.files["script.js"] = theme.script
    site.files["favicon.svg"] = theme.favicon
    let editions = Editions(course)
    for edition in editions.all {
      addEdition(
        results.filter { $0.lesson.language == edition.editionLanguage },
        values(edition, in: editions, Self.sources(of: results)), isPartial: isPartial, to: &site)
    }
    if !isPartial { addFilesOfSite(editions, to: &site) }
    if results.contains(where: \.hasKnobs) {
      site.files["knobs.js"] = theme.knobs
      // A page that was opened as a file may load a script, and nothing else.
      let bytes = Data(try PageEngine.find(toolchain).bytes).base64EncodedString()
      site.files["engine.js"] = Data("globalThis.nablaEngine=\"\(bytes)\";\n".utf8)
    }
    for item in results { try addAssets(of: item, to: &site) }
    return site
  }

  private func values(
    _ edition: Course, in editions: Editions, _ sources: [String: SourceNames] = [:]
  ) -> SiteValues {
    SiteValues(
      edition, in: editions, versions: versions, sources: sources,
      policy: ContentPolicy(isOfOwnTheme: theme.isOwn, isServed: isServed))
  }

  /// The names of the lessons as Swift files, by the names of their pages: those of all editions.
  private static func sources(of results: [LessonPage]) -> [String: SourceNames] {
    Dictionary(
      results.filter { $0.lesson.language == nil }.map {
        ($0.lesson.name, SourceNames(source: $0.source?.name, solutions: $0.solutions?.name))
      }
    ) { first, _ in first }
  }

  /// The pages of the course in one language.
  private func addEdition(
    _ results: [LessonPage], _ values: SiteValues, isPartial: Bool, to site: inout Site
  ) {
    let contents = ContentsList(values.course, around: results.map(\.lesson), values, theme)
    let pages = concurrentMap(results, jobs: jobs) { item in
      let list = contents.around(item.lesson, sections: item.sections)
      let page = values.lesson(item, contents: list.html, hasMoreLessons: list.hasMore)
      return Data(theme.render(.page, page).utf8)
    }
    let folder = values.course.siteFolder
    for (item, page) in zip(results, pages) {
      site.files["\(folder)\(item.lesson.name).html"] = page
      for (path, text) in item.dataFiles { site.files["\(folder)\(path)"] = Data(text.utf8) }
      for source in [item.source, item.solutions].compactMap(\.self) {
        site.files[source.name] = Data(source.text.utf8)
      }
    }
    if !isPartial { addPagesOfCourse(results, values, to: &site) }
  }

  /// The pages that speak of all lessons of one language.
  private func addPagesOfCourse(
    _ results: [LessonPage], _ values: SiteValues, to site: inout Site
  ) {
    let folder = values.course.siteFolder
    site.files["\(folder)index.html"] = page(
      .contents, values.contents(results.map { ($0.lesson.name, $0.extent) }))
    site.files["\(folder)search.html"] = page(.search, values.search(results))
    site.files["\(folder)search-index.js"] = Data(SearchIndex.script(results).utf8)
    // A server has one page for what is not there.
    if folder.isEmpty { site.files["404.html"] = page(.notfound, values.notFound()) }
  }

  /// The contents page of the course in its own language.
  ///
  /// - Parameter extents: how much there is of each published lesson, beside its name.
  package func contentsPage(_ extents: [(name: String, extent: LessonExtent)]) -> Data {
    page(.contents, values(course, in: Editions(course)).contents(extents))
  }

  private func page(_ template: Theme.Template, _ values: [String: Any]) -> Data {
    Data(theme.render(template, values).utf8)
  }

  /// The files that speak of the whole site.
  private func addFilesOfSite(_ editions: Editions, to site: inout Site) {
    guard let base = course.settings.baseURL else { return }
    site.files["sitemap.xml"] = Data(Sitemap.xml(editions.all, base: base).utf8)
    let values = SiteValues(course, in: editions, versions: versions)
    if let feed = Feed.xml(course, title: values.courseTitle, base: base) {
      site.files["feed.xml"] = Data(feed.utf8)
    }
  }

  private func addAssets(of item: LessonPage, to site: inout Site) throws(Diagnostic) {
    let pages = Set(course.published.map { "\($0.name).html" })
    let ours = Set(site.files.keys).union(pages).union(Site.reserved)
    for asset in item.assets.sorted() {
      let bytes = try course.asset(asset, of: item.lesson)
      // Several lessons may lead to one file; none may put one in the place of ours.
      if ours.contains(asset), site.files[asset] != bytes {
        throw Diagnostic(.assetTakesPlace(asset), at: Location(file: item.lesson.file.path))
      }
      site.files[asset] = bytes
    }
  }

  package init(
    course: Course, theme: Theme, versions: Versions, toolchain: Toolchain, jobs: Int = 1,
    isServed: Bool = false
  ) {
    self.isServed = isServed
    self.toolchain = toolchain
    self.course = course
    self.theme = theme
    self.versions = versions
    self.jobs = jobs
  }
}
