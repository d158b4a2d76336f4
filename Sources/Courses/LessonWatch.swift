import Programs
import Verdicts

/// Who is told how far a lesson is while it is run and compared.
struct LessonWatch: Sendable {
  /// The lesson has programs that have to be run, and is about to.
  let began: @Sendable (Tangled) -> Void
  /// A block has begun or ended: what there is so far, and the block that is being run.
  let progress: @Sendable (Judged, _ running: Int?) -> Void
  /// The lesson is done.
  let ended: @Sendable (Judged) -> Void
  /// Whether what the lesson gives is no longer wanted.
  let isCancelled: @Sendable (Tangled) -> Bool

  /// The watch over the lesson's programs.
  func overRun(of tangled: Tangled) -> RunWatch {
    RunWatch { transcript, running in
      progress(Judged(Ran(tangled: tangled, transcript: transcript)), running)
    } isCancelled: {
      isCancelled(tangled)
    }
  }
}
