import ArgumentParser
import Editing
import Foundation

extension Schema: ExpressibleByArgument {}

/// `nabla schema`.
struct PrintSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON schema of a lesson's front matter or of course.yml.",
    discussion: """
      For editors and checkers of YAML. The keys are those that this nabla reads.
      """)

  @Argument(help: "What it is of.")
  var kind: Schema

  func run() throws { try StandardStreams.print(kind.text) }
}
