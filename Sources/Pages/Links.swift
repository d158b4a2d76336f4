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
  /// Whether a link may not run a script: where raw HTML is not trusted either.
  private let refusesScripts: Bool

  /// The links of a course in which the lesson with a path offers what `target` says.
  package init(
    _ course: URL, _ settings: CourseSettings, lessons: [String],
    target: @escaping @Sendable (String) -> LinkTarget?
  ) {
    self.course = course
    self.lessons = lessons
    self.target = target
    refusesScripts = settings.escapesHTML
  }

  /// The links of a course; `references` are the numbered things of the lessons that ran, by path.
  package init(_ course: Course, references: [String: References] = [:]) {
    let targets = Dictionary(
      course.lessons.map { ($0.file.path, LinkTarget($0, references[$0.file.path])) }
    ) { first, _ in first }
    self.init(course.folder, course.settings, lessons: Array(targets.keys)) { targets[$0] }
  }

  /// What a link in a lesson becomes.
  enum Resolution {
    /// The URL for the page, and the other lesson that it leads to, if it does.
    case url(String, lesson: String?)
    /// The URL, and the file of the lesson's folder that is copied for it.
    case file(String, path: String)
    case dead(help: String)
  }

  /// Resolves `link` as written in `lesson`.
  func resolve(_ link: String, in lesson: Lesson) -> Resolution {
    if refusesScripts, Self.runsScript(link) {
      return .dead(help: "where course.yml says 'html: escape', a link cannot run a script")
    }
    if link.hasPrefix("//") || link.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]*:/) != nil {
      return .url(link, lesson: nil)
    }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0]).removingPercentEncoding ?? String(parts[0])
    let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding : nil
    if written.isEmpty {
      return resolve(fragment: fragment, link, of: lesson.file.path, page: "")
    }
    guard let path = CoursePath.normalized(written) else {
      return .dead(help: "links lead to files in the lesson's folder or below it")
    }
    let full = lesson.folder.isEmpty ? path : "\(lesson.folder)/\(path)"
    if let target = target(full) {
      // A draft may lead to itself and to other drafts, which no reader sees.
      if target.isDraft, !lesson.frontMatter.isDraft {
        return .dead(help: "'\(written)' is a draft and has no page")
      }
      return resolve(fragment: fragment, link, of: full, page: "\(target.page).html")
    }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: course.appendingPathComponent(full).path, isDirectory: &isFolder)
    if exists, !isFolder.boolValue, !written.hasSuffix(".md") {
      return .file(link, path: path)
    }
    if written.hasSuffix(".md") {
      let known = lessons.map { String($0.split(separator: "/").last ?? "") }.sorted()
      let match = nearestMatch(to: written, among: known)
      return .dead(
        help: match.map { "did you mean '\($0)'?" } ?? "the lessons are: "
          + known.joined(separator: ", "))
    }
    if let file = lessons.compactMap({ $0.split(separator: "/").last }).first(where: {
      "\(LessonName.page(of: String($0))).html" == path
    }) {
      return .dead(help: "a link to a page is written to its lesson: '\(file)'")
    }
    return .dead(help: "no file '\(written)' stands beside the lesson")
  }

  /// Whether a browser would run what the link holds. It passes over blanks and control characters.
  private static func runsScript(_ link: String) -> Bool {
    let scalars = link.unicodeScalars.filter { $0.value > 0x20 }
    let bare = String(String.UnicodeScalarView(scalars)).lowercased()
    let isImage = ["data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp"]
      .contains { bare.hasPrefix($0) }
    return !isImage && ["javascript:", "vbscript:", "data:"].contains { bare.hasPrefix($0) }
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
      : CoursePath.normalized(String(parts[0])).map { "\(lesson.folder)/\($0)" }
    return path.flatMap { target($0)?.references[String(parts[1])]?.text(texts) }
  }

  private func resolve(
    fragment: String?, _ link: String, of path: String, page: String
  ) -> Resolution {
    let other = page.isEmpty ? nil : path
    guard let fragment, !fragment.isEmpty else {
      return .url(page.isEmpty ? "#" : page, lesson: other)
    }
    let target = target(path)
    guard
      target?.anchors.contains(fragment) == true || target?.lineAnchors.contains(fragment) == true
    else {
      let known = target?.anchors.sorted() ?? []
      let match = nearestMatch(to: fragment, among: known)
      return .dead(
        help: match.map { "did you mean '#\($0)'?" }
          ?? (known.isEmpty
            ? "there are no anchors there: headings make them, and the fence word name="
            : "the anchors there are: " + known.map { "#\($0)" }.joined(separator: ", ")))
    }
    let spelt = target?.anchors.firstIndex(of: fragment).map { target?.anchors[$0] ?? fragment }
    return .url("\(page)#\(spelt ?? fragment)", lesson: other)
  }
}
