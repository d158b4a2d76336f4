package import Foundation
package import Text

/// What `lessons/course.yml` says of the whole course.
package struct CourseSettings: Sendable, Equatable {
  package var title: String?
  /// A BCP 47 language tag.
  package var language = "en"
  package var description: String?
  package var author: String?
  /// Where the site is published; it ends in a slash.
  package var baseURL: String?
  package var repositoryURL: String?
  /// Whether raw HTML in lessons is shown as text.
  package var escapesHTML = false
  /// Seconds that a block may run, where its lesson says nothing.
  package var timeout: Double?
  /// What a lesson may take of the machine, where it says nothing itself.
  package var limits = Limits()
  /// How far lessons are kept from what is not their own; `nil` where nothing is said.
  package var sandbox: SandboxMode?
  /// Macros of all formulas, by their names with the backslash; a lesson's own come first.
  package var macros: [String: String] = [:]
  /// The package whose library lessons can import.
  package var package: Package?
  /// The address of a store that machines share.
  package var store: String?
  /// Where the language is said, and the line as it stands there; `nil` where it is not.
  package var languagePlace: Location?
  package var languageLine: String?

  /// A package as `course.yml` names it.
  package struct Package: Sendable, Equatable {
    /// Its folder, from that of `course.yml`.
    package var path: String
    package var place: Location
    package var line: String?
  }

  static let schema: [(String, YAMLMapping.Kind)] = [
    ("title", .text), ("language", .language), ("description", .text), ("author", .text),
    ("base-url", .webAddress), ("repository-url", .webAddress), ("html", .htmlPolicy),
    ("macros", .macros), ("package", .text), ("timeout", .seconds), ("limits", .limits),
    ("sandbox", .sandbox), ("store", .storeAddress)
  ]

  /// What `course.zh-Hans.yml` can say: the course's texts in another language.
  static let translationSchema = schema.filter { ["title", "description", "author"].contains($0.0) }

  package static func read(
    of course: URL, hasFile: Bool, problems: inout [Diagnostic]
  ) -> CourseSettings {
    guard hasFile, let file = file("course.yml", of: course, &problems) else {
      return CourseSettings()
    }
    let path = file.path
    let mapping = YAMLMapping(file.text, of: file, firstLine: 1, schema: schema)
    problems += mapping.problems
    let base = mapping.text("base-url").map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    return CourseSettings(
      title: mapping.text("title"), language: mapping.text("language") ?? "en",
      description: mapping.text("description"), author: mapping.text("author"),
      baseURL: base, repositoryURL: mapping.text("repository-url"),
      escapesHTML: mapping.text("html") == "escape",
      timeout: mapping.number("timeout"), limits: Limits(mapping.mappings["limits"] ?? [:]),
      sandbox: mapping.text("sandbox").flatMap { SandboxMode(rawValue: $0) },
      macros: mapping.mappings["macros"] ?? [:],
      package: mapping.text("package").map { path in
        Package(
          path: path, place: Location(file: file.path, line: mapping.lines["package"]),
          line: mapping.lines["package"].flatMap { file.line($0) })
      },
      store: mapping.text("store"),
      languagePlace: mapping.lines["language"].map { Location(file: path, line: $0) },
      languageLine: mapping.lines["language"].flatMap { file.line($0) })
  }

  /// What is wrong with a text of `course.yml`, or of a translation of it.
  package static func problems(of file: SourceFile, isTranslation: Bool) -> [Diagnostic] {
    YAMLMapping(
      file.text, of: file, firstLine: 1, schema: isTranslation ? translationSchema : schema
    ).problems
  }

  /// The settings with their texts in these languages, as `course.zh-Hans.yml` gives them.
  func translations(
    of course: URL, _ languages: Set<String>, _ entries: [String], _ problems: inout [Diagnostic]
  ) -> [String: CourseSettings] {
    var found: [String: CourseSettings] = [:]
    for language in languages.sorted() {
      let name = "course.\(language).yml"
      guard entries.contains(name), let file = Self.file(name, of: course, &problems) else {
        continue
      }
      let mapping = YAMLMapping(file.text, of: file, firstLine: 1, schema: Self.translationSchema)
      problems += mapping.problems
      var settings = self
      settings.title = mapping.text("title") ?? title
      settings.description = mapping.text("description") ?? description
      settings.author = mapping.text("author") ?? author
      found[language] = settings
    }
    return found
  }

  private static func file(
    _ name: String, of course: URL, _ problems: inout [Diagnostic]
  ) -> SourceFile? {
    let path = "lessons/\(name)"
    do {
      return try SourceFile(path: path, bytes: CourseFolder(course).bytes(path))
    } catch let problem as FileProblem {
      problems.append(problem.diagnostic(path))
    } catch {
      if let diagnostic = error as? Diagnostic { problems.append(diagnostic) }
    }
    return nil
  }
}
