import Text

/// A verification as JUnit XML: a suite a lesson, a case an expectation, and one for the lesson's
/// run itself.
package enum JUnitReport {
  /// The file's text.
  package static func text(_ report: CourseReport) -> String {
    var suites = ""
    var total = Counts()
    for lesson in report.lessons {
      let (xml, counts) = suite(lesson)
      suites += xml
      total.add(counts)
    }
    // What belongs to no lesson: course.yml, the compiler, the disk.
    let paths = Set(
      report.lessons.flatMap { [$0.path] + $0.diagnostics.compactMap { $0.location?.file } })
    let rest = report.diagnostics.filter { diagnostic in
      diagnostic.severity == .error
        && !(diagnostic.location.map { paths.contains($0.file) } ?? false)
    }
    if !rest.isEmpty {
      let (xml, counts) = suite(
        LessonReport(path: "course", expectations: [], diagnostics: rest, seconds: 0))
      suites += xml
      total.add(counts)
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nabla verify\" "
      + "\(total.attributes) time=\"\(seconds(total.seconds))\">\n\(suites)</testsuites>\n"
  }

  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    package var seconds = 0.0

    package mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      seconds += other.seconds
    }

    package var attributes: String {
      "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\""
    }
  }

  private static func suite(_ lesson: LessonReport) -> (String, Counts) {
    var counts = Counts(seconds: lesson.seconds)
    var cases = ""
    func add(_ name: String, _ time: Double, _ body: String) {
      counts.tests += 1
      let opening =
        "    <testcase name=\"\(escaped(name))\" classname=\"\(escaped(lesson.path))\" "
        + "time=\"\(seconds(time))\""
      cases += body.isEmpty ? opening + "/>\n" : opening + ">\n\(body)    </testcase>\n"
    }
    let errors = lesson.otherErrors
    let run = errors.isEmpty ? "" : element("error", errors)
    counts.errors += errors.isEmpty ? 0 : 1
    add("runs", lesson.seconds, run)
    for expectation in lesson.expectations {
      let name = "line \(expectation.line): \(expectation.kind.rawValue)"
      switch expectation.status {
      case .passed: add(name, expectation.seconds, "")
      case .failed:
        counts.failures += 1
        add(name, expectation.seconds, element("failure", expectation.mismatches))
      case .notReached:
        counts.errors += 1
        add(
          name, expectation.seconds,
          "      <error message=\"not reached\" type=\"not-reached\"/>\n")
      }
    }
    let xml =
      "  <testsuite name=\"\(escaped(lesson.path))\" \(counts.attributes) "
      + "time=\"\(seconds(lesson.seconds))\">\n\(cases)  </testsuite>\n"
    return (xml, counts)
  }

  private static func element(_ name: String, _ diagnostics: [Diagnostic]) -> String {
    let message = diagnostics.first?.reason.message ?? ""
    let text = diagnostics.map { $0.rendered() }.joined()
    return "      <\(name) message=\"\(escaped(message))\" type=\"\(name)\">"
      + "\(escaped(text))</\(name)>\n"
  }

  private static func seconds(_ value: Double) -> String {
    let text = value.formatted(decimals: 3)
    return text.isEmpty ? "0" : text
  }

  /// Text whose lines stay lines, also in an attribute.
  private static func escaped(_ text: String) -> String {
    HTML.escaped(text).replacingBytes("\n", with: "&#10;")
  }
}
