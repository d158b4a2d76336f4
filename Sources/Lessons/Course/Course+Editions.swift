package import Text

/// A course in several languages: the course itself, and an edition for each language that lessons
/// are translated into.
extension Course {
  /// Puts each translation beside its original.
  package mutating func take(_ read: [Lesson], _ problems: inout [Diagnostic]) {
    let originals = Dictionary(lessons.map { ($0.file.path, $0) }) { first, _ in first }
    let known = lessons.map { String($0.file.path.split(separator: "/").last ?? "") }
    var found: [Translation] = []
    for lesson in read {
      let name = LessonName.original(of: String(lesson.file.path.split(separator: "/").last ?? ""))
      guard let original = originals["\(lesson.folder)/\(name)"] else {
        problems.append(
          lesson.file.diagnostic(.translation(.noOriginal(name, known: known)), line: nil))
        continue
      }
      if lesson.language?.lowercased() == settings.language.lowercased() {
        problems.append(
          lesson.file.diagnostic(
            .translation(.languageOfCourse(settings.language)), line: nil))
        continue
      }
      let translation = Translation(lesson, of: original)
      problems += translation.problems
      found.append(translation)
    }
    let places = Dictionary(lessons.enumerated().map { ($1.file.path, $0) }) { first, _ in first }
    translations = found.sorted { (places[$0.original] ?? 0) < (places[$1.original] ?? 0) }
  }

  /// The languages that lessons are translated into.
  package var languages: [String] {
    Set(translations.compactMap(\.lesson.language)).sorted()
  }

  /// The course in one of these languages: the lessons that are translated into it.
  package func edition(in language: String) -> Course {
    var edition = Course(
      folder: folder, settings: translatedSettings[language] ?? settings,
      lessons: translations.map(\.lesson).filter { $0.language == language })
    edition.settings.language = language
    edition.editionLanguage = language
    return edition
  }

  /// The course and its editions with lessons that readers see.
  package var editions: [Course] {
    [self] + languages.map(edition).filter { !$0.published.isEmpty }
  }

  /// The edition that a lesson belongs to.
  package func edition(of lesson: Lesson) -> Course {
    lesson.language.map(edition) ?? self
  }

  /// The folder of its pages below the site's: empty, or with a slash at its end.
  package var siteFolder: String { editionLanguage.map { "\($0)/" } ?? "" }

  /// The way from its pages to those of another edition, or to the site's own folder.
  package func way(to other: Course? = nil) -> String {
    let there = other?.siteFolder ?? ""
    return siteFolder == there ? "" : (siteFolder.isEmpty ? "" : "../") + there
  }
}
