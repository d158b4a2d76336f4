/// How much there is of a lesson.
package struct LessonExtent: Codable, Sendable, Equatable {
  /// How many minutes it takes to read.
  package var minutes: Int
  /// How many recorded numbers were verified.
  package var numbers: Int
  /// How many recorded lines and values without a number were.
  package var texts: Int
}

extension Sequence<LessonExtent> {
  /// How much there is of all these lessons together.
  package var total: LessonExtent {
    reduce(into: LessonExtent(minutes: 0, numbers: 0, texts: 0)) { sum, lesson in
      sum.minutes += lesson.minutes
      sum.numbers += lesson.numbers
      sum.texts += lesson.texts
    }
  }
}
