import Lessons
import Text

/// The sentences in which a lesson's values stand.
enum Sentences {
  /// What stands before a value in its sentence, and behind it.
  struct Around {
    var before = ""
    var after = ""
  }

  /// The sentence around each value, by the value's number among those in sentences. Other values of
  /// the sentence stand in it as they are recorded.
  static func aroundValues(of lesson: Lesson) -> [Int: Around] {
    var found: [Int: Around] = [:]
    lesson.document.walk { node in
      switch node.kind {
      case .paragraph, .heading, .cell: break
      default: return
      }
      guard node.holdsValue else { return }
      var pieces: [Piece] = []
      collect(node, &pieces)
      for sentence in split(pieces) { take(sentence, of: lesson, &found) }
    }
    return found
  }

  private enum Piece {
    case text(String)
    case value(Int)
  }

  private static func collect(_ node: MarkdownNode, _ pieces: inout [Piece]) {
    for child in node.children {
      switch child.kind {
      case .inlineSwift(let index): pieces.append(.value(index))
      case .math(let formula, _): pieces.append(.text("$\(formula.tex)$"))
      case .codeSpan(let text): pieces.append(.text("`\(text)`"))
      case .text, .softBreak, .lineBreak: pieces.append(.text(child.plainText))
      default: collect(child, &pieces)
      }
    }
  }

  private static func take(_ sentence: [Piece], of lesson: Lesson, _ found: inout [Int: Around]) {
    func text(_ pieces: some Sequence<Piece>) -> String {
      pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .value(let index):
          lesson.inlines[index].recorded ?? "`\(lesson.inlines[index].expression)`"
        }
      }.joined()
    }
    for (place, piece) in sentence.enumerated() {
      guard case .value(let index) = piece else { continue }
      found[index] = Around(
        before: String(text(sentence[..<place]).drop(while: \.isWhitespace)),
        after: text(sentence[(place + 1)...]).trimmingTrailingBlanks())
    }
  }

  // MARK: Where sentences end

  private static func split(_ pieces: [Piece]) -> [[Piece]] {
    var sentences: [[Piece]] = [[]]
    for piece in pieces {
      guard case .text(let text) = piece else {
        sentences[sentences.count - 1].append(piece)
        continue
      }
      for (number, part) in sentenceParts(of: text).enumerated() {
        if number > 0 { sentences.append([]) }
        sentences[sentences.count - 1].append(.text(part))
      }
    }
    return sentences
  }

  /// A text cut behind the ends of its sentences: a full stop before a blank that no small letter
  /// follows, or one of Chinese or Japanese.
  static func sentenceParts(of text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var parts: [String] = []
    var start = 0
    func end(at index: Int) {
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[start..<index])
      parts.append(String(part))
      start = index
    }
    for (index, scalar) in scalars.enumerated() where index >= start {
      if "。！？".unicodeScalars.contains(scalar) {
        end(at: index + 1)
      } else if ".!?".unicodeScalars.contains(scalar), index + 1 < scalars.count,
        scalars[index + 1] == " "
      {
        let next = scalars[(index + 1)...].first { $0 != " " }
        if next?.properties.isLowercase != true { end(at: index + 1) }
      }
    }
    end(at: scalars.count)
    return parts
  }
}

extension MarkdownNode {
  /// Whether Swift stands in its text.
  fileprivate var holdsValue: Bool {
    if case .inlineSwift = kind { return true }
    return children.contains(where: \.holdsValue)
  }
}
