import Text

/// Fences: what each block is by the words behind its marks.
extension LessonReader {
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

  mutating func block(
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
}
