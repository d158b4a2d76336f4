package import Lessons
package import Text

/// A lesson as programs, and what is wrong with it so far.
package struct Tangled: Sendable {
  package let lesson: Lesson
  /// Its programs; `nil` where something in the lesson is wrong, so that its blocks may not be what
  /// is meant.
  package let programs: Programs?
  package let problems: [Diagnostic]

  package init(lesson: Lesson, programs: Programs?, problems: [Diagnostic]) {
    self.lesson = lesson
    self.programs = programs
    self.problems = problems
  }
}
