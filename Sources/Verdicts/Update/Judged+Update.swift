extension Judged {
  /// What `verify --update` changes in its file. A translation records what stands in its sentences.
  package var update: LessonUpdate {
    guard let translated else { return LessonUpdate(lesson, verdict) }
    return LessonUpdate(translated, verdict.ofSentences)
  }
}
