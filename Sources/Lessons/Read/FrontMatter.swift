package import Text

/// What a lesson says of itself, between two lines of `---` at its top.
package struct FrontMatter: Sendable, Equatable {
  package var title: String?
  package var summary: String?
  /// Files and folders below the lesson's folder that its program may read.
  package var data: [String] = []
  /// A Swift file that is compiled in front of the lesson.
  package var setup: String?
  /// Seconds that each block may run.
  package var timeout: Double?
  /// What the program may take of the machine, where the lesson says so.
  package var limits = Limits()
  /// Whether the program is optimised.
  package var optimize = false
  /// Whether the lesson is verified but left out of the site.
  package var isDraft = false
  /// The day on which the lesson was published, as `2026-03-31`: for the feed and the sitemap.
  package var date: String?
  /// The day on which it was last changed in a way that readers should hear of.
  var updated: String?
  /// Macros of the lesson's formulas, by their names with the backslash.
  package var macros: [String: String] = [:]
  /// What a reader will be able to do.
  package var goals: [String] = []
  /// The lessons that it builds on, by their files.
  package var buildsOn: [String] = []
  /// In a translation: what displays say, and what they say here.
  package var texts: [String: String] = [:]
  /// The line of each of these texts.
  package var textLines: [String: Int] = [:]
  /// The line of each key, for messages.
  package var lines: [String: Int] = [:]

  /// The later of the two days.
  package var lastDate: String? { [date, updated].compactMap(\.self).max() }

  static let schema: [(String, YAMLMapping.Kind)] = [
    ("title", .text), ("summary", .text), ("data", .texts), ("setup", .text),
    ("timeout", .seconds), ("limits", .limits), ("optimize", .truth), ("draft", .truth),
    ("date", .date), ("updated", .date), ("macros", .macros),
    ("goals", .texts), ("builds-on", .texts)
  ]

  /// What a translation says of itself; everything else is its original's.
  static let translationSchema: [(String, YAMLMapping.Kind)] = [
    ("title", .text), ("summary", .text), ("goals", .texts), ("texts", .textPairs),
    ("draft", .truth),
    ("macros", .macros)
  ]

  /// Reads the front matter at the top of a file. `bodyStart` is the first line (from 0) behind it.
  package static func read(
    _ file: SourceFile, isTranslation: Bool = false, problems: inout [Diagnostic]
  ) -> (frontMatter: FrontMatter, bodyStart: Int) {
    guard file.lines[0].trimmingTrailingBlanks() == "---" else { return (FrontMatter(), 0) }
    guard
      let end = file.lines.dropFirst().firstIndex(where: {
        ["---", "..."].contains($0.trimmingTrailingBlanks())
      })
    else {
      problems.append(file.diagnostic(.frontMatterUnclosed, line: 1))
      return (FrontMatter(), file.lines.count)
    }
    let yaml = file.lines[1..<end].joined(separator: "\n")
    let mapping = YAMLMapping(
      yaml, of: file, firstLine: 2, schema: isTranslation ? translationSchema : schema)
    problems += mapping.problems.map { problem in
      guard case .unknownKey(let key, _) = problem.reason,
        let known = (isTranslation ? schema : translationSchema).first(where: { $0.0 == key })
      else { return problem }
      var problem = problem
      problem.reason = .translation(.keyOfOther(known.0, isOfOriginal: isTranslation))
      return problem
    }
    return (
      FrontMatter(
        title: mapping.text("title"), summary: mapping.text("summary"),
        data: mapping.list("data"), setup: mapping.text("setup"),
        timeout: mapping.number("timeout"), limits: Limits(mapping.mappings["limits"] ?? [:]),
        optimize: mapping.truth("optimize"),
        isDraft: mapping.truth("draft"), date: mapping.text("date"),
        updated: mapping.text("updated"), macros: mapping.mappings["macros"] ?? [:],
        goals: mapping.list("goals"), buildsOn: mapping.list("builds-on"),
        texts: mapping.mappings["texts"] ?? [:], textLines: mapping.entryLines["texts"] ?? [:],
        lines: mapping.lines), end + 1
    )
  }
}
