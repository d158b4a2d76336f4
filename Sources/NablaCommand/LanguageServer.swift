import ArgumentParser
import Courses
import Editing
import Foundation
import Text

/// `nabla lsp`.
struct LanguageServer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: a language server for lessons.",
    discussion: """
      Editors start it and speak to it over standard input and output, in the language server \
      protocol. It says what is wrong with a lesson while it is written and, after each save, what \
      verify would say; it completes, explains and finds Swift with the toolchain's own server. The \
      manual has the set-up for VS Code, Neovim, Helix and Emacs.
      """)

  @Flag(help: "Accepted, because editors give it: standard input and output are used in any case.")
  var stdio = false

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    Interruption.install()
    guard isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("Editors start 'nabla lsp'; to see a course yourself: nabla serve")
    }
    let server = EditorServer(environment: .ofProcess) { bytes in
      StandardStreams.write(bytes)
    }
    let status = server.run(reading: STDIN_FILENO)
    CourseRun.endRunningLessons()
    if !server.wasSpokenTo {
      StandardStreams.warn(
        "error: nobody spoke to this language server\n"
          + "help: editors start it; to see a course yourself: nabla serve\n")
    }
    if status != 0 { throw ExitCode(status) }
  }
}
