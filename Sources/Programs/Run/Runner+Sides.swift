import Foundation
import Lessons
import Processes
import Text

/// The blocks beside a lesson's program: what must not compile, must crash, or is compiled only.
extension Runner {
  func compile(_ side: Programs.Side, _ lesson: Lesson) throws(SystemError) -> Transcript {
    let block = lesson.blocks[side.block]
    let (messages, reason) = try compilerMessages(side.program, lesson)
    // Warnings of the blocks above are told once, by the program that runs them.
    let own = messages.filter { message in
      message.severity == .error || (message.location?.line).map(block.lines.contains) ?? false
    }
    return Transcript(
      completed: [side.block], runReasons: [reason].compactMap(\.self), problems: own)
  }

  func expectErrors(
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

  func expectCrash(
    _ side: Programs.Side, _ values: [RecordedValue], _ lesson: Lesson
  ) throws(SystemError) -> Transcript {
    let run = try execute(.run, side.program, lesson)
    let transcript = run.transcript(of: side.program, values, lesson)
    guard transcript.isComplete else {
      return Transcript(problems: transcript.problems)
    }
    let crash = run.crash(of: side.program, in: lesson)
    // Only what a program does to itself is a crash; somebody else ended this one.
    if let crash, !CrashReport.signals.contains(crash.signal) {
      return Transcript(
        problems: [CrashReport.diagnostic(of: crash, trace: "", side.program, lesson)])
    }
    guard let crash else {
      return Transcript(
        problems: [lesson.file.diagnostic(.doesNotCrash, line: lesson.blocks[side.block].line)])
    }
    guard run.lastBlock(side.program)?.index == side.block else {
      // The blocks above ran well in the lesson's own program.
      return Transcript(
        problems: [CrashReport.diagnostic(of: crash, trace: "", side.program, lesson)])
    }
    var words = CrashReport.crashMessage(crash.standardError)
    if words == nil {
      // The runtime printed none: the backtrace has a word for it.
      let traced = try? execute(.compileAndTrace, side.program, lesson)
      words = CrashReport.reason(crash, trace: traced?.standardError ?? "").message
    }
    var shown = transcript.shown[side.block] ?? []
    if case .text(let text)? = shown.last, text.utf8.last != 0x0A {
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
  func compilerMessages(
    _ program: Program, _ lesson: Lesson
  ) throws(SystemError) -> (messages: [Diagnostic], reason: String?) {
    let (recording, reason) = try kept(.compileOnly, program, lesson) {
      () throws(SystemError) -> Recording? in
      let scratch = try ScratchFolder()
      defer { scratch.remove() }
      try scratch.write(program.text, to: CompilerMessages.programName)
      let compiled = try runCompiler(
        toolchain.frontend + [
          "-emit-sil", scratch.path(CompilerMessages.programName), "-o", "/dev/null"
        ] + frontendFlags(isOptimized: program.isOptimized),
        environment: compilerVariables, in: scratch, seconds: compileTimeout(program))
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
}
