import Text

/// What would be printed as it stands, though its author meant something by it.
extension ProseReader {
  mutating func reportEmptyLink(in lines: ClosedRange<Int>) {
    let place = file.place(of: "]()", in: lines)
    problems.append(
      file.diagnostic(
        .emptyLink,
        line: place.line, column: place.column, length: 3))
  }

  private mutating func checkFences(of paragraph: MarkdownNode) {
    for number in paragraph.lines {
      guard let line = file.line(number) else { continue }
      let fence = line.drop { " \t>".contains($0) }
      let marks = fence.prefix { $0 == "`" }
      let words = fence[marks.endIndex...]
      guard marks.utf8.count >= 3, let backtick = words.firstIndex(of: "`"), !words.contains(marks)
      else { continue }
      brokenFences.append(number)
      problems.append(
        file.diagnostic(
          .backtickInFence,
          line: number,
          column: line.utf8.distance(from: line.startIndex, to: backtick) + 1, length: 1))
    }
  }

  mutating func checkText(of paragraph: MarkdownNode) {
    let lines = paragraph.lines
    checkFences(of: paragraph)
    // Those of one kind come in the order of the text.
    var references = PlaceCursor(file, lines)
    var addresses = references
    var others = references
    func report(_ found: String, _ reason: Reason) {
      report(found, reason, &others)
    }
    func report(_ found: String, _ reason: Reason, _ cursor: inout PlaceCursor) {
      let place = cursor.place(of: found)
      // What is escaped in the source is not found there as it is printed.
      guard let column = place.column, let line = file.line(place.line),
        line.utf8.prefix(column - 1).last != UInt8(ascii: "\\")
      else { return }
      problems.append(
        file.diagnostic(
          reason, line: place.line, column: column,
          length: found.utf8.count))
    }
    for text in Self.texts(of: paragraph) {
      let bytes = text.utf8
      let brackets = BracketText(text)
      for found in brackets?.references ?? [] {
        report(
          found, .unknownLink(String(found.dropFirst(2).dropLast())), &references)
      }
      for found in brackets?.blankAddresses ?? [] {
        report(
          found, .blankInAddress, &addresses)
      }
      if bytes.contains(UInt8(ascii: "\\")) {
        if let match = text.firstMatch(of: /\\[A-Za-z]+\*?\{/) {
          report(
            String(match.output), .formulaInText)
        }
      }
      if text.contains("**"), text.wholeMatch(of: /.*(?:\S\*\*|\*\*\S).*/) != nil {
        report(
          "**", .nothingBold)
      }
      if bytes.contains(UInt8(ascii: "_")),
        let match = text.firstMatch(
          of: /__\p{Han}[^_]*__|\p{Han}__[^_\s][^_]*__|_\p{Han}[^_]*_/)
      {
        let found = match.output.drop { $0 != "_" }
        report(
          String(found), .underscoresInWord)
      }
      if text.hasPrefix(":::") {
        report(
          ":::", .colonBlock)
      }
      if case .heading = paragraph.kind, bytes.contains(UInt8(ascii: "{")),
        let match = text.firstMatch(of: /\{#[^{}\s]+\}\s*$/)
      {
        report(
          String(match.output).trimmingBlanks(), .headingAnchor)
      }
      if let found = brackets?.caretNote {
        report(
          found, .footnoteInPlace)
      }
    }
  }

  /// The texts of a paragraph, each as far as nothing stands between.
  private static func texts(of node: MarkdownNode) -> [String] {
    node.children.flatMap { child -> [String] in
      switch child.kind {
      case .text(let text): [text]
      case .link, .image, .codeSpan, .math: []
      default: texts(of: child)
      }
    }
  }
}
