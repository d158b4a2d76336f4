import Text

/// Takes the blocks of an original in the order of the empty fences of its translation.
struct BlockTaking {
  private let source: Lesson
  private let original: Lesson
  /// The blocks of the translation, those that are taken with the code and words of the original.
  private(set) var blocks: [CodeBlock]
  /// Which block of the original each is.
  private(set) var taken: [Int: Int] = [:]
  private(set) var problems: [Diagnostic] = []
  /// The block of the original that was taken last.
  private var last = -1
  /// By a block of the original: the line at which it was taken.
  private var lines: [Int: Int] = [:]
  /// Whether a fence asked for a block that there is not.
  private var isBroken = false

  init(_ source: Lesson, _ original: Lesson) {
    self.source = source
    self.original = original
    blocks = source.blocks
  }

  mutating func takeAll() {
    for index in source.blocks.indices {
      guard let fence = source.blocks[index].swift, let from = fence.from else { continue }
      guard let wanted = block(from, at: index) else {
        isBroken = true
        continue
      }
      last = wanted
      if let first = lines[wanted] {
        report(.takenTwice(first: first), "from", at: index)
        isBroken = true
        continue
      }
      lines[wanted] = source.blocks[index].line
      taken[index] = wanted
      blocks[index] = merged(original.blocks[wanted], fence, at: index)
    }
    reportWhatIsLeft()
  }

  /// The block that a fence asks for.
  private mutating func block(_ from: SwiftFence.Source, at index: Int) -> Int? {
    switch from {
    case .name(let name):
      let found = original.blocks.firstIndex { $0.swift?.label.name == name }
      if found == nil {
        let known = original.blocks.compactMap { $0.swift?.label.name }
        report(.unknownBlock(name, known: known), "from", at: index)
      }
      return found
    case .next:
      let next = original.blocks.indices.first { $0 > last && isShown($0) }
      if next == nil {
        let end = original.blocks.indices.last(where: isShown)
        report(.noFurtherBlock(last: end.map { original.blocks[$0].line }), "from", at: index)
      }
      return next
    }
  }

  /// Whether readers see anything of a Swift block of the original.
  private func isShown(_ index: Int) -> Bool {
    original.blocks[index].swift.map { !$0.isHidden } ?? false
  }

  /// A block of the original where the translation has it, its texts in the translation's language.
  private mutating func merged(
    _ block: CodeBlock, _ own: SwiftFence, at index: Int
  ) -> CodeBlock {
    var block = block
    guard var fence = block.swift else { return block }
    fence.label.caption = text(own.label.caption, for: fence.label.caption, "caption", at: index)
    fence.says = text(own.says, for: fence.says, "says", at: index)
    block.role = .swift(fence)
    block.line = source.blocks[index].line
    block.fenceColumn = source.blocks[index].fenceColumn
    return block
  }

  private mutating func text(
    _ own: String?, for original: String?, _ word: String, at index: Int
  ) -> String? {
    if original == nil, own != nil { report(.nothingToTranslate(word), word, at: index) }
    if original != nil, own == nil { report(.notTranslated(word), "from", at: index) }
    return original == nil ? nil : own ?? original
  }

  private mutating func reportWhatIsLeft() {
    guard !isBroken else { return }
    let left = original.blocks.indices.filter { isShown($0) && lines[$0] == nil }
    guard !left.isEmpty else { return }
    let end = source.file.lines.lastIndex { !$0.isEmpty } ?? 0
    problems.append(
      source.file.diagnostic(
        .translation(.notTaken(lines: left.map { original.blocks[$0].line })), line: end + 1))
  }

  private mutating func report(_ reason: TranslationReason, _ word: String, at index: Int) {
    let block = source.blocks[index]
    let column = Fence.columns(of: word, in: source.file.line(block.line) ?? "").first
    problems.append(
      source.file.diagnostic(
        .translation(reason), line: block.line, column: column ?? block.fenceColumn,
        length: word.utf8.count))
  }

  /// The exercises of the original as far as they are taken.
  var exercises: [Exercise] {
    let places = Dictionary(taken.map { ($0.value, $0.key) }) { first, _ in first }
    return original.exercises.compactMap { exercise in
      guard let starter = places[exercise.starter] else { return nil }
      var own = Exercise(starter: starter)
      own.wrongs = exercise.wrongs.compactMap { places[$0] }
      own.check = exercise.check.flatMap { places[$0] }
      own.solution = exercise.solution.flatMap { places[$0] }
      return own
    }
  }
}
