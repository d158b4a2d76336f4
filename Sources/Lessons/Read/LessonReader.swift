package import Text

/// Reads one Markdown file into a `Lesson`, with everything that is wrong with it.
package struct LessonReader {
  private let file: SourceFile
  private var problems: [Diagnostic] = []
  private var blocks: [CodeBlock] = []
  private var inlines: [InlineSwift] = []
  private var cells: [Cell] = []
  private var exercises: [Exercise] = []
  /// Whether what is read next may belong to the last exercise.
  private var isBelowExercise = false
  private let finder: InlineSwiftFinder

  private init(_ file: SourceFile) {
    self.file = file
    finder = InlineSwiftFinder(lines: file.lines)
  }

  /// Reads `file`, the lesson whose page is called `name`.
  package static func read(_ file: SourceFile, name: String) -> (
    lesson: Lesson, problems: [Diagnostic]
  ) {
    var reader = LessonReader(file)
    let lesson = reader.read(name: name)
    let inOrder = reader.problems.enumerated().sorted {
      let one = $0.element.location?.line ?? 0
      let other = $1.element.location?.line ?? 0
      return (one, $0.offset) < (other, $1.offset)
    }
    return (lesson, inOrder.map(\.element))
  }

  private mutating func read(name: String) -> Lesson {
    let (frontMatter, bodyStart) = FrontMatter.read(file, problems: &problems)
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
    collectCode(&document)
    refuseWhatExercisesLack()
    refuseNamesThatStandTwice()
    refuseWhatCommonMarkLacks(document)
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    return Lesson(
      file: file, name: name, frontMatter: frontMatter, document: document, blocks: blocks,
      inlines: inlines, cells: cells, exercises: exercises, folder: folder)
  }

  // MARK: Code

  private mutating func collectCode(_ node: inout MarkdownNode) {
    // The Swift block that an `output` fence right here would belong to.
    var above: Int?
    // Where the search for the next span of this paragraph begins.
    var position = (line: node.lines.lowerBound, offset: 0)
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
      case .paragraph, .heading:
        (above, isBelowExercise) = (nil, false)
        position = (node.children[index].lines.lowerBound, 0)
        collectInlines(
          &node.children[index], in: node.children[index].lines, from: &position)
      default:
        above = nil
        if isHint { takeHint(node.children[index]) }
        let isStillBelow = isHint && isBelowExercise
        collectCode(&node.children[index])
        isBelowExercise = isStillBelow
      }
    }
  }

  /// The Swift expressions of one paragraph or heading.
  private mutating func collectInlines(
    _ node: inout MarkdownNode, in lines: ClosedRange<Int>,
    from position: inout (line: Int, offset: Int)
  ) {
    for index in node.children.indices {
      if case .codeSpan(let text) = node.children[index].kind,
        let code = InlineSwiftFinder.code(in: text)
      {
        guard let found = finder.find(code, in: lines, from: position) else {
          problems.append(file.diagnostic(.inlineEmpty, line: lines.lowerBound))
          continue
        }
        position = found.end
        node.children[index].kind = .inlineSwift(inlines.count)
        cells.append(.inline(inlines.count))
        inlines.append(found.place)
        if found.place.expression.isEmpty {
          problems.append(
            file.diagnostic(.inlineEmpty, line: found.place.line, column: found.place.column))
        }
      } else {
        collectInlines(&node.children[index], in: lines, from: &position)
      }
    }
  }

  /// The languages that mean something here.
  private static let languages: Set<String> = ["swift", "output", "math", "csv"]

  private mutating func block(
    _ code: CodeNode, at node: MarkdownNode, above: Int?
  ) -> CodeBlock {
    let line = node.lines.lowerBound
    let firstCodeLine = code.isFenced ? line + 1 : line
    let fence = code.isFenced ? Fence(info: code.info) : Fence(info: "")
    var block = CodeBlock(
      role: .other(language: fence.language, Label()), code: code.code, line: line,
      firstCodeLine: firstCodeLine,
      indentations: indentations(of: code, firstCodeLine: firstCodeLine),
      fenceColumn: node.column)
    if code.isFenced, !isClosed(code, at: line) {
      problems.append(file.diagnostic(.fenceUnclosed, line: line, column: node.column, length: 3))
    }
    func problem(_ reason: Reason, _ word: String) {
      report(reason, word: word, line: line, fenceColumn: node.column)
    }
    switch fence.language {
    case "swift":
      block.role = .swift(SwiftFence(fence, problem: problem))
    case "output":
      for word in fence.words { problem(.unknownOutputWord(word.name), word.name) }
      block.role = role(ofOutputAt: line, column: node.column, above: above)
    case "math": block.role = .math(label(fence, problem))
    case "csv": block.role = .csv(label(fence, problem))
    default:
      if Self.languages.contains(fence.language.lowercased()) {
        let column = file.place(of: fence.language, in: line...line).column
        problems.append(
          file.diagnostic(
            .fenceLanguageCase(fence.language), line: line, column: column ?? node.column,
            length: fence.language.utf8.count))
      }
      // Other languages may have words of their own, which are none of ours.
      var label = Label()
      for word in fence.words where Label.known.contains(word.name) {
        label.take(word, problem: problem)
      }
      block.role = .other(language: fence.language, label)
    }
    return block
  }

  /// Whether the line behind the code closes the fence. cmark's last line may be one further.
  private func isClosed(_ code: CodeNode, at line: Int) -> Bool {
    func fence(_ number: Int) -> Substring {
      let text = (file.line(number) ?? "").drop { !"`~".contains($0) }
      return text.first.map { mark in text.prefix { $0 == mark } } ?? ""
    }
    let number = line + code.lineCount + 1
    let marks = (file.line(number) ?? "").drop { " \t>".contains($0) }.trimmingTrailingBlanks()
    let opening = fence(line)
    return marks.count >= opening.count && !marks.isEmpty
      && marks.allSatisfy { $0 == opening.first }
  }

  private func label(_ fence: Fence, _ problem: (Reason, String) -> Void) -> Label {
    var label = Label()
    for word in fence.checkedWords(known: Label.known, problem: problem) {
      label.take(word, problem: problem)
    }
    return label
  }

  // MARK: Exercises

  /// Gives a block to the exercise that it stands below.
  private mutating func noteExercise(_ block: CodeBlock, _ index: Int, at node: MarkdownNode) {
    guard let mode = block.swift?.mode, let part = Exercise.Part(mode) else {
      if case .output = block.role { return }
      isBelowExercise = false
      return
    }
    if part == .starter {
      exercises.append(Exercise(starter: index))
      isBelowExercise = true
    } else if isBelowExercise {
      let lines = blocks.map(\.line)
      let problem = exercises[exercises.count - 1].take(part, block: index) { lines[$0] }
      if let problem {
        report(problem, word: part.word, line: block.line, fenceColumn: node.column)
      }
    } else {
      report(
        .withoutExercise(part.word), word: part.word, line: block.line, fenceColumn: node.column)
    }
  }

  private mutating func takeHint(_ node: MarkdownNode) {
    let line = node.lines.lowerBound
    func refuse(_ reason: Reason) {
      problems.append(file.diagnostic(reason, line: line, column: node.column, length: 1))
    }
    guard isBelowExercise else { return refuse(.withoutExercise("hint")) }
    if let problem = exercises[exercises.count - 1].take(.hint, block: -1, lineOf: { $0 }) {
      refuse(problem)
    }
  }

  private mutating func refuseWhatExercisesLack() {
    for exercise in exercises where exercise.check == nil || exercise.solution == nil {
      let block = blocks[exercise.starter]
      report(
        exercise.check == nil ? .exerciseWithoutCheck : .exerciseWithoutSolution, word: "exercise",
        line: block.line, fenceColumn: block.fenceColumn)
    }
  }

  private mutating func role(ofOutputAt line: Int, column: Int, above: Int?) -> CodeBlock.Role {
    func refuse(_ reason: Reason) -> CodeBlock.Role {
      problems.append(file.diagnostic(reason, line: line, column: column, length: 9))
      return .other(language: "output", Label())
    }
    guard let above, let swift = blocks[above].swift else { return refuse(.outputWithoutBlock) }
    if !swift.hasOutput {
      return refuse(.outputBelowBlockThatDoesNotRun(swift.mode.rawValue))
    }
    if let first = blocks.first(where: { $0.role == .output(of: above) }) {
      return refuse(.outputTwice(first: first.line))
    }
    return .output(of: above)
  }

  private mutating func report(_ reason: Reason, word: String, line: Int, fenceColumn: Int) {
    // A word that stands there twice is meant where it stands the second time.
    let isSecond = if case .fenceWordTwice = reason { true } else { false }
    let columns = Fence.columns(of: word, in: file.line(line) ?? "")
    let column = isSecond ? columns.dropFirst().first : columns.first
    problems.append(
      file.diagnostic(reason, line: line, column: column ?? fenceColumn, length: word.utf8.count))
  }

  /// How many bytes stand before each line of code in the file.
  private func indentations(of code: CodeNode, firstCodeLine: Int) -> [Int] {
    var result: [Int] = []
    var number = firstCodeLine
    var lines = code.code.textLines
    if lines.last == "" { lines.removeLast() }
    for line in lines {
      let source = file.line(number) ?? ""
      let isWhole = source.utf8.count >= line.utf8.count && source.hasSuffix(line)
      result.append(isWhole ? source.utf8.count - line.utf8.count : 0)
      number += 1
    }
    return result
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

  // MARK: What CommonMark does not have

  private mutating func refuseWhatCommonMarkLacks(_ document: MarkdownNode) {
    var found: [Diagnostic] = []
    document.walk { node in
      guard case .paragraph = node.kind else { return }
      for number in node.lines where number > node.lines.lowerBound {
        if let line = file.line(number), Self.isTableRule(line) {
          found.append(file.diagnostic(.pipeTable, line: number - 1))
        }
      }
      for mark in Self.footnotes(in: node) {
        guard let place = place(ofFootnote: mark, in: node.lines) else { continue }
        found.append(
          file.diagnostic(
            .footnote, line: place.line, column: place.column, length: mark.utf8.count))
      }
    }
    problems += found
  }

  /// The `[^1]` of a paragraph's text, not of its code or formulas.
  private static func footnotes(in paragraph: MarkdownNode) -> [String] {
    var runs = [""]
    paragraph.walk { node in
      switch node.kind {
      case .text(let text): runs[runs.count - 1] += text
      // With a definition of one word cmark makes a link of it.
      case .link where node.plainText.hasPrefix("^"): runs += ["[\(node.plainText)]", ""]
      default: runs.append("")
      }
    }
    var seen: Set<String> = []
    // Making the pattern takes longer than most lessons take to read.
    return runs.filter { $0.utf8.contains(UInt8(ascii: "^")) }
      .flatMap { $0.matches(of: /\[\^[^\]\s]+\]/).map { String($0.output) } }
      .filter { seen.insert($0).inserted }
  }

  /// Where it stands, unless it is escaped.
  private func place(
    ofFootnote mark: String, in lines: ClosedRange<Int>
  ) -> (line: Int, column: Int)? {
    for number in lines {
      guard let line = file.line(number) else { continue }
      for range in line.ranges(of: mark) where line[..<range.lowerBound].last != "\\" {
        let before = line[..<range.lowerBound]
        // Inside a code span or a formula of the same line it is none.
        guard before.count(where: { $0 == "`" }).isMultiple(of: 2),
          before.count(where: { $0 == "$" }).isMultiple(of: 2),
          line[range.upperBound...].first != "("
        else { continue }
        return (number, before.utf8.count + 1)
      }
    }
    return nil
  }

  /// `| --- | :-: |`: the line below a pipe table's heading.
  private static func isTableRule(_ line: String) -> Bool {
    line.contains("|")
      && line.wholeMatch(of: /[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*/)
        != nil
  }
}

extension String {
  /// Whether this HTML is one or more comments and nothing else.
  var isHTMLComment: Bool {
    wholeMatch(of: /(?s)\s*(?:<!--(?:(?!-->).)*-->\s*)+/) != nil
  }
}
