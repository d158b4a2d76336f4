import Drawings
import Foundation
import Lessons
import Memo
import Pages
import Processes
import Programs
import Sites
package import Text
package import Verdicts

/// One run over a course: read, tangle, run, verify, and for a build weave and write.
package struct CourseRun: Sendable {
  package let options: Options
  package let environment: Environment
  let progress: @Sendable (LessonProgress) -> Void
  let waiting: @Sendable (String) -> Void

  /// A run.
  ///
  /// - Parameters:
  ///   - progress: told of each lesson that is done.
  ///   - waiting: told, in words, that another run has to end first.
  package init(
    _ options: Options, environment: Environment,
    waiting: @escaping @Sendable (String) -> Void = { _ in },
    progress: @escaping @Sendable (LessonProgress) -> Void = { _ in }
  ) {
    self.options = options
    self.environment = environment
    self.waiting = waiting
    self.progress = progress
  }

  /// Reads, runs and compares the lessons, and does what the goal asks beyond that.
  package func run(_ goal: Goal) -> CourseReport {
    do {
      return try attempt(goal)
    } catch {
      return CourseReport(diagnostics: [error])
    }
  }

  /// Ends every lesson that is being run, at an interruption, and removes what they lay in. A site
  /// that is being written is written first.
  package static func endRunningLessons() {
    SiteFolder.isWriting.lock()
    RunningChildren.shared.killAll()
    ScratchFolders.shared.removeAll()
  }

  private func attempt(_ goal: Goal) throws(Diagnostic) -> CourseReport {
    // Where there is no course, there is nothing to keep.
    let hasLessons = FileIdentity(options.course.appendingPathComponent("lessons").path) != nil
    let here = hasLessons ? CacheFolder(course: options.course, environment) : nil
    let inputs = try inputs(for: goal, here)
    if let here, let inputs, let record = inputs.lastBuild(),
      let report = try buildChanged(since: record, inputs, goal, here)
    {
      return report
    }
    let (read, found) = try Course.read(options.course, jobs: options.jobs)
    let course = goal.isPreview ? read.withDrafts : read
    let problems = found + Self.languageProblems(course)
    let chosen = try LessonChoice.choose(
      course.lessons, course.translations, only: options.only, shard: options.shard)
    let cache = try (here ?? CacheFolder(course: course.folder, environment))
      .sharing(course.settings.store, environment)
    let (toolchain, own) = try toolchain(of: course, cache, found: inputs?.toolchain)
    guard own.isEmpty else {
      return CourseReport(diagnostics: problems.filter { !$0.isOfLesson } + own)
    }
    let results = process(
      chosen, of: course, problems, toolchain, cache, isForBook: goal.isBook,
      preview: goal.isPreview ? PreviewMarks() : nil)
    // What is wrong in a lesson that was not asked for is not asked for either.
    let known = Set(results.map(\.lesson.file.path) + course.lessons.map(\.file.path))
    let ofCourse = problems.filter { problem in
      guard let file = problem.location?.file else { return true }
      return options.isPartial ? !problem.isOfLesson : !known.contains(file)
    }
    var report = CourseReport(
      diagnostics: Self.unique(ofCourse + results.flatMap(\.problems)).inOrderOfLessons)
    report.lessons = results.map(\.report)
    report.remarks += cache.remarks
    if case .update(let isDryRun, let notes) = goal {
      update(
        results, isDryRun: isDryRun, notes: notes ? Self.noteEdits(course) : [:], &report)
      return report
    }
    if goal.isPreview { try writePreview(results, course, toolchain, &report) }
    guard report.exitCode == 0 else { return report }
    report.summary =
      summary(of: results.filter { $0.lesson.language == nil }.map(\.extent)) + report.summary
    // Held until what the next build looks at is kept.
    var lock: FileLock?
    defer { lock?.release() }
    switch goal {
    case .verify, .update, .preview: break
    case .build: lock = try build(results, course, toolchain, cache, isCheck: false, &report)
    case .check:
      lock = try build(results, course, toolchain, cache, isCheck: true, &report)
      if report.exitCode != 0 {
        let runner = runner(of: course, toolchain, cache)
        report.diagnostics = lessonsThatVary(results, runner) + report.diagnostics
      }
    case .book(let format): try writeBook(format, results, course, toolchain, &report)
    }
    // The next build does the work of what changes until then.
    if let inputs, let store = cache.store, report.diagnostics.isEmpty {
      keep(inputs, results, course, store)
    }
    if report.exitCode == 0 { report.summary += cache.words }
    return report
  }

  /// The course's theme; what is wrong with it is in the report.
  func theme(of course: Course, _ report: inout CourseReport) -> Theme? {
    do throws(ThemeProblems) {
      return try Theme(folder: course.folder.appendingPathComponent("theme"))
    } catch {
      report.diagnostics += error.diagnostics
      return nil
    }
  }

  /// Where the site is stale, the blocks whose output is another each time: to build it anew would
  /// not help.
  func lessonsThatVary(_ pages: [LessonPage], _ runner: Runner) -> [Diagnostic] {
    let pages = pages.filter { $0.lesson.language == nil }
    return concurrentMap(pages, jobs: options.jobs) { page -> [Diagnostic] in
      guard let programs = page.judged.ran.tangled.programs else { return [] }
      return Repetition.differences(
        page.lesson, programs.values, page.judged.transcript,
        runner.inSecondEnvironment.run(programs, of: page.lesson))
    }.flatMap(\.self)
  }

  /// A language that pages do not speak.
  static func languageProblems(_ course: Course) -> [Diagnostic] {
    let settings = course.settings
    func problem(_ language: String, at place: Location?, _ line: String? = nil) -> [Diagnostic] {
      guard let place, !CourseTexts.texts(for: language).isThere else { return [] }
      return [
        Diagnostic(
          .unknownLanguage(language, known: CourseTexts.all.map(\.language)), at: place,
          sourceLine: line)
      ]
    }
    // Once a language, at the first of its translations.
    let translations = Dictionary(
      course.translations.map { ($0.lesson.language ?? "", $0.lesson.file.path) }
    ) { first, _ in first }
    return problem(settings.language, at: settings.languagePlace, settings.languageLine)
      + translations.sorted { $0.key < $1.key }.flatMap {
        problem($0.key, at: Location(file: $0.value))
      }
  }

  // MARK: Nothing to do

  private func inputs(for goal: Goal, _ cache: CacheFolder?) throws(Diagnostic) -> BuildInputs? {
    guard let store = cache?.store, !options.isPartial, !options.runsTwice else { return nil }
    switch goal {
    case .verify, .update, .preview, .book: return nil
    case .build, .check: break
    }
    let toolchain = try Toolchain.find(environment: environment, store: store)
    return BuildInputs(
      options, toolchain, store, own: ownPackage(cache)?.identities,
      environment: environment)
  }

  private func keep(
    _ inputs: BuildInputs, _ pages: [LessonPage], _ course: Course, _ store: Store
  ) {
    var lessons: [LessonRecord] = []
    var published = 0
    for page in pages where page.lesson.language == nil {
      let isDraft = page.lesson.frontMatter.isDraft
      guard
        let record = LessonRecord(page, number: isDraft ? nil : published, in: course, store)
      else { return }
      lessons.append(record)
      if !isDraft { published += 1 }
    }
    inputs.keep(
      BuildRecord(
        tools: inputs.tools, files: inputs.files, recent: inputs.recent, outputs: outputs,
        lessons: lessons, translations: translations(pages, of: course)))
  }

  /// The identity of each file of the site, by its path.
  var outputs: [String: String] { SiteFolder(folder: options.output).identities }

  func unchanged(_ record: BuildRecord, _ goal: Goal) -> CourseReport {
    for (number, lesson) in record.lessons.enumerated() {
      tellUnchanged(lesson.path, number, of: record.lessons.count)
    }
    var report = CourseReport(diagnostics: [])
    report.summary =
      summary(of: record.lessons.map(\.extent))
      + (goal.isCheck ? "; the site is fresh" : "; the site is as it was")
    return report
  }

  /// Tells that a lesson is as it was.
  func tellUnchanged(_ path: String, _ number: Int, of count: Int) {
    progress(
      LessonProgress(
        path: path, number: number, runReasons: [], seconds: 0, done: number + 1, count: count))
  }
}
