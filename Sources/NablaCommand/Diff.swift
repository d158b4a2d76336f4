import ArgumentParser
import Courses
import Foundation
import Text

/// How moves are written.
enum MovesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json
}

/// `nabla diff`.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which recorded numbers moved since a revision, and by how much.",
    discussion: """
      What the lessons record is compared with what they recorded at a revision of the course's git \
      repository, record by record, wherever it stands now. Where only prose moved, nothing is said. \
      Nothing is run. Exit status: 0 whatever moved; with --exit-code 1 where something did.
      """)

  @Argument(help: "The revision: a commit, a branch or a tag.")
  var revision = "HEAD"

  @Option(help: "The folder that holds lessons/.", completion: .directory)
  var course = "."

  @Flag(help: "Compare with the commit at which what is checked out left the revision.")
  var mergeBase = false

  @Option(help: "How it is written: text for people, markdown for a pull request, or json.")
  var format = MovesFormat.text

  @Flag(help: "Exit with status 1 where a number or a text moved.")
  var exitCode = false

  func validate() throws {
    if revision.isEmpty { throw ValidationError("The revision needs a name.") }
  }

  func run() throws {
    Interruption.install()
    let folder = CourseArguments.way(to: course)
    let terminal = Terminal(isQuiet: true, isVerbose: false)
    let options = CourseRun.Options(course: URL(fileURLWithPath: course, isDirectory: true))
    let moves: CourseMoves
    do throws(Diagnostic) {
      moves = try CourseRun(options, environment: .ofProcess).moves(
        since: revision, mergeBase: mergeBase)
    } catch {
      throw StandardStreams.failure(error)
    }
    for problem in moves.problems {
      terminal.message(problem.relocated(to: folder).rendered(terminal.style))
    }
    for remark in moves.remarks { terminal.message(remark.rendered(terminal.style)) }
    switch format {
    case .text: try StandardStreams.print(MovesText.text(moves, folder: folder))
    case .markdown: try StandardStreams.print(MovesMarkdown.text(moves, folder: folder))
    case .json: try StandardStreams.print(MovesJSON.text(moves))
    }
    let errors = moves.problems.filter { $0.severity == .error }
    if errors.contains(where: \.isEnvironment) { throw ExitCode(69) }
    if !errors.isEmpty || exitCode && moves.hasMoves { throw ExitCode(1) }
  }
}
