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
    case .missing: "this recorded line was not computed"
    case .extra: "a computed line is not recorded here"
    case .tooLong(let recordedLines, let computedLines):
      "recorded \(recordedLines) lines, computed \(computedLines)"
    }
  }

  /// Whether it is between two numbers.
  package var isOfNumbers: Bool { if case .number = kind { true } else { false } }

  package var help: String? {
    "if what was computed is right, record it with: nabla verify --update"
  }

  /// Recorded and computed, one under the other, with the difference.
  package var comparison: String {
    var text = ""
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
  fileprivate var shortened: String { count <= 200 ? self : prefix(200) + "…" }
}
