/// One Swift program, every line of which knows its Markdown line.
struct Program: Sendable {
  /// The lesson's file, as compiler messages name it.
  var path: String
  /// The text of the program.
  var text = ""
  /// The lesson's blocks that it runs, in order.
  var blocks: [RunningBlock] = []
  /// Files and folders that it may read, below the lesson's folder.
  var data: [String]
  /// Whether it is optimised.
  var isOptimized: Bool
  /// The Swift file that is compiled in front.
  var setup: SourceFile?
  /// How many bytes of each Markdown line stand before its code.
  var indentations: [Int: Int] = [:]

  /// A block of the program.
  struct RunningBlock: Sendable {
    /// Which code block of the lesson it is; `nil` for the expressions of a paragraph.
    var index: Int?
    /// Its fence's line.
    var line: Int
    /// Seconds that it may run.
    var timeout: Double
  }
}

/// A lesson as programs: the one that all its running blocks make, and one for each block that
/// stands beside it.
struct Programs: Sendable {
  var main: Program
  var sides: [Side] = []
  /// The recorded values, by the number that the programs call them.
  var values: [RecordedValue] = []
  /// What is wrong with the blocks before anything is compiled.
  var problems: [Diagnostic] = []

  /// A program of its own, for one block.
  struct Side: Sendable {
    /// The code block it is for.
    var block: Int
    /// What is to be done with it: never `run`, `solution` or `ignore`.
    var mode: SwiftFence.Mode
    var program: Program
  }
}

/// A value that the lesson records behind an expression: `// => 0.5`, in a block or in a sentence.
struct RecordedValue: Sendable {
  /// Where it stands.
  enum Place: Sendable, Equatable {
    case annotation(block: Int)
    case inline(Int)
  }

  var place: Place
  /// As recorded; `nil` where nothing is and the value is only shown.
  var recorded: String?
  /// Where the recorded text begins, in the file.
  var line: Int
  var column: Int
  /// The line of the expression.
  var expressionLine: Int
  /// Relative tolerance; `nil` for the recorded digits.
  var tolerance: DecimalNumber?
}
