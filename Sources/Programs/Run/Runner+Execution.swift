import Foundation
import Glibc
package import Lessons
package import Memo
package import Processes
import Text

/// One execution of a program: taken from the store, or made anew.
extension Runner {
  package enum Manner: String { case run, compileAndTrace, compileOnly }

  /// What a program says: taken from the store, or said anew.
  ///
  /// - Parameter tried: what it said in a run with the answers to the lesson's exercises.
  func execute(
    _ manner: Manner, _ program: Program, _ lesson: Lesson, joined: JoinedLibrary? = nil,
    tried: Execution? = nil
  ) throws(SystemError) -> Execution {
    var execution: Execution?
    var compiledWith = ""
    let (recording, reason) = try kept(manner, program, lesson) {
      () throws(SystemError) -> Recording? in
      let together = try executeTogether(program, lesson, joined)
      if let joined {
        compiledWith =
          together == nil
          ? "; compiled alone, because it does not go with others"
          : "; compiled with \(Counted.others(joined.count - 1))"
      }
      let new: Execution
      if let known = together ?? tried {
        new = known
      } else {
        new = try executeAnew(manner, program, lesson)
      }
      execution = new
      return new.recording
    }
    // What is only looked for has no result.
    if recording == nil, missing != nil { return Execution(Recording()) }
    if var execution {
      execution.reason = (reason ?? "it is run anew") + compiledWith
      if let remembered = execution.remembered { execution.reason? += "; \(remembered)" }
      return execution
    }
    return Execution(recording ?? Recording())
  }

  /// A recording from the store, or else a new one, which is kept, and the reason why it was made.
  package func kept(
    _ manner: Manner, _ program: Program, _ lesson: Lesson,
    otherwise make: () throws(SystemError) -> Recording?
  ) throws(SystemError) -> (Recording?, reason: String?) {
    guard let kept, !isFresh else {
      if let missing {
        missing.note("nothing is kept")
        return (nil, nil)
      }
      return (try make(), "nothing is kept")
    }
    let key = key(manner, program, lesson, kept)
    // A check stands in the program of each answer.
    let isCheck =
      program.blocks.last?.index.map { lesson.blocks[$0].swift?.mode == .check } ?? false
    let last = program.blocks.suffix(isCheck ? 2 : 1).map { "\($0.index ?? -1)" }
    let name = "\(manner.rawValue) \(last.isEmpty ? "-1" : last.joined(separator: " "))"
    let reason: String
    switch kept.lookUp(key) {
    case .kept(let recording): return (recording, nil)
    case .damaged: reason = "its entry in the store is damaged"
    case .foreign: reason = "its entry in the store was sealed with another key"
    case .missing: reason = ledger.reason(program.path, name, key)
    }
    if let missing {
      missing.note(reason)
      return (nil, nil)
    }
    let start = ContinuousClock.now
    let recording = try make()
    var isKept = false
    // A result belongs to the data that it was computed from.
    if let recording, key == self.key(manner, program, lesson, kept, isAfterRun: true) {
      isKept = kept.keep(recording, for: key)
    }
    // What was said in a run with others took its time there.
    let seconds = max(start.duration(to: .now) / .seconds(1), recording?.times.last ?? 0)
    ledger.note(program.path, name, key, seconds: seconds, isKept: isKept)
    return (recording, reason)
  }

  package func key(
    _ manner: Manner, _ program: Program, _ lesson: Lesson, _ kept: RunStore,
    isAfterRun: Bool = false
  ) -> RunKey {
    let around = lessonVariables.filter { !Self.machineVariables.contains($0.key) }
    return kept.key(
      program, of: lesson, manner: manner.rawValue,
      surroundings: Self.languageFlags + (program.isOptimized ? ["-O"] : [])
        + (Executable.isNamed(in: program) ? [Executable.digest.text] : [])
        + (sandbox.mode == .off ? ["sandbox off"] : []) + limits(of: program).noticed
        + around.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
      isAfterRun: isAfterRun && !program.data.isEmpty)
  }

  /// Runs a program that was compiled with others; `nil` where it is not among them, does not run
  /// to its end (alone it says why), or prints a type's name as only a file of a module has it.
  func executeTogether(
    _ program: Program, _ lesson: Lesson, _ joined: JoinedLibrary?
  ) throws(SystemError) -> Execution? {
    guard let joined, let launcher, let symbol = joined.symbol(of: program) else { return nil }
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    keepProgram(program, .run)
    let execution = try start(
      launcher.launch(running: joined.path, from: symbol, joined.libraries), program, lesson,
      in: scratch, environment: ["SWIFT_BACKTRACE": "enable=no"])
    return execution.hasEndedWell && !execution.namesHiddenContext ? execution : nil
  }

  /// Starts a program in its working folder.
  ///
  /// - Parameter remembers: the program whose values it has, where that is another.
  package func start(
    _ launch: Launch, _ program: Program, _ lesson: Lesson, in scratch: ScratchFolder,
    environment: [String: String], warnings: String = "", remembering remembers: Program? = nil
  ) throws(SystemError) -> Execution {
    try sandbox.check()
    let folder = scratch.path(workFolder)
    try makeWorkFolder(folder, program, lesson)
    let temporary = scratch.path("tmp")
    guard mkdir(temporary, 0o700) == 0 else { throw SystemError(doing: "make \(temporary)") }
    var around = lessonVariables
    around.merge(environment) { _, other in other }
    around["TMPDIR"] = temporary
    if Executable.isNamed(in: program) {
      around.merge(Executable.variables(toolchain.environment)) { _, named in named }
    }
    around["NABLA_STORY"] = folder
    if launch.isLoaded { around["LD_LIBRARY_PATH"] = launcher?.runtime }
    return try remembering(remembers ?? program, lesson, scratch) {
      (remembered: [String: String]) throws(SystemError) in
      try Execution(
        started(launch, program, [folder, temporary], in: scratch),
        environment: around.merging(remembered) { old, _ in old }, scratch: scratch,
        program: program, warnings: warnings, limits: limits(of: program),
        watch: watch?.ofExecution(program, lesson))
    }
  }

  /// The command that starts a program with its limits and its reach.
  ///
  /// - Parameter own: the folders that are the program's own.
  private func started(
    _ launch: Launch, _ program: Program, _ own: [String], in scratch: ScratchFolder
  ) -> [String] {
    var reach = launch.reach
    reach.read.append(toolchain.lessonsLibrary)
    reach.run += toolchainFolders
    reach.changed += own + ["remember", "answers"].map { scratch.path($0) }
    let limits = Sandbox.limits(limits(of: program))
    let kit = launch.isLoaded ? toolchain.lessonsLibrary : nil
    return sandbox.starting(launch.program, reach, limits, loading: kit)
  }

  /// How an executable is started that was linked with all that it needs.
  ///
  /// - Parameter traces: whether the runtime traces its crash. The program that does so looks itself
  ///   up in `/proc`, where others' names and arguments can then be read. What they have in memory and
  ///   in their environment cannot: that takes the right to trace them.
  func launch(_ executable: String, traces: Bool = false) -> Launch {
    Launch(
      program: [executable],
      reach: Sandbox.Reach(
        read: [toolchain.own?.path, traces ? "/proc" : nil].compactMap(\.self),
        run: [executable], traces: traces))
  }

  func executeAnew(
    _ manner: Manner, _ program: Program, _ lesson: Lesson
  ) throws(SystemError) -> Execution {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    try scratch.write(program.text, to: CompilerMessages.programName)
    keepProgram(program, manner)
    let launch: Launch
    var warnings = ""
    var environment: [String: String] = [:]
    if manner == .compileAndTrace {
      let executable = scratch.path("Lesson")
      let compiled = try runCompiler(
        [
          toolchain.swiftc, scratch.path(CompilerMessages.programName), "-g", "-Onone", "-o",
          executable, "-Xlinker", "-rpath=\(toolchain.libraryPath)"
        ] + Self.languageFlags + libraryFlags,
        environment: lessonVariables, in: scratch,
        seconds: compileTimeout(program))
      guard compiled.status == 0 else {
        throw SystemError(code: ENOEXEC, doing: "compile \(program.path) for a backtrace")
      }
      launch = self.launch(executable, traces: true)
      environment["SWIFT_BACKTRACE"] =
        "enable=yes,color=no,cache=no,images=none,registers=none,threads=crashed,interactive=no"
    } else {
      environment["SWIFT_BACKTRACE"] = "enable=no"
      switch try compile(program, in: scratch) {
      case .program(let started, let warned): (launch, warnings) = (started, warned)
      case .refused(let compiled):
        return Execution(compilerOutput: compiled.standardError, ending: compiled.status)
      case .unlinked:
        environment.merge(CompilerSpeed.environment) { old, _ in old }
        let file = scratch.path(CompilerMessages.programName)
        // The process that compiles the lesson runs it: modules that it writes are its own.
        let modules = sandbox.mode == .off ? moduleCache : scratch.path("modules")
        mkdir(modules, 0o700)
        launch = Launch(
          program: toolchain.frontend + ["-interpret", file]
            + frontendFlags(isOptimized: program.isOptimized) + ["-module-cache-path", modules],
          reach: Sandbox.Reach(
            read: [file, toolchain.modules, "/usr/include", "/usr/local/include"]
              + (toolchain.own.map { [$0.folder] + $0.sources } ?? []), changed: [modules]))
      }
    }
    let execution = try start(
      launch, program, lesson, in: scratch, environment: environment, warnings: warnings)
    guard manner == .run, lacksSymbol(execution) else { return execution }
    return try executeFullyLinked(program, lesson, execution, environment, warnings)
  }

  /// Runs a program that the short launcher could not: linked with what `swiftc` links.
  private func executeFullyLinked(
    _ program: Program, _ lesson: Lesson, _ failed: Execution, _ environment: [String: String],
    _ warnings: String
  ) throws(SystemError) -> Execution {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    switch try linkFully(program, in: scratch) {
    case .program(let launch):
      return try start(
        launch, program, lesson, in: scratch, environment: environment, warnings: warnings)
    case .missing(let symbols):
      return Execution(
        compilerOutput: warnings + Self.errors(symbols, program, lesson), ending: 1)
    case .failed: return failed
    }
  }

  /// Runs a program with the values that it remembers, and keeps those that it computes. A run that
  /// is there to find out whether a lesson gives the same computes all.
  func remembering(
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
    if key == self.key(.run, program, lesson, kept, isAfterRun: true) {
      values.keepNew(execution.key)
    }
    execution.remembered = values.words
    return execution
  }
}
