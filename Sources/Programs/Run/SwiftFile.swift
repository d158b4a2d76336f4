package import Foundation
import Glibc
import Lessons
import Memo
import Processes
package import Text

/// A Swift file that is run with the modules of lessons, outside any course.
package enum SwiftFile {
  /// What a downloaded lesson says in its first comment of how it is to be run.
  struct Head: Equatable {
    /// Whether the lesson is optimised.
    var isOptimized = false
    /// The files that it reads.
    package var data: [String] = []

    /// Reads `// nabla: optimize, data=file.csv` among the comments that a file begins with.
    init(_ text: String) {
      for line in text.textLines.prefix(40) {
        guard line.hasPrefix("//") else { break }
        guard let match = line.wholeMatch(of: /\/\/ nabla: (.*)/) else { continue }
        for word in match.1.split(separator: ",").map({ $0.trimmingASCIIBlanks() }) {
          if word == "optimize" { isOptimized = true }
          if word.hasPrefix("data=") { data.append(String(word.dropFirst(5))) }
        }
      }
    }
  }

  /// Runs the file to its end, in its folder: its exit status. What it prints and reads is ours.
  package static func run(
    _ file: URL, environment: Environment
  ) throws(Diagnostic) -> Int32 {
    let toolchain = try Toolchain.find(environment: environment, store: nil)
    let name = file.shownPath
    guard let bytes = try? RegularFile.bytes(file.path) else {
      throw Diagnostic(.fileCannotBeRead(name), at: nil)
    }
    let source = try SourceFile(path: name, bytes: bytes)
    let head = Head(source.text)
    let folder = file.deletingLastPathComponent().path
    for path in head.data where access("\(folder)/\(path)", R_OK) != 0 {
      throw Diagnostic(.dataNotBeside(path, of: name, in: folder), at: nil)
    }
    do throws(SystemError) {
      let scratch = try ScratchFolder()
      defer { scratch.remove() }
      // What lessons see is imported for it, and what it prints is seen though it crashes.
      let text =
        "import Nabla; import LessonKit; LessonKit.__start()\n"
        + Tangler.directive(file.path, 1) + "\n" + source.text + "\n"
      try scratch.write(text, to: "main.swift")
      let arguments =
        toolchain.frontend + ["-interpret", scratch.path("main.swift")] + Runner.languageFlags
        + (head.isOptimized ? ["-O"] : [])
        + ["-I", toolchain.modules, "-L", toolchain.library, "-lNablaLessons"]
        + ["-module-cache-path", CacheFolder.sharedModules] + toolchain.macroFlags
      return try wait(for: arguments, in: folder, environment)
    } catch {
      throw Diagnostic(.compilerNotStarted(error.description), at: nil)
    }
  }

  /// Runs a program in a folder, with our streams and in our process group, so that a terminal's
  /// Ctrl-C is for both.
  private static func wait(
    for arguments: [String], in folder: String, _ environment: Environment
  ) throws(SystemError) -> Int32 {
    guard chdir(folder) == 0 else { throw SystemError(doing: "go to \(folder)") }
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var pid: pid_t = 0
    let status = posix_spawn(&pid, arguments[0], nil, nil, argv, envp)
    guard status == 0 else { throw SystemError(code: status, doing: "start \(arguments[0])") }
    // The program decides what becomes of an interruption; we end when it does.
    signal(SIGINT, SIG_IGN)
    signal(SIGQUIT, SIG_IGN)
    return ChildProcess.status(of: pid)
  }
}
