import ArgumentParser
import Foundation
import Programs
import Text

/// `nabla run`.
struct RunFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a Swift file with what lessons see, such as a downloaded lesson.",
    discussion: """
      The program's working folder is the file's. What it shows is printed as text, and its exit \
      status is nabla's. It is your program: it is in no sandbox and under no limits, as under any \
      other interpreter.
      """)

  @Argument(help: "The Swift file.", completion: .file(extensions: ["swift"]))
  var file: String

  func validate() throws {
    if !FileManager.default.isReadableFile(atPath: file) {
      throw ValidationError("The file '\(file)' cannot be read.")
    }
  }

  func run() throws {
    let status: Int32
    do throws(Diagnostic) {
      status = try SwiftFile.run(URL(fileURLWithPath: file), environment: .ofProcess)
    } catch {
      StandardStreams.warn(error.rendered())
      throw ExitCode(error.isEnvironment ? 69 : 1)
    }
    if status != 0 { throw ExitCode(status) }
  }
}
