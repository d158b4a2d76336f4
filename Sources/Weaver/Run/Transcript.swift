import Wire

/// What a lesson's program said, block by block, and how it ended.
struct Transcript: Sendable {
  /// What each running block showed, by the index of the code block.
  var shown: [Int: [Piece]] = [:]
  /// The blocks that ran to their end.
  var completed: Set<Int> = []
  /// What went wrong, and what the compiler warned of.
  var problems: [Diagnostic] = []

  /// One thing that a block showed.
  enum Piece: Sendable, Equatable {
    case text(String)
    case display(Display)
  }

  /// Whether every block ran to its end.
  var isComplete: Bool { !problems.contains { $0.severity == .error } }

  /// What a block showed, as plain text: what an `output` block records.
  func plainText(ofBlock index: Int) -> String {
    var text = ""
    for piece in shown[index] ?? [] {
      switch piece {
      case .text(let printed): text += printed
      case .display(let display): text += display.plainText + "\n"
      }
    }
    return text
  }
}
