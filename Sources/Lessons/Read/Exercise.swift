package import Text

/// An exercise with what stands right below it, by the indices of the blocks.
package struct Exercise: Sendable, Equatable {
  /// The starter code.
  package var starter: Int
  /// Answers that are typical, and wrong.
  package var wrongs: [Int] = []
  /// What must hold of an answer.
  package var check: Int?
  package var solution: Int?

  /// What may stand below an exercise, in this order.
  enum Part: Int, Comparable {
    case starter, hint, wrong, check, solution

    static func < (one: Part, other: Part) -> Bool { one.rawValue < other.rawValue }

    /// The word that the author writes.
    var word: String {
      switch self {
      case .starter: "exercise"
      case .hint: "HINT"
      case .wrong: "wrong"
      case .check: "check"
      case .solution: "solution"
      }
    }

    init?(_ mode: SwiftFence.Mode) {
      switch mode {
      case .exercise: self = .starter
      case .wrong: self = .wrong
      case .check: self = .check
      case .solution: self = .solution
      default: return nil
      }
    }
  }

  /// The last part that was read.
  var last = Part.starter

  /// Takes a block below the exercise; says what is wrong with its standing there.
  mutating func take(_ part: Part, block: Int, lineOf: (Int) -> Int) -> Reason? {
    let before = last
    last = max(last, part)
    switch part {
    case .starter, .hint: break
    case .wrong: wrongs.append(block)
    case .check:
      if let check { return .exercisePartTwice(part.word, first: lineOf(check)) }
      check = block
    case .solution:
      if let solution { return .exercisePartTwice(part.word, first: lineOf(solution)) }
      solution = block
    }
    return part < before ? .exercisePartBelow(part.word, before.word) : nil
  }
}

extension Exercise {
  /// Whether a block of this mode belongs to an exercise.
  package static func isPart(_ mode: SwiftFence.Mode) -> Bool { Part(mode) != nil }
}

extension Lesson {
  /// The exercise that has this block as its starter, a wrong answer, its check or its solution.
  package func exercise(with block: Int) -> Exercise? {
    exercises.first {
      $0.starter == block || $0.check == block || $0.solution == block || $0.wrongs.contains(block)
    }
  }

  /// What an exercise is called: its fence's `name`, else its number in the lesson.
  package func name(of exercise: Exercise) -> String {
    if let name = blocks[exercise.starter].label?.name { return name }
    return "\((exercises.firstIndex { $0.starter == exercise.starter } ?? 0) + 1)"
  }

  /// A Swift file that is no lesson, so that what is said of it has its lines.
  package init(swift file: SourceFile, folder: String, data: [String], name: String) {
    var frontMatter = FrontMatter()
    frontMatter.data = data
    self.init(
      file: file, name: name, frontMatter: frontMatter,
      document: MarkdownNode(kind: .document, lines: 1...1, column: 1), blocks: [], inlines: [],
      cells: [], folder: folder)
  }
}

extension MarkdownNode {
  /// Whether it is a quote that begins with `[!HINT]`.
  var isHint: Bool {
    guard kind == .quote, let first = children.first, first.kind == .paragraph else { return false }
    return first.plainText.uppercased().hasPrefix("[!HINT]")
  }
}
