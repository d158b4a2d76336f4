package import Text

/// How a run over a course went: what every command tells.
package struct CourseReport: Sendable {
  /// What is wrong, in the order of the lessons.
  package var diagnostics: [Diagnostic]
  /// The lessons that were chosen, in order.
  package var lessons: [LessonReport] = []
  /// For standard output: what an update would change.
  package var diff = ""
  /// What is worth knowing, and nothing to be mended: for `--verbose`.
  package var remarks: [String] = []
  /// One line for standard output, when all is well.
  package var summary = ""

  /// 0 all well, 1 the lessons are wrong, 64 the command line is, 69 the environment is.
  package var exitCode: Int32 {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.contains(where: \.isUsage) { return 64 }
    if errors.contains(where: \.isEnvironment) { return 69 }
    return errors.isEmpty ? 0 : 1
  }

  /// The same for a reader whose working folder is another than the course's: `folder` leads from
  /// there to the course.
  package func relocated(to folder: String) -> CourseReport {
    guard !folder.isEmpty else { return self }
    var other = self
    other.diagnostics = diagnostics.map { $0.relocated(to: folder) }
    for index in other.lessons.indices {
      let lesson = lessons[index]
      other.lessons[index].path = "\(folder)/\(lesson.path)"
      other.lessons[index].diagnostics = lesson.diagnostics.map { $0.relocated(to: folder) }
      for number in lesson.expectations.indices {
        other.lessons[index].expectations[number].mismatches =
          lesson.expectations[number].mismatches.map { $0.relocated(to: folder) }
      }
    }
    return other
  }

  package init(
    diagnostics: [Diagnostic], lessons: [LessonReport] = [], diff: String = "",
    remarks: [String] = [], summary: String = ""
  ) {
    self.diagnostics = diagnostics
    self.lessons = lessons
    self.diff = diff
    self.remarks = remarks
    self.summary = summary
  }
}
