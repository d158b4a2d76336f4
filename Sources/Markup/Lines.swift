import Text

/// Where the lines of a printed tree end.
extension [Node] {
  /// Whether what is printed ends with a line.
  package var endsLine: Bool {
    for node in reversed() {
      switch node {
      case .text(let text), .code(let text), .written(let text):
        if !text.isEmpty { return text.utf8.last == 0x0A }
      case .element(let element): return element.layout != .inline
      }
    }
    return false
  }

  /// Without the line's end at its own end, if it has one.
  package func trimmingLastLineEnd() -> [Node] {
    guard let last else { return self }
    return dropLast() + [last.changingText { $0.trimmingTrailingNewline() }]
  }

  /// Without the line ends and blanks around it; a blank that cannot break is none.
  package func trimmingLineEnds() -> [Node] {
    func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x20 }
    var nodes = self[...]
    while let first = nodes.first {
      let rest = first.changingText { text in
        String(decoding: [UInt8](text.utf8.drop(while: isEnd)), as: UTF8.self)
      }
      if case .element = first { break }
      nodes[nodes.startIndex] = rest
      if !rest.isNothing { break }
      nodes.removeFirst()
    }
    while let last = nodes.last {
      let rest = last.changingText { text in
        let end = text.utf8.lastIndex { !isEnd($0) }
        return end.map { String(decoding: [UInt8](text.utf8[...$0]), as: UTF8.self) } ?? ""
      }
      nodes[nodes.endIndex - 1] = rest
      if !rest.isNothing { break }
      nodes.removeLast()
    }
    return Array(nodes)
  }
}

extension Node {
  /// Whether nothing is printed.
  package var isNothing: Bool {
    switch self {
    case .text(let text), .code(let text), .written(let text): text.isEmpty
    case .element: false
    }
  }

  /// The same with another text; an element without the line's end behind it.
  fileprivate func changingText(_ change: (String) -> String) -> Node {
    switch self {
    case .text(let text): return .text(change(text))
    case .code(let text): return .code(change(text))
    case .written(let text): return .written(change(text))
    case .element(var element):
      if element.layout == .line { element.layout = .inline }
      return .element(element)
    }
  }

  /// The pieces of a text between its line ends; of an element that holds texts, one for each line.
  package var lines: [Node] {
    switch self {
    case .text(let text): text.textLines.map { .text(String($0)) }
    case .code(let text): text.textLines.map { .code(String($0)) }
    case .written(let text): text.textLines.map { .written(String($0)) }
    case .element(let element):
      element.children.flatMap(\.lines).map { line in
        var part = element
        part.children = [line]
        return .element(part)
      }
    }
  }
}
