import Lessons
import Text

/// Code as a page shows it: each line with an anchor of its own.
enum Listing {
  /// From this many lines on, the lines are numbered.
  static let fewestNumberedLines = 4

  /// The code of a block.
  ///
  /// - Parameters:
  ///   - html: the code, coloured; an element may go over several lines.
  ///   - name: what the anchors of its lines begin with.
  package static func html(_ html: String, language: String, name: String) -> String {
    let lines = lines(html.trimmingTrailingNewline())
    let className = language.isEmpty ? "" : " class=\"language-\(HTML.escaped(language))\""
    let numbered = lines.count >= fewestNumberedLines ? " numbered" : ""
    let name = HTML.escaped(name)
    var result = "<pre class=\"code\(numbered)\" tabindex=\"0\"><code\(className)>"
    for (index, line) in lines.enumerated() {
      if index > 0 { result += "\n" }
      result += "<span id=\"\(name)-L\(index + 1)\">\(line)</span>"
    }
    return result + "</code></pre>\n"
  }

  /// The lines, with what is coloured over several of them coloured in each.
  private static func lines(_ html: String) -> [String] {
    guard !html.isEmpty else { return [] }
    var open: Substring?
    return html.textLines.map { line in
      var result = open.map(String.init) ?? ""
      result += line
      // Of the line's tags the last tells: what is no tag is escaped.
      if let tag = line.utf8.lastIndex(of: UInt8(ascii: "<")) {
        let isEnd = line[tag...].hasPrefix("</")
        open = isEnd ? nil : line[tag...].prefix { $0 != ">" } + ">"
      }
      if open != nil { result += "</span>" }
      return result
    }
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
