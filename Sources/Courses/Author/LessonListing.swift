import Foundation
package import Lessons
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
    return stale.isEmpty ? "as it was" : "runs: " + stale.joined(separator: "; ")
  }
}

extension CourseRun {
  /// Lists the lessons; what is wrong with the course is returned beside it.
  package func list() throws(Diagnostic) -> (listing: LessonListing, problems: [Diagnostic]) {
    let (course, problems) = try Course.read(options.course, jobs: options.jobs)
    let chosen = try LessonChoice.choose(course.lessons, only: options.only, shard: nil)
    let cache = CacheFolder(course: course.folder)
    let (toolchain, own) = try toolchain(of: course, cache)
    let items = chosen.map { lesson in
      let missing = MissingRuns()
      let runner = Runner(
        toolchain: toolchain, course: course.folder, cache: cache, missing: missing)
      let lessonRun = LessonRun(
        course: course, runner: runner, timeout: options.timeout, runsTwice: false,
        store: cache.store)
      let judged = lessonRun.judge(
        lessonRun.tangle(
          lesson, problems: problems.filter { $0.location?.file == lesson.file.path }),
        joined: nil)
      let report = LessonReport(judged, judged.problems)
      // A program that was only looked for said nothing, so nothing that it says is wrong.
      let known = missing.reasons.isEmpty ? judged.problems : judged.ran.tangled.problems
      return LessonListing.Item(
        file: lesson.file.path, title: lesson.title, isDraft: lesson.frontMatter.isDraft,
        blocks: lesson.blocks.count { $0.swift?.runs == true },
        numbers: report.expectations.reduce(0) { $0 + $1.numbers },
        texts: report.expectations.reduce(0) { $0 + $1.texts }, exercises: lesson.exercises.count,
        seconds: cache.ledger.seconds(of: lesson.file.path), stale: missing.reasons,
        errors: known.count { $0.severity == .error })
    }
    return (LessonListing(lessons: items), (problems + own).filter { $0.severity == .error })
  }
}
