import Foundation
import Glibc
import Lessons
import Memo
import Processes
import Text

/// How a program is compiled, and where it runs.
extension Runner {
  /// What has become of a program that takes the short launcher.
  enum Compiled {
    /// How it is started, and what the compiler warned of.
    case program(Launch, warnings: String)
    /// What the compiler said to it.
    case refused(Capture.Result)
    /// The launcher is closed: it is to be interpreted.
    case unlinked
  }

  func compile(_ program: Program, in scratch: ScratchFolder) throws(SystemError)
    -> Compiled
  {
    guard let launcher else { return .unlinked }
    let object = scratch.path("Lesson.o")
    let library = scratch.path("Lesson.so")
    let compiled = try compile(
      ["-primary-file", scratch.path(CompilerMessages.programName)], to: object, in: scratch,
      seconds: compileTimeout(program), isOptimized: program.isOptimized)
    guard compiled.status == 0 else { return .refused(compiled) }
    // Its warnings are the lesson's, whoever runs it.
    let linked = try Capture.run(
      launcher.linking(object, to: library), environment: compilerVariables,
      seconds: compileTimeout(program))
    guard linked.status == 0 else { return .unlinked }
    return .program(
      launcher.launch(running: library, launcher.libraries(of: object)),
      warnings: compiled.standardError)
  }

  /// For whoever wants to see what the compiler sees: `NABLA_KEEP_PROGRAMS` names a folder for it.
  func keepProgram(_ program: Program, _ manner: Manner) {
    guard let folder = toolchain.environment[.keptPrograms],
      manner == .run
    else { return }
    let name = program.path.split(separator: "/").last?.replacing(".md", with: "") ?? "lesson"
    let digest = Digest(Array(program.text.utf8)).text.prefix(8)
    let url = URL(fileURLWithPath: folder).appendingPathComponent("\(name)-\(digest).swift")
    try? FileManager.default.createDirectory(
      at: URL(fileURLWithPath: folder), withIntermediateDirectories: true)
    try? Data(program.text.utf8).write(to: url)
  }

  /// Compiles the files of one module to an object file.
  func compile(
    _ inputs: [String], to object: String, in scratch: ScratchFolder, seconds: Double,
    isOptimized: Bool = false
  ) throws(SystemError) -> Capture.Result {
    try runCompiler(
      toolchain.frontend + ["-c"] + inputs + ["-o", object]
        + frontendFlags(isOptimized: isOptimized),
      environment: compilerVariables, in: scratch, seconds: seconds)
  }

  /// Runs the compiler so that it sees what it needs: itself, the system's headers and libraries, the
  /// modules that lessons import, and the folder of this program, where it writes.
  func runCompiler(
    _ arguments: [String], environment: [String: String], in scratch: ScratchFolder,
    seconds: Double
  ) throws(SystemError) -> Capture.Result {
    try sandbox.check()
    CompiledModules.prepare(moduleCache)
    var around = environment
    around["TMPDIR"] = scratch.folder
    let reach = Sandbox.Reach(
      read: [toolchain.modules, toolchain.library, "/usr/include", "/usr/local/include"]
        + (toolchain.own.map { [$0.folder] + $0.sources } ?? []),
      run: toolchainFolders, changed: [scratch.folder, moduleCache])
    let command = sandbox.starting(arguments, reach)
    let said = try Capture.run(command, environment: around, seconds: seconds)
    guard said.status != 0, CompiledModules.isBlamed(moduleCache, in: said.standardError) else {
      return said
    }
    CompiledModules.remove(from: moduleCache)
    // Somebody may have removed the folder itself.
    CompiledModules.prepare(moduleCache)
    return try Capture.run(command, environment: around, seconds: seconds)
  }

  /// The folders of the compiler and all that belongs to it.
  var toolchainFolders: [String] { toolchain.folders }

  /// Seconds the compiler may take for a program.
  func compileTimeout(_ program: Program) -> Double { Double(limits(of: program)[.compile]) }

  /// What the compiler is told of every program when it is asked directly.
  func frontendFlags(isOptimized: Bool) -> [String] {
    ["-diagnostic-style", "llvm"] + Self.languageFlags + libraryFlags
      + toolchain.macroFlags + CompilerSpeed.flags
      + (isOptimized ? ["-O"] : [])
  }

  /// The flags that decide what a program means, on any machine.
  static let languageFlags = [
    "-module-name", "Lesson", "-swift-version", "5", "-enable-bare-slash-regex"
  ]

  /// The same as an editor needs it: what lessons import, and how their code is meant.
  package static func editorFlags(_ toolchain: Toolchain) -> [String] {
    languageFlags + ["-I", toolchain.modules] + (toolchain.own?.flags ?? [])
  }

  /// Where what lessons import is found.
  var libraryFlags: [String] {
    [
      "-I", toolchain.modules, "-L", toolchain.library, "-lNablaLessons", "-module-cache-path",
      moduleCache
    ] + (toolchain.own?.flags ?? [])
  }

  /// What a lesson's program sees: nothing of the machine that could change what it prints.
  var fixedVariables: [String: String] {
    [
      "PATH": toolchain.environment[.path] ?? "/usr/bin:/bin",
      "HOME": "/nonexistent",
      "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
      "TMPDIR": FileManager.default.temporaryDirectory.path
    ]
  }

  /// The same with what this run varies of them.
  var lessonVariables: [String: String] {
    fixedVariables.merging(surroundings) { _, other in other }
  }

  /// What of it is another on each machine and is no part of a result's key.
  static let machineVariables: Set<String> = ["PATH", "TMPDIR"]

  var compilerVariables: [String: String] {
    fixedVariables.merging(CompilerSpeed.environment) { old, _ in old }
  }

  /// A folder that holds the lesson's data and nothing else.
  func makeWorkFolder(
    _ folder: String, _ program: Program, _ lesson: Lesson
  ) throws(SystemError) {
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for path in program.data {
        let source = course.appendingPathComponent(lesson.folder)
        try files.createDirectory(
          at: URL(fileURLWithPath: folder).appendingPathComponent(path).deletingLastPathComponent(),
          withIntermediateDirectories: true)
        for file in try DataFiles.files(path, in: source.path) {
          let target = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
          try files.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
          let source = URL(fileURLWithPath: file.source).resolvingSymlinksInPath()
          try files.copyItem(at: source, to: target)
        }
      }
    } catch {
      throw SystemError(code: errno == 0 ? EIO : errno, doing: "copy the lesson's data")
    }
  }
}
