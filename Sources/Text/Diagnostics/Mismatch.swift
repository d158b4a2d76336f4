/// A recorded output that is not what was computed.
package struct Mismatch: Sendable, Equatable {
  /// What differs.
  package enum Kind: Sendable, Equatable {
    /// A number, and by how much.
    case number(difference: String?)
    /// The text of a line.
    case text
    /// A recorded line that nothing printed.
    case missing
    /// A printed line that is not recorded.
    case extra
    /// An output of which this many values or lines differ.
    case several(Int)
    /// An output of which nothing is recorded.
    case unrecorded
    /// Outputs too long to be compared line by line.
    case tooLong(recordedLines: Int, computedLines: Int)
  }

  /// What differs.
  package var kind: Kind
  /// As recorded; empty where nothing is.
  package var recorded: String
  /// As computed; empty where nothing was.
  package var computed: String

  package var message: String {
    switch kind {
    case .number: "recorded \(recorded), computed \(computed)"
    case .text:
      recorded.isEmpty
        ? "nothing is recorded here yet" : "the recorded line is not what was computed"
    case .several(let count): "\(count) places of this output are not what was computed"
    case .unrecorded: "nothing is recorded here yet"
    case .missing: "this recorded line was not computed"
    case .extra: "a computed line is not recorded here"
    case .tooLong(let recordedLines, let computedLines):
      "recorded \(recordedLines) lines, computed \(computedLines)"
    }
  }

  /// Whether it is between two numbers.
  package var isOfNumbers: Bool { if case .number = kind { true } else { false } }

  package var help: String? {
    kind == .unrecorded || recorded.isEmpty && kind == .text
      ? "record what was computed with: nabla verify --update"
      : "if what was computed is right, record it with: nabla verify --update"
  }

  /// Recorded and computed, one under the other, with the difference.
  package var comparison: String {
    var text = ""
    switch kind {
    case .several: return recorded.listed("recorded") + computed.listed("computed")
    case .unrecorded: return computed.listed("computed")
    default: break
    }
    if kind != .extra, !recorded.isEmpty { text += "  recorded: \(recorded.shortened)\n" }
    if kind != .missing { text += "  computed: \(computed.shortened)\n" }
    if case .number(let difference?) = kind { text += "  difference: \(difference)\n" }
    return text
  }

  package init(kind: Kind, recorded: String, computed: String) {
    self.kind = kind
    self.recorded = recorded
    self.computed = computed
  }
}

extension String {
  fileprivate var shortened: String {
    let shown = PrintableText.shown(self)
    guard shown.utf8.count > 200, shown.unicodeScalars.count > 200 else { return shown }
    return String(shown.unicodeScalars.prefix(200)) + "…"
  }

  /// The first lines under a heading.
  fileprivate func listed(_ heading: String) -> String {
    let most = 12
    let lines = textLines
    var text = "  \(heading):\n"
    for line in lines.prefix(most) { text += "    \(String(line).shortened)\n" }
    if lines.count > most {
      let rest = lines.count - most
      text += "    … and \(rest) more \(rest == 1 ? "line" : "lines")\n"
    }
    return text
  }
}
