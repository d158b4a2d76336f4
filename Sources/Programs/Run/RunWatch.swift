import Lessons
import Wire

/// Who watches a lesson's programs while they run: sees what each block showed as soon as it has
/// ended, and ends runs that are no longer wanted.
package struct RunWatch: Sendable {
  /// Beyond so many bytes of output nothing is told until the end.
  static let mostOutput = 1 << 20

  /// Told what the lesson's own program has said so far, and the block that it is running.
  private let progress: @Sendable (Transcript, _ running: Int?) -> Void
  /// Whether the run is to end.
  let isCancelled: @Sendable () -> Bool
  /// The lesson's recorded values; `nil` for the programs beside its own, of which nothing is told.
  private var values: [RecordedValue]?

  package init(
    progress: @escaping @Sendable (Transcript, _ running: Int?) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// The watch over a lesson's own program.
  func telling(_ values: [RecordedValue]) -> RunWatch {
    var other = self
    other.values = values
    return other
  }

  /// The watch over one execution.
  struct OfExecution {
    let progress: (Execution) -> Void
    let isCancelled: @Sendable () -> Bool
  }

  func ofExecution(_ program: Program, _ lesson: Lesson) -> OfExecution {
    OfExecution(
      progress: { execution in
        guard let values else { return }
        var transcript = execution.transcript(of: program, values, lesson)
        // How it ends is not known yet.
        transcript.problems = []
        progress(transcript, execution.runningBlock(program))
      }, isCancelled: isCancelled)
  }
}

extension Execution {
  /// The index of the block that has begun and not ended.
  fileprivate func runningBlock(_ program: Program) -> Int? {
    guard case .began? = events.last(where: { $0.bounds }) else { return nil }
    return lastBlock(program)?.index
  }
}

extension Event {
  /// Whether a block begins or ends with it.
  fileprivate var bounds: Bool {
    switch self {
    case .began, .ended, .finished: true
    default: false
    }
  }
}
