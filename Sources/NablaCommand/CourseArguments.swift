import ArgumentParser
import Courses
import Foundation
import Lessons
import Text
import Verdicts

/// How messages are written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, github, json
}

extension SandboxMode: ExpressibleByArgument {}

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

  @Option(
    help: """
      How far lessons are kept from what is not their own: off, on (as far as this system can) or \
      require (default: what course.yml says, or on).
      """)
  var sandbox: SandboxMode?

  @Flag(help: "Say nothing but what is wrong.")
  var quiet = false

  @Flag(help: "Say what is done, lesson by lesson.")
  var verbose = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' must be 1 or more, and is \(jobs).") }
    if let timeout, !TimeLimit.allows(timeout) {
      throw ValidationError("'--timeout' must be \(TimeLimit.expected).")
    }
  }

  func options(output: String? = nil, isForTeacher: Bool = false) -> CourseRun.Options {
    let folder = URL(fileURLWithPath: course, isDirectory: true)
    var options = CourseRun.Options(
      course: folder, output: output.map { URL(fileURLWithPath: $0, isDirectory: true) },
      isForTeacher: isForTeacher)
    options.only = only
    if let jobs { options.jobs = jobs }
    options.timeout = timeout
    options.sandbox = sandbox
    return options
  }

  /// Where a preview is written: beside what is kept between runs, which git ignores.
  var previewFolder: String {
    URL(fileURLWithPath: course, isDirectory: true).appendingPathComponent(".nabla/preview")
      .relativePath
  }

  /// Runs, telling a terminal how far it is.
  func report(_ goal: CourseRun.Goal, _ options: CourseRun.Options) -> CourseReport {
    Interruption.install()
    let terminal = Terminal(isQuiet: quiet, isVerbose: verbose)
    let folder = self.folder
    let isQuiet = quiet
    let report = CourseRun(options, environment: .ofProcess) { words in
      if !isQuiet { terminal.message(PrintableText.shown("\(words)\n")) }
    } progress: { lesson in
      var lesson = lesson
      if !folder.isEmpty { lesson.path = "\(folder)/\(lesson.path)" }
      terminal.progress(lesson)
    }.run(goal)
    terminal.clearProgress()
    return report.relocated(to: folder)
  }

  /// The way from the working folder to the course's, empty where they are one: paths in messages
  /// begin with it, because what reads messages looks for files from the working folder.
  private var folder: String { Self.way(to: course) }

  static func way(to course: String) -> String {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardizedFileURL
      .path
    let there = URL(fileURLWithPath: course, isDirectory: true).standardizedFileURL.path
    if there == here { return "" }
    let isBelow = there.utf8.starts(with: "\(here)/".utf8)
    return isBelow
      ? String(decoding: Array(there.utf8.dropFirst(here.utf8.count + 1)), as: UTF8.self) : there
  }

  /// Tells how it went, in the format that was asked for.
  func tell(_ report: CourseReport, as format: ReportFormat) throws {
    switch format {
    case .text: return try tell(report)
    case .github:
      try StandardStreams.print(GitHubReport.text(report.diagnostics))
      if report.exitCode == 0, !quiet { try StandardStreams.print("\(report.summary)\n") }
    case .json: try StandardStreams.print(JSONReport.text(report))
    }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }

  /// Prints what is wrong to standard error and how it went to standard output.
  func tell(_ report: CourseReport) throws {
    let terminal = Terminal(isQuiet: quiet, isVerbose: verbose)
    try StandardStreams.print(report.diff)
    var lastHelp: String?
    for diagnostic in report.diagnostics where !quiet || diagnostic.severity == .error {
      // The same way out is not told again and again.
      let isRepeated = lastHelp != nil && diagnostic.help == lastHelp
      terminal.message(diagnostic.rendered(terminal.style, showsHelp: !isRepeated))
      lastHelp = diagnostic.help
    }
    if verbose {
      for remark in report.remarks { terminal.message(PrintableText.shown("\(remark)\n")) }
    }
    if report.exitCode == 0 || !report.summary.isEmpty {
      if !quiet { try StandardStreams.print("\(report.summary)\n") }
    }
    let errors = report.diagnostics.count { $0.severity == .error }
    if errors > 1 { terminal.message("\(errors) errors\n") }
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
  }
}
