/// One lesson as one Swift program, every line of which knows its Markdown line.
struct Program: Sendable {
  /// The lesson's file, as compiler messages name it.
  var path: String
  /// The text of the program.
  var text: String
  /// The lesson's blocks that it runs, in order.
  var blocks: [RunningBlock]
  /// Files and folders that it may read, below the lesson's folder.
  var data: [String]
  /// Whether it is optimised.
  var isOptimized: Bool
  /// How many bytes of each Markdown line stand before its code.
  var indentations: [Int: Int]

  /// A block of the program.
  struct RunningBlock: Sendable {
    /// Which code block of the lesson it is.
    var index: Int
    /// Its fence's line.
    var line: Int
    /// The lines of its code.
    var codeLines: ClosedRange<Int>
    /// Seconds that it may run.
    var timeout: Double
  }

  /// The running block that this Markdown line belongs to.
  func block(atLine line: Int) -> RunningBlock? {
    blocks.first { $0.codeLines.contains(line) }
  }
}
