import Lessons

/// What can be written at the top of a lesson and in `course.yml`, as JSON schemas: made from the lists
/// of keys that nabla itself reads by.
package enum Schema: String, CaseIterable, Sendable {
  /// The front matter of a lesson.
  case lesson
  /// The front matter of a translation.
  case translation
  /// `course.yml`
  case course

  private var keys: [KnownKey] {
    switch self {
    case .lesson: KnownKey.ofLesson
    case .translation: KnownKey.ofTranslation
    case .course: KnownKey.ofCourse
    }
  }

  private var title: String {
    switch self {
    case .lesson: "The front matter of a lesson of nabla"
    case .translation: "The front matter of a translation of a lesson of nabla"
    case .course: "course.yml of a course of nabla"
    }
  }

  private var help: [String: String] {
    self == .course ? WordHelp.courseKeys : WordHelp.lessonKeys
  }

  /// The schema, with its newline.
  package var text: String {
    let properties = keys.map { key in
      (key.name, Self.schema(of: key, help[key.name] ?? key.words))
    }
    let schema: JSONValue = [
      "$schema": "http://json-schema.org/draft-07/schema#", "title": .string(title),
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(properties) { first, _ in first })
    ]
    return schema.text + "\n"
  }

  private static func schema(of key: KnownKey, _ help: String) -> JSONValue {
    let text: JSONValue = ["type": "string", "minLength": 1]
    let kind: JSONValue =
      switch key.value {
      case .text: text
      case .truth: ["type": "boolean"]
      case .seconds:
        [
          "type": "number", "exclusiveMinimum": 0, "maximum": .int(Int(TimeLimit.longest))
        ]
      case .texts: ["anyOf": [text, ["type": "array", "items": text]]]
      case .date: ["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"]
      case .language:
        ["type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"]
      case .webAddress: ["type": "string", "pattern": "^https?://"]
      case .choice(let words): ["enum": .array(words.map { .string($0) })]
      case .choices(let words):
        [
          "type": "object", "additionalProperties": false,
          "properties": .object(
            Dictionary(words.map { ($0, ["type": ["string", "number"]]) }) { first, _ in first })
        ]
      case .pairs: ["type": "object", "additionalProperties": text]
      }
    return kind.with("description", .string(help))
  }
}
