import Foundation

/// What has become of one lesson.
struct LessonResult: Sendable {
  var lesson: Lesson
  var diagnostics: [Diagnostic]
  var programs: Programs?
  var transcript = Transcript()
  var verdict = Verdict()
  /// The page's body, and what its page says around it.
  var body = ""
  var sections: [PageSection] = []
  var assets: Set<String> = []
  /// The data of its drawings as files, by their paths in the site.
  var dataFiles: [String: String] = [:]
  /// What the search finds in it.
  var places: [SearchIndex.Place] = []
  /// The lesson as a Swift file; `nil` where it runs nothing.
  var source: LessonSource?

  var isWrong: Bool { diagnostics.contains { $0.severity == .error } }

  /// Whether it was run, and nothing but recorded values is wrong with its running.
  var ranThrough: Bool { programs != nil && transcript.isComplete }

  var report: LessonReport {
    LessonReport(
      path: lesson.file.path,
      expectations: Expectation.all(of: lesson, programs?.values ?? [], transcript, verdict),
      diagnostics: diagnostics,
      seconds: transcript.seconds.values.reduce(0, +))
  }
}

/// One lesson's way: tangled, run, verified, and then woven.
struct LessonRun: Sendable {
  let course: Course
  let runner: Runner
  let timeout: Double?
  let runsTwice: Bool
  let store: Store?

  /// Makes a lesson's programs; `problems` is what its reading found. A lesson that cannot be read
  /// right has none: its blocks may not be what is meant.
  func tangle(_ lesson: Lesson, problems: [Diagnostic]) -> LessonResult {
    var result = LessonResult(lesson: lesson, diagnostics: problems)
    let setup = readSetup(of: lesson, &result.diagnostics)
    checkData(of: lesson, &result.diagnostics)
    let programs = KeptPrograms(store: store).tangle(lesson, setup: setup, timeout: timeout)
    result.diagnostics += programs.problems
    guard !result.isWrong else { return result }
    result.programs = programs
    colour(lesson)
    return result
  }

  /// Runs a lesson and compares.
  ///
  /// - Parameter joined: where its own program was compiled with others.
  func runAndVerify(_ tangled: LessonResult, joined: JoinedLibrary?) -> LessonResult {
    guard let programs = tangled.programs else { return tangled }
    var result = tangled
    let lesson = tangled.lesson
    result.transcript = runner.run(programs, of: lesson, joined: joined)
    result.diagnostics += result.transcript.problems
    result.verdict = Verifier.verify(lesson, programs.values, against: result.transcript)
    result.diagnostics += result.verdict.mismatches
    if runsTwice, result.transcript.isComplete {
      let again = runner.elsewhere.run(programs, of: lesson)
      result.diagnostics += Repetition.differences(
        lesson, programs.values, result.transcript, again)
    }
    result.source = LessonSource(result, course: course, store: store)
    return result
  }

  /// Colours its code for the store now, while what Swift's parser made of it is at hand.
  private func colour(_ lesson: Lesson) {
    guard let store else { return }
    let highlighter = Highlighter(store: store)
    for block in lesson.blocks
    where block.swift?.showsCode == true && ParsedSwift.isAtHand(block.code) {
      _ = highlighter.html(swift: block.code)
    }
  }

  /// Weaves the body of its page.
  func weave(_ ran: LessonResult, _ links: Links) -> LessonResult {
    var result = ran
    var weaver = PageWeaver(
      ran.lesson, transcript: ran.transcript, verdict: ran.verdict, links: links,
      settings: course.settings, store: store)
    result.body = weaver.body()
    result.sections = weaver.sections
    result.assets = weaver.assets
    result.dataFiles = weaver.dataFiles
    result.places = weaver.places
    if result.source != nil { result.assets.formUnion(ran.lesson.dataFiles(in: course)) }
    result.diagnostics = (ran.diagnostics + weaver.problems).inOrderOfLines
    return result
  }

  // MARK: Files that the front matter names

  private func readSetup(of lesson: Lesson, _ problems: inout [Diagnostic]) -> SourceFile? {
    guard let path = lesson.frontMatter.setup,
      let full = checkedPath(path, "setup", "the setup file", of: lesson, &problems)
    else { return nil }
    do {
      guard let data = try? Data(contentsOf: course.folder.appendingPathComponent(full)) else {
        throw Diagnostic(
          .environment("\(full) cannot be read", help: "allow it with: chmod u+r \(full)"),
          at: Location(file: full))
      }
      return try SourceFile(path: full, bytes: [UInt8](data))
    } catch {
      if let diagnostic = error as? Diagnostic { problems.append(diagnostic) }
      return nil
    }
  }

  private func checkData(of lesson: Lesson, _ problems: inout [Diagnostic]) {
    for path in lesson.frontMatter.data {
      _ = checkedPath(path, "data", "the data file", of: lesson, &problems)
    }
  }

  private func checkedPath(
    _ path: String, _ key: String, _ what: String, of lesson: Lesson,
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
}
