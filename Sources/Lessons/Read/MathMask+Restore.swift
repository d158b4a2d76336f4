/// The way back, in the tree that cmark has made.
extension MathMask {
  /// Puts the formulas and the author's own private characters back.
  func restore(_ node: MarkdownNode) -> MarkdownNode {
    guard !masked.isEmpty else { return node }
    var node = node
    switch node.kind {
    case .html(let text): node.kind = .html(restore(text))
    case .inlineHTML(let text): node.kind = .inlineHTML(restore(text))
    case .codeSpan(let text): node.kind = .codeSpan(restore(text))
    case .link(let url, let title):
      node.kind = .link(url: restore(url), title: restore(title))
    case .image(let url, let title):
      node.kind = .image(url: restore(url), title: restore(title))
    case .code(var code):
      code.code = restore(code.code)
      code.info = restore(code.info)
      node.kind = .code(code)
    default: break
    }
    var children: [MarkdownNode] = []
    for child in node.children {
      guard case .text(let text) = child.kind else {
        children.append(restore(child))
        continue
      }
      if text.unicodeScalars.first == Self.continuation, children.last?.kind == .softBreak {
        children.removeLast()
      }
      children += split(text, like: child)
    }
    node.children = children
    return node
  }

  private func split(_ text: String, like node: MarkdownNode) -> [MarkdownNode] {
    var nodes: [MarkdownNode] = []
    var plain = String.UnicodeScalarView()
    func flush() {
      if !plain.isEmpty {
        nodes.append(
          MarkdownNode(kind: .text(String(plain)), lines: node.lines, column: node.column))
      }
      plain = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar == Self.continuation { continue }
      guard let found = masked[scalar] else {
        plain.append(scalar)
        continue
      }
      if let mark = found.mark {
        flush()
        nodes.append(
          MarkdownNode(kind: .mark(mark), lines: found.line...found.line, column: 1))
        continue
      }
      guard let formula = found.formula else {
        plain.append(contentsOf: found.source.unicodeScalars)
        continue
      }
      flush()
      nodes.append(
        MarkdownNode(
          kind: .math(formula, line: found.line), lines: found.line...found.line, column: 1))
    }
    flush()
    return nodes
  }

  private func restore(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: Self.isOurs) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != Self.continuation {
      if let found = masked[scalar] {
        result.append(contentsOf: found.source.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
