/// A sentence, or a line of code or output, with what moved in it.
package struct Passage: Sendable, Equatable {
  package enum Piece: Sendable, Equatable {
    /// What stands there now.
    case text(String)
    /// What was recorded, and what is.
    case change(RecordChange)
  }

  package var pieces: [Piece]

  /// What moved, in order.
  package var changes: [RecordChange] {
    pieces.compactMap { if case .change(let change) = $0 { change } else { nil } }
  }
}

/// A recorded number or text that is another now.
package struct RecordChange: Sendable, Equatable, Encodable {
  package var old: String
  package var new: String
  /// By how much a number moved, as a decimal with its sign; `nil` for texts, `nan` and `inf`.
  package var difference: String?
  /// The same in parts of the old number; `nil` where that is zero, too.
  package var relative: Double?
  /// Whether both are numbers.
  package var isNumber: Bool

  /// Two texts.
  static func text(_ old: String, _ new: String) -> RecordChange {
    RecordChange(old: old, new: new, isNumber: false)
  }

  /// Two numbers.
  static func number(_ old: String, _ new: String) -> RecordChange {
    let difference = Agreement.difference(recorded: old, computed: new)
    var relative: Double?
    if let difference = difference.flatMap(Double.init), let size = Double(old)?.magnitude,
      size > 0, (difference / size).isFinite
    {
      relative = difference / size
    }
    return RecordChange(
      old: old, new: new, difference: difference, relative: relative, isNumber: true)
  }
}
