private import CCmark
import Text

/// All contact with libcmark: Markdown in, a tree of values out.
package enum Cmark {
  /// How deep nodes may stand in each other: far deeper than anybody reads, and shallow enough for
  /// every later stage to go down by calls.
  static let deepestNesting = 600

  /// Parses CommonMark. Positions are those of `text`; `text` must not contain carriage returns.
  ///
  /// What is nested deeper than `deepestNesting` is left out, and `tooDeep` told its line.
  static func parse(_ text: String, tooDeep: (_ line: Int) -> Void = { _ in }) -> MarkdownNode {
    let lines = text.textLines
    var text = text
    let root = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    guard let root else { return MarkdownNode(kind: .document, lines: 1...1, column: 1) }
    defer { cmark_node_free(root) }
    return convert(root, lines, tooDeep)
  }

  /// The version of the library that is loaded.
  package static var version: String { String(cString: cmark_version_string()) }

  /// Converts without recursion: nesting is the author's, and may be hostile.
  private static func convert(
    _ root: OpaquePointer, _ lines: [Substring], _ tooDeep: (_ line: Int) -> Void
  ) -> MarkdownNode {
    var open: [MarkdownNode] = []
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      let node = cmark_iter_get_node(iterator)!
      let isLeaf = leafTypes.contains(cmark_node_get_type(node).rawValue)
      if event == CMARK_EVENT_ENTER {
        let value = value(of: node, in: open.last, lines)
        if open.count >= deepestNesting, !isLeaf {
          tooDeep(value.lines.lowerBound)
          cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT)
          continue
        }
        open.append(value)
      }
      if event == CMARK_EVENT_EXIT || isLeaf, open.count > 1 {
        let finished = open.removeLast()
        open[open.count - 1].children.append(finished)
      }
    }
    return open[0]
  }

  private static let leafTypes: Set<UInt32> = [
    CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_TEXT,
    CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE
  ].reduce(into: []) { $0.insert($1.rawValue) }

  private static func value(
    of node: OpaquePointer, in parent: MarkdownNode?, _ source: [Substring]
  ) -> MarkdownNode {
    let first = Int(cmark_node_get_start_line(node))
    let last = Int(cmark_node_get_end_line(node))
    let lines =
      first >= 1 && last >= first
      ? first...last : first >= 1 ? first...first : parent?.lines ?? 1...1
    var value = MarkdownNode(
      kind: kind(of: node), lines: lines, column: max(1, Int(cmark_node_get_start_column(node))))
    if case .code(var code) = value.kind {
      code.isFenced = isFenced(code, at: value, source)
      value.kind = .code(code)
    }
    return value
  }

  /// cmark 0.30 does not tell fenced from indented code: the source does. The first line of an
  /// indented block is code itself; the line that opens a fence is not.
  private static func isFenced(
    _ code: CodeNode, at node: MarkdownNode, _ source: [Substring]
  ) -> Bool {
    guard source.indices.contains(node.lines.lowerBound - 1) else { return false }
    let opening = source[node.lines.lowerBound - 1].utf8.dropFirst(node.column - 1)
      .drop { $0 == UInt8(ascii: " ") }
    let startsAsFence =
      opening.starts(with: "```".utf8) || opening.starts(with: "~~~".utf8)
    let firstLine = String(code.code.prefix { $0 != "\n" }).trimmingBlanks()
    let openingLine = String(decoding: Array(opening), as: UTF8.self).trimmingBlanks()
    return startsAsFence && (!code.info.isEmpty || firstLine != openingLine)
  }

  private static func kind(of node: OpaquePointer) -> MarkdownNode.Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST:
      .list(
        MarkdownList(
          start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            ? Int(cmark_node_get_list_start(node)) : nil,
          isTight: cmark_node_get_list_tight(node) != 0))
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_CODE_BLOCK:
      .code(
        CodeNode(
          info: string(cmark_node_get_fence_info(node)),
          code: string(cmark_node_get_literal(node))))
    case CMARK_NODE_HTML_BLOCK: .html(string(cmark_node_get_literal(node)))
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_TEXT: .text(string(cmark_node_get_literal(node)))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .codeSpan(string(cmark_node_get_literal(node)))
    case CMARK_NODE_HTML_INLINE: .inlineHTML(string(cmark_node_get_literal(node)))
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK:
      .link(url: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      .image(url: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    default: .text("")
    }
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}
