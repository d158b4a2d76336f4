import Foundation
import Lessons
import Memo
import Programs
package import Text
import Verdicts
import Wire

/// What is known of a course's lessons without running any.
package struct LessonListing: Encodable, Sendable {
  package let lessons: [Item]

  /// One lesson.
  package struct Item: Encodable, Sendable {
    /// Its file, from the course's folder.
    package var file: String
    package var title: String
    package var isDraft: Bool
    /// Blocks of Swift that run.
    package var blocks: Int
    /// Recorded numbers, and texts.
    package var numbers: Int
    package var texts: Int
    package var exercises: Int
    /// Seconds that its programs took when they ran last; `nil` where that is not known.
    package var seconds: Double?
    /// Why the next build would run it; empty where it would not.
    package var stale: [String]
    /// How many errors are known of it.
    package var errors: Int
    /// The original of a translation.
    package var original: String?
    /// How many paragraphs of the original have changed since it was translated; `nil` where the
    /// translation does not say from what it was made.
    package var behind: Int?
  }

  /// The listing as a table for people.
  package var text: String {
    let rows = lessons.map { lesson in
      [
        lesson.file.split(separator: "/").last.map(String.init) ?? lesson.file,
        lesson.title + (lesson.isDraft ? " (draft)" : ""), "\(lesson.blocks)",
        "\(lesson.numbers)", "\(lesson.texts)", "\(lesson.exercises)",
        lesson.seconds?.formatted(decimals: 2) ?? "", lesson.state
      ]
    }
    return Table(
      columns: [
        "lesson", "title", "blocks", "numbers", "texts", "exercises", "seconds", "next build"
      ], rows: rows
    ).plainText
  }

  /// The listing as JSON, with its newline.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(["lessons": lessons])) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

extension LessonListing.Item {
  /// What the next build would do with it.
  fileprivate var state: String {
    if errors > 0 { return errors == 1 ? "1 error" : "\(errors) errors" }
    if original != nil {
      guard let behind else { return "does not say from what it was made" }
      return behind == 0
        ? "says what its original says"
        : "\(behind) \(behind == 1 ? "paragraph" : "paragraphs") behind its original"
    }
    return stale.isEmpty ? "as it was" : "runs: " + stale.joined(separator: "; ")
  }
}

extension LessonListing.Item {
  /// A translation: it computes nothing of its own.
  fileprivate init(_ translation: Translation, _ problems: [Diagnostic]) {
    let lesson = translation.lesson
    self.init(
      file: lesson.file.path, title: lesson.title, isDraft: lesson.frontMatter.isDraft, blocks: 0,
      numbers: 0, texts: 0, exercises: 0, seconds: nil, stale: [],
      errors: problems.count {
        $0.location?.file == lesson.file.path && $0.severity == .error
      },
      original: translation.original,
      behind: translation.changes?.reduce(0) { $0 + $1.lines.count + $1.removed })
  }
}

extension CourseRun {
  /// Lists the lessons; what is wrong with the course is returned beside it.
  package func list() throws(Diagnostic) -> (listing: LessonListing, problems: [Diagnostic]) {
    let (course, problems) = try Course.read(options.course, jobs: options.jobs)
    let chosen = try LessonChoice.choose(course.lessons, only: options.only, shard: nil)
    let cache = try CacheFolder(course: course.folder, environment)
      .sharing(course.settings.store, environment)
    let (toolchain, own) = try toolchain(of: course, cache)
    let items = chosen.flatMap { lesson -> [LessonListing.Item] in
      let missing = MissingRuns()
      let runner = runner(of: course, toolchain, cache, missing: missing)
      let lessonRun = LessonRun(
        course: course, runner: runner, timeout: timeout(of: course), runsTwice: false,
        store: cache.store)
      let judged = lessonRun.judge(
        lessonRun.tangle(
          lesson, problems: problems.filter { $0.location?.file == lesson.file.path }),
        joined: nil)
      let report = LessonReport(judged, judged.problems)
      // A program that was only looked for said nothing, so nothing that it says is wrong.
      let known = missing.reasons.isEmpty ? judged.problems : judged.ran.tangled.problems
      let own = LessonListing.Item(
        file: lesson.file.path, title: lesson.title, isDraft: lesson.frontMatter.isDraft,
        blocks: lesson.blocks.count { $0.swift?.runs == true },
        numbers: report.expectations.reduce(0) { $0 + $1.numbers },
        texts: report.expectations.reduce(0) { $0 + $1.texts }, exercises: lesson.exercises.count,
        seconds: cache.ledger.seconds(of: lesson.file.path), stale: missing.reasons,
        errors: known.count { $0.severity == .error })
      return [own]
        + course.translations.filter { $0.original == lesson.file.path }
        .map { LessonListing.Item($0, problems) }
    }
    return (LessonListing(lessons: items), (problems + own).filter { $0.severity == .error })
  }
}
