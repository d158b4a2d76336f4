import Text

/// How a translation keeps up with its original: by what was said when it was made, not by times.
extension Translation {
  /// What has changed in the original since a section of the translation was made.
  package struct Change: Sendable {
    /// The line of the translation at which the section says what it was made from.
    package var line: Int
    /// The lines of the original where something changed, or is new.
    package var lines: [Int]
    /// How many parts of the original are no longer there, beside those that changed.
    package var removed: Int
  }

  /// A comment of a section as it should be.
  package struct NoteEdit: Sendable, Equatable {
    /// The line that it replaces; `nil` where it is a new one.
    package var replaced: Int?
    /// The line behind which a new one stands; 0 for the top.
    package var after: Int
    package var text: String
  }

  /// Everything that has changed since; empty where the translation is up to date, `nil` where it does
  /// not say what it was made from.
  static func changes(_ own: TextParts, _ original: TextParts) -> [Change]? {
    let notes = own.sections.compactMap(\.note)
    guard !notes.isEmpty else { return nil }
    let there = Set(original.sections.flatMap(\.parts).map(\.digest))
    var places: [String: Int] = [:]
    for (index, note) in notes.enumerated() {
      for digest in note.digests where places[digest] == nil { places[digest] = index }
    }
    // What is new belongs where the part above it is.
    var changed: [Int: [Int]] = [:]
    var place = 0
    for part in original.sections.flatMap(\.parts) {
      if let found = places[part.digest] {
        place = found
      } else {
        changed[place, default: []].append(part.line)
      }
    }
    return notes.indices.compactMap { index in
      let lines = changed[index] ?? []
      let gone = notes[index].digests.count { !there.contains($0) }
      let removed = max(0, gone - lines.count)
      guard !lines.isEmpty || removed > 0 else { return nil }
      return Change(line: notes[index].line, lines: lines, removed: removed)
    }
  }

  /// The comments with which the translation says that it was made from the original as it is now;
  /// `nil` where their headings differ, so that it cannot be told which section is which.
  static func noteEdits(_ own: TextParts, _ original: TextParts, top: Int) -> [NoteEdit]? {
    guard own.sections.map(\.level) == original.sections.map(\.level) else { return nil }
    return zip(own.sections, original.sections).compactMap { section, other in
      let text = TranslationNote.text(other.parts)
      if section.note?.digests == other.parts.map(\.digest) { return nil }
      if section.note == nil, other.parts.isEmpty { return nil }
      return NoteEdit(
        replaced: section.note?.line, after: section.heading ?? top, text: text)
    }
  }

  /// What is said of the translation's age.
  static func problems(
    _ own: TextParts, _ original: TextParts, _ changes: [Change]?, _ source: Lesson,
    _ originalFile: SourceFile
  ) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let levels = (own.sections.map(\.level), original.sections.map(\.level))
    if levels.0 != levels.1 {
      let same = zip(levels.0, levels.1).prefix { $0 == $1 }.count
      let section = own.sections.indices.contains(same) ? own.sections[same] : own.sections.last
      problems.append(
        source.file.diagnostic(
          .translation(
            .headingsDiffer(own: levels.0.count - 1, original: levels.1.count - 1)),
          line: section?.heading ?? 1,
          notes: original.sections.indices.contains(same)
            ? original.sections[same].heading.map {
              [originalFile.note("the original has this heading here", line: $0)]
            } ?? [] : []))
    }
    guard let changes else {
      return problems + [source.file.diagnostic(.translation(.ageUnknown), line: 1)]
    }
    return problems
      + changes.map { change in
        source.file.diagnostic(
          .translation(.outdated(changed: change.lines.count, removed: change.removed)),
          line: change.line,
          notes: change.lines.prefix(5).map {
            originalFile.note("this has changed, or is new", line: $0)
          })
      }
  }
}
