package import Foundation
import Lessons
import Memo
import Processes
package import Text

/// Judges the exercises of a student's file, under the limits that lessons run under.
package struct ExerciseCheck {
  /// What is said of one exercise.
  package enum Verdict: Sendable, Equatable {
    case solved
    /// The answer is the starter.
    case open
    /// What is wrong: the words for a wrong answer that is known, or the check's own.
    case wrong(String)
  }

  /// What was found, exercise by exercise, and what the compiler says of the file.
  package struct Report: Sendable {
    package var verdicts: [(name: String, verdict: Verdict)] = []
    package var isEditedOutside = false
    package var problems: [Diagnostic] = []

    package var isSolved: Bool { verdicts.allSatisfy { $0.verdict == .solved } }
  }

  private let exercises: ExerciseFile
  private let lesson: Lesson
  private let runner: Runner

  /// Judges `file`; throws where there is no compiler, or the file is not UTF-8.
  package static func run(
    _ file: URL, environment: Environment
  ) throws(Diagnostic) -> Report {
    let toolchain = try Toolchain.find(environment: environment, store: nil)
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      throw Diagnostic(
        .cannotBeRead(file.path), at: nil)
    }
    let source = try SourceFile(path: file.lastPathComponent, bytes: [UInt8](bytes))
    let exercises = ExerciseFile(source)
    let modules = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-modules")
    let check = ExerciseCheck(
      exercises: exercises,
      lesson: Lesson(swift: source, folder: ".", data: exercises.data, name: source.path),
      runner: Runner(
        toolchain: toolchain, course: file.deletingLastPathComponent(),
        cache: CacheFolder(moduleCache: modules.path, store: nil)))
    return check.report()
  }

  private func report() -> Report {
    var report = Report()
    report.isEditedOutside = exercises.isEditedOutside
    var said: Set<String> = []
    for part in exercises.parts {
      let (verdict, problems) = judge(part)
      report.verdicts.append((part.name, verdict))
      report.problems += problems.filter { said.insert($0.rendered()).inserted }
    }
    return report
  }

  private func judge(_ part: ExerciseFile.Part) -> (Verdict, [Diagnostic]) {
    guard let check = part.check else {
      return (.wrong("its check is no longer in the file"), [])
    }
    if exercises.isOpen(part) { return (.open, []) }
    let program = program(upTo: check)
    do throws(SystemError) {
      let run = try runner.execute(.run, program, lesson)
      let said = run.transcript(of: program, [], lesson)
      if let failure = runner.failure(of: run, said, program, lesson) {
        guard run.lastBlock(program)?.line == check.lowerBound else {
          return (.wrong("the file ends before its check: \(failure.words)"), [])
        }
        let words = ExerciseFile.oneLine(failure.words)
        let known = part.sayings.first { $0.message == words }
        return (.wrong(known?.words ?? failure.words), [])
      }
      let errors = said.problems.filter { $0.severity == .error }
      if errors.isEmpty { return (.solved, []) }
      let isRefused = errors.contains { if case .compiler = $0.reason { true } else { false } }
      return (.wrong(isRefused ? "it does not compile" : errors[0].reason.message), errors)
    } catch {
      return (.wrong("it could not be run"), runner.failed(error, program, lesson).problems)
    }
  }

  /// The file up to a check, and that check: what stands below can break nothing, and other checks
  /// have changed nothing.
  private func program(upTo check: Range<Int>) -> Program {
    let lines = exercises.file.lines
    var program = Program(
      path: exercises.file.path, data: exercises.data, isOptimized: exercises.isOptimized,
      namesPlaces: true)
    let timeout = exercises.timeout ?? Tangler.defaultTimeout
    program.blocks = [0, check.lowerBound].map {
      Program.RunningBlock(index: nil, line: $0, timeout: timeout, indentations: [])
    }
    program.text = """
      import Nabla
      import LessonKit
      \(Tangler.Call.start)
      \(Tangler.Call.begin(0))
      \(Tangler.directive(program.path, 1))
      \(lines[..<(check.lowerBound - 1)].joined(separator: "\n"))
      \(Tangler.Call.end(0))
      \(Tangler.Call.begin(1))
      do {
      \(Tangler.directive(program.path, check.lowerBound + 1))
      \(lines[check].joined(separator: "\n"))
      }
      \(Tangler.Call.end(1))
      \(Tangler.Call.finish)

      """
    return program
  }
}
