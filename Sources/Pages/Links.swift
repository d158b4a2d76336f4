import Drawings
import Foundation
package import Lessons
import Text

/// Where links lead: to other lessons' pages, to files that are copied, or nowhere.
package struct Links: Sendable {
  private let course: URL
  /// By the lesson's path: the page and its anchors.
  private let pages: [String: Target]

  /// A page that can be linked to.
  private struct Target {
    package var page: String
    var anchors: Set<String>
    /// The anchors of lines of code: too many to be named in a message.
    var lineAnchors: Set<String>
    package var isDraft: Bool
  }

  /// By the lesson's path: what its numbered things are called. Lessons that did not run have none.
  private let references: [String: References]

  /// Whether a link may not run a script: where raw HTML is not trusted either.
  private let refusesScripts: Bool

  package init(_ course: Course, references: [String: References] = [:]) {
    self.references = references
    refusesScripts = course.settings.escapesHTML
    self.course = course.folder
    var pages: [String: Target] = [:]
    for lesson in course.lessons {
      pages[lesson.file.path] = Target(
        page: lesson.name, anchors: Set(Anchors.all(of: lesson)),
        lineAnchors: Set(Listing.lineAnchors(of: lesson)), isDraft: lesson.frontMatter.isDraft)
    }
    self.pages = pages
  }

  /// What a link in a lesson becomes.
  enum Resolution {
    /// The URL for the page.
    case url(String)
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
      return .url(link)
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
    if let target = pages[full] {
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
      let known = pages.keys.map { String($0.split(separator: "/").last ?? "") }.sorted()
      let match = nearestMatch(to: written, among: known)
      return .dead(
        help: match.map { "did you mean '\($0)'?" } ?? "the lessons are: "
          + known.joined(separator: ", "))
    }
    if let lesson = pages.first(where: { "\($0.value.page).html" == path })?.key {
      let file = lesson.split(separator: "/").last ?? ""
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
    return path.flatMap { references[$0]?.byName[String(parts[1])]?.text(texts) }
  }

  private func resolve(
    fragment: String?, _ link: String, of path: String, page: String
  ) -> Resolution {
    guard let fragment, !fragment.isEmpty else { return .url(page.isEmpty ? "#" : page) }
    let target = pages[path]
    guard
      target?.anchors.contains(fragment) == true || target?.lineAnchors.contains(fragment) == true
    else {
      let known = pages[path]?.anchors.sorted() ?? []
      let match = nearestMatch(to: fragment, among: known)
      return .dead(
        help: match.map { "did you mean '#\($0)'?" }
          ?? (known.isEmpty
            ? "there are no anchors there: headings make them, and the fence word name="
            : "the anchors there are: " + known.map { "#\($0)" }.joined(separator: ", ")))
    }
    let spelt = target?.anchors.firstIndex(of: fragment).map { target?.anchors[$0] ?? fragment }
    return .url("\(page)#\(spelt ?? fragment)")
  }
}
