import Foundation
import Lessons
import Memo
import Pages
import Processes
import Programs
import Text
import Verdicts

/// One lesson's way: tangled, run, verified, and then woven.
struct LessonRun: Sendable {
  let course: Course
  let runner: Runner
  package let timeout: Double?
  package let runsTwice: Bool
  let store: Store?
  /// Who is told how far a lesson is.
  var watch: LessonWatch?

  /// Makes a lesson's programs; `problems` is what its reading found. A lesson that cannot be read
  /// right has none: its blocks may not be what is meant.
  func tangle(_ lesson: Lesson, problems: [Diagnostic]) -> Tangled {
    var problems = problems
    let setup = readSetup(of: lesson, &problems)
    checkData(of: lesson, &problems)
    let programs = KeptPrograms(store: store).tangle(lesson, setup: setup, timeout: timeout)
    problems += programs.problems
    let isWrong = problems.contains { $0.severity == .error }
    if !isWrong { colour(lesson) }
    return Tangled(lesson: lesson, programs: isWrong ? nil : programs, problems: problems)
  }

  /// Runs a lesson and compares.
  ///
  /// - Parameter joined: where its own program was compiled with others.
  func judge(_ tangled: Tangled, joined: JoinedLibrary?) -> Judged {
    guard let programs = tangled.programs else {
      let judged = Judged(Ran(tangled: tangled, transcript: Transcript()))
      watch?.ended(judged)
      return judged
    }
    var runner = runner
    if let watch {
      if !runner.isKept(programs, of: tangled.lesson) { watch.began(tangled) }
      runner = runner.watched(by: watch.overRun(of: tangled))
    }
    var transcript = runner.run(programs, of: tangled.lesson, joined: joined)
    transcript.problems += KnobsCheck(runner.toolchain, store: store).problems(
      transcript, of: tangled.lesson)
    let ran = Ran(tangled: tangled, transcript: transcript)
    let isRunAgain = runsTwice && ran.transcript.isComplete
    let judged = Judged(
      ran, second: isRunAgain ? runner.inSecondEnvironment.run(programs, of: tangled.lesson) : nil)
    watch?.ended(judged)
    return judged
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

  // MARK: Files that the front matter names

  private func readSetup(of lesson: Lesson, _ problems: inout [Diagnostic]) -> SourceFile? {
    guard let path = lesson.frontMatter.setup,
      let full = checkedPath(path, "setup", of: lesson, &problems)
    else { return nil }
    do {
      return try SourceFile(path: full, bytes: CourseFolder(course.folder).bytes(full))
    } catch let problem as FileProblem {
      problems.append(Self.diagnostic(path, problem, "setup", of: lesson))
    } catch {
      if let diagnostic = error as? Diagnostic { problems.append(diagnostic) }
    }
    return nil
  }

  private func checkData(of lesson: Lesson, _ problems: inout [Diagnostic]) {
    for path in lesson.frontMatter.data {
      guard checkedPath(path, "data", of: lesson, &problems) != nil else {
        continue
      }
      let folder = course.folder.appendingPathComponent(lesson.folder).path
      if let problem = DataFiles.problem(path, in: folder) {
        problems.append(Self.diagnostic(problem.path, problem.problem, "data", of: lesson))
      }
    }
  }

  private static func diagnostic(
    _ path: String, _ problem: FileProblem, _ key: String, of lesson: Lesson
  ) -> Diagnostic {
    lesson.file.diagnostic(
      problem == .missing
        ? .missingFile(path, what: "the \(key) file") : .badFile(path, problem),
      line: lesson.frontMatter.lines[key])
  }

  private func checkedPath(
    _ path: String, _ key: String, of lesson: Lesson, _ problems: inout [Diagnostic]
  ) -> String? {
    guard let normalized = CoursePath.normalized(path) else {
      problems.append(
        lesson.file.diagnostic(.pathLeavesFolder(path), line: lesson.frontMatter.lines[key]))
      return nil
    }
    return "\(lesson.folder)/\(normalized)"
  }
}
