import Courses
import Text

/// What the last check of a lesson found, kept at its places while the text is edited.
struct Findings {
  /// A message at a piece of the text.
  struct Message {
    var range: EditorRange
    var json: JSONValue
    /// Whether the compiler said it: Swift's language server says it anew at each key.
    var isOfCompiler: Bool
  }

  /// An edit that records what was computed.
  struct Fix {
    var range: EditorRange
    var old: String
    var new: String
    var title: String
  }

  private(set) var messages: [Message] = []
  private(set) var fixes: [Fix] = []

  init() {}

  /// Takes over a check of this very text.
  ///
  /// - Parameter known: what reading found; it is said in another place.
  init(
    _ checked: CheckedLesson, _ places: TextPlaces, known: [Diagnostic],
    uri: (Location) -> String?
  ) {
    func key(_ problem: Diagnostic) -> String {
      "\(problem.location?.line ?? 0) \(problem.reason.message)"
    }
    let said = Set(known.map(key))
    messages = checked.problems.filter { $0.location?.file == checked.path }
      .filter { !said.contains(key($0)) }
      .map { problem in
        let isOfCompiler = if case .compiler = problem.reason { true } else { false }
        return Message(
          range: places.range(of: problem), json: problem.json(in: places, uri: uri),
          isOfCompiler: isOfCompiler)
      }
    fixes = checked.fixes.map { Fix($0, places) }
  }

  /// Follows a change of the text.
  mutating func follow(_ change: EditorDocument.Change, swiftIsSaid: Bool) {
    messages = messages.compactMap { message in
      if swiftIsSaid, message.isOfCompiler { return nil }
      var message = message
      guard let range = message.range.moved(by: change) else { return nil }
      message.range = range
      message.json = message.json.with("range", range.json)
      return message
    }
    fixes = fixes.compactMap { fix in
      var fix = fix
      guard let range = fix.range.moved(by: change) else { return nil }
      fix.range = range
      return fix
    }
  }

  // MARK: Fixes

  /// What can be done about the records on these lines.
  func actions(for range: EditorRange, in document: EditorDocument) -> JSONValue {
    let valid = fixes.filter { $0.fits(document.places) }
    let here = valid.filter { fix in
      fix.range.start.line <= range.end.line && range.start.line <= fix.range.end.line
    }
    guard !here.isEmpty else { return [] }
    func action(_ title: String, _ fixes: [Fix], isPreferred: Bool) -> JSONValue {
      [
        "title": .string(title), "kind": "quickfix", "isPreferred": .bool(isPreferred),
        "edit": ["changes": .object([document.uri: .array(fixes.map(\.json))])]
      ]
    }
    var actions = here.map { action($0.title, [$0], isPreferred: here.count == 1) }
    if valid.count > 1 {
      actions.append(
        action("Record all \(valid.count) values that moved", valid, isPreferred: false))
    }
    return .array(actions)
  }
}

extension Findings.Fix {
  /// The same as the least edit of the text.
  fileprivate init(_ fix: RecordFix, _ places: TextPlaces) {
    let old = Array(fix.old.joined(separator: "\n").utf8)
    let new = Array(fix.new.joined(separator: "\n").utf8)
    var head = zip(old, new).prefix { $0 == $1 }.count
    var tail = zip(old.reversed(), new.reversed()).prefix(min(old.count, new.count) - head)
      .prefix { $0 == $1 }.count
    // Whole scalars are exchanged.
    func isInside(_ bytes: [UInt8], _ index: Int) -> Bool {
      index < bytes.count && bytes[index] & 0xC0 == 0x80
    }
    while head > 0, isInside(old, head) || isInside(new, head) { head -= 1 }
    while tail > 0, isInside(old, old.count - tail) || isInside(new, new.count - tail) { tail -= 1 }
    let before = old[..<head].split(separator: 0x0A, omittingEmptySubsequences: false)
    let through = old[..<(old.count - tail)].split(
      separator: 0x0A, omittingEmptySubsequences: false)
    func place(_ lines: [ArraySlice<UInt8>]) -> EditorPosition {
      EditorPosition(
        line: fix.lines.lowerBound - 1 + lines.count - 1,
        character: TextPlaces.units(of: lines.last ?? []))
    }
    range = EditorRange(place(before), place(through))
    self.old = String(decoding: old[head..<(old.count - tail)], as: UTF8.self)
    self.new = String(decoding: new[head..<(new.count - tail)], as: UTF8.self)
    title = fix.value.map { "Record \(PrintableText.shown($0))" } ?? "Record this output"
  }

  /// Whether the text is what the edit was made for.
  fileprivate func fits(_ places: TextPlaces) -> Bool {
    let (start, end) = (places.offset(of: range.start), places.offset(of: range.end))
    guard start <= end else { return false }
    let text = LineEnds.unified(String(decoding: places.bytes[start..<end], as: UTF8.self))
    return text.hasSameBytes(as: old)
  }

  fileprivate var json: JSONValue { ["range": range.json, "newText": .string(new)] }
}
