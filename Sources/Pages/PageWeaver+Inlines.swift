import Drawings
import Formulas
import Lessons
import Markup
import Programs
import Text
import Verdicts

/// What stands in sentences.
extension PageWeaver {
  mutating func inlines(_ nodes: [MarkdownNode]) -> [Node] {
    var content: [Node] = []
    var nodes = nodes[...]
    while let node = nodes.popFirst() {
      // A formula and the punctuation behind it stay on one line.
      if case .math = node.kind, case .text(let text)? = nodes.first?.kind,
        let mark = text.first, ".,;:!?)".contains(mark)
      {
        content.append(
          .inline("span", ["class": "together"], inline(node) + [.text(String(mark))]))
        nodes[nodes.startIndex].kind = .text(String(text.dropFirst()))
      } else {
        content += inline(node)
      }
    }
    return content
  }

  private mutating func inline(_ node: MarkdownNode) -> [Node] {
    switch node.kind {
    case .text(let text): return [.text(text)]
    case .softBreak: return [.text("\n")]
    case .lineBreak: return [.line("br")]
    case .codeSpan(let text): return [.inline("code", [:], text)]
    case .inlineSwift(let index): return inlineValue(index)
    case .inlineHTML(let text):
      return [
        settings.escapesHTML ? .text(text) : .written(checked(html: text, in: node.lines))
      ]
    case .emphasis: return [.inline("em", [:], inlines(node.children))]
    case .strong: return [.inline("strong", [:], inlines(node.children))]
    case .link(let url, let title): return [link(node, url, title: title)]
    case .image(let url, let title):
      return [
        .inline(
          "img",
          [
            "src": HTML.encodedURL(resolved(url, in: node.lines, isPicture: true).url),
            "alt": plainText(node),
            "title": title.isEmpty ? nil : title
          ])
      ]
    case .strikethrough: return [.inline("del", [:], inlines(node.children))]
    case .task(let isDone):
      return [.inline("span", ["class": "task"], isDone ? "☑" : "☐"), .text(" ")]
    case .footnoteReference(let number, let isFirst):
      return [footnoteReference(number, isFirst: isFirst)]
    case .math(let formula, let line): return [inSentence(math(formula, line: line))]
    default: return inlines(node.children)
    }
  }

  private mutating func link(_ node: MarkdownNode, _ url: String, title: String) -> Node {
    let target = resolved(url, in: node.lines)
    let place: Attributes = [
      "href": HTML.encodedURL(target.url), "hreflang": target.language
    ]
    let text =
      node.children.isEmpty
      // What a link without a text says: `Figure 3`.
      ? [.text(links.referenceText(url, in: lesson, texts) ?? url)] : inlines(node.children)
    if let path = target.lesson, let anchor = target.anchor, path != lesson.file.path,
      let definition = links.glossary.definition(anchor, in: path), !definition.isEmpty
    {
      return term(place, anchor: anchor, text: text, definition: definition)
    }
    return .inline("a", place + ["title": title.isEmpty ? nil : title], text)
  }

  // MARK: Formulas

  mutating func math(_ formula: Formula, line: Int) -> Node {
    mathematics.html(formula, at: line, in: lesson.file, isFromSource: true, &problems)
  }

  /// A formula in a sentence. One that may be wider than a phone scrolls in a box of its own, which
  /// the keyboard can reach.
  private func inSentence(_ formula: Node) -> Node {
    let letters = [formula].pieces.reduce(0) { count, piece in
      if case .text(let text) = piece { count + text.unicodeScalars.count } else { count }
    }
    guard letters > 18 else { return formula }
    return .inline(
      "span",
      [
        "class": FormulaWidth.onPaper(formula) == .fits ? "long-formula" : "long-formula breaks",
        "tabindex": "0", "role": "group", "aria-label": texts.formula
      ], [formula])
  }

  // MARK: Values

  /// The value of an expression in a sentence; the expression itself is in its tooltip.
  private mutating func inlineValue(_ index: Int) -> [Node] {
    if lesson.inlines[index].predicts {
      let tolerance = verdict.values.values.first { $0.value.place == .inline(index) }?
        .value.tolerance
      return predictions.inSentence(
        PredictionHTML.Value(
          expression: lesson.inlines[index].expression,
          prediction: Prediction(recorded: [shownValue(index)], tolerance: tolerance),
          shown: shownValue(index)))
    }
    let value = Node.inline(
      "span", ["class": "computed", "title": lesson.inlines[index].expression],
      shownValue(index))
    return [value] + notes(ofInline: index)
  }

  /// The text of a node, with the values that it shows.
  func plainText(_ node: MarkdownNode) -> String {
    if case .inlineSwift(let index) = node.kind { return openValue(index) }
    return node.children.isEmpty ? node.readableText : node.children.map(plainText).joined()
  }

  /// The value as it stands in texts that give nothing away.
  func openValue(_ index: Int) -> String {
    lesson.inlines[index].predicts ? "?" : shownValue(index)
  }

  private func shownValue(_ index: Int) -> String {
    verdict.values.values.first { $0.value.place == .inline(index) }?.shown ?? ""
  }
}
