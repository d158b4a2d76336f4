import ArgumentParser
import Courses
import Foundation
import Text

/// `nabla new`.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a course to begin with: two lessons that build as they are.",
    discussion: "The folder must not exist yet, or be empty: nothing is overwritten.")

  @Argument(help: "The course's folder.", completion: .directory)
  var folder: String

  func validate() throws {
    if folder.isEmpty { throw ValidationError("The folder needs a name.") }
  }

  func run() throws {
    do throws(Diagnostic) {
      try NewCourse.make(in: URL(fileURLWithPath: folder, isDirectory: true))
    } catch {
      throw StandardStreams.failure(error)
    }
    let isHere =
      URL(fileURLWithPath: folder).standardizedFileURL.path
      == FileManager.default.currentDirectoryPath
    // A name such as '-' would be an option of cd.
    let name = folder.hasPrefix("-") ? "./\(folder)" : folder
    try StandardStreams.print(
      (isHere ? "" : "cd \(name.quotedForShell)\n") + "nabla serve\nnabla build\n")
  }
}

extension StandardStreams {
  /// Tells what is wrong: the exit status that it means.
  static func failure(_ diagnostic: Diagnostic) -> ExitCode {
    warn(diagnostic.rendered(Terminal(isQuiet: true, isVerbose: false).style))
    return ExitCode(diagnostic.isUsage ? 64 : diagnostic.isEnvironment ? 69 : 1)
  }
}
