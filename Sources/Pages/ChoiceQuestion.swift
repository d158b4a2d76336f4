import Lessons
import Text

/// A choice question: a quote `> [!QUESTION]` that ends with a list of answers.
///
/// An answer is `[x]` or `[ ]`, then a sentence, then the reason why it is right or wrong.
struct ChoiceQuestion {
  /// One answer.
  struct Choice {
    var isRight: Bool
    /// What the answer says: its first sentence.
    var claim: [MarkdownNode]
    /// Why it is right or wrong: the rest of its paragraph.
    var reason: [MarkdownNode]
    /// What stands below that paragraph.
    var more: [MarkdownNode]
  }

  let asked: [MarkdownNode]
  let choices: [Choice]

  /// Reads what stands below the mark; what is wrong is reported with its line.
  init?(_ nodes: [MarkdownNode], at line: Int, problem: (Reason, _ line: Int) -> Void) {
    guard let list = nodes.last, case .list = list.kind else {
      problem(.questionWithoutChoices, line)
      return nil
    }
    asked = nodes.dropLast()
    var choices: [Choice] = []
    var isBroken = false
    for item in list.children {
      guard let choice = Self.choice(item) else {
        isBroken = true
        problem(.choiceWithoutMark, item.lines.lowerBound)
        continue
      }
      choices.append(choice)
    }
    self.choices = choices
    if isBroken { return nil }
    if !choices.contains(where: \.isRight) { problem(.questionWithoutRight, line) }
  }

  private static func choice(_ item: MarkdownNode) -> Choice? {
    guard var first = item.children.first, first.kind == .paragraph else { return nil }
    // The reader has made the box a task already.
    guard case .task(let isRight)? = first.children.first?.kind else { return nil }
    first.children.removeFirst()
    if case .text(let text)? = first.children.first?.kind {
      first.children[0] = node(String(text.drop { $0 == " " || $0 == "\t" }), like: first)
    }
    let (claim, reason) = split(first.children)
    return Choice(
      isRight: isRight, claim: claim, reason: reason, more: Array(item.children.dropFirst()))
  }

  /// The first sentence, and the rest.
  private static func split(
    _ nodes: [MarkdownNode]
  ) -> (claim: [MarkdownNode], reason: [MarkdownNode]) {
    for (index, one) in nodes.enumerated() {
      guard case .text(let text) = one.kind else { continue }
      if let end = text.firstMatch(of: /[.?!:](?=[ \t])|[。？！：]/)?.range.upperBound {
        let rest = String(text[end...].drop { $0 == " " || $0 == "\t" })
        return (
          nodes[..<index] + [node(String(text[..<end]), like: one)],
          [node(rest, like: one)] + nodes[(index + 1)...]
        )
      }
      let next = index + 1 < nodes.count ? nodes[index + 1].kind : nil
      if next == .softBreak, let last = text.last, ".?!:".contains(last) {
        return (Array(nodes[...index]), Array(nodes[(index + 2)...]))
      }
    }
    return (nodes, [])
  }

  private static func node(_ text: String, like other: MarkdownNode) -> MarkdownNode {
    var node = other
    node.kind = .text(text)
    node.children = []
    return node
  }
}
