import ArgumentParser
import Foundation
import Text

/// The command line: one subcommand a file, everything else in `Weaver`.
@main
struct NablaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Turns Markdown lessons with live Swift into a course website.",
    discussion: """
      Lessons are the .md files in lessons/. Their Swift blocks are run, every recorded number is \
      checked, and HTML pages are written to site/.

      Exit status: 0 all is well, 1 the lessons are wrong, 64 nabla was used wrongly, \
      69 the environment is wrong (no compiler, no permission, disk full), 130 interrupted.
      """,
    version: "nabla \(nablaVersion)",
    subcommands: [
      New.self, Serve.self, LanguageServer.self, Build.self, Verify.self, Diff.self, List.self,
      Tangle.self, PrintSchema.self, Epub.self, Pdf.self, RunFile.self, CheckFile.self, Doctor.self,
      Clean.self
    ])

  /// A slip of the fingers in the command's name is told as such; all else is the parser's.
  static func main() {
    // Secrets leave the process before anything else is done.
    _ = Environment.ofProcess
    StandardStreams.prepare()
    let known = configuration.subcommands.map { $0._commandName } + ["help"]
    if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"),
      !known.contains(word)
    {
      let match = nearestMatch(to: word, among: known).map { "Did you mean '\($0)'?" }
      exit(
        withError: ValidationError(
          "Unknown command '\(word)'. "
            + (match ?? "The commands are: \(known.joined(separator: ", ")).")))
    }
    main(nil)
  }
}
