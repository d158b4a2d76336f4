import ArgumentParser
import Foundation
import Programs
import Text

/// `nabla check`.
struct CheckFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say of each exercise in a downloaded lesson whether it is solved.",
    discussion: """
      The file is the lesson as Swift; answers stand in it between '// exercise NAME' and '// end'. \
      Nothing is sent anywhere. Exit status: 0 all exercises are solved, 1 some are not.
      """)

  @Argument(help: "The Swift file.", completion: .file(extensions: ["swift"]))
  var file: String

  func validate() throws {
    if !FileManager.default.isReadableFile(atPath: file) {
      throw ValidationError("The file '\(file)' cannot be read.")
    }
  }

  func run() throws {
    Interruption.install()
    let terminal = Terminal(isQuiet: false, isVerbose: false)
    let report: ExerciseCheck.Report
    do throws(Diagnostic) {
      report = try ExerciseCheck.run(URL(fileURLWithPath: file), environment: .ofProcess)
    } catch {
      terminal.message(error.rendered(terminal.style))
      throw ExitCode(error.isEnvironment ? 69 : 1)
    }
    for problem in report.problems { terminal.message(problem.rendered(terminal.style)) }
    guard !report.verdicts.isEmpty else {
      throw ValidationError("The file '\(file)' has no exercise: no line '// exercise NAME'.")
    }
    if report.isEditedOutside {
      terminal.message(
        "note: something outside the answers was changed; the exercises are checked all the same\n")
    }
    for (name, verdict) in report.verdicts {
      switch verdict {
      case .solved: print("\(name): solved")
      case .open: print("\(name): open")
      case .wrong(let words): print("\(name): wrong: \(words)")
      }
    }
    if !report.isSolved { throw ExitCode(1) }
  }
}
