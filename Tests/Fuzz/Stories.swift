import Foundation

@testable import Lessons
@testable import Programs
@testable import Text
@testable import Wire

/// What a running lesson tells, and what is kept of it.
enum Stories {
  /// Lines on the pipe, all sealed as a program seals them, or none.
  static func check(story bytes: [UInt8]) throws(Violation) {
    let secret = RunSecret()
    var forged = StoryReader(secret, of: program)
    var told = StoryReader(secret, of: program)
    var seal = secret.seal(EventSeal.Lane.lesson)
    var recording = Recording()
    var blocks = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if case .event(let event) = forged.read(Array(line)) {
        throw Violation(description: "believed without a seal: \(event)")
      }
      let sealed = (seal?.next(Array(line)) ?? []) + line
      guard case .event(let event) = told.read(sealed) else { break }
      if case .began(let block, _) = event {
        try hold(block == blocks, "block \(block) begins after \(blocks - 1)")
        blocks += 1
      }
      recording.events.append(event)
      recording.times.append(0)
      try check(again: event)
    }
    recording.standardOutput = Data(bytes)
    try check(recording)
  }

  /// A recording in the store of any bytes.
  static func check(recording bytes: [UInt8]) throws(Violation) {
    guard let recording = Recording(kept: bytes) else { return }
    try check(recording)
  }

  private static func check(_ recording: Recording) throws(Violation) {
    let transcript = Execution(recording).transcript(of: program, values, lesson)
    try Reading.requirePlaces(transcript.problems, in: lesson.file)
    for (number, value) in transcript.values {
      try hold(values.indices.contains(number), "value \(number)")
      try hold(!value.utf8.contains(0x0A), "a value of several lines")
    }
    for block in transcript.shown.keys { _ = transcript.plainText(ofBlock: block) }
  }

  /// What is kept is what was told.
  private static func check(again event: Event) throws(Violation) {
    let kept = (try? JSONEncoder().encode(event)).flatMap {
      try? JSONDecoder().decode(Event.self, from: $0)
    }
    try hold(kept == event, "kept as another: \(event)")
  }

  /// The compiler's words of any kind, and the runtime's.
  static func check(messages bytes: [UInt8]) throws(Violation) {
    let text = String(decoding: bytes, as: UTF8.self)
    for problem in CompilerMessages.diagnostics(in: text, of: program, lesson) {
      try hold(!problem.rendered().isEmpty, "nothing is said")
    }
    let crash = Crash(signal: 4, line: 4, standardError: text, details: [])
    let problem = CrashReport.diagnostic(of: crash, trace: text, program, lesson)
    try hold(!problem.rendered().isEmpty, "nothing is said")
  }

  private static let lesson = LessonReader.read(
    SourceFile(
      path: "lessons/01-test.md",
      text: """
        # A lesson

        ```swift
        let one = 1  // => 1
        ```

        Its value is `{swift} one // => 1`.

        ```swift
        print("two")
        ```
        """), name: "test"
  ).lesson
  private static let programs = Tangler.tangle(lesson, setup: nil, timeout: nil)
  private static var program: Program { programs.main }
  private static var values: [RecordedValue] { programs.values }
}
