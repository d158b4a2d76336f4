import Lessons
import Text

/// The terms of a course: the headings of the second level of `glossary.md`, each with what stands
/// below it.
struct Glossary: Sendable {
  /// One term.
  struct Term: Sendable {
    let name: String
    let anchor: String
    /// The line of its heading.
    let line: Int
    /// Its first paragraph.
    let definition: [MarkdownNode]
  }

  let terms: [Term]

  init(_ lesson: Lesson) {
    var anchors = Anchors.ofHeadings(in: lesson)[...]
    var terms: [Term] = []
    let nodes = lesson.document.children
    for (index, node) in nodes.enumerated() {
      guard case .heading(let level) = node.kind else { continue }
      let anchor = anchors.popFirst() ?? ""
      guard level == 2 else { continue }
      let next = nodes.indices.contains(index + 1) ? nodes[index + 1] : nil
      terms.append(
        Term(
          name: node.readableText, anchor: anchor, line: node.lines.lowerBound,
          definition: next?.kind == .paragraph ? next?.children ?? [] : []))
    }
    self.terms = terms
  }

  func term(_ anchor: String) -> Term? { terms.first { $0.anchor == anchor } }

  /// What is wrong with the glossary itself; `isUsed` says whether a lesson leads to a term.
  func problems(in lesson: Lesson, isUsed: (Term) -> Bool) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var lines: [String: Int] = [:]
    for term in terms {
      func report(_ reason: GlossaryReason) {
        problems.append(lesson.file.diagnostic(.glossary(reason), line: term.line))
      }
      if let first = lines[term.name.lowercased()] {
        report(.definedTwice(term.name, first: first))
        continue
      }
      lines[term.name.lowercased()] = term.line
      if term.definition.isEmpty { report(.notDefined(term.name)) }
      if lesson.language == nil, !isUsed(term) { report(.neverUsed(term.name, term.anchor)) }
    }
    return problems
  }
}
