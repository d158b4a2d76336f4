import Foundation

/// Puts woven bodies into pages, and pages, stylesheet and copied files into a site.
struct SiteBuilder {
  let course: Course
  let theme: Theme
  let versions: Versions

  /// The site of these lessons. With a part of the lessons, the contents page is left out.
  func site(_ results: [LessonResult], isPartial: Bool) throws(Diagnostic) -> Site {
    var site = Site()
    site.files["style.css"] = theme.stylesheet
    for item in results {
      site.files["\(item.lesson.name).html"] = theme.lessonPage(values(for: item))
      for asset in item.assets {
        let url = course.folder.appendingPathComponent(item.lesson.folder)
          .appendingPathComponent(asset)
        do {
          site.files[asset] = try Data(contentsOf: url)
        } catch {
          throw Diagnostic(
            .environment("\(asset) cannot be read", help: "allow it with: chmod u+r \(asset)"),
            at: Location(file: item.lesson.file.path))
        }
      }
    }
    if !isPartial { site.files["index.html"] = theme.contentsPage(contentsValues()) }
    return site
  }

  private var courseTitle: String { course.settings.title ?? "Lessons" }

  private var common: [String: Any] {
    var values: [String: Any] = [
      "language": course.settings.language,
      "course": courseTitle,
      "swift": versions.swift
    ]
    values["author"] = course.settings.author
    values["repository"] = course.settings.repositoryURL.map(HTML.escapedURL)
    return values
  }

  private func values(for result: LessonResult) -> [String: Any] {
    let lesson = result.lesson
    var values = common
    values["title"] = lesson.title
    values["summary"] = lesson.frontMatter.summary
    values["description"] =
      lesson.frontMatter.summary ?? course.settings.description ?? lesson.title
    values["body"] = result.body
    values["hasMathematics"] = result.body.contains("<math")
    values["sections"] = result.sections.map { ["anchor": $0.anchor, "html": $0.html] }
    values["hasSections"] = result.sections.count > 1
    values["lessons"] = lessonList(current: lesson.name)
    values["verified"] = Self.verified(result.verdict)
    let published = course.published
    if let index = published.firstIndex(where: { $0.name == lesson.name }) {
      if index > 0 { values["previous"] = Self.link(published[index - 1]) }
      if index + 1 < published.count { values["next"] = Self.link(published[index + 1]) }
    }
    return values
  }

  private func contentsValues() -> [String: Any] {
    var values = common
    values["title"] = courseTitle
    values["description"] = course.settings.description ?? courseTitle
    values["summary"] = course.settings.description
    values["lessons"] = lessonList(current: nil)
    return values
  }

  private func lessonList(current: String?) -> [[String: Any]] {
    course.published.map { lesson in
      var item: [String: Any] = Self.link(lesson)
      item["summary"] = lesson.frontMatter.summary
      item["isCurrent"] = lesson.name == current
      return item
    }
  }

  private static func link(_ lesson: Lesson) -> [String: Any] {
    ["url": HTML.escapedURL("\(lesson.name).html"), "title": lesson.title]
  }

  private static func verified(_ verdict: Verdict) -> String? {
    let count = verdict.numbers + verdict.texts
    guard count > 0 else { return nil }
    return Counted.numbersAndTexts(verdict.numbers, verdict.texts)
  }
}

/// Counts in words.
enum Counted {
  static func numbersAndTexts(_ numbers: Int, _ texts: Int) -> String {
    let parts = [(numbers, "number"), (texts, "text")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return parts.isEmpty ? "nothing" : parts.joined(separator: " and ")
  }

  static func lessons(_ count: Int) -> String { "\(count) lesson\(count == 1 ? "" : "s")" }
}
