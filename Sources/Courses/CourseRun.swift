import Drawings
package import Foundation
package import Lessons
import Memo
import Pages
import Processes
import Programs
import Sites
package import Text
package import Verdicts

/// One run over a course: read, tangle, run, verify, and for a build weave and write.
package struct CourseRun: Sendable {
  /// What the user asked for.
  package struct Options: Sendable {
    /// The folder that holds `lessons/`.
    package var course: URL
    /// The site's folder.
    package var output: URL
    /// Only lessons with one of these names.
    package var only: [String] = []
    /// Only this part of the lessons.
    package var shard: Shard?
    /// How many lessons run side by side.
    package var jobs: Int
    /// Seconds a block may run, where the lesson says nothing.
    package var timeout: Double?
    /// How far lessons are kept from what is not their own; `nil` for what the course says.
    package var sandbox: SandboxMode?
    /// Whether no further lesson is begun after one that is wrong.
    package var failsFast = false
    /// Whether every lesson is run a second time, in other surroundings.
    package var runsTwice = false
    /// Whether pages show what only a teacher needs.
    package let isForTeacher: Bool

    /// The options with their defaults.
    package init(course: URL, output: URL? = nil, isForTeacher: Bool = false) {
      self.course = course
      self.isForTeacher = isForTeacher
      self.output =
        output ?? course.appendingPathComponent(Self.folders[isForTeacher ? 1 : 0])
      jobs = ProcessInfo.processInfo.activeProcessorCount
    }

    /// The folders that a student's and a teacher's site are written to.
    static let folders = ["site", "site-teacher"]

    /// Whether some lessons are left out.
    var isPartial: Bool { !only.isEmpty || shard != nil }
  }

  /// What a command does with the lessons.
  package enum Goal: Sendable {
    /// Compare what is recorded with what is computed.
    case verify
    /// Record what is computed, or only show what would change.
    case update(isDryRun: Bool, notesTranslations: Bool = false)
    /// Write the site.
    case build
    /// Compare the site with what a build would write.
    case check
    /// Write the site as its author sees it, whether the lessons are right or not.
    case preview
    /// Write the lessons as one file, of this kind.
    case book(BookFormat)

    var isCheck: Bool { if case .check = self { true } else { false } }
    var isPreview: Bool { if case .preview = self { true } else { false } }
  }

  package let options: Options
  package let environment: Environment
  private let progress: @Sendable (LessonProgress) -> Void

  /// A run; `progress` is told of each lesson that is done.
  package init(
    _ options: Options, environment: Environment,
    progress: @escaping @Sendable (LessonProgress) -> Void = { _ in }
  ) {
    self.options = options
    self.environment = environment
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
  /// whose files are being moved into place is written first.
  package static func endRunningLessons() {
    SiteFolder.isMoving.lock()
    RunningChildren.shared.killAll()
    ScratchFolders.shared.removeAll()
  }

  private func attempt(_ goal: Goal) throws(Diagnostic) -> CourseReport {
    // Where there is no course, there is nothing to keep.
    let hasLessons = FileIdentity(options.course.appendingPathComponent("lessons").path) != nil
    let here = hasLessons ? CacheFolder(course: options.course) : nil
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
    let cache = here ?? CacheFolder(course: course.folder)
    let (toolchain, own) = try toolchain(of: course, cache)
    guard own.isEmpty else {
      return CourseReport(diagnostics: problems.filter { !$0.isOfLesson } + own)
    }
    let results = process(
      chosen, of: course, problems, toolchain, cache, preview: goal.isPreview ? PreviewMarks() : nil
    )
    // What is wrong in a lesson that was not asked for is not asked for either.
    let known = Set(results.map(\.lesson.file.path) + course.lessons.map(\.file.path))
    let ofCourse = problems.filter { problem in
      guard let file = problem.location?.file else { return true }
      return options.isPartial ? !problem.isOfLesson : !known.contains(file)
    }
    var report = CourseReport(
      diagnostics: Self.unique(ofCourse + results.flatMap(\.problems)).inOrderOfLessons)
    report.lessons = results.map(\.report)
    if case .update(let isDryRun, let notes) = goal {
      update(
        results, isDryRun: isDryRun, notes: notes ? Self.noteEdits(course) : [:], &report)
      return report
    }
    if goal.isPreview { try writePreview(results, course, toolchain, &report) }
    guard report.exitCode == 0 else { return report }
    report.summary = Self.summary(of: results) + report.summary
    let summary = report.summary
    switch goal {
    case .verify, .update, .preview: break
    case .build: try build(results, course, toolchain, cache, isCheck: false, &report)
    case .check:
      try build(results, course, toolchain, cache, isCheck: true, &report)
      if report.exitCode != 0 {
        let runner = runner(of: course, toolchain, cache)
        report.diagnostics = lessonsThatVary(results, runner) + report.diagnostics
      }
    case .book(let format): try writeBook(format, results, course, toolchain, &report)
    }
    // The next build does the work of what changes until then.
    if let inputs, let store = cache.store, report.diagnostics.isEmpty {
      keep(inputs, summary: summary, results, course, store)
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
      options, toolchain, store, own: ownLibrary(toolchain, cache)?.identities,
      environment: environment)
  }

  private func keep(
    _ inputs: BuildInputs, summary: String, _ pages: [LessonPage], _ course: Course, _ store: Store
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
    let outputs = SiteFolder(folder: options.output).allFiles.map {
      ($0, FileIdentity.text($0))
    }
    inputs.keep(
      BuildRecord(
        tools: inputs.tools, files: inputs.files,
        outputs: Dictionary(outputs) { first, _ in first }, summary: summary, lessons: lessons,
        translations: translations(pages, of: course)))
  }

  func unchanged(_ record: BuildRecord, _ goal: Goal) -> CourseReport {
    for (number, lesson) in record.lessons.enumerated() {
      tellUnchanged(lesson.path, number, of: record.lessons.count)
    }
    var report = CourseReport(diagnostics: [])
    report.summary =
      record.summary + (goal.isCheck ? "; the site is fresh" : "; the site is as it was")
    return report
  }

  /// Tells that a lesson is as it was.
  func tellUnchanged(_ path: String, _ number: Int, of count: Int) {
    progress(
      LessonProgress(
        path: path, number: number, runReasons: [], seconds: 0, done: number + 1, count: count))
  }

  // MARK: The lessons

  /// Takes lessons through all stages up to their pages.
  ///
  /// - Parameters:
  ///   - numbers: which of the course's lessons they are, where not all are.
  ///   - known: what lessons offer to links that are not among the chosen ones.
  ///   - preview: what their pages show beside what readers see.
  func process(
    _ chosen: [Lesson], of course: Course, _ problems: [Diagnostic], _ toolchain: Toolchain,
    _ cache: CacheFolder, numbers: [Int]? = nil,
    known: (@Sendable (String) -> LinkTarget?)? = nil, preview: PreviewMarks? = nil
  ) -> [LessonPage] {
    let originals = judge(chosen, of: course, problems, toolchain, cache, numbers: numbers)
    let judged = originals + translations(of: originals, course, problems)
    // A link to another lesson's figure says its number, which that lesson's run decides.
    let references = Dictionary(
      judged.map { ($0.lesson.file.path, References($0.lesson, $0.transcript)) }
    ) { first, _ in first }
    let links: Links
    if let known {
      let targets = Dictionary(
        judged.map { ($0.lesson.file.path, LinkTarget($0.lesson, references[$0.lesson.file.path])) }
      ) { first, _ in first }
      links = Links(course) { targets[$0] ?? known($0) }
    } else {
      links = Links(course, references: references)
    }
    return concurrentMap(judged, jobs: options.jobs) {
      // The records that may have moved are those of originals.
      LessonPage(
        $0, of: course.edition(of: $0.lesson), links, environment, store: cache.store,
        isForTeacher: options.isForTeacher, preview: $0.translated == nil ? preview : nil)
    }
  }

  /// What runs the course's lessons.
  func runner(
    of course: Course, _ toolchain: Toolchain, _ cache: CacheFolder, missing: MissingRuns? = nil
  ) -> Runner {
    Runner(
      toolchain: toolchain, course: course.folder, cache: cache,
      sandbox: options.sandbox ?? course.settings.sandbox ?? .on, limits: course.settings.limits,
      missing: missing)
  }

  /// Seconds a block may run, where its lesson says nothing.
  func timeout(of course: Course) -> Double? { options.timeout ?? course.settings.timeout }

  /// Tangles, runs and compares lessons.
  ///
  /// - Parameter watch: who is told how far they are.
  func judge(
    _ chosen: [Lesson], of course: Course, _ problems: [Diagnostic], _ toolchain: Toolchain,
    _ cache: CacheFolder, numbers: [Int]? = nil, watch: LessonWatch? = nil
  ) -> [Judged] {
    defer {
      cache.store?.trim()
      cache.ledger.save(lessons: Set(course.lessons.map(\.file.path)))
    }
    let runner = runner(of: course, toolchain, cache)
    let lessonRun = LessonRun(
      course: course, runner: runner, timeout: timeout(of: course),
      runsTwice: options.runsTwice,
      store: cache.store, watch: watch)
    let stop = Flag()
    let tangled = concurrentMap(chosen, jobs: options.jobs) { lesson in
      lessonRun.tangle(
        lesson, problems: problems.filter { $0.location?.file == lesson.file.path })
    }
    let seconds = chosen.map { cache.ledger.seconds(of: $0.file.path) }
    let groups = LessonGroups.groups(tangled, seconds: seconds, runner, jobs: options.jobs)
    let schedule = Schedule(seconds, groups: groups)
    return concurrentMap(groups, jobs: options.jobs, order: schedule.order) {
      group -> [(number: Int, judged: Judged)] in
      if stop.isSet { return [] }
      let joined = runner.join(group.compactMap { tangled[$0].programs?.main })
      return group.compactMap { number in
        if stop.isSet { return nil }
        let judged = lessonRun.judge(tangled[number], joined: joined)
        if options.failsFast, judged.problems.contains(where: { $0.severity == .error }) {
          stop.set()
        }
        let (done, remaining) = schedule.finish(number)
        progress(
          LessonProgress(
            path: judged.lesson.file.path, number: numbers?[number] ?? number,
            runReasons: judged.transcript.runReasons,
            proofs: judged.lesson.proofLines(judged.transcript),
            seconds: judged.transcript.seconds.values.reduce(0, +), done: done,
            count: chosen.count, remaining: remaining))
        return (number, judged)
      }
    }.flatMap(\.self).sorted { $0.number < $1.number }.map(\.judged)
  }

  private static func summary(of results: [LessonPage]) -> String {
    // A translation shows the numbers of its original.
    let results = results.filter { $0.lesson.language == nil }
    let numbers = results.reduce(0) { $0 + $1.verdict.numbers }
    let texts = results.reduce(0) { $0 + $1.verdict.texts }
    let counts = CourseTexts.english.counted(numbers: numbers, texts: texts) ?? "nothing"
    return "\(counts) verified in " + Counted.lessons(results.count)
  }

  /// The environment's fault is said once, not once a lesson.
  static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<String> = []
    return diagnostics.filter { !$0.isEnvironment || seen.insert($0.reason.message).inserted }
  }

  // MARK: The site

  private func build(
    _ results: [LessonPage], _ course: Course, _ toolchain: Toolchain, _ cache: CacheFolder,
    isCheck: Bool, _ report: inout CourseReport
  ) throws(Diagnostic) {
    var versions = Versions(toolchain, environment)
    versions.graphviz = graphviz(results, cache.store)
    guard let theme = theme(of: course, &report) else { return }
    let builder = SiteBuilder(
      course: course, theme: theme, versions: versions, toolchain: toolchain, jobs: options.jobs)
    let site = try builder.site(
      results.filter { !$0.lesson.frontMatter.isDraft }, isPartial: options.isPartial)
    try write(site, versions, isCheck: isCheck, isPartial: options.isPartial, &report)
  }

  /// Writes a site, or a part of it, or compares it with what is there.
  func write(
    _ site: Site, _ versions: Versions, isCheck: Bool, isPartial: Bool,
    _ report: inout CourseReport
  ) throws(Diagnostic) {
    let folder = SiteFolder(folder: options.output)
    if isCheck {
      let stale = folder.differences(from: site, versions: versions, isPartial: isPartial)
      if stale.isEmpty {
        report.summary += "; the site is fresh"
      } else {
        report.diagnostics.append(Diagnostic(.staleSite(stale), at: nil))
      }
      return
    }
    do throws(SystemError) {
      let changed = try folder.write(site, versions: versions, isPartial: isPartial)
      if let remark = MathematicsFont.copy(to: options.output) { report.remarks.append(remark) }
      report.summary +=
        changed == 0
        ? "; the site is as it was"
        : "; \(changed) \(changed == 1 ? "file" : "files") written to "
          + options.output.shownPath
    } catch {
      throw Diagnostic(
        .environment(
          error.description,
          help: "check the permissions of the folder and the room on the disk; "
            + "the old site is as it was"), at: nil)
    }
  }

  /// Graphviz's version, where a page has a graph that it laid out.
  private func graphviz(_ results: [LessonPage], _ store: Store?) -> String? {
    guard results.contains(where: \.hasGraph) else { return nil }
    return try? Graphviz.find(environment).version(store)
  }

  // MARK: Updating

  private func update(
    _ results: [LessonPage], isDryRun: Bool, notes: [String: [Translation.NoteEdit]],
    _ report: inout CourseReport
  ) {
    var places = 0
    var lessons = 0
    for result in results where result.judged.ran.isComplete {
      let update = result.judged.update(notes: notes[result.lesson.file.path] ?? [])
      report.diagnostics += update.problems
      guard !update.isEmpty else { continue }
      if isDryRun {
        report.diff += UnifiedDiff.text(update, of: result.lesson.file)
      } else {
        do throws(Diagnostic) {
          try LessonWriter.write(
            update, to: options.course.appendingPathComponent(result.lesson.file.path),
            lesson: result.lesson)
        } catch {
          report.diagnostics.append(error)
          continue
        }
      }
      places += update.count
      lessons += 1
      // What has been recorded, or is shown in the diff, is no longer said.
      let path = result.lesson.file.path
      let kept = Set(update.problems.compactMap { $0.location?.line })
      report.diagnostics.removeAll { diagnostic in
        let isSaid: Bool
        if case .translation(let reason) = diagnostic.reason {
          isSaid = reason.isOfAge && !notes.isEmpty
        } else {
          isSaid = diagnostic.isMismatch
        }
        guard isSaid else { return false }
        return diagnostic.location?.file == path
          && !kept.contains(diagnostic.location?.line ?? 0)
      }
    }
    let verb = isDryRun ? "would be updated" : "updated"
    report.summary =
      places == 0
      ? "nothing to update in \(Counted.lessons(results.count))"
      : "\(places) recorded \(places == 1 ? "place" : "places") \(verb) in "
        + Counted.lessons(lessons)
    let broken = results.count { !$0.judged.ran.isComplete }
    if broken > 0 {
      report.summary +=
        "; \(Counted.lessons(broken)) left alone, because "
        + "\(broken == 1 ? "it" : "they") did not run through"
    }
  }
}
