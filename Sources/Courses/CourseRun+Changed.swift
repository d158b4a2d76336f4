import Foundation
import Lessons
import Memo
import Pages
import Processes
import Programs
import Sites
import Text
import Verdicts

/// A build after which only the text of some lessons has changed: their work is done, and the pages
/// of the others stay as they are.
extension CourseRun {
  /// Builds or checks what has changed since `record`; `nil` where more has changed than the text
  /// and results of lessons, so that the whole way has to be gone.
  func buildChanged(
    since record: BuildRecord, _ inputs: BuildInputs, _ goal: Goal, _ cache: CacheFolder
  ) throws(Diagnostic) -> CourseReport? {
    guard let store = cache.store, var changed = changedLessons(since: record, inputs) else {
      return nil
    }
    if changed.isEmpty { return unchanged(record, goal) }
    var course = try outline(of: record)
    let cache = try cache.sharing(course.settings.store, environment)
    let known = course.lessons
    let (toolchain, own) = try toolchain(of: course, cache, found: inputs.toolchain)
    guard own.isEmpty else { return nil }
    var pages: [LessonPage] = []
    while true {
      var problems: [Diagnostic] = []
      for number in changed {
        let (lesson, found) = Course.readLesson(
          known[number].file.path, in: options.course)
        problems += found
        guard let lesson else { return nil }
        course.lessons[number] = lesson
      }
      pages = process(
        changed.map { course.lessons[$0] }, of: course, problems, toolchain, cache,
        numbers: changed
      ) { path in
        record.lessons.first { $0.path == path }.flatMap { Self.target(of: $0, store) }
      }
      guard pages.count == changed.count else { return nil }
      // A lesson whose links lead to what has moved is woven again.
      let moved = zip(changed, pages).filter { number, page in
        Self.target(of: record.lessons[number], store) != page.linkTarget
      }.map { record.lessons[$0.0].path }
      let more = record.lessons.indices.filter { number in
        !changed.contains(number) && record.lessons[number].linked.contains(where: moved.contains)
      }
      if more.isEmpty { break }
      changed = (changed + more).sorted()
    }
    let problems = pages.flatMap(\.problems)
    if !problems.isEmpty {
      // What is only said is said by every build, of every lesson.
      guard problems.contains(where: { $0.severity == .error }) else { return nil }
      return CourseReport(diagnostics: Self.unique(problems).inOrderOfLessons)
    }
    return try finish(
      record, inputs, goal, cache, store, toolchain, course, Array(zip(changed, pages)))
  }

  /// The numbers of the lessons whose files changed; `nil` where other files of the course did.
  private func changedLessons(since record: BuildRecord, _ inputs: BuildInputs) -> [Int]? {
    let files = inputs.changes(since: record)
    var changed: Set<Int> = []
    let ofTranslations = Set(record.translations.flatMap(\.inputs))
    for file in files {
      let isLesson = file.hasSuffix(".md") && file.split(separator: "/").count == 2
      if file.hasPrefix("theme/") || ofTranslations.contains(file) { return nil }
      if file.hasSuffix("glossary.md") { return nil }
      if file.hasPrefix("lessons/course."), file.hasSuffix(".yml") { return nil }
      if isLesson, record.files[file] == nil || inputs.files[file] == nil { return nil }
      for (number, lesson) in record.lessons.enumerated()
      where lesson.path == file
        || lesson.inputs.contains(where: { $0 == file || file.hasPrefix("\($0)/") })
      {
        changed.insert(number)
      }
    }
    return changed.sorted()
  }

  /// The course with the tops of its lessons only.
  private func outline(of record: BuildRecord) throws(Diagnostic) -> Course {
    var problems: [Diagnostic] = []
    let settings = CourseSettings.read(
      of: options.course, hasFile: record.files["lessons/course.yml"] != nil, problems: &problems)
    let lessons = concurrentMap(record.lessons, jobs: options.jobs) { lesson in
      let name = String(lesson.path.split(separator: "/").last ?? "")
      return LessonReader.read(
        SourceFile(path: lesson.path, text: lesson.head), name: LessonName.page(of: name)
      ).lesson
    }
    var course = Course(folder: options.course, settings: settings, lessons: lessons)
    let translations = record.translations.compactMap { translation in
      let name = String(translation.path.split(separator: "/").last ?? "")
      return LessonReader.read(
        SourceFile(path: translation.path, text: translation.head), name: LessonName.page(of: name),
        language: LessonName.language(of: name)
      ).lesson
    }
    course.take(translations, &problems)
    // Its terms show on the pages that lead to them.
    if let number = course.lessons.firstIndex(where: \.isGlossary),
      let glossary = Course.readLesson(course.lessons[number].file.path, in: options.course).0
    {
      course.lessons[number] = glossary
    }
    return course
  }

  private static func target(of lesson: LessonRecord, _ store: Store) -> LinkTarget? {
    guard let key = Digest(text: lesson.target), let bytes = store.read(key) else { return nil }
    return try? JSONDecoder().decode(LinkTarget.self, from: Data(bytes))
  }

  /// Writes the pages of the changed lessons, and what the search finds in them.
  private func finish(
    _ last: BuildRecord, _ inputs: BuildInputs, _ goal: Goal, _ cache: CacheFolder,
    _ store: Store, _ toolchain: Toolchain, _ course: Course, _ pages: [(Int, LessonPage)]
  ) throws(Diagnostic) -> CourseReport? {
    var record = last
    let published = course.lessons.indices.filter { !course.lessons[$0].frontMatter.isDraft }
    for (number, page) in pages {
      let new = LessonRecord(page, number: published.firstIndex(of: number), in: course, store)
      guard let new, new.card == last.lessons[number].card else { return nil }
      record.lessons[number] = new
    }
    var report = CourseReport(diagnostics: [])
    report.summary = summary(of: record.lessons.map(\.extent))
    report.remarks = cache.remarks
    let versions = Versions(toolchain, environment)
    guard let theme = theme(of: course, &report) else { return report }
    let builder = SiteBuilder(
      course: course, theme: theme, versions: versions, toolchain: toolchain, jobs: options.jobs)
    var site = try builder.site(
      pages.map(\.1).filter { !$0.lesson.frontMatter.isDraft }, isPartial: true)
    var lines: [String] = []
    for number in published {
      guard let key = record.lessons[number].search.flatMap({ Digest(text: $0) }),
        let kept = store.read(key)
      else { return nil }
      lines.append(String(decoding: kept, as: UTF8.self))
    }
    site.files["search-index.js"] = Data(
      SearchIndex.script(published.map { course.lessons[$0] }, lines).utf8)
    if record.lessons.map(\.extent) != last.lessons.map(\.extent) {
      site.files["index.html"] = builder.contentsPage(
        published.map { (course.lessons[$0].name, record.lessons[$0].extent) })
    }
    let lock = try lockSite(isCheck: goal.isCheck)
    defer { lock?.release() }
    // Another build may have written meanwhile: then these pages may not belong to the others.
    guard record.stands else { return nil }
    try write(site, versions, isCheck: goal.isCheck, isPartial: true, lock, &report)
    for number in record.lessons.indices where !pages.contains(where: { $0.0 == number }) {
      tellUnchanged(record.lessons[number].path, number, of: record.lessons.count)
    }
    guard report.exitCode == 0 else {
      if goal.isCheck {
        let runner = runner(of: course, toolchain, cache)
        report.diagnostics = lessonsThatVary(pages.map(\.1), runner) + report.diagnostics
      }
      return report
    }
    record.files = inputs.files
    record.recent = inputs.recent
    record.outputs = outputs
    inputs.keep(record)
    report.summary += cache.words
    return report
  }
}
