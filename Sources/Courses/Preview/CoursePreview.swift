package import Foundation
import Lessons
import Memo
import Pages
import Programs
import Sites
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
  let state: Mutex<PreviewState>
  let tell: @Sendable (Event) -> Void

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

  /// The identity of each file that pages depend on: those of the course, and the sources of its own
  /// library as one.
  private var watchedFiles: [String: String] {
    var files = BuildInputs.files(of: run.options)
    files[PreviewState.ownPackage] =
      run.ownPackage(
        CacheFolder(course: folder, run.environment))?.identities
    return files
  }

  /// Reads the course and begins its lessons; throws where there is no course to begin with.
  package func begin() throws(Diagnostic) { try read() }

  /// Reads the course anew; where that cannot be, what there was is shown on.
  private func load() {
    do throws(Diagnostic) {
      try read()
    } catch {
      state.withLock { state in
        state.problems = [error]
        state.isBroken = true
      }
      tell(.failed(error))
      tell(.pageChanged(nil))
    }
  }

  private func read() throws(Diagnostic) {
    // What is changed while it is read is seen when files are next looked at.
    let files = watchedFiles
    state.withLock { $0.files = files }
    let (read, problems) = try Course.read(folder, jobs: run.options.jobs)
    let course = read.withDrafts
    let cache = try CacheFolder(course: folder, run.environment)
      .sharing(course.settings.store, run.environment)
    let (toolchain, own) = try run.toolchain(of: course, cache)
    if let first = own.first { throw first }
    var report = CourseReport(diagnostics: [])
    let theme = run.theme(of: course, &report)
    let tools = PreviewTools(toolchain: toolchain, cache: cache, theme: theme)
    let others = problems + CourseRun.languageProblems(course) + report.diagnostics
    let begun = state.withLock { state in
      state.take(course, others, tools)
    }
    for problem in others where problem.location?.file.hasSuffix(".md") != true {
      tell(.failed(problem))
    }
    tell(.pageChanged(nil))
    judge(begun, course, problems, tools)
  }

  /// Looks which files have changed, and does the work of the lessons that they concern.
  package func update() {
    let files = watchedFiles
    let (changed, known) = state.withLock { state -> ([String], PreviewState) in
      let names = Set(files.keys).union(state.files.keys)
      let changed = names.filter { files[$0] != state.files[$0] }.sorted()
      return (changed, state)
    }
    guard !changed.isEmpty else { return }
    guard let course = known.course, let tools = known.tools, !known.isBroken,
      !known.asksForAll(changed, files)
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
}
