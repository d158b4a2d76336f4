package import Foundation
import Lessons
import Memo
import Pages
import Programs
package import Sites
import Synchronization
import Text
import Verdicts

/// What is shown: pages, woven when they are asked for, and the files beside them.
extension CoursePreview {
  /// The page of a lesson, woven if it is not; `nil` where the lesson is gone.
  func wovenPage(of path: String) -> LessonPage? {
    while true {
      let (lesson, course, tools, targets) = state.withLock { state in
        (state.lessons[path], state.course, state.tools, state.targets)
      }
      guard let lesson, let course, let tools else { return nil }
      if let woven = lesson.woven { return woven }
      guard let judged = lesson.judged else { return nil }
      let links = Links(course) { targets[$0] }
      let page = LessonPage(
        judged, of: course, links, run.environment, store: tools.cache.store,
        preview: lesson.marks)
      let isKept = state.withLock { state -> Bool in
        guard state.lessons[path]?.revision == lesson.revision else { return false }
        state.lessons[path]?.woven = page
        return true
      }
      if isKept { return page }
    }
  }

  /// The page of a translation, with what its original shows now; `nil` where the path is none's.
  private func translatedPage(_ path: String) -> LessonPage? {
    let (judged, course, tools, targets) = state.withLock { state in
      (state.translation(at: path), state.course, state.tools, state.targets)
    }
    guard let judged, let course, let tools else { return nil }
    let links = Links(course) { targets[$0] }
    return LessonPage(
      judged, of: course.edition(of: judged.lesson), links, run.environment,
      store: tools.cache.store)
  }

  /// The bytes at a path below the site; `nil` where there is nothing.
  ///
  /// - Parameter frame: what pages are put into.
  package func file(_ path: String, frame: PreviewFrame) -> Data? {
    if let file = PreviewFrame.files[path] { return file }
    let (lesson, course, tools, problems) = state.withLock { state in
      (state.lessons.values.first { $0.page == path }, state.course, state.tools, state.problems)
    }
    guard let course, let tools, let theme = tools.theme ?? (try? Theme()) else {
      return path.hasSuffix(".html")
        ? frame.emptyPage(.init(words: "no course", problems: problems)) : nil
    }
    let builder = SiteBuilder(
      course: course, theme: theme, versions: Versions(tools.toolchain, run.environment),
      toolchain: tools.toolchain, jobs: run.options.jobs, isServed: true)
    do throws(Diagnostic) {
      if let lesson {
        guard let page = wovenPage(of: lesson.path) else { return nil }
        guard let bytes = try serve(page, at: path, builder) else { return nil }
        let state = state.withLock { $0.lessons[lesson.path] } ?? lesson
        return frame.framed(
          bytes,
          .init(
            words: state.words ?? page.wordsOfRecords,
            problems: problems + state.problems + page.problemsBesideRecords,
            lesson: (lesson.path, page.lesson.version)))
      }
      if let page = translatedPage(path) {
        guard let bytes = try serve(page, at: path, builder) else { return nil }
        return frame.framed(
          bytes, .init(words: page.wordsOfRecords, problems: problems + page.problemsBesideRecords))
      }
      if let bytes = state.withLock({ $0.servedFile(path) }) { return bytes }
      let isOfAll = path.hasSuffix("search.html") || path.hasSuffix("search-index.js")
      let pages =
        isOfAll
        ? course.lessons.compactMap { wovenPage(of: $0.file.path) }
          + course.translations.compactMap { translatedPage("\($0.lesson.page).html") } : []
      guard let bytes = try builder.site(pages, isPartial: false).files[path] else {
        return asset(path, course)
      }
      guard path.hasSuffix(".html") else { return bytes }
      return frame.framed(bytes, .init(words: "preview", problems: problems))
    } catch {
      return frame.emptyPage(.init(words: "no page", problems: [error]))
    }
  }

  /// The bytes of a lesson's page; the files beside it are kept for who asks next.
  private func serve(
    _ page: LessonPage, at path: String, _ builder: SiteBuilder
  ) throws(Diagnostic) -> Data? {
    let files = try builder.site([page], isPartial: true).files
    state.withLock { $0.served[page.lesson.file.path] = files }
    return files[path]
  }

  /// A file that a page leads to, or the font of formulas.
  private func asset(_ path: String, _ course: Course) -> Data? {
    if path == MathematicsFont.fileName { return MathematicsFont.find() }
    for lesson in course.lessons {
      guard let page = wovenPage(of: lesson.file.path) else { continue }
      if page.assets.contains(path) { return try? course.asset(path, of: lesson) }
      if let text = page.dataFiles[path] { return Data(text.utf8) }
      for source in [page.source, page.solutions] where source?.name == path {
        return source.map { Data($0.text.utf8) }
      }
    }
    return nil
  }
}
