import Drawings
import Lessons
import Markup
import Text

/// Quotes: callouts, hints and questions among them.
extension PageWeaver {
  mutating func quote(_ node: MarkdownNode) -> [Node] {
    guard let (kind, rest) = Callout.split(node) else {
      refuseBrokenCallout(node)
      return [.block("blockquote", [:], blocks(node.children))]
    }
    switch kind {
    case .question: return question(node, rest)
    case .hint:
      hints += 1
      let title = texts.hint.replacing("{n}", with: "\(hints)")
      return [
        .block(
          "details", ["class": "hint"] + unfolded,
          [.line("summary", [:], title)] + blocks(rest))
      ]
    default: return [callout(kind, blocks(rest))]
    }
  }

  private func callout(_ kind: Callout, _ content: [Node], key: String? = nil) -> Node {
    .block(
      "div", ["class": "callout \(kind.rawValue)", "role": "note", "data-key": key],
      [.line("p", ["class": "callout-title"], texts.callouts[kind] ?? "")] + content)
  }

  /// A choice question: each answer unfolds, and says whether it is right.
  private mutating func question(_ node: MarkdownNode, _ rest: [MarkdownNode]) -> [Node] {
    var found: [Diagnostic] = []
    let question = ChoiceQuestion(rest, at: node.lines.lowerBound) { reason, line in
      found.append(lesson.file.diagnostic(reason, line: line))
    }
    problems += found
    guard let question else { return blocks(rest) }
    let choices = question.choices.map { choice($0) }
    let key = PredictionHTML.key(question.asked.map(plainText).joined(separator: "\n"))
    return [callout(.question, blocks(question.asked) + choices, key: key)]
  }

  private mutating func choice(_ choice: ChoiceQuestion.Choice) -> Node {
    let verdict = choice.isRight ? texts.rightChoice : texts.wrongChoice
    let reason = choice.reason.isEmpty ? [] : [.text(" ")] + inlines(choice.reason)
    return .block(
      "details", ["class": "choice", "data-right": choice.isRight ? "" : nil] + unfolded,
      [
        .line("summary", [:], inlines(choice.claim)),
        .line("p", [:], [.inline("strong", [:], verdict)] + reason)
      ] + blocks(choice.more))
  }

  /// A quote that begins like a callout is one, or a mistake.
  private mutating func refuseBrokenCallout(_ node: MarkdownNode) {
    let number = node.lines.lowerBound
    guard let line = lesson.file.line(number),
      let match = line.utf8.count >= node.column
        ? String(decoding: line.utf8.dropFirst(node.column - 1), as: UTF8.self)
          .prefixMatch(of: /> ?\[!([A-Za-z]+)\]/) : nil
    else { return }
    let word = String(match.1)
    let isKnown = Callout(rawValue: word.lowercased()) != nil
    problems.append(
      lesson.file.diagnostic(
        isKnown
          ? .calloutTextBesideMark(word)
          : .unknownCallout(word, known: Callout.allCases.map { $0.rawValue.uppercased() }),
        line: number, column: lesson.file.place(of: "[!\(word)]", in: number...number).column,
        length: word.utf8.count + 3))
  }
}
