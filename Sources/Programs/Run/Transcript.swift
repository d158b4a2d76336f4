package import Text
package import Wire

/// What a lesson's program said, block by block, and how it ended.
package struct Transcript: Sendable {
  /// What each running block showed, by the index of the code block.
  package var shown: [Int: [Piece]] = [:]
  /// The blocks that did what they are for: ran to their end, or failed as they should.
  package var completed: Set<Int> = []
  /// The values that are recorded in blocks and sentences, by their numbers.
  package var values: [Int: String] = [:]
  /// What the compiler says of the blocks that must not compile.
  package var compilerErrors: [Int: [Diagnostic]] = [:]
  /// How the answers to exercises were judged, by the index of the block.
  package var proofs: [Int: Proof] = [:]
  /// Seconds that each block took, as seen from outside.
  package var seconds: [Int: Double] = [:]
  /// Why programs were run or compiled for it, and not taken from the store: a reason a program.
  package var runReasons: [String] = []
  /// What went wrong, and what the compiler warned of.
  package var problems: [Diagnostic] = []

  /// One thing that a block showed.
  package enum Piece: Sendable, Equatable {
    case text(String)
    case display(Display)
  }

  /// Whether every block ran to its end.
  package var isComplete: Bool { !problems.contains { $0.severity == .error } }

  /// Takes over what a block's own program said.
  mutating func merge(_ side: Transcript, ofBlock block: Int) {
    shown[block] = side.shown[block]
    if side.completed.contains(block) { completed.insert(block) }
    values.merge(side.values) { old, _ in old }
    compilerErrors.merge(side.compilerErrors) { old, _ in old }
    seconds[block] = side.seconds[block]
    runReasons += side.runReasons
    problems += side.problems
  }

  /// What a lesson printed, as pages and records have it: bytes that are no UTF-8 become U+FFFD, a
  /// line ends in `\n`, whether `\r\n` or `\r` was printed, and what is meant for terminals is dropped.
  static func printed(_ bytes: ArraySlice<UInt8>) -> String {
    let isPlain = !bytes.contains { $0 == 0x0D || $0 == 0x1B }
    let text = String(decoding: bytes, as: UTF8.self)
    return isPlain ? text : cleaned(text)
  }

  /// The same of a text.
  static func cleaned(_ text: String) -> String {
    LineEnds.unified(PrintableText.withoutTerminalSequences(text))
  }

  /// What a block showed, as plain text: what an `output` block records.
  package func plainText(ofBlock index: Int) -> String {
    var text = ""
    for piece in shown[index] ?? [] {
      switch piece {
      case .text(let printed): text += printed
      case .display(let display): text += Self.cleaned(display.plainText) + "\n"
      }
    }
    return text
  }

  package init(
    shown: [Int: [Piece]] = [:], completed: Set<Int> = [], values: [Int: String] = [:],
    compilerErrors: [Int: [Diagnostic]] = [:], seconds: [Int: Double] = [:],
    runReasons: [String] = [], problems: [Diagnostic] = []
  ) {
    self.shown = shown
    self.completed = completed
    self.values = values
    self.compilerErrors = compilerErrors
    self.seconds = seconds
    self.runReasons = runReasons
    self.problems = problems
  }
}
