/// The keys that can be written in a lesson's front matter and in `course.yml`, for whoever helps to
/// write them: the very lists that they are read by.
package struct KnownKey: Sendable, Equatable {
  /// What can stand for a key.
  package enum Value: Sendable, Equatable {
    case text, truth, seconds, texts, date, language, webAddress
    /// One of these words.
    case choice([String])
    /// Texts by texts.
    case pairs
    /// Texts, each by one of these words.
    case choices([String])
  }

  package let name: String
  package let value: Value
  /// What can stand for it, in words.
  package let words: String

  private init(_ entry: (String, YAMLMapping.Kind)) {
    name = entry.0
    words = entry.1.rawValue
    value =
      switch entry.1 {
      case .text: .text
      case .truth: .truth
      case .seconds: .seconds
      case .texts: .texts
      case .htmlPolicy: .choice(["pass", "escape"])
      case .language: .language
      case .webAddress, .storeAddress: .webAddress
      case .date: .date
      case .sandbox: .choice(SandboxMode.allCases.map(\.rawValue))
      case .limits: .choices(Limits.Name.allCases.map(\.rawValue))
      case .textPairs, .macros: .pairs
      }
  }

  package static let ofLesson = FrontMatter.schema.map { KnownKey($0) }
  package static let ofTranslation = FrontMatter.translationSchema.map { KnownKey($0) }
  package static let ofCourse = CourseSettings.schema.map { KnownKey($0) }
  package static let ofCourseTranslation = CourseSettings.translationSchema.map { KnownKey($0) }
}
