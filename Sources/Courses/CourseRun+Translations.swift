import Foundation
import Lessons
import Pages
import Text
import Verdicts

extension CourseRun {
  /// The translations of lessons that were judged, each with what its original computed.
  func translations(
    of judged: [Judged], _ course: Course, _ problems: [Diagnostic]
  ) -> [Judged] {
    let originals = Dictionary(judged.map { ($0.lesson.file.path, $0) }) { first, _ in first }
    return course.translations.compactMap { translation in
      guard let original = originals[translation.original] else { return nil }
      let path = translation.lesson.file.path
      return Judged(translation, of: original, problems.filter { $0.location?.file == path })
    }
  }

  /// For each translation, the comments that say that it was made from its original as it is.
  static func noteEdits(_ course: Course) -> [String: [Translation.NoteEdit]] {
    Dictionary(
      course.translations.map { ($0.lesson.file.path, $0.noteEdits ?? []) }
    ) { first, _ in first }
  }

  /// What the next build has to know of the translations.
  func translations(_ pages: [LessonPage], of course: Course) -> [TranslationRecord] {
    let byPath = Dictionary(pages.map { ($0.lesson.file.path, $0) }) { first, _ in first }
    return course.translations.compactMap { translation in
      guard let page = byPath[translation.lesson.file.path] else { return nil }
      let lesson = page.lesson
      return TranslationRecord(
        path: lesson.file.path, head: translation.source.head,
        inputs: Set(
          [lesson.file.path, translation.original] + page.linkedLessons
            + page.assets.map { "\(lesson.folder)/\($0)" }
        ).sorted())
    }
  }
}

/// What a build knew of one translation.
struct TranslationRecord: Codable {
  /// Its file, from the course's folder.
  var path: String
  /// The top of its file.
  var head: String
  /// The files that its page depends on: its own, its original, what it leads to. Where one of them
  /// has changed, a build goes its whole way.
  var inputs: [String]
}
