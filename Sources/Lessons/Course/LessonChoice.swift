package import Text

/// A part of the lessons, for one of several machines: `1/3`.
package struct Shard: Sendable, Equatable {
  /// Which part, from 1.
  package var index: Int
  /// How many parts there are.
  package var count: Int

  /// Reads `I/N` with 1 ≤ I ≤ N.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), index >= 1,
      index <= count
    else { return nil }
    self.index = index
    self.count = count
  }
}

/// Which lessons a command is about.
package enum LessonChoice {
  /// The lessons that `--only` names, of these the shard's part: every N-th in the lessons' order,
  /// so that all parts together are all lessons, each once.
  ///
  /// A lesson is meant by the names of its translations, too: they show what it computes.
  package static func choose(
    _ lessons: [Lesson], _ translations: [Translation] = [], only: [String], shard: Shard?
  ) throws(Diagnostic) -> [Lesson] {
    var chosen = lessons
    if !only.isEmpty {
      let translated = Dictionary(grouping: translations, by: \.original)
      func isMeant(_ lesson: Lesson, by name: String) -> Bool {
        lesson.answers(to: name)
          || translated[lesson.file.path]?.contains { $0.source.answers(to: name) } == true
      }
      for name in only where !lessons.contains(where: { isMeant($0, by: name) }) {
        throw Diagnostic(.noSuchLesson(name, known: lessons.map(\.name)), at: nil)
      }
      chosen = lessons.filter { lesson in only.contains { isMeant(lesson, by: $0) } }
    }
    guard let shard else { return chosen }
    return chosen.enumerated().filter { $0.offset % shard.count == shard.index - 1 }
      .map(\.element)
  }
}

extension Lesson {
  /// Whether the lesson is meant: by its page's name, its file's name, or its number.
  fileprivate func answers(to name: String) -> Bool {
    let base = String(file.path.split(separator: "/").last ?? "")
    if [self.name, page, base, String(base.dropLast(3)), file.path].contains(name) { return true }
    guard let number = Int(name) else { return false }
    return LessonName.number(of: base) == number
  }
}
