/// How a run over a course went: what every command tells.
struct CourseReport: Sendable {
  /// What is wrong, in the order of the lessons.
  var diagnostics: [Diagnostic]
  /// The lessons that were chosen, in order.
  var lessons: [LessonReport] = []
  /// For standard output: what an update would change.
  var diff = ""
  /// What is worth knowing, and nothing to be mended: for `--verbose`.
  var remarks: [String] = []
  /// One line for standard output, when all is well.
  var summary = ""

  /// 0 all well, 1 the lessons are wrong, 64 the command line is, 69 the environment is.
  var exitCode: Int32 {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.contains(where: \.isUsage) { return 64 }
    if errors.contains(where: \.isEnvironment) { return 69 }
    return errors.isEmpty ? 0 : 1
  }
}
