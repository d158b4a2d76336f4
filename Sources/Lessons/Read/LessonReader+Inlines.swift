import Text

/// Swift in sentences, and what looks like it.
extension LessonReader {
  /// The Swift expressions of one paragraph or heading.
  mutating func collectInlines(
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
  mutating func refusePredictions(_ inlines: ArraySlice<InlineSwift>) {
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
  mutating func refuseSwift(inHTML html: String, on lines: ClosedRange<Int>) {
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
