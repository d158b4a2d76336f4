import Foundation
import Glibc
import Lessons
import Processes
import Text
import Wire

/// One execution of a lesson's program: started, listened to, ended when it takes too long.
package struct Execution {
  /// The events, in order.
  var events: [Event] = []
  /// When each event came, in seconds since the start.
  var times: [Double] = []
  var ending: ChildProcess.Ending = .exited(0)
  /// Why we ended it ourselves, if we did.
  var cutShort: Reason?
  /// The line that was being run when it ended; 0 where none had begun.
  private(set) var lastLine = 0
  private(set) var standardOutput: [UInt8] = []
  /// What the compiler said.
  package private(set) var compilerOutput = ""
  /// What the lesson wrote to standard error.
  package private(set) var standardError = ""
  /// Why it was run now; `nil` where it was taken from the store.
  package var reason: String?
  /// What it took from earlier runs, in words.
  var remembered: String?
  /// Whether events have come since it was last looked at.
  var hasNews = false
  /// What cannot be believed of the story, if anything cannot.
  var storyFault: Reason?
  /// The key of this run, which seals what the program tells.
  let key: RunSecret
  private var reader: StoryReader

  init(
    _ arguments: [String], environment: [String: String], scratch: ScratchFolder,
    program: Program, warnings: String = "", limits: Limits,
    watch: RunWatch.OfExecution? = nil
  ) throws(SystemError) {
    key = RunSecret()
    reader = StoryReader(key, EventSeal.Lane.lesson, of: program)
    let progress = try ProgressFile(scratch.path("progress"))
    do {
      let input = try Descriptor(reading: "/dev/null")
      let output = try Descriptor(creating: scratch.path("output"))
      let compiler = try Descriptor(creating: scratch.path("compiler"))
      let errors = try Descriptor(creating: scratch.path("errors"))
      let (reading, writing) = try ChildProcess.makePipe()
      _ = fcntl(reading.number, F_SETFL, O_NONBLOCK)
      let secret = try key.handedOut()
      let child = try ChildProcess(
        arguments, environment: environment,
        descriptors: [
          (0, input.number), (1, output.number), (2, compiler.number), (3, writing.number),
          (4, progress.descriptor.number), (5, errors.number),
          (EventSeal.descriptor, secret.number)
        ])
      writing.close()
      secret.close()
      listen(
        to: reading, child, program, limits,
        printingTo: [output.number, errors.number, compiler.number]
      ) { execution in
        guard let watch else { return false }
        if execution.hasNews, Self.size(of: output.number) < RunWatch.mostOutput {
          execution.standardOutput = scratch.bytes("output")
          watch.progress(execution)
        }
        return watch.isCancelled()
      }
      child.sweep()
    }
    lastLine = progress.line
    standardOutput = scratch.bytes("output")
    compilerOutput = warnings + scratch.text("compiler")
    standardError = scratch.text("errors")
  }

  /// A program that the compiler refused.
  init(compilerOutput: String, ending status: Int32) {
    key = RunSecret()
    reader = StoryReader(nil)
    self.compilerOutput = compilerOutput
    ending = .exited(status)
  }

  /// What a copy of the lesson's process said that tried an answer; `nil` where it has not ended by
  /// itself.
  init?(_ answer: TriedAnswer, _ key: RunSecret) {
    func bytes(_ path: String) -> [UInt8] {
      (try? RegularFile.bytes(path, atMost: TriedAnswer.largest)) ?? []
    }
    var seal = key.seal(EventSeal.Lane.ending)
    let told = seal?.opened(Array(bytes(answer.ending).prefix { $0 != 0x0A }))
    let words = String(decoding: told ?? [], as: UTF8.self).split(separator: " ")
    guard words.count == 2, Int(words[0]) == answer.number, let status = Int32(words[1]),
      (-64...255).contains(status)
    else { return nil }
    self.key = key
    reader = StoryReader(key, EventSeal.Lane.answer(answer.number))
    ending = status < 0 ? .signalled(-status) : .exited(status)
    let story = bytes(answer.story).split(separator: 0x0A, omittingEmptySubsequences: false)
    for line in story.dropLast() { take(Array(line)) }
    if story.last?.isEmpty != true { storyFault = storyFault ?? .storyForged }
    times = events.map { _ in 0 }
    lastLine = ProgressFile.line(bytes(answer.progress))
    standardOutput = bytes(answer.output)
    standardError = String(decoding: bytes(answer.errors), as: UTF8.self)
  }

  /// A run that was kept.
  init(_ recording: Recording) {
    key = RunSecret()
    reader = StoryReader(nil)
    events = recording.events
    times = recording.times
    ending = recording.ending < 0 ? .signalled(-recording.ending) : .exited(recording.ending)
    lastLine = recording.lastLine
    standardOutput = [UInt8](recording.standardOutput)
    compilerOutput = recording.compilerOutput
    standardError = recording.standardError
  }

  /// Whether it printed the name of a type that is hidden in its file.
  var namesHiddenContext: Bool {
    let mark = JoinableProgram.hiddenContext
    return String(decoding: standardOutput, as: UTF8.self).utf8.contains(mark.utf8)
      || standardError.utf8.contains(mark.utf8)
      || events.contains { event in
        switch event {
        case .refused(let words, _, _): words.utf8.contains(mark.utf8)
        case .shown(let display, _): display.plainText.utf8.contains(mark.utf8)
        case .valued(_, let text, _): text?.utf8.contains(mark.utf8) ?? false
        default: false
        }
      }
  }

  /// Whether it ended while it waited for a copy of its process.
  func isWaiting(_ program: Program) -> Bool {
    for event in events.reversed() {
      if case .began(let block, _) = event { return block == program.blocks.count && !hasFinished }
    }
    return false
  }

  /// The same as if the program had not waited for copies of its process.
  func withoutWaiting(_ program: Program) -> Execution {
    var other = self
    other.events = []
    other.times = []
    for (event, time) in zip(events, times) {
      if case .began(program.blocks.count, _) = event { continue }
      other.events.append(event)
      other.times.append(time)
    }
    return other
  }

  /// Whether it ran to its end and nothing is to be said about how it ran.
  var hasEndedWell: Bool {
    hasFinished && ending == .exited(0) && cutShort == nil && storyFault == nil
      && compilerOutput.isEmpty && recording != nil
  }

  /// What is kept of the run: nothing where it was cut short or killed from outside, or where its
  /// output was lost, because another run may go otherwise.
  var recording: Recording? {
    let lost = events.contains { event in
      switch event {
      case .began(_, let output), .ended(_, let output), .finished(let output):
        output == UncountedOutput.lost
      default: false
      }
    }
    let status: Int32
    switch ending {
    case .exited(let code): status = code
    case .signalled(let signal):
      guard CrashReport.signals.contains(signal) else { return nil }
      status = -signal
    }
    // Where nothing started and the compiler named no error, the machine is to blame.
    let isExplained = !events.isEmpty || compilerOutput.contains(": error: ")
    guard cutShort == nil, storyFault == nil, !lost, isExplained else { return nil }
    return Recording(
      events: events, times: times, ending: status, lastLine: lastLine,
      standardOutput: Data(standardOutput), compilerOutput: compilerOutput,
      standardError: standardError)
  }

  mutating func take(_ line: [UInt8]) {
    guard storyFault == nil else { return }
    switch reader.read(line) {
    case .event(let event): events.append(event)
    case .fault(let reason): storyFault = reason
    }
  }

  private static func size(of file: Int32) -> Int {
    var status = stat()
    return fstat(file, &status) == 0 ? Int(status.st_size) : 0
  }
}
