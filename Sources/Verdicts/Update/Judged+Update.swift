package import Lessons

extension Judged {
  /// What `verify --update` changes in its file. A translation records what stands in its sentences.
  ///
  /// - Parameter notes: what a translation says of the state of its original.
  package func update(notes: [Translation.NoteEdit] = []) -> LessonUpdate {
    guard let translated else { return LessonUpdate(lesson, verdict) }
    return LessonUpdate(translated, verdict.ofSentences, notes: notes)
  }
}
