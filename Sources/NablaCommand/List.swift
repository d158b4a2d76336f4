import ArgumentParser
import Courses
import Foundation
import Text

/// How a list is written.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// `nabla list`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the lessons, what they record, and what the next build would run.",
    discussion: "Nothing is run. Seconds are those of the last run.")

  @Argument(help: "The folder that holds lessons/.", completion: .directory)
  var course = "."

  @Option(help: "How the list is written: text for people, or json.")
  var format = ListFormat.text

  func run() throws {
    let options = CourseRun.Options(course: URL(fileURLWithPath: course, isDirectory: true))
    let listing: LessonListing
    let problems: [Diagnostic]
    do throws(Diagnostic) {
      (listing, problems) = try CourseRun(options, environment: .ofProcess).list()
    } catch {
      throw StandardStreams.failure(error)
    }
    let style = Terminal(isQuiet: true, isVerbose: false).style
    for problem in problems { StandardStreams.warn(problem.rendered(style)) }
    try StandardStreams.print(format == .json ? listing.json : listing.text + "\n")
    if problems.contains(where: \.isEnvironment) { throw ExitCode(69) }
    if !problems.isEmpty { throw ExitCode(1) }
  }
}
