import ArgumentParser
import Courses
import Foundation
import Lessons
import Processes
import Programs
import Serving
import Synchronization
import Text

/// `nabla serve`.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the course in a browser, anew at every save.",
    discussion: """
      Pages are shown to browsers of this machine, also while lessons are wrong: an error stands at \
      its line, a record that has moved beside what was computed, and a click or a key records it. \
      Keys: n goes to the next record that has moved, r records it, Shift-R records all. Drafts are \
      shown. The site's folder is not touched. Ctrl-C ends it.
      """)

  @Argument(help: "The folder that holds lessons/.", completion: .directory)
  var course = "."

  @Option(help: "The port; where it is taken, the next free one is used.")
  var port: UInt16 = 8000

  @ArgumentParser.Flag(help: "Open the course in the browser.")
  var open = false

  @Option(
    help: """
      The command that opens your editor, such as 'code --goto {file}:{line}:{column}' \
      (default: VISUAL or EDITOR, where that has a window of its own, else a vscode:// link).
      """)
  var editor: String?

  @Option(help: "How many lessons run side by side (default: one per core).")
  var jobs: Int?

  @Option(help: "Seconds a block may run, where the lesson says nothing (default: 30).")
  var timeout: Double?

  @Option(
    help: """
      How far lessons are kept from what is not their own: off, on (as far as this system can) or \
      require (default: what course.yml says, or on).
      """)
  var sandbox: SandboxMode?

  func validate() throws {
    if port == 0 { throw ValidationError("'--port' must be 1 or more, and is 0.") }
    if let jobs, jobs < 1 { throw ValidationError("'--jobs' must be 1 or more, and is \(jobs).") }
    if let timeout, !TimeLimit.allows(timeout) {
      throw ValidationError("'--timeout' must be \(TimeLimit.expected).")
    }
    if let editor, editor.split(separator: " ").isEmpty {
      throw ValidationError("'--editor' needs a command.")
    }
  }

  func run() throws {
    Interruption.install()
    let folder = URL(fileURLWithPath: course, isDirectory: true)
    var options = CourseRun.Options(course: folder)
    if let jobs { options.jobs = jobs }
    options.timeout = timeout
    options.sandbox = sandbox
    let terminal = Terminal(isQuiet: false, isVerbose: false)
    let log = SaveLog(terminal)
    let feed = ChangeFeed()
    let preview = CoursePreview(CourseRun(options, environment: .ofProcess)) { event in
      switch event {
      case .pageChanged(let path): feed.pageChanged(path)
      case .lessonDone(let words, let problems): log.tell(words, problems)
      case .failed(let problem): log.tell(nil, [problem])
      }
    }
    let watcher: FolderWatcher
    do throws(SystemError) {
      let site = options.output.lastPathComponent
      watcher = try FolderWatcher(folder) { $0.hasPrefix(".") || $0 == site }
    } catch {
      terminal.message(
        "error: \(error.description)\nhelp: look at it without a server: nabla build --preview\n")
      throw ExitCode(69)
    }
    do throws(Diagnostic) {
      try preview.begin()
    } catch {
      terminal.message(error.rendered(terminal.style))
      throw ExitCode(69)
    }
    let words = editor?.split(separator: " ").map(String.init)
    let server = PreviewServer(
      preview, feed: feed,
      editor: words ?? EditorCommand.ofEnvironment(.ofProcess))
    serve(server)
    var idle = 0
    while true {
      watcher.wait(seconds: 2)
      preview.update()
      idle += 1
      if idle % 8 == 0 { feed.keepAlive() }
    }
  }

  /// Answers browsers from another thread; where that cannot be, nabla ends.
  private func serve(_ server: PreviewServer) {
    let port = self.port
    let opens = open
    Task.detached {
      do {
        try await server.run(port: port) { address in
          try? StandardStreams.print("\(address)\n")
          if opens { Self.openBrowser(address) }
        }
      } catch {
        let taken = error as? PreviewServer.PortsTaken
        StandardStreams.warn(
          taken == nil
            ? "error: the server has ended: \(error.localizedDescription)\n"
            : "error: the ports from \(port) on are taken\nhelp: choose another with --port\n")
        CourseRun.endRunningLessons()
        _exit(69)
      }
    }
  }

  private static func openBrowser(_ address: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xdg-open", address]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { process in
      guard process.terminationStatus != 0 else { return }
      StandardStreams.warn("note: no browser could be opened: open \(address) yourself\n")
    }
    try? process.run()
  }
}

/// What the terminal says of each save: one line, and what is wrong. The same is not said twice in a
/// row.
private final class SaveLog: Sendable {
  private let terminal: Terminal
  private let last = Mutex("")

  init(_ terminal: Terminal) { self.terminal = terminal }

  func tell(_ words: String?, _ problems: [Diagnostic]) {
    var text = words.map { PrintableText.shown("\($0)\n") } ?? ""
    for problem in problems { text += problem.rendered(terminal.style) }
    last.withLock { last in
      if words == nil, last == text { return }
      last = text
      terminal.message(text)
    }
  }
}
