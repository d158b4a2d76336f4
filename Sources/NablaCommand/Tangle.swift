import ArgumentParser
import Courses
import Foundation
import Text

/// `nabla tangle`.
struct Tangle: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a lesson as one Swift file, or write it as a package.",
    discussion: """
      The file is the one that the lesson's page offers, with the prose in comments. The package \
      has the exercises solved and the lesson's data beside it: 'swift run' there prints what the \
      page shows.
      """)

  @Argument(
    help: "The lesson: its file, or its name or number in the course in the current folder.",
    completion: .file(extensions: ["md"]))
  var lesson: String

  @Option(help: "Write a package to this new folder.", completion: .directory)
  var package: String?

  func validate() throws {
    if package?.isEmpty == true { throw ValidationError("The package's folder needs a name.") }
  }

  func run() throws {
    Interruption.install()
    let file = URL(fileURLWithPath: lesson)
    let lessons = file.deletingLastPathComponent()
    let isFile =
      lesson.hasSuffix(".md") && lessons.lastPathComponent == "lessons"
      && FileManager.default.fileExists(atPath: file.path)
    var options = CourseRun.Options(
      course: isFile
        ? lessons.deletingLastPathComponent() : URL(fileURLWithPath: ".", isDirectory: true))
    options.only = [isFile ? file.lastPathComponent : lesson]
    var text = ""
    do throws(Diagnostic) {
      let tangled = try CourseRun(options, environment: .ofProcess).tangle()
      text = tangled.text
      if let package {
        try tangled.writePackage(to: URL(fileURLWithPath: package, isDirectory: true))
        text = "cd \(package.quotedForShell)\nswift run\n"
      }
      if let problem = tangled.problem {
        StandardStreams.warn(
          "note: this lesson does not run through, and neither will the file:\n"
            + problem.rendered())
      }
    } catch {
      throw StandardStreams.failure(error)
    }
    try StandardStreams.print(text)
  }
}
