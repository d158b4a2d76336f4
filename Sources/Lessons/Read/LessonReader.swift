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
  /// The blocks that have an output, and the line of it.
  private var outputs: [Int: Int] = [:]
  /// How far texts have been refused in the lines that begin at a number.
  private var refused: [Int: PlaceCursor] = [:]
  /// The language of a translation, whose blocks are its original's.
  private let language: String?

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
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    return Lesson(
      file: file, name: name, frontMatter: frontMatter, document: document, blocks: blocks,
      inlines: inlines, cells: cells, exercises: exercises, folder: folder,
      language: language)
  }

  // MARK: Code

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

  /// The Swift expressions of one paragraph or heading.
  private mutating func collectInlines(
    _ node: inout MarkdownNode, in lines: ClosedRange<Int>,
    _ finder: inout InlineSwiftFinder?
  ) {
    for index in node.children.indices {
      if case .codeSpan(let text) = node.children[index].kind,
        let code = InlineSwiftFinder.code(in: text)
      {
        if finder == nil { finder = InlineSwiftFinder(lines, of: file.lines) }
        guard let found = finder?.find(code) else {
          problems.append(file.diagnostic(.inlineEmpty, line: lines.lowerBound))
          continue
        }
        node.children[index].kind = .inlineSwift(inlines.count)
        cells.append(.inline(inlines.count))
        inlines.append(found)
        if found.expression.isEmpty {
          problems.append(file.diagnostic(.inlineEmpty, line: found.line, column: found.column))
        }
        continue
      }
      switch node.children[index].kind {
      case .codeSpan(let text):
        guard let written = InlineSwiftFinder.nearMiss(in: text) else { break }
        refuse(.notInlineSwift(written.trimmingBlanks()), written.trimmingBlanks(), in: lines)
      case .inlineHTML(let html): refuseSwift(inHTML: html, on: lines)
      case .text(let text):
        if let written = Self.marker(in: text) { refuse(.swiftInText, written, in: lines) }
      default: collectInlines(&node.children[index], in: lines, &finder)
      }
    }
  }

  /// A heading stands in the contents, where nothing can be asked.
  private mutating func refusePredictions(_ inlines: ArraySlice<InlineSwift>) {
    for inline in inlines where inline.predicts {
      problems.append(
        file.diagnostic(.predictionInHeading, line: inline.line, column: inline.column))
    }
  }

  // MARK: What looks like live Swift and is not

  /// `{swift}` as it is written in a text, if it is.
  private static func marker(in text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return nil }
    return text.firstMatch(of: /\{\s*[Ss][Ww][Ii][Ff][Tt]\s*(?:,\s*predict\s*)?\}/).map {
      String($0.output)
    }
  }

  /// A comment may hold what it likes.
  private mutating func refuseSwift(inHTML html: String, on lines: ClosedRange<Int>) {
    guard Self.marker(in: html) != nil, let written = Self.marker(in: html.withoutHTMLComments)
    else { return }
    refuse(.swiftInHTML, written, in: lines)
  }

  /// Refuses a text at its next place in some lines.
  private mutating func refuse(_ reason: Reason, _ text: String, in lines: ClosedRange<Int>) {
    let place = refused[lines.lowerBound, default: PlaceCursor(file, lines)].place(of: text)
    problems.append(
      file.diagnostic(reason, line: place.line, column: place.column, length: text.utf8.count))
  }

  /// The languages that mean something here.
  private static let languages: Set<String> = ["swift", "output", "math", "csv"]

  /// The language that a fence seems to mean: `{swift}`, `swift=`, `swift5`, `.swift`.
  private static func language(meantBy written: String) -> String? {
    guard
      let match = written.wholeMatch(
        of: /[{.\s]*([A-Za-z]+)[0-9.]*[}=:;\s].*|[{.\s]*([A-Za-z]+)[0-9.]*/)
    else { return nil }
    let word = (match.1 ?? match.2).map { $0.lowercased() } ?? ""
    return languages.contains(word) && written.lowercased() != word ? word : nil
  }

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
      let swift = SwiftFence(fence, problem: problem)
      block.role = .swift(swift)
      refuseCode(of: block, swift, problem)
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
      } else if let meant = Self.language(meantBy: fence.language) {
        let column = file.place(of: fence.language, in: line...line).column
        problems.append(
          file.diagnostic(
            .notALanguage(fence.language, meant: meant), line: line,
            column: column ?? node.column, length: fence.language.utf8.count))
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

  /// Code stands in the original, and a translation takes it from there.
  private func refuseCode(
    of block: CodeBlock, _ fence: SwiftFence, _ problem: (Reason, String) -> Void
  ) {
    if language == nil {
      if fence.from != nil { problem(.translation(.fromInOriginal), "from") }
    } else if fence.from == nil {
      if fence.mode != .ignore { problem(.translation(.codeInTranslation), "swift") }
    } else if !block.code.allSatisfy(\.isWhitespace) {
      problem(.translation(.fromWithCode), "from")
    }
  }

  /// Whether the line behind the code closes the fence. cmark's last line may be one further.
  private func isClosed(_ code: CodeNode, at line: Int) -> Bool {
    func fence(_ number: Int) -> Substring {
      let text = (file.line(number) ?? "").unicodeScalars.drop { $0 != "`" && $0 != "~" }
      return text.first.map { mark in Substring(text.prefix { $0 == mark }) } ?? ""
    }
    let number = line + code.lineCount + 1
    let marks = (file.line(number) ?? "").utf8.drop { " \t>".utf8.contains($0) }
    let opening = fence(line).utf8
    let closing = marks.prefix { $0 == opening.first }
    return closing.count >= opening.count && !closing.isEmpty
      && marks.dropFirst(closing.count).allSatisfy { $0 == 0x20 || $0 == 0x09 }
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
    // In a translation they come with the blocks of the original.
    if language != nil { return }
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
    if language != nil { return }
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
    if language != nil { return refuse(.translation(.outputInOriginal)) }
    guard let above, let swift = blocks[above].swift else { return refuse(.outputWithoutBlock) }
    if !swift.hasOutput {
      return refuse(.outputBelowBlockThatDoesNotRun(swift.mode.rawValue))
    }
    if let first = outputs[above] { return refuse(.outputTwice(first: first)) }
    outputs[above] = line
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
      let indentation = source.utf8.count - line.utf8.count
      let isWhole = indentation >= 0 && source.utf8.dropFirst(indentation).elementsEqual(line.utf8)
      result.append(isWhole ? indentation : 0)
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
}

extension String {
  /// Whether this HTML is one or more comments and nothing else.
  var isHTMLComment: Bool {
    utf8.contains(UInt8(ascii: "!")) && withoutHTMLComments.trimmingBlanks().isEmpty
  }

  /// The HTML but for its comments; one that is not closed goes on to the end.
  var withoutHTMLComments: String {
    var kept: [UInt8] = []
    let bytes = Array(utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index...].starts(with: "<!--".utf8) else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      index += 4
      while index < bytes.count, !bytes[index...].starts(with: "-->".utf8) { index += 1 }
      index = min(bytes.count, index + 3)
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
