import ArgumentParser
import Courses
import Foundation
import Text

/// `nabla doctor`.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what nabla needs, what of it is there, and the command that mends what is not.",
    discussion: "Exit status: 0 all that is needed is there, 69 something is missing.")

  @Argument(help: "The folder that holds lessons/.", completion: .directory)
  var course = "."

  @Option(help: "How it is written: text for people, or json.")
  var format = ListFormat.text

  func run() throws {
    let found = Examination(
      course: URL(fileURLWithPath: course, isDirectory: true), environment: .ofProcess)
    try StandardStreams.print(format == .json ? found.json : found.text)
    if !found.isWell { throw ExitCode(69) }
  }
}
