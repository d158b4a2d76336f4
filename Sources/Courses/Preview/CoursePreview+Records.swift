import Foundation
import Lessons
import Pages
import Programs
import Synchronization
package import Text
import Verdicts

/// What an author accepts on a page.
extension CoursePreview {
  /// Writes what was computed into a lesson's records.
  ///
  /// - Parameters:
  ///   - path: the lesson's file.
  ///   - version: the digest of the text that the author saw; another text is left alone.
  ///   - names: the records, by their names on the page; `nil` for all that have moved.
  /// - Returns: how many places were recorded.
  package func accept(
    _ path: String, version: String, names: Set<String>?
  ) throws(Diagnostic) -> Int {
    let lesson = state.withLock { $0.lessons[path] }
    guard let lesson, let judged = lesson.judged, judged.lesson.version == version else {
      throw Diagnostic(
        .changedSinceShown(path),
        at: Location(file: path))
    }
    guard judged.ran.isComplete, lesson.marks.staleBlocks.isEmpty else {
      throw Diagnostic(
        .notRunThrough(path),
        at: Location(file: path))
    }
    let moved = judged.verdict.moved.map(\.name).filter { names?.contains($0.text) ?? true }
    let update = LessonUpdate(judged.lesson, judged.verdict.only(Set(moved)))
    if let problem = update.problems.first { throw problem }
    guard !update.isEmpty else { return 0 }
    try LessonWriter.write(
      update, to: folder.appendingPathComponent(path), lesson: judged.lesson)
    self.update()
    return update.count
  }
}
