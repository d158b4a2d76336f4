import Lessons
import Programs
package import Text

/// One lesson in a report.
package struct LessonReport: Sendable {
  /// The lesson's file.
  package var path: String
  /// Every recorded thing in it.
  package var expectations: [Expectation]
  /// What is wrong with it, mismatches included.
  package var diagnostics: [Diagnostic]
  /// Seconds that it took to run.
  package var seconds: Double

  /// What is wrong that is no mismatch: the lesson could not be read or run.
  var otherErrors: [Diagnostic] {
    diagnostics.filter { diagnostic in
      if case .mismatch = diagnostic.reason { return false }
      return diagnostic.severity == .error
    }
  }

  /// The report of a lesson with which all this is wrong.
  package init(_ judged: Judged, _ diagnostics: [Diagnostic]) {
    let verdict = judged.translated == nil ? judged.verdict : judged.verdict.ofSentences
    let values =
      judged.translated == nil
      ? judged.ran.tangled.programs?.values ?? []
      : verdict.values.sorted { $0.key < $1.key }.map(\.value.value)
    self.init(
      path: judged.lesson.file.path,
      expectations: Expectation.all(
        of: judged.translated ?? judged.lesson, values, judged.transcript, verdict),
      diagnostics: diagnostics, seconds: judged.transcript.seconds.values.reduce(0, +))
  }

  init(
    path: String, expectations: [Expectation], diagnostics: [Diagnostic], seconds: Double
  ) {
    self.path = path
    self.expectations = expectations
    self.diagnostics = diagnostics
    self.seconds = seconds
  }
}
