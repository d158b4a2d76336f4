/// One Swift program, every line of which knows its Markdown line.
///
/// The program's text names no place of the lesson's file: its directives count lines block by
/// block, so that a program is the same wherever its blocks stand, and its results can be kept. The
/// way back is in `blocks`.
struct Program: Sendable, Codable {
  /// The lesson's file, as the compiler's messages name it.
  var path: String
  /// The text of the program.
  var text = ""
  /// What the program runs, in order. Its number in here is what the program calls it.
  var blocks: [RunningBlock] = []
  /// Files and folders that it may read, below the lesson's folder.
  var data: [String]
  /// Whether it is optimised.
  var isOptimized: Bool
  /// The Swift file that is compiled in front.
  var setup: SourceFile?
  /// Whether its directives hold the lesson's own lines and name, because its code asks for them
  /// with `#line` or `#file`.
  var namesPlaces: Bool
  /// The program as a file of a module; `nil` where it has to stand alone.
  var joinable: JoinableProgram?

  // What is kept of a program is all but its setup file, with which none is kept.
  private enum CodingKeys: CodingKey {
    case path, text, blocks, data, isOptimized, namesPlaces, joinable
  }

  /// A block, or an expression in a sentence.
  struct RunningBlock: Sendable, Codable {
    /// Which code block of the lesson it is; `nil` for an expression in a sentence.
    var index: Int?
    /// The line of its fence or its expression.
    var line: Int
    /// Seconds that it may run.
    var timeout: Double
    /// For each of its lines, from its fence's, how many bytes of the file stand before its code.
    var indentations: [Int]
  }

  /// Lines are counted anew for each block, in steps of this.
  private static let step = 1_000_000

  /// What directives and messages call the lesson's file.
  var directivePath: String { namesPlaces ? path : "Lesson.md" }

  /// What directives call a line of the block with this number.
  func directiveLine(_ line: Int, ofBlock number: Int, at blockLine: Int) -> Int {
    namesPlaces ? line : (number + 1) * Self.step + line - blockLine
  }

  /// The line of the file that a directive's line stands for.
  func line(of directiveLine: Int) -> Int {
    guard !namesPlaces else { return directiveLine }
    // A call of ours may stand one line above its block's first.
    let number = (directiveLine + Self.step / 2) / Self.step - 1
    guard blocks.indices.contains(number) else { return directiveLine }
    return blocks[number].line + directiveLine - (number + 1) * Self.step
  }

  /// The column at which the code of a line begins.
  func firstColumn(ofLine line: Int, _ file: SourceFile) -> Int {
    let indentation = indentation(ofLine: line)
    let code = (file.line(line) ?? "").utf8.dropFirst(indentation)
    return indentation + 1 + code.prefix { $0 == 0x20 || $0 == 0x09 }.count
  }

  /// How many bytes of this line of the file stand before its code.
  func indentation(ofLine line: Int) -> Int {
    for block in blocks where line >= block.line && line < block.line + block.indentations.count {
      return block.indentations[line - block.line]
    }
    return 0
  }
}

/// A lesson as programs: the one that all its running blocks make, and one for each block that
/// stands beside it.
struct Programs: Sendable, Codable {
  var main: Program
  var sides: [Side] = []
  /// The recorded values, by the number that the programs call them.
  var values: [RecordedValue] = []
  /// What is wrong with the blocks before anything is compiled.
  var problems: [Diagnostic] = []

  // What is kept has no problems.
  private enum CodingKeys: CodingKey { case main, sides, values }

  /// A program of its own, for one block.
  struct Side: Sendable, Codable {
    /// The code block it is for.
    var block: Int
    /// What is to be done with it: never `run`, `solution` or `ignore`.
    var mode: SwiftFence.Mode
    var program: Program
  }
}

/// A value that the lesson records behind an expression: `// => 0.5`, in a block or in a sentence.
struct RecordedValue: Sendable, Codable {
  /// Where it stands.
  enum Place: Sendable, Equatable, Codable {
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
