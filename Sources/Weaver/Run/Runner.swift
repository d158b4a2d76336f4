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
  /// What lessons see of the machine beside the fixed surroundings.
  private var surroundings: [String: String] = ["SWIFT_DETERMINISTIC_HASHING": "1"]
  /// Whether a program is run even where it is known what it says.
  private var isFresh = false
  /// The name of a lesson's working folder.
  private var workFolder = "work"

  /// What earlier runs said.
  private let kept: RunStore?
  /// The short road to a result, where it is open.
  let road: NativeRoad?
  /// What is remembered of earlier runs beside that.
  let ledger: RunLedger

  init(toolchain: Toolchain, course: URL, cache: CacheFolder) {
    self.toolchain = toolchain
    self.course = course
    moduleCache = cache.moduleCache
    ledger = cache.ledger
    road = NativeRoad.find(
      toolchain, folder: cache.moduleCache, environment: ProcessInfo.processInfo.environment)
    kept = cache.store.map { RunStore(store: $0, toolchain: toolchain, course: course) }
  }

  /// The same in another working folder, time zone and locale, with another hash seed: what a
  /// lesson gives must not depend on them.
  var elsewhere: Runner {
    var other = self
    other.isFresh = true
    other.surroundings = ["TZ": "Asia/Kathmandu", "LANG": "C", "LC_ALL": "C"]
    other.workFolder = "elsewhere"
    return other
  }

  /// Seconds the compiler may take before the program starts.
  private static let compileTimeout = 300.0
  /// What a lesson may print, in megabytes.
  static let outputLimit = 64

  /// Whether a lesson's own program is one that has to be run and that others can be compiled with.
  func canJoin(_ programs: Programs, of lesson: Lesson) -> Bool {
    guard let kept, !isFresh, road != nil, programs.main.joinable != nil,
      !programs.main.blocks.isEmpty
    else { return false }
    return !kept.store.holds(key(.run, programs.main, lesson, kept).digest)
  }

  /// Runs a lesson's programs. What cannot be run is a problem in the transcript.
  ///
  /// - Parameter joined: where its own program was compiled with others.
  func run(
    _ programs: Programs, of lesson: Lesson, joined: JoinedLibrary? = nil
  ) -> Transcript {
    var transcript = run(programs.main, programs.values, of: lesson, joined: joined)
    // What stands beside a program that is wrong says nothing.
    guard transcript.isComplete else { return transcript }
    for side in programs.sides {
      transcript.merge(run(side, programs.values, of: lesson), ofBlock: side.block)
    }
    return transcript
  }

  private func run(
    _ program: Program, _ values: [RecordedValue], of lesson: Lesson,
    joined: JoinedLibrary? = nil
  ) -> Transcript {
    guard !program.blocks.isEmpty else { return Transcript() }
    do throws(SystemError) {
      let run = try execute(.run, program, lesson, joined: joined)
      var transcript = run.transcript(of: program, values, lesson)
      if let crash = run.crash(of: program) {
        let traced = try? execute(.compileAndTrace, program, lesson)
        transcript.problems.append(
          CrashReport.diagnostic(
            of: crash, trace: traced?.standardError ?? "", program, lesson))
      }
      return transcript
    } catch {
      return Self.failed(error)
    }
  }

  private func run(
    _ side: Programs.Side, _ values: [RecordedValue], of lesson: Lesson
  ) -> Transcript {
    do throws(SystemError) {
      switch side.mode {
      case .run, .solution, .ignore: return Transcript()
      case .isolated: return run(side.program, values, of: lesson)
      case .noRun, .exercise: return try compile(side, lesson)
      case .compileFail: return try expectErrors(side, lesson)
      case .shouldCrash: return try expectCrash(side, values, lesson)
      }
    } catch {
      return Self.failed(error)
    }
  }

  private static func failed(_ error: SystemError) -> Transcript {
    Transcript(
      problems: [
        Diagnostic(
          .environment(
            error.description, help: "is the disk full, or the folder for temporary files closed?"
          ), at: nil)
      ])
  }

  // MARK: Blocks beside the lesson's program

  private func compile(_ side: Programs.Side, _ lesson: Lesson) throws(SystemError) -> Transcript {
    let block = lesson.blocks[side.block]
    let (messages, reason) = try compilerMessages(side.program, lesson)
    // Warnings of the blocks above are told once, by the program that runs them.
    let own = messages.filter { message in
      message.severity == .error || (message.location?.line).map(block.lines.contains) ?? false
    }
    return Transcript(
      completed: [side.block], runReasons: [reason].compactMap(\.self), problems: own)
  }

  private func expectErrors(
    _ side: Programs.Side, _ lesson: Lesson
  ) throws(SystemError) -> Transcript {
    let (messages, reason) = try compilerMessages(side.program, lesson)
    let errors = messages.filter { $0.severity == .error }
    guard !errors.isEmpty else {
      return Transcript(
        problems: [lesson.file.diagnostic(.compiles, line: lesson.blocks[side.block].line)])
    }
    let text = errors.map { $0.reason.message + "\n" }.joined()
    return Transcript(
      shown: [side.block: [.text(text)]], completed: [side.block],
      compilerErrors: [side.block: errors],
      runReasons: [reason].compactMap(\.self))
  }

  private func expectCrash(
    _ side: Programs.Side, _ values: [RecordedValue], _ lesson: Lesson
  ) throws(SystemError) -> Transcript {
    let run = try execute(.run, side.program, lesson)
    let transcript = run.transcript(of: side.program, values, lesson)
    guard transcript.isComplete else {
      return Transcript(problems: transcript.problems)
    }
    guard let crash = run.crash(of: side.program) else {
      return Transcript(
        problems: [lesson.file.diagnostic(.doesNotCrash, line: lesson.blocks[side.block].line)])
    }
    guard run.lastBlock(side.program)?.index == side.block else {
      // The blocks above ran well in the lesson's own program.
      return Transcript(
        problems: [CrashReport.diagnostic(of: crash, trace: "", side.program, lesson)])
    }
    var words = CrashReport.lastWords(crash.standardError)
    if words == nil {
      // The runtime printed none: the backtrace has a word for it.
      let traced = try? execute(.compileAndTrace, side.program, lesson)
      words = CrashReport.reason(crash, trace: traced?.standardError ?? "").message
    }
    var shown = transcript.shown[side.block] ?? []
    if case .text(let text)? = shown.last, !text.hasSuffix("\n") {
      shown[shown.count - 1] = .text(text + "\n")
    }
    shown.append(.text((words ?? "") + "\n"))
    // What it recorded counts as in any block; what it did not get to was computed by nobody.
    let own = values.indices.filter { values[$0].place == .annotation(block: side.block) }
    let problems = own.filter { transcript.values[$0] == nil }.map {
      lesson.file.diagnostic(
        .annotationNotReached, line: values[$0].line, column: values[$0].column)
    }
    return Transcript(
      shown: [side.block: shown], completed: [side.block],
      values: transcript.values.filter { own.contains($0.key) },
      runReasons: transcript.runReasons, problems: problems)
  }

  /// What a full compile says: type checking alone accepts a missing `return`. With the reason why
  /// it was compiled, if it was.
  private func compilerMessages(
    _ program: Program, _ lesson: Lesson
  ) throws(SystemError) -> (messages: [Diagnostic], reason: String?) {
    let (recording, reason) = try kept(.compileOnly, program, lesson) {
      () throws(SystemError) -> Recording? in
      let scratch = try ScratchFolder()
      defer { scratch.remove() }
      try scratch.write(program.text, to: CompilerMessages.programName)
      let compiled = try Capture.run(
        toolchain.frontend + [
          "-emit-sil", scratch.path(CompilerMessages.programName), "-o", "/dev/null",
          "-diagnostic-style", "llvm"
        ] + commonFlags(program, forFrontend: true), environment: Self.compilerEnvironment)
      let isExplained = compiled.status == 0 || compiled.standardError.contains(": error: ")
      guard isExplained else {
        throw SystemError(code: ENOEXEC, doing: "compile a block of \(program.path)")
      }
      return Recording(ending: compiled.status, compilerOutput: compiled.standardError)
    }
    let messages = CompilerMessages.diagnostics(
      in: recording?.compilerOutput ?? "", of: program, lesson)
    return (messages, reason)
  }

  // MARK: One execution

  private enum Manner: String { case run, compileAndTrace, compileOnly }

  /// What a program says: taken from the store, or said anew.
  private func execute(
    _ manner: Manner, _ program: Program, _ lesson: Lesson, joined: JoinedLibrary? = nil
  ) throws(SystemError) -> Execution {
    var execution: Execution?
    var company = ""
    let (recording, reason) = try kept(manner, program, lesson) {
      () throws(SystemError) -> Recording? in
      let together = try executeTogether(program, lesson, joined)
      if let joined {
        company =
          together == nil
          ? "; compiled alone, because it does not go with others"
          : "; compiled with \(Counted.others(joined.count - 1))"
      }
      let new = if let together { together } else { try executeAnew(manner, program, lesson) }
      execution = new
      return new.recording
    }
    if var execution {
      execution.reason = (reason ?? "it is run anew") + company
      if let remembered = execution.remembered { execution.reason? += "; \(remembered)" }
      return execution
    }
    return Execution(recording ?? Recording())
  }

  /// A recording from the store, or else a new one, which is kept, and the reason why it was made.
  private func kept(
    _ manner: Manner, _ program: Program, _ lesson: Lesson,
    otherwise make: () throws(SystemError) -> Recording?
  ) throws(SystemError) -> (Recording?, reason: String?) {
    guard let kept, !isFresh else { return (try make(), "nothing is kept") }
    let key = key(manner, program, lesson, kept)
    let name = "\(manner.rawValue) \(program.blocks.last?.index ?? -1)"
    let reason: String
    switch kept.lookUp(key) {
    case .kept(let recording): return (recording, nil)
    case .damaged: reason = "its entry in the store is damaged"
    case .missing: reason = ledger.reason(program.path, name, key)
    }
    let start = ContinuousClock.now
    let recording = try make()
    var isKept = false
    // A result belongs to the data that it was computed from.
    if let recording, key == self.key(manner, program, lesson, kept, isAfterRun: true) {
      isKept = kept.keep(recording, for: key)
    }
    ledger.note(
      program.path, name, key, seconds: start.duration(to: .now) / .seconds(1), isKept: isKept)
    return (recording, reason)
  }

  private func key(
    _ manner: Manner, _ program: Program, _ lesson: Lesson, _ kept: RunStore,
    isAfterRun: Bool = false
  ) -> RunKey {
    let around = Self.environment.merging(surroundings) { _, other in other }
      .filter { !Self.machineVariables.contains($0.key) }
    return kept.key(
      program, of: lesson, manner: manner.rawValue,
      surroundings: Self.languageFlags + (program.isOptimized ? ["-O"] : [])
        + (Executable.isNamed(in: program) ? [Executable.digest.text] : [])
        + around.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
      isAfterRun: isAfterRun && !program.data.isEmpty)
  }

  /// Runs a program that was compiled with others; `nil` where it is not among them, or does not
  /// run to its end: alone it says why.
  private func executeTogether(
    _ program: Program, _ lesson: Lesson, _ joined: JoinedLibrary?
  ) throws(SystemError) -> Execution? {
    guard let joined, let road, let symbol = joined.symbol(of: program) else { return nil }
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    keepProgram(program, .run)
    let execution = try start(
      road.arguments(running: joined.path, from: symbol, joined.libraries), program, lesson,
      in: scratch, environment: ["SWIFT_BACKTRACE": "enable=no"])
    return execution.hasEndedWell ? execution : nil
  }

  /// Starts a program in its working folder.
  private func start(
    _ arguments: [String], _ program: Program, _ lesson: Lesson, in scratch: ScratchFolder,
    environment: [String: String], warnings: String = ""
  ) throws(SystemError) -> Execution {
    let folder = scratch.path(workFolder)
    try makeWorkFolder(folder, program, lesson)
    var around = Self.environment.merging(surroundings) { _, other in other }
    around.merge(environment) { _, other in other }
    if Executable.isNamed(in: program) {
      around.merge(Executable.environment) { _, named in named }
    }
    around["NABLA_STORY"] = folder
    return try remembering(program, lesson, scratch) {
      (remembered: [String: String]) throws(SystemError) in
      try Execution(
        arguments, environment: around.merging(remembered) { old, _ in old }, scratch: scratch,
        program: program, warnings: warnings, compileTimeout: Self.compileTimeout)
    }
  }

  private func executeAnew(
    _ manner: Manner, _ program: Program, _ lesson: Lesson
  ) throws(SystemError) -> Execution {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    try scratch.write(program.text, to: CompilerMessages.programName)
    keepProgram(program, manner)
    var arguments: [String] = []
    var warnings = ""
    var environment: [String: String] = [:]
    if manner == .compileAndTrace {
      let executable = scratch.path("Lesson")
      let compiled = try Capture.run(
        [
          toolchain.swiftc, scratch.path(CompilerMessages.programName), "-g", "-Onone", "-o",
          executable, "-Xlinker", "-rpath=\(toolchain.library)"
        ] + commonFlags(program, forFrontend: false),
        environment: Self.environment.merging(surroundings) { _, other in other })
      guard compiled.status == 0 else {
        throw SystemError(code: ENOEXEC, doing: "compile \(program.path) for a backtrace")
      }
      arguments = [executable]
      environment["SWIFT_BACKTRACE"] =
        "enable=yes,color=no,cache=no,images=none,registers=none,threads=crashed,interactive=no"
    } else {
      environment["SWIFT_BACKTRACE"] = "enable=no"
      switch try compile(program, in: scratch) {
      case .program(let started, let warned): (arguments, warnings) = (started, warned)
      case .refused(let compiled):
        return Execution(compilerOutput: compiled.standardError, ending: compiled.status)
      case .unlinked:
        environment.merge(CompilerSpeed.environment) { old, _ in old }
        arguments =
          toolchain.frontend + ["-interpret", scratch.path(CompilerMessages.programName)]
        arguments += commonFlags(program, forFrontend: true) + ["-diagnostic-style", "llvm"]
      }
    }
    return try start(
      arguments, program, lesson, in: scratch, environment: environment, warnings: warnings)
  }

  /// Runs a program with the values that it remembers, and keeps those that it computes. A run that
  /// is there to find out whether a lesson gives the same computes all.
  private func remembering(
    _ program: Program, _ lesson: Lesson, _ scratch: ScratchFolder,
    run: ([String: String]) throws(SystemError) -> Execution
  ) throws(SystemError) -> Execution {
    guard let kept, !isFresh, RememberedPlaces.isNamed(in: program) else { return try run([:]) }
    let key = key(.run, program, lesson, kept)
    let values = RememberedValues(
      RememberedPlaces(program), key, store: kept.store, in: scratch.path("remember"))
    guard let values else { return try run([:]) }
    var execution = try run(values.environment)
    // Values belong to the data that they were computed from.
    if key == self.key(.run, program, lesson, kept, isAfterRun: true) { values.keepNew() }
    execution.remembered = values.words
    return execution
  }

  /// What has become of a program that takes the short road.
  private enum Compiled {
    /// How it is started, and what the compiler warned of.
    case program([String], warnings: String)
    /// What the compiler said to it.
    case refused(Capture.Result)
    /// The road is closed: it is to be interpreted.
    case unlinked
  }

  private func compile(_ program: Program, in scratch: ScratchFolder) throws(SystemError)
    -> Compiled
  {
    guard let road else { return .unlinked }
    let object = scratch.path("Lesson.o")
    let library = scratch.path("Lesson.so")
    let compiled = try Capture.run(
      toolchain.frontend + [
        "-c", "-primary-file", scratch.path(CompilerMessages.programName), "-o", object,
        "-diagnostic-style", "llvm"
      ] + commonFlags(program, forFrontend: true), environment: Self.compilerEnvironment,
      seconds: Self.compileTimeout)
    guard compiled.status == 0 else { return .refused(compiled) }
    // Its warnings are the lesson's, whoever runs it.
    let linked = try Capture.run(
      road.linking(object, to: library), environment: Self.compilerEnvironment)
    guard linked.status == 0 else { return .unlinked }
    return .program(
      road.arguments(running: library, road.libraries(of: object)),
      warnings: compiled.standardError)
  }

  /// For whoever wants to see what the compiler sees: `NABLA_KEEP_PROGRAMS` names a folder for it.
  private func keepProgram(_ program: Program, _ manner: Manner) {
    guard let folder = ProcessInfo.processInfo.environment["NABLA_KEEP_PROGRAMS"],
      manner == .run
    else { return }
    let name = program.path.split(separator: "/").last?.replacing(".md", with: "") ?? "lesson"
    let digest = Digest(Array(program.text.utf8)).text.prefix(8)
    let url = URL(fileURLWithPath: folder).appendingPathComponent("\(name)-\(digest).swift")
    try? FileManager.default.createDirectory(
      at: URL(fileURLWithPath: folder), withIntermediateDirectories: true)
    try? Data(program.text.utf8).write(to: url)
  }

  /// Compiles programs as the files of one module.
  func compile(
    _ sources: [String], to object: String
  ) throws(SystemError) -> Capture.Result {
    try Capture.run(
      toolchain.frontend + ["-c"] + sources + ["-o", object, "-diagnostic-style", "llvm"]
        + Self.languageFlags + libraryFlags + CompilerSpeed.flags,
      environment: Self.compilerEnvironment, seconds: Self.compileTimeout)
  }

  private func commonFlags(_ program: Program, forFrontend: Bool) -> [String] {
    var flags = Self.languageFlags + libraryFlags
    if forFrontend {
      flags += CompilerSpeed.flags
      if program.isOptimized { flags.append("-O") }
    }
    return flags
  }

  /// The flags that decide what a program means, on any machine.
  private static let languageFlags = ["-module-name", "Lesson", "-swift-version", "5"]

  /// Where what lessons import is found.
  private var libraryFlags: [String] {
    [
      "-I", toolchain.modules, "-L", toolchain.library, "-lNablaLessons", "-module-cache-path",
      moduleCache
    ]
  }

  /// What a lesson's program sees: nothing of the machine that could change what it prints.
  private static let environment: [String: String] = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
    "TMPDIR": FileManager.default.temporaryDirectory.path
  ]

  /// What of it is another on each machine and is no part of a result's key.
  private static let machineVariables: Set<String> = ["PATH", "TMPDIR"]

  static let compilerEnvironment =
    environment.merging(CompilerSpeed.environment) { old, _ in old }

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
