import Text

extension Lesson {
  /// The file of a translation's original; its own for another lesson.
  package var originalPath: String {
    guard let language else { return file.path }
    return file.path.dropLast(language.count + 4) + ".md"
  }

  /// How many minutes it takes to read: 200 words, 350 signs of Chinese or Japanese, 15 lines of code
  /// or 4 displayed formulas a minute. Folded answers do not count.
  package var readingMinutes: Int {
    var minutes = 0.0
    document.walk { node in
      switch node.kind {
      case .text(let text), .codeSpan(let text):
        let wide = text.unicodeScalars.count(where: CJK.isWide)
        let words = text.split { !$0.isLetter && !$0.isNumber }.count { word in
          word.unicodeScalars.first.map { !CJK.isWide($0) } ?? false
        }
        minutes += Double(words) / 200 + Double(wide) / 350
      case .inlineSwift: minutes += 1 / 200
      case .math(let formula, _): minutes += formula.isDisplay ? 1 / 4 : 1 / 100
      case .code(let code): minutes += Self.minutes(blocks[code.index])
      default: break
      }
    }
    return max(1, Int(minutes.rounded()))
  }

  private static func minutes(_ block: CodeBlock) -> Double {
    let lines = Double(block.indentations.count) / 15
    switch block.role {
    case .math: return 1 / 4
    case .output: return 0
    case .swift(let fence):
      let isFolded = fence.mode == .solution || fence.mode == .check
      return fence.showsCode && !isFolded ? lines : 0
    case .csv, .other: return lines
    }
  }
}
