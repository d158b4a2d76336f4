import Foundation
import Glibc
import Wire

/// Runs a lesson's program with the Swift toolchain and takes down what it says.
struct Runner: Sendable {
  let toolchain: Toolchain
  /// The course's folder, from which data files are taken.
  let course: URL
  /// Where the compiler keeps the modules that it has compiled.
  let moduleCache: String

  /// Seconds the compiler may take before the program starts.
  private static let compileTimeout = 300.0
  /// What a lesson may print, in megabytes.
  static let outputLimit = 64

  /// Runs `program`, the program of `lesson`. What cannot be run is a problem in the transcript.
  func run(_ program: Program, of lesson: Lesson) -> Transcript {
    guard !program.blocks.isEmpty else { return Transcript() }
    do {
      let run = try execute(.interpret, program, lesson)
      var transcript = run.transcript(of: program, lesson)
      if let crash = run.crash(of: program) {
        let traced = try? execute(.compileAndTrace, program, lesson)
        transcript.problems.append(
          CrashReport.diagnostic(
            of: crash, trace: traced?.standardError ?? "", program, lesson))
      }
      return transcript
    } catch {
      return Transcript(
        problems: [
          Diagnostic(
            .environment(
              error.description, help: "is the disk full, or the folder for temporary files closed?"
            ), at: nil)
        ])
    }
  }

  private enum Manner { case interpret, compileAndTrace }

  // MARK: One execution

  private func execute(
    _ manner: Manner, _ program: Program, _ lesson: Lesson
  ) throws(SystemError) -> Execution {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    try scratch.write(program.text, to: "Lesson.swift")
    let folder = scratch.path("work")
    try makeWorkFolder(folder, program, lesson)
    var arguments = [toolchain.swiftc, "-frontend", "-interpret", scratch.path("Lesson.swift")]
    var environment = Self.environment
    if manner == .compileAndTrace {
      let executable = scratch.path("Lesson")
      let compiled = try Capture.run(
        [
          toolchain.swiftc, scratch.path("Lesson.swift"), "-g", "-Onone", "-o", executable,
          "-Xlinker", "-rpath=\(toolchain.library)"
        ] + commonFlags(program, forFrontend: false),
        environment: environment)
      guard compiled.status == 0 else {
        throw SystemError(code: ENOEXEC, doing: "compile \(program.path) for a backtrace")
      }
      arguments = [executable]
      environment["SWIFT_BACKTRACE"] =
        "enable=yes,color=no,cache=no,images=none,registers=none,threads=crashed,interactive=no"
    } else {
      environment["SWIFT_BACKTRACE"] = "enable=no"
      arguments += commonFlags(program, forFrontend: true)
      arguments += ["-diagnostic-style", "llvm"]
    }
    environment["NABLA_STORY"] = folder
    return try Execution(
      arguments, environment: environment, scratch: scratch, program: program,
      compileTimeout: Self.compileTimeout)
  }

  private func commonFlags(_ program: Program, forFrontend: Bool) -> [String] {
    var flags = [
      "-module-name", "Lesson", "-swift-version", "5", "-I", toolchain.modules,
      "-L", toolchain.library, "-lNablaLessons", "-module-cache-path", moduleCache
    ]
    if program.isOptimized, forFrontend { flags.append("-O") }
    return flags
  }

  /// What a lesson's program sees: nothing of the machine that could change what it prints.
  private static let environment: [String: String] = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
    "SWIFT_DETERMINISTIC_HASHING": "1",
    "TMPDIR": FileManager.default.temporaryDirectory.path
  ]

  /// A folder that holds the lesson's data and nothing else.
  private func makeWorkFolder(
    _ folder: String, _ program: Program, _ lesson: Lesson
  ) throws(SystemError) {
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for path in program.data {
        let source = course.appendingPathComponent(lesson.folder).appendingPathComponent(path)
        let target = URL(fileURLWithPath: folder).appendingPathComponent(path)
        try files.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.copyItem(at: source, to: target)
      }
    } catch {
      throw SystemError(code: errno == 0 ? EIO : errno, doing: "copy the lesson's data")
    }
  }
}
