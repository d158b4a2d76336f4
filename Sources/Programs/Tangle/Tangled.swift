/// A lesson as programs, and what is wrong with it so far.
struct Tangled: Sendable {
  let lesson: Lesson
  /// Its programs; `nil` where something in the lesson is wrong, so that its blocks may not be what
  /// is meant.
  let programs: Programs?
  let problems: [Diagnostic]
}
