import Lessons
import Markup
import Text

/// Code as a page shows it: each line with an anchor of its own.
enum Listing {
  /// From this many lines on, the lines are numbered.
  static let fewestNumberedLines = 4

  /// The code of a block.
  ///
  /// - Parameters:
  ///   - code: the code, coloured; an element may go over several lines.
  ///   - name: what the anchors of its lines begin with.
  package static func html(_ code: [Node], language: String, name: String) -> Node {
    let lines = lines(code.trimmingLastLineEnd())
    var content: [Node] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { content.append(.text("\n")) }
      content.append(.inline("span", ["id": "\(name)-L\(index + 1)"], line))
    }
    return .line(
      "pre",
      ["class": lines.count >= fewestNumberedLines ? "code numbered" : "code", "tabindex": "0"],
      [.inline("code", ["class": language.isEmpty ? nil : "language-\(language)"], content)])
  }

  /// The lines, with what is coloured over several of them coloured in each.
  private static func lines(_ code: [Node]) -> [[Node]] {
    if code.allSatisfy(\.isNothing) { return [] }
    var lines: [[Node]] = [[]]
    for node in code {
      for (number, part) in node.lines.enumerated() {
        if number > 0 { lines.append([]) }
        lines[lines.count - 1].append(part)
      }
    }
    return lines
  }

  // MARK: Anchors

  /// What the anchors of a block's lines begin with: its name, or its place among the blocks.
  package static func name(of block: CodeBlock, _ index: Int) -> String {
    block.label?.name ?? "c\(index + 1)"
  }

  /// The anchors of all lines of code that the page of a lesson shows.
  static func lineAnchors(of lesson: Lesson) -> [String] {
    lesson.blocks.enumerated().flatMap { index, block -> [String] in
      switch block.role {
      case .swift(let fence) where !fence.showsCode: return []
      case .output, .math, .csv: return []
      case .swift, .other: break
      }
      let name = name(of: block, index)
      return block.indentations.indices.map { "\(name)-L\($0 + 1)" }
    }
  }
}
