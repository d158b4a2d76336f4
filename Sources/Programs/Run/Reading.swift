package import Lessons
import Processes
import Text
import Wire

/// How an execution's events and output become a transcript.
extension Execution {
  /// The transcript; a crash is not in it yet, because finding its line takes a second run.
  package func transcript(
    of program: Program, _ values: [RecordedValue], _ lesson: Lesson
  ) -> Transcript {
    var transcript = Transcript()
    transcript.runReasons = [reason].compactMap(\.self)
    let compiler = CompilerMessages.diagnostics(
      in: compilerOutput, of: program, lesson)
    var current: Int?
    var position = 0
    func take(upTo end: Int) {
      let end = min(end, standardOutput.count)
      guard end > position else { return }
      let text = Transcript.printed(standardOutput[position..<end])
      position = end
      if let current {
        transcript.shown[current, default: []].append(.text(text))
      } else {
        printedBySentence += text
      }
    }
    var hasLostOutput = false
    /// The expression of a sentence that was evaluated last, and what such expressions printed.
    var sentence: RecordedValue?
    var printedBySentence = ""
    var began = 0.0
    for (event, time) in zip(events, times) {
      switch event {
      case .started: break
      case .began(let number, let output):
        began = time
        take(upTo: output)
        current = program.blocks.indices.contains(number) ? program.blocks[number].index : nil
        if let current { transcript.shown[current] = [] }
        printedBySentence = ""
      case .shown(let display, let output):
        take(upTo: output)
        endLine(of: current, in: &transcript)
        if let current { transcript.shown[current, default: []].append(.display(display)) }
      case .valued(let number, let text, let output):
        take(upTo: output)
        guard values.indices.contains(number) else { break }
        sentence = values[number]
        keep(text, of: number, values[number], in: &transcript, lesson)
      case .ended(let number, let output):
        take(upTo: output)
        if let current {
          transcript.seconds[current] = time - began
          transcript.completed.insert(current)
        } else if !printedBySentence.isEmpty, let sentence {
          transcript.problems.append(
            lesson.file.diagnostic(
              .inlinePrints(printedBySentence.trimmingTrailingNewline()),
              line: sentence.expressionLine))
        }
        if output < 0, !hasLostOutput {
          hasLostOutput = true
          transcript.problems.append(lostOutput(output, number, program, lesson))
        }
      case .refused(let words, let help, let line):
        let line = program.line(of: line, in: lesson)
        transcript.problems.append(
          lesson.file.diagnostic(
            .refused(words, help: help), line: line,
            column: program.firstColumn(ofLine: line, lesson.file)))
      case .finished(let output):
        // What is printed after the end, by a `defer` at top level, is the last block's.
        take(upTo: output)
      }
    }
    take(upTo: standardOutput.count)
    transcript.problems = compiler + transcript.problems
    let details = hasFinished ? [] : lastOutput(program)
    transcript.problems += endProblems(program, lesson, compiler: compiler).map { problem in
      var problem = problem
      problem.details = details
      return problem
    }
    return transcript
  }

  /// Keeps a recorded value. One that cannot stand on a line is a problem at its line.
  private func keep(
    _ text: String?, of number: Int, _ value: RecordedValue, in transcript: inout Transcript,
    _ lesson: Lesson
  ) {
    guard let text else {
      transcript.problems.append(
        lesson.file.diagnostic(.valueHasNone, line: value.expressionLine))
      return
    }
    // Blanks around a value do not count, as at the ends of lines.
    let line = Transcript.cleaned(text).trimmingASCIIBlanks()
    if line.utf8.contains(0x0A) {
      transcript.problems.append(
        lesson.file.diagnostic(.valueOfSeveralLines, line: value.expressionLine))
      return
    }
    transcript.values[number] = line
  }

  /// The block that began last; the first where none did.
  func lastBlock(_ program: Program) -> Program.RunningBlock? {
    for event in events.reversed() {
      if case .began(let number, _) = event { return runningBlock(number, program) }
    }
    return program.blocks.first
  }

  private func runningBlock(_ number: Int, _ program: Program) -> Program.RunningBlock? {
    program.blocks.indices.contains(number) ? program.blocks[number] : nil
  }

  /// A display begins a line of its own.
  private func endLine(of block: Int?, in transcript: inout Transcript) {
    guard let block, case .text(let text)? = transcript.shown[block]?.last, text.utf8.last != 0x0A
    else { return }
    let last = transcript.shown[block]!.count - 1
    transcript.shown[block]![last] = .text(text + "\n")
  }

  private func lostOutput(
    _ output: Int, _ number: Int, _ program: Program, _ lesson: Lesson
  ) -> Diagnostic {
    guard output == UncountedOutput.lost else {
      return lesson.file.diagnostic(.outputRedirected, line: runningBlock(number, program)?.line)
    }
    return Diagnostic(
      .outputNotKept(of: program.path), at: nil)
  }

  private var hasStarted: Bool { !events.isEmpty }

  var hasFinished: Bool {
    events.contains { if case .finished = $0 { true } else { false } }
  }

  /// The signal and the line of a crash that a second run can trace.
  func crash(of program: Program, in lesson: Lesson) -> Crash? {
    guard hasStarted, !hasFinished, cutShort == nil, storyFault == nil,
      case .signalled(let signal) = ending
    else { return nil }
    return Crash(
      signal: signal,
      line: lastLine > 0
        ? program.line(of: lastLine, in: lesson) : (lastBlock(program)?.line ?? 1),
      standardError: standardError, details: lastOutput(program))
  }

  /// The end of what the block that was being run printed, and of what it wrote to standard error.
  private func lastOutput(_ program: Program) -> [Diagnostic.Detail] {
    var start = 0
    for case .began(_, let output) in events { start = max(0, min(output, standardOutput.count)) }
    // The end is enough.
    let end = standardOutput[start...].suffix(20_000)
    let printed = String(decoding: end, as: UTF8.self)
    // From its own last words on, it is the runtime that speaks.
    let errors = LineEnds.unified(standardError).textLines.prefix { !CrashReport.isOfRuntime($0) }
    return [
      Diagnostic.Detail.tail("printed before", Transcript.cleaned(printed)),
      Diagnostic.Detail.tail("standard error", Transcript.cleaned(errors.joined(separator: "\n")))
    ].compactMap(\.self)
  }

  private func endProblems(
    _ program: Program, _ lesson: Lesson, compiler: [Diagnostic]
  ) -> [Diagnostic] {
    let line = lastLine > 0 ? program.line(of: lastLine, in: lesson) : lastBlock(program)?.line
    // Whatever else is wrong with it, what it told cannot be believed.
    if let storyFault {
      let block = hasStarted ? lastBlock(program)?.line : nil
      return [lesson.file.diagnostic(storyFault, line: block)]
    }
    if let cutShort {
      return [lesson.file.diagnostic(cutShort, line: hasStarted ? line : nil)]
    }
    if hasFinished { return [] }
    guard hasStarted else {
      if compiler.contains(where: { $0.severity == .error }) { return [] }
      let said = LineEnds.unified(compilerOutput).textLines.filter { !$0.isEmpty }.prefix(3)
        .map { String($0.unicodeScalars.prefix(200)) }.joined(separator: " / ")
      let words = said.isEmpty ? StartWords.words(ending: ending.status) : said
      return [
        Diagnostic(
          .compilerDidNotRun(program.path, words, help: StartWords.help(words)), at: nil)
      ]
    }
    // What it refused has been said.
    if case .refused? = events.last { return [] }
    guard case .exited(let status) = ending else { return [] }
    let isCalled = line.flatMap(lesson.file.line)?.contains("exit(") == true
    return [lesson.file.diagnostic(.exited(status, isCalled: isCalled), line: line)]
  }
}
