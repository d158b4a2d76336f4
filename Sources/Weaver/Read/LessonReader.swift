/// Reads one Markdown file into a `Lesson`, with everything that is wrong with it.
struct LessonReader {
  private let file: SourceFile
  private var problems: [Diagnostic] = []
  private var blocks: [CodeBlock] = []

  private init(_ file: SourceFile) { self.file = file }

  /// Reads `file`, the lesson whose page is called `name`.
  static func read(_ file: SourceFile, name: String) -> (lesson: Lesson, problems: [Diagnostic]) {
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
    var document = mask.restore(Cmark.parse(mask.text))
    collectBlocks(&document)
    refuseWhatCommonMarkLacks(document)
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    return Lesson(
      file: file, name: name, frontMatter: frontMatter, document: document, blocks: blocks,
      folder: folder)
  }

  // MARK: Code blocks

  private mutating func collectBlocks(_ node: inout MarkdownNode) {
    // The Swift block that an `output` fence right here would belong to.
    var above: Int?
    for index in node.children.indices {
      switch node.children[index].kind {
      case .code(var code):
        code.index = blocks.count
        let block = block(code, at: node.children[index], above: above)
        blocks.append(block)
        node.children[index].kind = .code(code)
        if case .swift = block.role {
          above = code.index
        } else if case .output = block.role {
          // A second output is reported with the first.
        } else {
          above = nil
        }
      case .html(let html):
        if !html.isHTMLComment { above = nil }
      default:
        above = nil
        collectBlocks(&node.children[index])
      }
    }
  }

  private mutating func block(
    _ code: CodeNode, at node: MarkdownNode, above: Int?
  ) -> CodeBlock {
    let line = node.lines.lowerBound
    let firstCodeLine = code.isFenced ? line + 1 : line
    let fence = code.isFenced ? Fence(info: code.info) : Fence(info: "")
    var block = CodeBlock(
      role: .other(language: fence.language), code: code.code, line: line,
      firstCodeLine: firstCodeLine,
      indentations: indentations(of: code, firstCodeLine: firstCodeLine))
    if code.isFenced, code.lineCount + 2 > node.lines.count {
      problems.append(file.diagnostic(.fenceUnclosed, line: line, column: node.column, length: 3))
    }
    switch fence.language {
    case "swift":
      let swift = SwiftFence(fence) { reason, word in
        report(reason, word: word, line: line, fenceColumn: node.column)
      }
      block.role = .swift(swift)
    case "output":
      if let word = fence.words.first {
        report(.unknownOutputWord(word.name), word: word.name, line: line, fenceColumn: node.column)
      }
      block.role = role(ofOutputAt: line, column: node.column, above: above)
    case "math":
      block.role = .math
    default:
      break
    }
    return block
  }

  private mutating func role(ofOutputAt line: Int, column: Int, above: Int?) -> CodeBlock.Role {
    func refuse(_ reason: Reason) -> CodeBlock.Role {
      problems.append(file.diagnostic(reason, line: line, column: column, length: 9))
      return .other(language: "output")
    }
    guard let above, case .swift(let swift) = blocks[above].role else {
      return refuse(.outputWithoutBlock)
    }
    if !swift.runs { return refuse(.outputBelowBlockThatDoesNotRun("ignore")) }
    if let first = blocks.first(where: { $0.role == .output(of: above) }) {
      return refuse(.outputTwice(first: first.line))
    }
    return .output(of: above)
  }

  private mutating func report(_ reason: Reason, word: String, line: Int, fenceColumn: Int) {
    let source = file.line(line) ?? ""
    // The word is looked for behind the language, so that `swift` itself is never meant.
    let start = source.utf8.dropFirst(fenceColumn - 1).firstIndex {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ")
    }
    let found = start.flatMap { source[$0...].firstRange(of: word) }
    let column = found.map { source.utf8.distance(from: source.startIndex, to: $0.lowerBound) + 1 }
    problems.append(
      file.diagnostic(reason, line: line, column: column ?? fenceColumn, length: word.utf8.count))
  }

  /// How many bytes stand before each line of code in the file.
  private func indentations(of code: CodeNode, firstCodeLine: Int) -> [Int] {
    var result: [Int] = []
    var number = firstCodeLine
    for line in code.code.split(separator: "\n", omittingEmptySubsequences: false) {
      let source = file.line(number) ?? ""
      let isWhole = source.utf8.count >= line.utf8.count && source.hasSuffix(line)
      result.append(isWhole ? source.utf8.count - line.utf8.count : 0)
      number += 1
    }
    return result
  }

  // MARK: What CommonMark does not have

  private mutating func refuseWhatCommonMarkLacks(_ document: MarkdownNode) {
    var found: [Diagnostic] = []
    document.walk { node in
      guard case .paragraph = node.kind else { return }
      for number in node.lines {
        guard let line = file.line(number) else { continue }
        if number > node.lines.lowerBound, Self.isTableRule(line) {
          found.append(file.diagnostic(.pipeTable, line: number - 1))
        }
        if let match = line.firstMatch(of: /\[\^[^\]\s]+\]/), !line.contains("`") {
          let column = line.utf8.distance(from: line.startIndex, to: match.range.lowerBound) + 1
          found.append(
            file.diagnostic(
              .footnote, line: number, column: column, length: match.output.utf8.count))
        }
      }
    }
    problems += found
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
    wholeMatch(of: /(?s)\s*(?:<!--(?:.*?)-->\s*)+/) != nil
  }
}
