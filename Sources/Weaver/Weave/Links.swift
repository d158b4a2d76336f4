import Foundation

/// Where links lead: to other lessons' pages, to files that are copied, or nowhere.
struct Links: Sendable {
  private let course: URL
  /// By the lesson's path: the page and its anchors.
  private let pages: [String: (page: String, anchors: Set<String>, isDraft: Bool)]
  /// By the lesson's path: what its numbered things are called. Lessons that did not run have none.
  private let references: [String: References]

  init(_ course: Course, references: [String: References] = [:]) {
    self.references = references
    self.course = course.folder
    var pages: [String: (String, Set<String>, Bool)] = [:]
    for lesson in course.lessons {
      pages[lesson.file.path] = (
        lesson.name, Set(Anchors.all(of: lesson)), lesson.frontMatter.isDraft
      )
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
    if link.hasPrefix("//") || link.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.\-]*:/) != nil {
      return .url(link)
    }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let target = String(parts[0]).removingPercentEncoding ?? String(parts[0])
    let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding : nil
    if target.isEmpty {
      return resolve(fragment: fragment, link, of: lesson.file.path, page: "")
    }
    guard let path = Self.normalized(lesson.folder, target) else {
      return .dead(help: "links lead to files in the lesson's folder or below it")
    }
    let full = lesson.folder.isEmpty ? path : "\(lesson.folder)/\(path)"
    if let (page, _, isDraft) = pages[full] {
      // A draft may lead to itself and to other drafts, which no reader sees.
      if isDraft, !lesson.frontMatter.isDraft {
        return .dead(help: "'\(target)' is a draft and has no page")
      }
      return resolve(fragment: fragment, link, of: full, page: "\(page).html")
    }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: course.appendingPathComponent(full).path, isDirectory: &isFolder)
    if exists, !isFolder.boolValue, !target.hasSuffix(".md") {
      return .file(link, path: path)
    }
    if target.hasSuffix(".md") {
      let known = pages.keys.map { String($0.split(separator: "/").last ?? "") }.sorted()
      let match = nearestMatch(to: target, among: known)
      return .dead(
        help: match.map { "did you mean '\($0)'?" } ?? "the lessons are: "
          + known.joined(separator: ", "))
    }
    return .dead(help: "no file '\(target)' stands beside the lesson")
  }

  /// What a link without a text says: `Figure 3`.
  func referenceText(_ link: String, in lesson: Lesson) -> String? {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let path =
      parts[0].isEmpty
      ? lesson.file.path
      : Self.normalized(lesson.folder, String(parts[0])).map { "\(lesson.folder)/\($0)" }
    return path.flatMap { references[$0]?.byName[String(parts[1])]?.text }
  }

  private func resolve(
    fragment: String?, _ link: String, of path: String, page: String
  ) -> Resolution {
    guard let fragment, !fragment.isEmpty else { return .url(page.isEmpty ? "#" : page) }
    guard let anchors = pages[path]?.anchors, anchors.contains(fragment) else {
      let known = pages[path]?.anchors.sorted() ?? []
      let match = nearestMatch(to: fragment, among: known)
      return .dead(
        help: match.map { "did you mean '#\($0)'?" }
          ?? (known.isEmpty
            ? "there are no anchors there: headings make them, and the fence word name="
            : "the anchors there are: " + known.map { "#\($0)" }.joined(separator: ", ")))
    }
    return .url("\(page)#\(fragment)")
  }

  /// `a/../b` made plain; `nil` where it leads out of the folder.
  static func normalized(_ folder: String, _ path: String) -> String? {
    guard !path.hasPrefix("/") else { return nil }
    let path = path.split(separator: "?", maxSplits: 1).first.map(String.init) ?? path
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      if part == "." { continue }
      if part == ".." {
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
