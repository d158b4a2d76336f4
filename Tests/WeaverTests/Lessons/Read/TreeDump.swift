@testable import Lessons

extension MarkdownNode {
  /// The tree on one line a node, with the lines that each stands on.
  var dump: String {
    var text = ""
    dump(depth: 0, into: &text)
    return text
  }

  private func dump(depth: Int, into text: inout String) {
    let place = lines.count == 1 ? "\(lines.lowerBound)" : "\(lines.lowerBound)-\(lines.upperBound)"
    text += String(repeating: "  ", count: depth) + "\(label) @\(place)\n"
    for child in children { child.dump(depth: depth + 1, into: &text) }
  }

  private var label: String {
    switch kind {
    case .document: "document"
    case .quote: "quote"
    case .list(let list):
      (list.start.map { "list from \($0)" } ?? "list") + (list.isTight ? ", tight" : ", loose")
    case .item: "item"
    case .code(let code):
      (code.isFenced ? "fence" : "indented")
        + " \(code.index) [\(code.info)] \(code.code.debugDescription)"
    case .html(let html): "html \(html.debugDescription)"
    case .paragraph: "paragraph"
    case .heading(let level): "heading \(level)"
    case .rule: "rule"
    case .text(let text): "text \(text.debugDescription)"
    case .softBreak: "soft break"
    case .lineBreak: "line break"
    case .codeSpan(let code): "code \(code.debugDescription)"
    case .inlineHTML(let html): "inline html \(html.debugDescription)"
    case .inlineSwift(let index): "inline swift \(index)"
    case .emphasis: "emphasis"
    case .strong: "strong"
    case .link(let url, let title): "link <\(url)> \(title.debugDescription)"
    case .image(let url, let title): "image <\(url)> \(title.debugDescription)"
    case .math(let formula, let line):
      (formula.isDisplay ? "display" : "math") + " \(formula.tex.debugDescription) of \(line)"
    case .strikethrough: "strikethrough"
    case .task(let isDone): "task, \(isDone ? "done" : "open")"
    case .footnoteReference(let number, let isFirst):
      "footnote reference \(number)\(isFirst ? ", first" : "")"
    case .footnote(let number): "footnote \(number)"
    case .table(let alignments): "table of \(alignments.count) columns"
    case .row: "row"
    case .cell: "cell"
    case .mark(let mark): "mark \(mark)"
    }
  }

  /// The kinds and texts of the tree in one line: what tables of small texts compare.
  var brief: String {
    let inner = children.map(\.brief).joined()
    return switch kind {
    case .document: inner
    case .paragraph: "p(\(inner))"
    case .heading(let level): "h\(level)(\(inner))"
    case .quote: "quote(\(inner))"
    case .list: "list(\(inner))"
    case .item: "item(\(inner))"
    case .code(let code): "block[\(code.code)]"
    case .html(let html): "html[\(html)]"
    case .rule: "rule"
    case .text(let text): text
    case .softBreak: "⏎"
    case .lineBreak: "↵"
    case .codeSpan(let code): "code[\(code)]"
    case .inlineHTML(let html): html
    case .inlineSwift(let index): "swift[\(index)]"
    case .emphasis: "em(\(inner))"
    case .strong: "strong(\(inner))"
    case .link(let url, _): "link<\(url)>(\(inner))"
    case .image(let url, _): "image<\(url)>(\(inner))"
    case .math(let formula, _): formula.isDisplay ? "$$[\(formula.tex)]" : "$[\(formula.tex)]"
    case .strikethrough: "del(\(inner))"
    case .task(let isDone): isDone ? "[x]" : "[ ]"
    case .footnoteReference(let number, _): "^\(number)"
    case .footnote(let number): "note\(number)(\(inner))"
    case .table: "table(\(inner))"
    case .row: "row(\(inner))"
    case .cell: "cell(\(inner))"
    case .mark(let mark): "mark[\(mark)]"
    }
  }
}
