import Text

/// The way of places and addresses between a lesson and the Swift file that stands for it.
struct SwiftPlaces: Sendable {
  /// The address of the Swift file, of the lesson, and of its setup file.
  let file: String
  let lesson: String
  let setup: String?
  /// How many lines stand above the lesson's first.
  let linesAbove: Int

  /// A place of the lesson in the Swift file.
  func toSwift(_ position: EditorPosition) -> EditorPosition {
    EditorPosition(line: position.line + linesAbove, character: position.character)
  }

  /// What was said of the Swift file, as it is of the lesson. What is of the line above both is left
  /// out.
  func fromSwift(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .array(let elements): return .array(elements.compactMap(fromSwift))
    case .object(var members):
      if members.count == 2, let line = value["line"].int, let character = value["character"].int {
        let moved = line - linesAbove
        return moved < 0 ? nil : ["line": .int(moved), "character": .int(character)]
      }
      for (name, range) in [("uri", "range"), ("targetUri", "targetRange")] {
        guard members[range] != nil, let uri = members[name]?.string else { continue }
        guard uri == file else { return value }
        guard isOfLesson(members) else { return ofSetup(members, name) }
        members[name] = .string(lesson)
      }
      // What an item is known by is the server's own business.
      for (name, member) in members where name != "data" {
        guard let moved = fromSwift(member) else { return nil }
        members[name] = moved
      }
      return .object(members)
    default: return value
    }
  }

  private func isOfLesson(_ location: [String: JSONValue]) -> Bool {
    let range = location["targetSelectionRange"] ?? location["range"] ?? .null
    return (range["start"]["line"].int ?? 0) >= linesAbove
  }

  /// A place in the setup file, which begins behind the line of the imports.
  private func ofSetup(_ location: [String: JSONValue], _ name: String) -> JSONValue? {
    guard let setup else { return nil }
    var location = location
    location[name] = .string(setup)
    for key in ["range", "targetRange", "targetSelectionRange"] {
      guard let range = location[key].flatMap({ EditorRange($0) }), range.start.line > 0 else {
        continue
      }
      func moved(_ position: EditorPosition) -> EditorPosition {
        EditorPosition(line: position.line - 1, character: position.character)
      }
      location[key] = EditorRange(moved(range.start), moved(range.end)).json
    }
    return .object(location)
  }
}
