import ArgumentParser
import Courses

/// `nabla build`.
struct Build: ParsableCommand {
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

  @Option(help: "The site's folder (default: site/ in the course's folder).")
  var output: String?

  @Option(help: "How messages are written: text for people, github annotations, or json.")
  var format = ReportFormat.text

  func validate() throws {
    if check, preview { throw ValidationError("'--check' and '--preview' exclude each other.") }
  }

  func run() throws {
    let output = output ?? (preview ? course.previewFolder : nil)
    try course.tell(
      course.report(
        check ? .check : preview ? .preview : .build, course.options(output: output)), as: format)
  }
}
