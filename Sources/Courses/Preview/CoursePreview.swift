package import Foundation
import Lessons
import Memo
import Pages
import Programs
package import Sites
import Synchronization
package import Text
import Verdicts

/// A course as its author sees it while writing: its pages are woven when they are asked for, and a
/// change of files does the work of the lessons that it concerns, each in the background.
///
/// Nothing is written but what is kept between runs and, where the author accepts a number, the
/// lesson's record.
package final class CoursePreview: Sendable {
  let run: CourseRun
  private let state: Mutex<PreviewState>
  private let tell: @Sendable (Event) -> Void

  /// What has happened, for whoever shows it.
  package enum Event: Sendable {
    /// The page at this path below the site is another; `nil` for all pages.
    case pageChanged(String?)
    /// A lesson is done: what was run and why, and what is wrong.
    case lessonDone(String, [Diagnostic])
    /// Something is wrong with the course itself.
    case failed(Diagnostic)
  }

  /// - Parameter tell: told, from any thread, of what happens.
  package init(_ run: CourseRun, tell: @escaping @Sendable (Event) -> Void) {
    self.run = run
    self.tell = tell
    state = Mutex(PreviewState())
  }

  package var folder: URL { run.options.course }

  // MARK: Changes of files

  /// Reads the course and begins its lessons; throws where there is no course to begin with.
  package func begin() throws(Diagnostic) { try read() }

  /// Reads the course anew; where that cannot be, what there was is shown on.
  private func load() {
    do throws(Diagnostic) {
      try read()
    } catch {
      state.withLock { state in
        state.problems = [error]
        state.files = [:]
      }
      tell(.failed(error))
      tell(.pageChanged(nil))
    }
  }

  private func read() throws(Diagnostic) {
    let (read, problems) = try Course.read(folder, jobs: run.options.jobs)
    let course = read.withDrafts
    let cache = try CacheFolder(course: folder, run.environment)
      .sharing(course.settings.store, run.environment)
    let (toolchain, own) = try run.toolchain(of: course, cache)
    if let first = own.first { throw first }
    var report = CourseReport(diagnostics: [])
    let theme = run.theme(of: course, &report)
    let tools = PreviewTools(toolchain: toolchain, cache: cache, theme: theme)
    let files = BuildInputs.files(of: run.options)
    let others = problems + CourseRun.languageProblems(course) + report.diagnostics
    let begun = state.withLock { state in
      state.take(course, others, tools, files)
    }
    for problem in others where problem.location?.file.hasSuffix(".md") != true {
      tell(.failed(problem))
    }
    tell(.pageChanged(nil))
    judge(begun, course, problems, tools)
  }

  /// Looks which files have changed, and does the work of the lessons that they concern.
  package func update() {
    let files = BuildInputs.files(of: run.options)
    let (changed, known) = state.withLock { state -> ([String], PreviewState) in
      let names = Set(files.keys).union(state.files.keys)
      let changed = names.filter { files[$0] != state.files[$0] }.sorted()
      return (changed, state)
    }
    guard !changed.isEmpty else { return }
    guard let course = known.course, let tools = known.tools, !known.asksForAll(changed, files)
    else { return load() }
    var problems: [Diagnostic] = []
    var lessons: [Lesson] = []
    for path in known.paths(concernedBy: changed) {
      let (lesson, found) = Course.readLesson(path, in: folder)
      problems += found
      guard var lesson else {
        found.forEach { tell(.failed($0)) }
        state.withLock { $0.lessons[path]?.fail(found) }
        known.lessons[path].map { tell(.pageChanged($0.page)) }
        continue
      }
      lesson.frontMatter.isDraft = false
      lessons.append(lesson)
    }
    let begun = state.withLock { state in
      state.files = files
      return lessons.map { state.begin($0) }
    }
    if begun.isEmpty, known.paths(concernedBy: changed).isEmpty { tell(.pageChanged(nil)) }
    judge(begun, course, problems, tools)
  }

  // MARK: Lessons

  /// Judges lessons in the background; each is shown as far as it is.
  private func judge(
    _ begun: [PreviewState.Begun], _ course: Course, _ problems: [Diagnostic],
    _ tools: PreviewTools
  ) {
    guard !begun.isEmpty else { return }
    let numbers = Dictionary(begun.map { ($0.lesson.file.path, $0.generation) }) { $1 }
    let watch = LessonWatch { [self] tangled in
      show(numbers, tangled.lesson.file.path, running: nil) { earlier in
        EarlierResults(earlier, for: tangled).completed(
          by: Judged(Ran(tangled: tangled, transcript: Transcript())))
      }
    } progress: { [self] judged, running in
      show(numbers, judged.lesson.file.path, running: running) { earlier in
        EarlierResults(earlier, for: judged.ran.tangled).completed(by: judged)
      }
    } ended: { [self] judged in
      finish(numbers, judged)
    } isCancelled: { [self] tangled in
      let path = tangled.lesson.file.path
      return state.withLock { $0.lessons[path]?.generation != numbers[path] }
    }
    let work: @Sendable () -> Void = { [self] in
      _ = run.judge(
        begun.map(\.lesson), of: course, problems, tools.toolchain, tools.cache, watch: watch)
    }
    Thread.detachNewThread(work)
  }

  /// Shows what there is of a lesson that is being run.
  private func show(
    _ generations: [String: Int], _ path: String, running: Int?,
    _ results: (Judged?) -> (judged: Judged, staleBlocks: Set<Int>)
  ) {
    let page = state.withLock { state -> String? in
      guard var lesson = state.lessons[path], lesson.generation == generations[path] else {
        return nil
      }
      let (judged, stale) = results(lesson.whole)
      lesson.show(
        judged, PreviewMarks(staleBlocks: stale, running: running), words: "running…")
      state.lessons[path] = lesson
      return lesson.page
    }
    if let page { tell(.pageChanged(page)) }
  }

  /// Takes a lesson's results, and weaves its page.
  private func finish(_ generations: [String: Int], _ judged: Judged) {
    let path = judged.lesson.file.path
    let known = state.withLock {
      state -> (page: String, isMoved: Bool, start: ContinuousClock.Instant)? in
      guard var lesson = state.lessons[path], lesson.generation == generations[path] else {
        return nil
      }
      let target = lesson.target
      if judged.ran.isComplete {
        lesson.show(judged, PreviewMarks(), words: nil)
        lesson.whole = judged
      } else {
        let (merged, stale) = EarlierResults(lesson.whole, for: judged.ran.tangled)
          .completed(by: judged)
        lesson.show(
          merged, PreviewMarks(staleBlocks: stale),
          words: "it did not run through; what is faded is of an earlier text")
      }
      state.lessons[path] = lesson
      let isMoved = lesson.target != target
      if isMoved { state.forgetPages(linkedTo: path) }
      return (lesson.page, isMoved, lesson.start)
    }
    guard let known else { return }
    let page = wovenPage(of: path)
    let isTranslated = state.withLock { state in
      state.course?.translations.contains { $0.original == path } == true
    }
    tell(.pageChanged(known.isMoved || isTranslated ? nil : known.page))
    let seconds = known.start.duration(to: .now) / .seconds(1)
    let progress = CourseRun.LessonProgress(
      path: path, runReasons: judged.transcript.runReasons,
      seconds: judged.transcript.seconds.values.reduce(0, +))
    let words = judged.ran.isComplete ? page?.wordsOfRecords ?? "" : "it did not run through"
    tell(
      .lessonDone(
        "\(progress.words); \(words); \(seconds.formatted(decimals: 2)) s",
        (page?.problems ?? judged.problems).filter { !$0.isMismatch }))
  }

  // MARK: Pages

  /// The page of a lesson, woven if it is not; `nil` where the lesson is gone.
  private func wovenPage(of path: String) -> LessonPage? {
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

  // MARK: Records

  /// Writes what was computed into a lesson's records.
  ///
  /// - Parameters:
  ///   - path: the lesson's file.
  ///   - version: the digest of the text that the author saw; another text is left alone.
  ///   - names: the records, by their names on the page; `nil` for all that have moved.
  /// - Returns: how many places were recorded.
  package func accept(
    _ path: String, version: String, names: Set<String>?
  ) throws(Diagnostic) -> Int {
    let lesson = state.withLock { $0.lessons[path] }
    guard let lesson, let judged = lesson.judged, judged.lesson.version == version else {
      throw Diagnostic(
        .environment(
          "\(path) has changed since the page was shown", help: "look at the page again"),
        at: Location(file: path))
    }
    guard judged.ran.isComplete, lesson.marks.staleBlocks.isEmpty else {
      throw Diagnostic(
        .environment(
          "\(path) has not run through", help: "wait until it has, or mend what is wrong"),
        at: Location(file: path))
    }
    let moved = judged.verdict.moved.map(\.name).filter { names?.contains($0.text) ?? true }
    let update = LessonUpdate(judged.lesson, judged.verdict.only(Set(moved)))
    if let problem = update.problems.first { throw problem }
    guard !update.isEmpty else { return 0 }
    try LessonWriter.write(
      update, to: folder.appendingPathComponent(path), lesson: judged.lesson)
    self.update()
    return update.count
  }
}
