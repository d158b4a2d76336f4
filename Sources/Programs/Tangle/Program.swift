package import Lessons
package import Text

/// One Swift program, every line of which knows its Markdown line.
///
/// The program's text names no place of the lesson's file: its directives count lines block by
/// block, so that a program is the same wherever its blocks stand, and its results can be kept. The
/// way back is in `blocks`.
package struct Program: Sendable, Codable {
  /// The lesson's file, as the compiler's messages name it.
  package var path: String
  /// The text of the program.
  package var text = ""
  /// What the program runs, in order. Its number in here is what the program calls it.
  package var blocks: [RunningBlock] = []
  /// Files and folders that it may read, below the lesson's folder.
  package var data: [String]
  /// Whether it is optimised.
  var isOptimized: Bool
  /// What it may take of the machine, where its lesson says so.
  var limits = Limits()
  /// The Swift file that is compiled in front.
  package var setup: SourceFile?
  /// Whether its directives hold the lesson's own lines and name, because its code asks for them
  /// with `#line` or `#file`.
  var namesPlaces: Bool
  /// The program as a file of a module; `nil` where it has to stand alone.
  package var joinable: JoinableProgram?

  /// Whether its last block stands for the time in which it waits for copies of its process.
  var waits = false

  /// Lines are counted anew for each block, in steps of this: more than any of its blocks has.
  var step = 1_000

  // What is kept of a program is all but its setup file, with which none is kept.
  private enum CodingKeys: CodingKey {
    case path, text, blocks, data, limits, isOptimized, namesPlaces, joinable, step
  }

  /// A block, or an expression in a sentence.
  package struct RunningBlock: Sendable, Codable {
    /// Which code block of the lesson it is; `nil` for an expression in a sentence.
    package var index: Int?
    /// The line of its fence or its expression.
    package var line: Int
    /// Seconds that it may run.
    package var timeout: Double
    /// For each of its lines, from its fence's, how many bytes of the file stand before its code.
    package var indentations: [Int]
  }

  /// What directives and messages call the lesson's file.
  var directivePath: String { namesPlaces ? path : "Lesson.md" }

  /// What directives and messages call the setup file.
  var setupDirectivePath: String { namesPlaces ? setup?.path ?? "Setup.swift" : "Setup.swift" }

  /// What directives call a line of the block with this number.
  func directiveLine(_ line: Int, ofBlock number: Int, at blockLine: Int) -> Int {
    namesPlaces ? line : (number + 1) * step + line - blockLine
  }

  /// The line of the file that a directive's line stands for.
  package func line(of directiveLine: Int) -> Int {
    let line = max(0, min(directiveLine, Int(Int32.max)))
    guard !namesPlaces else { return max(1, line) }
    // A call of ours may stand one line above its block's first.
    let number = (line + step / 2) / step - 1
    guard blocks.indices.contains(number) else { return blocks.first?.line ?? 1 }
    let block = blocks[number]
    // The lesson says which line it is: none below its block's last.
    return max(1, block.line + min(line - (number + 1) * step, block.indentations.count))
  }

  /// The same, and a line that the lesson's file has, even where directives hold its own lines.
  func line(of directiveLine: Int, in lesson: Lesson) -> Int {
    min(line(of: directiveLine), lesson.file.lines.count)
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
package struct Programs: Sendable, Codable {
  package var main: Program
  var sides: [Side] = []
  /// The answers to exercises that can be tried in one run of the main program.
  var branches: [Branch] = []
  /// The recorded values, by the number that the programs call them.
  package var values: [RecordedValue] = []
  /// What is wrong with the blocks before anything is compiled.
  package var problems: [Diagnostic] = []

  // What is kept has no problems.
  private enum CodingKeys: CodingKey { case main, sides, branches, values }

  /// A program of its own, for one block.
  package struct Side: Sendable, Codable {
    /// The code block it is for.
    package var block: Int
    /// What is to be done with it: never `run`, `check` or `ignore`.
    package var mode: SwiftFence.Mode
    var program: Program
    /// The check at its end, where the block is an answer to an exercise.
    var check: Int?
  }

  /// An answer to an exercise with its check, as a piece of the main program that only a copy of
  /// its process runs.
  package struct Branch: Sendable, Codable {
    /// The answer's block.
    var answer: Int
    /// How many bytes of the main program stand before it.
    var offset: Int
    var text: String
    /// How long it may run.
    var seconds: Double
  }
}

/// A value that the lesson records behind an expression: `// => 0.5`, in a block or in a sentence.
package struct RecordedValue: Sendable, Codable {
  /// Where it stands.
  package enum Place: Sendable, Equatable, Codable {
    case annotation(block: Int)
    case inline(Int)
  }

  package var place: Place
  /// As recorded; `nil` where nothing is and the value is only shown.
  package var recorded: String?
  /// Where the recorded text begins, in the file.
  package var line: Int
  package var column: Int
  /// The line of the expression.
  package var expressionLine: Int
  /// Relative tolerance; `nil` for the recorded digits.
  package var tolerance: DecimalNumber?
}
