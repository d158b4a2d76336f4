import ArgumentParser
import Courses

/// `nabla build`.
struct Build: ParsableCommand {
  /// Whom the site is for.
  enum Audience: String, ExpressibleByArgument, CaseIterable {
    case student, teacher
  }

  static let configuration = CommandConfiguration(
    abstract: "Run the lessons, verify what they record, and write the site.",
    discussion: "All or nothing: when a lesson is wrong, the old site stays as it was.")

  @OptionGroup var course: CourseArguments

  @Flag(help: "Write nothing; fail when the site is not what a build would write.")
  var check = false

  @Flag(
    help: """
      Write the site as its author sees it, with records that have moved and what is wrong, \
      to .nabla/preview/.
      """)
  var preview = false

  @Option(
    help: "The site's folder (default: site/ in the course's folder, site-teacher/ for a teacher).")
  var output: String?

  @Option(
    name: .customLong("for"),
    help: "For a student, or for a teacher: with solutions, wrong answers, proofs and times.")
  var audience = Audience.student

  @Flag(
    help: """
      Write to a folder that holds other things, and replace files there that nabla has not \
      written; the others stay.
      """)
  var force = false

  @Option(help: "How messages are written: text for people, github annotations, or json.")
  var format = ReportFormat.text

  func validate() throws {
    if check, preview { throw ValidationError("'--check' and '--preview' exclude each other.") }
    if check, audience == .teacher {
      throw ValidationError(
        "'--check' is for the student's site: the teacher's holds times, which vary.")
    }
    if check, force { throw ValidationError("'--check' writes nothing, which needs no '--force'.") }
  }

  func run() throws {
    var options = course.options(
      output: output ?? (preview ? course.previewFolder : nil), isForTeacher: audience == .teacher)
    options.replacesFiles = force
    try course.tell(
      course.report(check ? .check : preview ? .preview : .build, options), as: format)
  }
}
