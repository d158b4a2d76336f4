import ArgumentParser
import Courses
import Foundation
import Memo
import Text

/// `nabla clean`.
struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove what nabla keeps between runs; the site stays.")

  @Argument(help: "The folder that holds lessons/.", completion: .directory)
  var course = "."

  func run() throws {
    if let diagnostic = CacheFolder.clean(URL(fileURLWithPath: course, isDirectory: true)) {
      StandardStreams.warn(diagnostic.rendered())
      throw ExitCode(69)
    }
  }
}
