package import Foundation
import Glibc
package import Lessons
package import Memo
package import Processes
import Text
import Wire

/// Runs a lesson's program with the Swift toolchain and takes down what it says.
package struct Runner: Sendable {
  package let toolchain: Toolchain
  /// The course's folder, from which data files are taken.
  package let course: URL
  /// Where the compiler keeps the modules that it has compiled.
  let moduleCache: String
  /// What lessons see of the machine beside the fixed surroundings.
  var surroundings: [String: String] = ["SWIFT_DETERMINISTIC_HASHING": "1"]
  /// Whether a program is run even where it is known what it says.
  var isFresh = false
  /// The name of a lesson's working folder.
  var workFolder = "work"
  /// Who watches runs while they go on.
  private(set) var watch: RunWatch?

  /// Takes down what would have to be run, where nothing is run.
  private(set) var missing: MissingRuns?

  /// What earlier runs said.
  package let kept: RunStore?
  /// The short launcher to a result, where it is open.
  private(set) var launcher: LoadingLauncher?
  /// What keeps programs from what is not their own.
  package let sandbox: Sandbox
  /// What a lesson may take of the machine, where it says nothing itself.
  let limits: Limits
  /// What is remembered of earlier runs beside that.
  package let ledger: RunLedger

  /// - Parameter missing: where nothing is to be run: what takes down what would have to be.
  package init(
    toolchain: Toolchain, course: URL, cache: CacheFolder, sandbox: SandboxMode = .on,
    limits: Limits = Limits(), missing: MissingRuns? = nil
  ) {
    self.sandbox = Sandbox(sandbox, toolchain)
    self.limits = limits
    self.toolchain = toolchain
    self.course = course
    self.missing = missing
    moduleCache = cache.moduleCache
    ledger = cache.ledger
    if missing == nil {
      launcher = LoadingLauncher.find(toolchain)
    }
    kept = cache.store.map { RunStore(store: $0, toolchain: toolchain, course: course) }
  }

  /// The same in another working folder, time zone and locale, with another hash seed: what a
  /// lesson gives must not depend on them.
  package var inSecondEnvironment: Runner {
    var other = self
    other.isFresh = true
    other.surroundings = ["TZ": "Asia/Kathmandu", "LANG": "C", "LC_ALL": "C"]
    other.workFolder = "second"
    return other
  }

  /// The same, watched.
  package func watched(by watch: RunWatch) -> Runner {
    var other = self
    other.watch = watch
    return other
  }

  /// What a program may take of the machine.
  func limits(of program: Program) -> Limits { program.limits.over(limits) }

  /// Whether a lesson's own program is one that has to be run and that others can be compiled with.
  package func canJoin(_ programs: Programs, of lesson: Lesson) -> Bool {
    guard let kept, !isFresh, launcher != nil, programs.main.joinable != nil,
      !programs.main.blocks.isEmpty, !triesAnswers(programs, of: lesson)
    else { return false }
    return !kept.store.holds(key(.run, programs.main, lesson, kept).digest)
  }

  /// Runs a lesson's programs. What cannot be run is a problem in the transcript.
  ///
  /// - Parameter joined: where its own program was compiled with others.
  package func run(
    _ programs: Programs, of lesson: Lesson, joined: JoinedLibrary? = nil
  ) -> Transcript {
    var watched = self
    watched.watch = watch?.telling(programs.values)
    let trial = watched.tryAnswers(programs, of: lesson)
    var transcript = watched.run(
      programs.main, programs.values, of: lesson, joined: joined, tried: trial.main)
    // What stands beside a program that is wrong says nothing.
    guard transcript.isComplete else { return transcript }
    for side in programs.sides where side.check == nil {
      transcript.merge(run(side, programs.values, of: lesson), ofBlock: side.block)
    }
    prove(programs, of: lesson, tried: trial.answers, in: &transcript)
    if !transcript.runReasons.isEmpty, let weakness = sandbox.weakness {
      transcript.problems.append(weakness)
    }
    return transcript
  }

  package func run(
    _ program: Program, _ values: [RecordedValue], of lesson: Lesson,
    joined: JoinedLibrary? = nil, tried: Execution? = nil
  ) -> Transcript {
    guard !program.blocks.isEmpty else { return Transcript() }
    do throws(SystemError) {
      let run = try execute(.run, program, lesson, joined: joined, tried: tried)
      var transcript = run.transcript(of: program, values, lesson)
      if let crash = run.crash(of: program, in: lesson) {
        let traced = try? execute(.compileAndTrace, program, lesson)
        transcript.problems.append(
          CrashReport.diagnostic(
            of: crash, trace: traced?.standardError ?? "", program, lesson))
      }
      return transcript
    } catch {
      return failed(error, program, lesson)
    }
  }

  package func run(
    _ side: Programs.Side, _ values: [RecordedValue], of lesson: Lesson
  ) -> Transcript {
    do throws(SystemError) {
      switch side.mode {
      case .run, .solution, .exercise, .wrong, .check, .ignore: return Transcript()
      case .isolated: return run(side.program, values, of: lesson)
      case .noRun: return try compile(side, lesson)
      case .compileFail: return try expectErrors(side, lesson)
      case .shouldCrash: return try expectCrash(side, values, lesson)
      }
    } catch {
      return failed(error, side.program, lesson)
    }
  }

  /// What is said where a program could not be run.
  func failed(_ error: SystemError, _ program: Program, _ lesson: Lesson) -> Transcript {
    guard error.code == ETIMEDOUT else { return Self.failed(error) }
    let reason = LimitWatch.reason(.compile, limits(of: program))
    return Transcript(problems: [lesson.file.diagnostic(reason, line: program.blocks.first?.line)])
  }

  package static func failed(_ error: SystemError) -> Transcript {
    let reason: Reason =
      switch error.code {
      case ENOTSUP: .sandboxNotReady(error.description)
      default: .temporaryFiles(error.description)
      }
    return Transcript(problems: [Diagnostic(reason, at: nil)])
  }
}
