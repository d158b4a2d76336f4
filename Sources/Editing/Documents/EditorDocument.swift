import Text

/// A text that is open in an editor.
struct EditorDocument {
  let uri: String
  private(set) var version: Int
  private(set) var places: TextPlaces

  init(uri: String, version: Int, text: String) {
    self.uri = uri
    self.version = version
    places = TextPlaces(Array(text.utf8))
  }

  /// The text with one newline at each line's end.
  var text: String { LineEnds.unified(String(decoding: places.bytes, as: UTF8.self)) }

  /// A change of the text: what is replaced, and by what; `nil` for all of it.
  struct Change {
    var range: EditorRange?
    var text: String
  }

  /// Makes a change.
  mutating func apply(_ change: Change, version: Int) {
    self.version = version
    guard let range = change.range else {
      places = TextPlaces(Array(change.text.utf8))
      return
    }
    var bytes = places.bytes
    let start = places.offset(of: range.start)
    let end = max(start, places.offset(of: range.end))
    bytes.replaceSubrange(start..<end, with: change.text.utf8)
    places = TextPlaces(bytes)
  }
}

extension EditorRange {
  /// Where the piece is after a change elsewhere in the text; `nil` where it was changed itself.
  func moved(by change: EditorDocument.Change) -> EditorRange? {
    guard let changed = change.range else { return nil }
    if end < changed.start { return self }
    guard start >= changed.end else { return nil }
    let lines = change.text.utf8.count { $0 == 0x0A }
    let lastLine = change.text.utf8.reversed().prefix { $0 != 0x0A }
    let units = TextPlaces.units(of: lastLine)
    func moved(_ position: EditorPosition) -> EditorPosition {
      var position = position
      if position.line == changed.end.line {
        position.character += units - changed.end.character
        if lines == 0 { position.character += changed.start.character }
      }
      position.line += lines - (changed.end.line - changed.start.line)
      return position
    }
    return EditorRange(moved(start), moved(end))
  }
}

extension EditorPosition {
  var json: JSONValue { ["line": .int(line), "character": .int(character)] }

  /// A place as an editor sends it; `nil` where it is none.
  init?(_ json: JSONValue) {
    guard let line = json["line"].int, let character = json["character"].int else { return nil }
    self.init(line: max(0, line), character: max(0, character))
  }
}

extension EditorRange {
  var json: JSONValue { ["start": start.json, "end": end.json] }

  init?(_ json: JSONValue) {
    guard let start = EditorPosition(json["start"]), let end = EditorPosition(json["end"]) else {
      return nil
    }
    self.init(start, end)
  }
}
