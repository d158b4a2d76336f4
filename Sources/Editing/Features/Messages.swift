import Text

extension Diagnostic {
  /// The message as an editor shows it.
  func json(in places: TextPlaces, uri: (Location) -> String?) -> JSONValue {
    var message = reason.message
    if case .mismatch(let mismatch) = reason, !mismatch.isOfNumbers {
      message += "\n" + mismatch.comparison.trimmingTrailingNewline()
    }
    for detail in details { message += "\n\(detail.heading):\n\(detail.text)" }
    if let help { message += "\nhelp: \(help)" }
    let level =
      switch severity {
      case .error: 1
      case .warning: 2
      case .note: 3
      }
    var json: [String: JSONValue] = [
      "range": places.range(of: self).json, "severity": .int(level), "source": "nabla",
      "message": .string(PrintableText.shown(message))
    ]
    let related = notes.compactMap { note -> JSONValue? in
      guard let uri = uri(note.location) else { return nil }
      let line = EditorPosition(line: max(0, (note.location.line ?? 1) - 1), character: 0)
      return [
        "location": ["uri": .string(uri), "range": EditorRange(line, line).json],
        "message": .string(note.text)
      ]
    }
    if !related.isEmpty { json["relatedInformation"] = .array(related) }
    return .object(json)
  }
}
