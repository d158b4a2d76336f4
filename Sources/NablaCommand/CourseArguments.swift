import ArgumentParser
import Courses
import Foundation
import Text
import Verdicts

/// What every command that reads a course takes.
struct CourseArguments: ParsableArguments {
  @Argument(help: "The folder that holds lessons/.", completion: .directory)
  var course = "."

  @Option(help: "Only the lesson with this name or number; may be given again.")
  var only: [String] = []

  @Option(help: "How many lessons run side by side (default: one per core).")
  var jobs: Int?

  @Option(help: "Seconds a block may run, where the lesson says nothing (default: 30).")
  var timeout: Double?

  @Flag(help: "Say nothing but what is wrong.")
  var quiet = false

  @Flag(help: "Say what is done, lesson by lesson.")
  var verbose = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' must be 1 or more, and is \(jobs).") }
    if let timeout, !(timeout > 0) || !timeout.isFinite {
      throw ValidationError("'--timeout' must be a positive number of seconds.")
    }
  }

  func options(output: String? = nil) -> CourseRun.Options {
    let folder = URL(fileURLWithPath: course, isDirectory: true)
    var options = CourseRun.Options(
      course: folder, output: output.map { URL(fileURLWithPath: $0, isDirectory: true) })
    options.only = only
    if let jobs { options.jobs = jobs }
    options.timeout = timeout
    return options
  }

  /// Runs, telling a terminal how far it is.
  func report(_ goal: CourseRun.Goal, _ options: CourseRun.Options) -> CourseReport {
    Interruption.install()
    let terminal = Terminal(isQuiet: quiet, isVerbose: verbose)
    let report = CourseRun(options, progress: terminal.progress).run(goal)
    terminal.clearProgress()
    return report
  }

  /// Prints what is wrong to standard error and how it went to standard output.
  func tell(_ report: CourseReport) throws {
    let terminal = Terminal(isQuiet: quiet, isVerbose: verbose)
    print(report.diff, terminator: "")
    var lastHelp: String?
    for diagnostic in report.diagnostics where !quiet || diagnostic.severity == .error {
      // The same way out is not told again and again.
      let isRepeated = lastHelp != nil && diagnostic.reason.help == lastHelp
      terminal.message(diagnostic.rendered(terminal.style, showsHelp: !isRepeated))
      lastHelp = diagnostic.reason.help
    }
    if verbose { for remark in report.remarks { terminal.message("\(remark)\n") } }
    if report.exitCode == 0 || !report.summary.isEmpty {
      if !quiet { print(report.summary) }
    }
    let errors = report.diagnostics.count { $0.severity == .error }
    if errors > 1 { terminal.message("\(errors) errors\n") }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }
}
