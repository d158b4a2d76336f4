package import Text

/// Reads one Markdown file into a `Lesson`, with everything that is wrong with it.
package struct LessonReader {
  let file: SourceFile
  var problems: [Diagnostic] = []
  var blocks: [CodeBlock] = []
  var inlines: [InlineSwift] = []
  var cells: [Cell] = []
  var exercises: [Exercise] = []
  /// Whether what is read next may belong to the last exercise.
  var isBelowExercise = false
  /// The blocks that have an output, and the line of it.
  var outputs: [Int: Int] = [:]
  /// How far texts have been refused in the lines that begin at a number.
  var refused: [Int: PlaceCursor] = [:]
  /// The language of a translation, whose blocks are its original's.
  let language: String?

  private init(_ file: SourceFile, _ language: String?) {
    self.file = file
    self.language = language
  }

  /// Reads `file`, the lesson whose page is called `name`, or a translation of it into `language`.
  package static func read(_ file: SourceFile, name: String, language: String? = nil) -> (
    lesson: Lesson, problems: [Diagnostic]
  ) {
    var reader = LessonReader(file, language)
    let lesson = reader.read(name: name)
    let inOrder = reader.problems.enumerated().sorted {
      let one = $0.element.location?.line ?? 0
      let other = $1.element.location?.line ?? 0
      return (one, $0.offset) < (other, $1.offset)
    }
    return (lesson, inOrder.map(\.element))
  }

  /// Reads `file`, whose name says what its page is called, and in which language it is.
  package static func read(_ file: SourceFile) -> (lesson: Lesson, problems: [Diagnostic]) {
    let name = String(file.path.split(separator: "/").last ?? "")
    return read(file, name: LessonName.page(of: name), language: LessonName.language(of: name))
  }

  private mutating func read(name: String) -> Lesson {
    let (frontMatter, bodyStart) = FrontMatter.read(
      file, isTranslation: language != nil, problems: &problems)
    // The front matter becomes blank lines, so that every line keeps its number.
    let body =
      String(repeating: "\n", count: bodyStart)
      + file.lines.dropFirst(bodyStart).joined(separator: "\n")
    let mask = MathMask(body, of: file)
    problems += mask.problems
    var tooDeep: Int?
    var document = mask.restore(Cmark.parse(mask.text) { tooDeep = tooDeep ?? $0 })
    if let tooDeep {
      problems.append(file.diagnostic(.nestedTooDeep(levels: Cmark.deepestNesting), line: tooDeep))
    }
    var prose = ProseReader(file, footnoteNumbers: mask.footnoteNumbers)
    prose.read(&document)
    problems += prose.problems
    collectCode(&document)
    // What closes such a fence seems to open one.
    for line in prose.brokenFences {
      let closing = problems.firstIndex { problem in
        guard case .fenceUnclosed = problem.reason else { return false }
        return (problem.location?.line ?? 0) > line
      }
      if let closing { problems.remove(at: closing) }
    }
    refuseWhatExercisesLack()
    refuseNamesThatStandTwice()
    refuseDeepBrackets()
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    return Lesson(
      file: file, name: name, frontMatter: frontMatter, document: document, blocks: blocks,
      inlines: inlines, cells: cells, exercises: exercises, folder: folder,
      language: language)
  }

  // MARK: Code

  /// Code for which Swift's parser would take longer than anybody waits.
  private mutating func refuseDeepBrackets() {
    let pieces =
      blocks.filter { $0.swift != nil }.map { ($0.code, $0.firstCodeLine) }
      + inlines.map { ($0.expression, $0.line) }
    for (code, first) in pieces {
      guard let line = SwiftNesting.lineOfDeepBracket(in: code) else { continue }
      problems.append(
        file.diagnostic(
          .squareBracketsTooDeep(levels: SwiftNesting.deepestSquareBracket), line: first + line))
    }
  }

  private mutating func collectCode(_ node: inout MarkdownNode) {
    // The Swift block that an `output` fence right here would belong to.
    var above: Int?
    isBelowExercise = false
    for index in node.children.indices {
      let isHint = node.children[index].isHint
      switch node.children[index].kind {
      case .code(var code):
        code.index = blocks.count
        let block = block(code, at: node.children[index], above: above)
        blocks.append(block)
        node.children[index].kind = .code(code)
        switch block.role {
        case .swift:
          above = code.index
          cells.append(.block(code.index))
        case .output: break  // A second output is reported with the first.
        default: above = nil
        }
        noteExercise(block, code.index, at: node.children[index])
      case .html(let html):
        if !html.isHTMLComment { (above, isBelowExercise) = (nil, false) }
        refuseSwift(inHTML: html, on: node.children[index].lines)
      case .paragraph, .heading, .cell:
        (above, isBelowExercise) = (nil, false)
        let lines = node.children[index].lines
        let first = inlines.count
        var finder: InlineSwiftFinder?
        collectInlines(&node.children[index], in: lines, &finder)
        if case .heading = node.children[index].kind { refusePredictions(inlines[first...]) }
      default:
        above = nil
        if isHint { takeHint(node.children[index]) }
        let isStillBelow = isHint && isBelowExercise
        collectCode(&node.children[index])
        isBelowExercise = isStillBelow
      }
    }
  }

  mutating func report(_ reason: Reason, word: String, line: Int, fenceColumn: Int) {
    // A word that stands there twice is meant where it stands the second time.
    let isSecond = if case .fenceWordTwice = reason { true } else { false }
    let columns = Fence.columns(of: word, in: file.line(line) ?? "")
    let column = isSecond ? columns.dropFirst().first : columns.first
    problems.append(
      file.diagnostic(reason, line: line, column: column ?? fenceColumn, length: word.utf8.count))
  }

  private mutating func refuseNamesThatStandTwice() {
    var lines: [String: Int] = [:]
    for block in blocks {
      guard let name = block.label?.name else { continue }
      if let first = lines[name] {
        let column = Fence.columns(of: "name", in: file.line(block.line) ?? "").first
        problems.append(
          file.diagnostic(
            .nameTwice(name, first: first), line: block.line, column: column, length: 4))
      } else {
        lines[name] = block.line
      }
    }
  }
}
