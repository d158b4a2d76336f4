import Drawings
package import Foundation
package import Lessons
import Text

/// Where links lead: to other lessons' pages, to files that are copied, or nowhere.
package struct Links: Sendable {
  private let course: URL
  /// The paths of all lessons.
  private let lessons: [String]
  /// What the lesson with a path offers.
  private let target: @Sendable (String) -> LinkTarget?
  /// Whether a link may not lead to a file in which a browser would run scripts: where raw HTML is not
  /// trusted either.
  private let refusesScripts: Bool
  /// The language of lessons that are no translations.
  private let language: String
  /// The terms that links may lead to.
  let glossary: GlossaryIndex

  /// The links of a course in which the lesson with a path offers what `target` says.
  package init(
    _ course: URL, _ settings: CourseSettings, lessons: [String], glossary: GlossaryIndex,
    target: @escaping @Sendable (String) -> LinkTarget?
  ) {
    self.course = course
    self.lessons = lessons
    self.target = target
    refusesScripts = settings.escapesHTML
    language = settings.language
    self.glossary = glossary
  }

  /// The links of a course; `references` are the numbered things of the lessons that ran, by path.
  package init(_ course: Course, references: [String: References] = [:]) {
    let all = course.lessons + course.translations.map(\.lesson)
    let targets = Dictionary(
      all.map { ($0.file.path, LinkTarget($0, references[$0.file.path])) }
    ) { first, _ in first }
    self.init(course) { targets[$0] }
  }

  /// The links of a course in which the lesson with a path offers what `target` says.
  package init(_ course: Course, target: @escaping @Sendable (String) -> LinkTarget?) {
    self.init(
      course.folder, course.settings, lessons: course.lessons.map(\.file.path),
      glossary: GlossaryIndex(course), target: target)
  }

  /// What a link in a lesson becomes.
  enum Resolution {
    /// The URL for the page, the other lesson that it leads to, if it does, and that lesson's language
    /// where it is another.
    case url(String, lesson: String?, language: String? = nil)
    /// The URL, and the file of the lesson's folder that is copied for it.
    case file(String, path: String)
    case dead(help: String)
    /// What it leads to is there, and no file of the course.
    case bad(FileProblem)
  }

  /// Resolves `link` as written in `lesson`.
  ///
  /// - Parameters:
  ///   - isPicture: whether it is what a picture is loaded from.
  ///   - suggests: whether what is meant by a dead link is looked for, which takes as long as there are
  ///     lessons or anchors.
  func resolve(
    _ link: String, in lesson: Lesson, isPicture: Bool = false, suggests: Bool = true
  ) -> Resolution {
    if let scheme = LinkScheme.scheme(of: link) {
      return LinkScheme.isAllowed(scheme, in: link, isPicture: isPicture)
        ? .url(link, lesson: nil) : .dead(help: LinkScheme.help(isPicture: isPicture))
    }
    if link.hasPrefix("//") { return .url(link, lesson: nil) }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0]).removingPercentEncoding ?? String(parts[0])
    let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding : nil
    if written.isEmpty {
      return resolve(fragment: fragment, of: lesson.file.path, page: "", suggests)
    }
    guard let path = CoursePath.normalized(written) else {
      return .dead(help: "links lead to files in the lesson's folder or below it")
    }
    let full = lesson.folder.isEmpty ? path : "\(lesson.folder)/\(path)"
    let translated = translation(of: full, for: lesson)
    if let target = target(translated) {
      // A draft may lead to itself and to other drafts, which no reader sees.
      if target.isDraft, !lesson.frontMatter.isDraft {
        return .dead(help: "'\(written)' is a draft and has no page")
      }
      let page = way(from: lesson, to: target) + "\(target.page).html"
      let resolution = resolve(fragment: fragment, of: translated, page: page, suggests)
      guard case .url(let url, let path, _) = resolution, target.language != lesson.language else {
        return resolution
      }
      return .url(url, lesson: path, language: target.language ?? language)
    }
    if !written.hasSuffix(".md") {
      do throws(FileProblem) {
        _ = try CourseFolder(course).file(full)
        if refusesScripts, !isPicture, Self.holdsScripts(path) {
          return .dead(
            help: "where course.yml says 'html: escape', a link cannot lead to a file in which a "
              + "browser runs scripts; show it as a picture, or write what it says in a lesson")
        }
        return .file(lesson.language == nil ? link : "../\(link)", path: path)
      } catch {
        switch error {
        case .missing, .noFile("a folder"): break
        default: return .bad(error)
        }
      }
    }
    if written.hasSuffix(".md") {
      guard suggests else { return .dead(help: Self.withoutSuggestion) }
      let known = lessons.map { String($0.split(separator: "/").last ?? "") }.sorted()
      return .dead(
        help: Self.suggestion(for: written, among: known, sign: "", list: "the lessons are"))
    }
    if let file = lessons.compactMap({ $0.split(separator: "/").last }).first(where: {
      "\(LessonName.page(of: String($0))).html" == path
    }) {
      return .dead(help: "a link to a page is written to its lesson: '\(file)'")
    }
    return .dead(help: "no file '\(written)' stands beside the lesson")
  }

  /// The translation of a lesson that a translation leads to; where readers have none, the lesson.
  private func translation(of path: String, for lesson: Lesson) -> String {
    guard let language = lesson.language, path.hasSuffix(".md") else { return path }
    let translated = "\(path.dropLast(3)).\(language).md"
    guard let target = target(translated), !target.isDraft || lesson.frontMatter.isDraft else {
      return path
    }
    return translated
  }

  /// The way from a lesson's page to the folder of another's.
  private func way(from lesson: Lesson, to target: LinkTarget) -> String {
    if lesson.language == target.language { return "" }
    return (lesson.language == nil ? "" : "../") + (target.language.map { "\($0)/" } ?? "")
  }

  /// The anchor that a fragment means in a lesson. In a translation it may be that of a heading of the
  /// original: the text around it is the same, and so is the order of the headings.
  private func anchor(_ fragment: String, of path: String) -> String? {
    guard let target = target(path) else { return nil }
    if let spelt = target.anchors.firstIndex(of: fragment) { return target.anchors[spelt] }
    if target.lineAnchors.contains(fragment) { return fragment }
    guard let language = target.language,
      let original = self.target("\(path.dropLast(language.count + 4)).md"),
      original.headings.count == target.headings.count,
      let place = original.headings.firstIndex(of: fragment)
    else { return nil }
    return target.headings[place]
  }

  /// Whether a browser that opens the file runs what stands in it, with the rights of the site.
  private static func holdsScripts(_ path: String) -> Bool {
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    return [
      "htm", "html", "mht", "mhtml", "shtml", "svg", "svgz", "xht", "xhtml", "xml", "xsl", "xslt"
    ].contains(ending)
  }

  private static let withoutSuggestion =
    "many links of this lesson lead nowhere: mend the first ones and run nabla again"
  /// How many names a message lists.
  private static let mostNames = 30

  /// The nearest of some names, or these.
  private static func suggestion(
    for word: String, among known: [String], sign: String, list: String
  ) -> String {
    if let match = nearestMatch(to: word, among: known) { return "did you mean '\(sign)\(match)'?" }
    let names = known.prefix(mostNames).map { "\(sign)\($0)" }.joined(separator: ", ")
    let left = known.count - mostNames
    return "\(list): \(names)" + (left > 0 ? " and \(left) more" : "")
  }

  /// What a link without a text says: `Figure 3`.
  func referenceText(
    _ link: String, in lesson: Lesson, _ texts: CourseTexts
  ) -> String? {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let path =
      parts[0].isEmpty
      ? lesson.file.path
      : CoursePath.normalized(String(parts[0])).map {
        translation(of: "\(lesson.folder)/\($0)", for: lesson)
      }
    return path.flatMap { target($0)?.references[String(parts[1])]?.text(texts) }
  }

  private func resolve(
    fragment: String?, of path: String, page: String, _ suggests: Bool
  ) -> Resolution {
    let other = page.isEmpty ? nil : path
    guard let fragment, !fragment.isEmpty else {
      return .url(page.isEmpty ? "#" : page, lesson: other)
    }
    guard let anchor = anchor(fragment, of: path) else {
      guard suggests else { return .dead(help: Self.withoutSuggestion) }
      let known = target(path)?.anchors.sorted() ?? []
      return .dead(
        help: known.isEmpty
          ? "there are no anchors there: headings make them, and the fence word name="
          : Self.suggestion(for: fragment, among: known, sign: "#", list: "the anchors there are"))
    }
    return .url("\(page)#\(anchor)", lesson: other)
  }
}
