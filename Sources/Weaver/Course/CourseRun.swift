public import Foundation

/// One run over a course: read, tangle, run, verify, and for a build weave and write.
public struct CourseRun: Sendable {
  /// What the user asked for.
  public struct Options: Sendable {
    /// The folder that holds `lessons/`.
    public var course: URL
    /// The site's folder.
    public var output: URL
    /// Only lessons with one of these names.
    public var only: [String] = []
    /// How many lessons run side by side.
    public var jobs: Int
    /// Seconds a block may run, where the lesson says nothing.
    public var timeout: Double?
    /// Whether lesson by lesson is told what happens.
    public var isVerbose = false

    /// The options with their defaults.
    public init(course: URL, output: URL? = nil) {
      self.course = course
      self.output = output ?? course.appendingPathComponent("site")
      jobs = ProcessInfo.processInfo.activeProcessorCount
    }
  }

  /// What a command does with the lessons.
  public enum Goal: Sendable {
    /// Compare what is recorded with what is computed.
    case verify
    /// Write the site.
    case build
    /// Compare the site with what a build would write.
    case check
  }

  /// How it went.
  public struct Report: Sendable {
    /// What is wrong, in the order of the lessons.
    public var diagnostics: [Diagnostic]
    /// One line for standard output, when all is well.
    public var summary: String

    /// 0 all well, 1 the lessons are wrong, 64 the command line is, 69 the environment is.
    public var exitCode: Int32 {
      let errors = diagnostics.filter { $0.severity == .error }
      if errors.contains(where: \.isUsage) { return 64 }
      if errors.contains(where: \.isEnvironment) { return 69 }
      return errors.isEmpty ? 0 : 1
    }
  }

  private let options: Options
  private let environment: [String: String]
  private let progress: @Sendable (String) -> Void

  /// A run; `progress` is told of each lesson that is done.
  public init(
    _ options: Options,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.options = options
    self.environment = environment
    self.progress = progress
  }

  /// Does it.
  public func run(_ goal: Goal) -> Report {
    do {
      return try attempt(goal)
    } catch {
      return Report(diagnostics: [error], summary: "")
    }
  }

  private func attempt(_ goal: Goal) throws(Diagnostic) -> Report {
    let (course, readingProblems) = try Course.read(options.course)
    let chosen = try chooseLessons(course)
    let paths = Set(chosen.map(\.file.path))
    // What is wrong in a lesson that was not asked for is not asked for either.
    let problems = readingProblems.filter { problem in
      options.only.isEmpty || problem.location.map { paths.contains($0.file) } ?? true
        || problem.location?.file.hasSuffix(".md") == false
    }
    let toolchain = try Toolchain.find(environment: environment)
    let cache = CacheFolder(course: course.folder)
    let runner = Runner(
      toolchain: toolchain, course: course.folder, moduleCache: cache.moduleCache)
    let ran = concurrentMap(chosen, jobs: options.jobs) { lesson in
      let result = runAndVerify(
        lesson, course: course, runner: runner,
        problems: problems.filter { $0.location?.file == lesson.file.path })
      progress(lesson.file.path)
      return result
    }
    // A link to another lesson's figure says its number, which that lesson's run decides.
    let references = ran.map { ($0.lesson.file.path, References($0.lesson, $0.transcript)) }
    let links = Links(course, references: Dictionary(references) { first, _ in first })
    let results = concurrentMap(ran, jobs: options.jobs) { weave($0, course, goal, links) }
    let ofCourse = problems.filter { problem in
      !chosen.contains { $0.file.path == problem.location?.file }
    }
    let diagnostics = Self.unique(ofCourse + results.flatMap(\.diagnostics))
    var report = Report(diagnostics: diagnostics, summary: "")
    guard report.exitCode == 0 else { return report }
    let numbers = results.reduce(0) { $0 + $1.verdict.numbers }
    let texts = results.reduce(0) { $0 + $1.verdict.texts }
    report.summary =
      "\(Counted.numbersAndTexts(numbers, texts)) verified in \(Counted.lessons(chosen.count))"
    if goal == .verify { return report }
    let versions = Versions(
      swift: toolchain.version, katex: (try? KaTeXFile.find())?.version ?? "none",
      cmark: Cmark.version)
    let builder = SiteBuilder(course: course, theme: try Theme(), versions: versions)
    let site = try builder.site(
      results.compactMap(\.woven), isPartial: !options.only.isEmpty)
    let folder = SiteFolder(folder: options.output)
    if goal == .check {
      let stale = folder.differences(from: site, versions: versions)
      if stale.isEmpty {
        report.summary += "; the site is fresh"
      } else {
        report.diagnostics.append(Diagnostic(.staleSite(stale), at: nil))
      }
      return report
    }
    do throws(SystemError) {
      let changed = try folder.write(site, versions: versions, isPartial: !options.only.isEmpty)
      report.summary +=
        changed == 0
        ? "; the site is as it was"
        : "; \(changed) \(changed == 1 ? "file" : "files") written to \(options.output.relativePath)"
    } catch {
      throw Diagnostic(
        .environment(
          error.description,
          help: "check the permissions of the folder and the room on the disk; "
            + "the old site is as it was"), at: nil)
    }
    return report
  }

  // MARK: One lesson

  private struct LessonResult: Sendable {
    var lesson: Lesson
    var diagnostics: [Diagnostic]
    var transcript = Transcript()
    var verdict = Verdict()
    var woven: SiteBuilder.Woven?
  }

  private func runAndVerify(
    _ lesson: Lesson, course: Course, runner: Runner, problems: [Diagnostic]
  ) -> LessonResult {
    var result = LessonResult(lesson: lesson, diagnostics: problems)
    let setup = readSetup(of: lesson, course, &result.diagnostics)
    checkData(of: lesson, course, &result.diagnostics)
    let programs = Tangler.tangle(lesson, setup: setup, timeout: options.timeout)
    result.diagnostics += programs.problems
    // A lesson that cannot be read right is not run: its blocks may not be what is meant.
    if result.diagnostics.contains(where: { $0.severity == .error }) { return result }
    result.transcript = runner.run(programs, of: lesson)
    result.diagnostics += result.transcript.problems
    result.verdict = Verifier.verify(lesson, programs.values, against: result.transcript)
    result.diagnostics += result.verdict.mismatches
    return result
  }

  private func weave(
    _ ran: LessonResult, _ course: Course, _ goal: Goal, _ links: Links
  ) -> LessonResult {
    var result = ran
    var weaver = PageWeaver(
      ran.lesson, transcript: ran.transcript, verdict: ran.verdict, links: links,
      settings: course.settings, mathematics: Mathematics())
    let body = weaver.body()
    result.diagnostics = (ran.diagnostics + weaver.problems).inOrderOfLines
    if goal != .verify, !ran.lesson.frontMatter.isDraft {
      result.woven = SiteBuilder.Woven(
        lesson: ran.lesson, body: body, sections: weaver.sections, assets: weaver.assets,
        verdict: ran.verdict)
    }
    return result
  }

  private func readSetup(
    of lesson: Lesson, _ course: Course, _ problems: inout [Diagnostic]
  ) -> SourceFile? {
    guard let path = lesson.frontMatter.setup else { return nil }
    guard let full = checkedPath(path, "setup", "the setup file", of: lesson, course, &problems)
    else { return nil }
    do {
      let bytes = [UInt8](
        (try? Data(contentsOf: course.folder.appendingPathComponent(full))) ?? Data())
      return try SourceFile(path: full, bytes: bytes)
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func checkData(
    of lesson: Lesson, _ course: Course, _ problems: inout [Diagnostic]
  ) {
    for path in lesson.frontMatter.data {
      _ = checkedPath(path, "data", "the data file", of: lesson, course, &problems)
    }
  }

  private func checkedPath(
    _ path: String, _ key: String, _ what: String, of lesson: Lesson, _ course: Course,
    _ problems: inout [Diagnostic]
  ) -> String? {
    let line = lesson.frontMatter.lines[key]
    guard let normalized = Links.normalized("", path) else {
      problems.append(lesson.file.diagnostic(.pathLeavesFolder(path), line: line))
      return nil
    }
    let full = "\(lesson.folder)/\(normalized)"
    guard FileManager.default.fileExists(atPath: course.folder.appendingPathComponent(full).path)
    else {
      problems.append(lesson.file.diagnostic(.missingFile(path, what: what), line: line))
      return nil
    }
    return full
  }

  // MARK: Choosing

  private func chooseLessons(_ course: Course) throws(Diagnostic) -> [Lesson] {
    guard !options.only.isEmpty else { return course.lessons }
    var chosen: [Lesson] = []
    for name in options.only {
      let found = course.lessons.filter { $0.answers(to: name) }
      guard !found.isEmpty else {
        throw Diagnostic(
          .noSuchLesson(name, known: course.lessons.map(\.name)), at: nil)
      }
      chosen += found
    }
    let names = Set(chosen.map(\.file.path))
    return course.lessons.filter { names.contains($0.file.path) }
  }

  /// The environment's fault is said once, not once a lesson.
  private static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<String> = []
    return diagnostics.filter { !$0.isEnvironment || seen.insert($0.reason.message).inserted }
  }
}

extension Lesson {
  /// Whether the lesson is meant: by its page's name, its file's name, or its number.
  fileprivate func answers(to name: String) -> Bool {
    let base = String(file.path.split(separator: "/").last ?? "")
    if [self.name, base, String(base.dropLast(3)), file.path].contains(name) { return true }
    guard let number = Int(name) else { return false }
    return LessonName.number(of: base) == number
  }
}

extension [Diagnostic] {
  var inOrderOfLines: [Diagnostic] {
    enumerated().sorted { one, other in
      (one.element.location?.line ?? 0, one.offset) < (
        other.element.location?.line ?? 0, other.offset
      )
    }.map(\.element)
  }
}

/// What nabla keeps between runs: `.nabla/` in the course's folder, or a folder for temporary files
/// where that cannot be written.
struct CacheFolder {
  let moduleCache: String

  init(course: URL) {
    let folder = course.appendingPathComponent(".nabla")
    let files = FileManager.default
    let isThere = (try? files.createDirectory(at: folder, withIntermediateDirectories: true)) != nil
    guard isThere, files.isWritableFile(atPath: folder.path) else {
      moduleCache = files.temporaryDirectory.appendingPathComponent("nabla-modules").path
      return
    }
    let ignore = folder.appendingPathComponent(".gitignore")
    if !files.fileExists(atPath: ignore.path) { try? Data("*\n".utf8).write(to: ignore) }
    moduleCache = folder.appendingPathComponent("modules").path
  }
}

extension CourseRun {
  /// Ends every lesson that is being run, at an interruption.
  public static func endRunningLessons() { RunningChildren.shared.killAll() }

  /// Removes what is kept between runs; says what stood in the way.
  public static func clean(_ course: URL) -> Diagnostic? {
    let folder = course.appendingPathComponent(".nabla")
    guard FileManager.default.fileExists(atPath: folder.path) else { return nil }
    do {
      try FileManager.default.removeItem(at: folder)
      return nil
    } catch {
      return Diagnostic(
        .environment(
          "\(folder.relativePath) cannot be removed", help: "check the permissions of the folder"),
        at: nil)
    }
  }
}
