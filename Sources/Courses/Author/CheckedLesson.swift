import Foundation
import Lessons
import Memo
import Pages
import Programs
package import Text
import Verdicts

/// A lesson that an editor asked to be checked.
package struct CheckedLesson: Sendable {
  /// The lesson's file, from the course's folder, and the text that was checked.
  package let path: String
  package let text: String
  /// What is wrong with it, or with what it was made from.
  package let problems: [Diagnostic]
  /// What would record what was computed, one for each record that has moved.
  package let fixes: [RecordFix]
  /// Whether all that it computes is known; else it was not run, or did not run through.
  package let isComplete: Bool
}

/// What `nabla verify --update` would write in the place of one record.
package struct RecordFix: Sendable, Equatable {
  /// The lines (from 1) that are replaced, empty where lines are put before one.
  package var lines: Range<Int>
  /// What stands there now, and what would.
  package var old: [String]
  package var new: [String]
  /// What would be recorded, where that is one value.
  package var value: String?
}

/// What of a course is needed to speak of its Swift.
package struct SwiftTools: Sendable {
  /// Swift's own language server; `nil` where the toolchain has none.
  package let server: String?
  /// What the compiler is told of every lesson.
  package let flags: [String]
}

extension CourseRun {
  /// Checks one lesson as `verify` does.
  ///
  /// - Parameters:
  ///   - path: its file, from the course's folder.
  ///   - runs: whether its programs are run; else only what is kept of earlier runs is looked at.
  ///   - isCancelled: whether what it gives is no longer wanted.
  package func check(
    _ path: String, runs: Bool, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Diagnostic) -> CheckedLesson? {
    let (course, problems) = try Course.read(options.course, jobs: options.jobs)
    let translation = course.translations.first { $0.source.file.path == path }
    let wanted = translation?.original ?? path
    guard let lesson = course.lessons.first(where: { $0.file.path == wanted }) else {
      if let first = problems.first(where: { $0.location?.file == path }) { throw first }
      return nil
    }
    let text = (translation?.source ?? lesson).file.text
    let cache = CacheFolder(course: course.folder, environment)
    let (toolchain, own) = try toolchain(of: course, cache)
    if let first = own.first { throw first }
    let missing = runs ? nil : MissingRuns()
    let runner = runner(of: course, toolchain, cache, missing: missing)
    let watch = LessonWatch(
      began: { _ in }, progress: { _, _ in }, ended: { _ in }, isCancelled: { _ in isCancelled() })
    let lessonRun = LessonRun(
      course: course, runner: runner, timeout: timeout(of: course), runsTwice: false,
      store: cache.store, watch: runs ? watch : nil)
    let tangled = lessonRun.tangle(
      lesson, problems: problems.filter { $0.location?.file == lesson.file.path })
    var judged = lessonRun.judge(tangled, joined: nil)
    cache.ledger.save(lessons: Set(course.lessons.map(\.file.path)))
    guard !isCancelled() else { return nil }
    let isKnown = missing?.reasons.isEmpty ?? true
    guard isKnown else {
      return CheckedLesson(
        path: path, text: text, problems: tangled.problems, fixes: [], isComplete: false)
    }
    if translation != nil {
      guard
        let own = translations(of: [judged], course, problems).first(where: {
          $0.lesson.file.path == path
        })
      else { return nil }
      judged = own
    }
    let page = LessonPage(
      judged, of: course.edition(of: judged.lesson), Links(course), environment,
      store: cache.store)
    let isComplete = judged.ran.isComplete
    return CheckedLesson(
      path: path, text: text, problems: CourseRun.unique(page.problems),
      fixes: isComplete ? judged.fixes : [], isComplete: isComplete)
  }

  /// What is needed to speak of the Swift of this course's lessons.
  package func swiftTools() throws(Diagnostic) -> SwiftTools {
    let lessons = options.course.appendingPathComponent("lessons")
    let cache = CacheFolder(course: options.course, environment)
    var toolchain = try Toolchain.find(environment: environment, store: cache.store)
    if let build = ownLibrary(toolchain, cache), FileIdentity(lessons.path) != nil {
      // What is wrong with it is said where the lesson is checked.
      toolchain.own = build.library(store: cache.store).0
    }
    return SwiftTools(
      server: toolchain.program("sourcekit-lsp"), flags: Runner.editorFlags(toolchain))
  }
}

extension Judged {
  /// For each record that has moved, what would be written.
  fileprivate var fixes: [RecordFix] {
    let own = translated == nil ? verdict : verdict.ofSentences
    return own.moved.compactMap { moved in
      let update = LessonUpdate(translated ?? lesson, own.only([moved.name]))
      guard !update.isEmpty, update.problems.isEmpty else { return nil }
      let (lines, old, new) = update.replacement(in: (translated ?? lesson).file)
      let value: String? =
        if case .value(let number) = moved.name { own.values[number]?.shown } else { nil }
      return RecordFix(lines: lines, old: old, new: new, value: value)
    }
  }
}
