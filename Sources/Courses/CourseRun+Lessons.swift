import Drawings
import Foundation
import Lessons
import Memo
import Pages
import Processes
import Programs
import Sites
import Text
import Verdicts

/// The way of the lessons through the stages.
extension CourseRun {
  /// Takes lessons through all stages up to their pages.
  ///
  /// - Parameters:
  ///   - numbers: which of the course's lessons they are, where not all are.
  ///   - known: what lessons offer to links that are not among the chosen ones.
  ///   - isForBook: whether a book is made of the pages.
  ///   - preview: what their pages show beside what readers see.
  func process(
    _ chosen: [Lesson], of course: Course, _ problems: [Diagnostic], _ toolchain: Toolchain,
    _ cache: CacheFolder, numbers: [Int]? = nil,
    known: (@Sendable (String) -> LinkTarget?)? = nil, isForBook: Bool = false,
    preview: PreviewMarks? = nil
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
        isForTeacher: options.isForTeacher, isForBook: isForBook,
        preview: $0.translated == nil ? preview : nil)
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
      cache.store?.shared?.finish()
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
    if cache.isShared {
      _ = concurrentMap(tangled, jobs: Self.fetches) { runner.fetchShared($0) }
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

  /// What was verified in lessons, without their translations, which show the same numbers.
  func summary(of lessons: [LessonExtent]) -> String {
    if lessons.isEmpty, let shard = options.shard {
      return "nothing to verify: shard \(shard.index)/\(shard.count) has no lesson"
    }
    let all = lessons.total
    let counts = CourseTexts.english.counted(numbers: all.numbers, texts: all.texts) ?? "nothing"
    return "\(counts) verified in " + Counted.lessons(lessons.count)
  }

  /// The environment's fault is said once, not once a lesson.
  static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<String> = []
    return diagnostics.filter { !$0.isEnvironment || seen.insert($0.reason.message).inserted }
  }

  /// How many results are fetched from a shared store side by side.
  private static let fetches = 8
}
