import Text

/// Mathematics is masked before cmark sees the text, because `_`, `*`, `<` and `\` in it are TeX's.
///
/// Each formula becomes one character of a private plane, so that blocks, lines and list
/// indentation stay what they were; `restore` puts the formulas back into cmark's tree.
struct MathMask {
  /// The text for cmark: as many lines as the source.
  private(set) var text: String
  /// What is wrong with the mathematics, as far as reading goes.
  var problems: [Diagnostic] = []
  private(set) var masked: [Unicode.Scalar: Masked] = [:]
  /// The number of each footnote by its name, in the order in which sentences lead to them.
  var footnoteNumbers: [String: Int] = [:]
  /// The lines on which the texts of footnotes begin.
  var footnoteLines: [String: Int] = [:]
  let file: SourceFile
  /// The lines on which a display opens that is never closed.
  var unclosed: Set<Int> = []

  struct Masked {
    /// `nil` for a private character that the author wrote.
    var formula: Formula?
    var mark: ProseMark?
    var source: String
    var line: Int
  }

  /// Stands at the start of each further line of a formula.
  static let continuation: Unicode.Scalar = "\u{10FFFD}"
  private static let plane: ClosedRange<UInt32> = 0xF0000...0xFFFFD

  /// Masks the body of a lesson; `text` has the lines of `file`, the front matter blanked.
  init(_ text: String, of file: SourceFile) {
    self.file = file
    self.text = text
    var lines = text.textLines.map(String.init)
    maskPrivateCharacters(in: &lines)
    maskDisplays(in: &lines)
    maskFootnoteTexts(in: &lines)
    maskInlines(in: &lines)
    checkFootnotes()
    self.text = lines.joined(separator: "\n")
  }

  static func isOurs(_ scalar: Unicode.Scalar) -> Bool {
    plane.contains(scalar.value) || scalar == continuation
  }

  /// Takes the next private character for what it stands for.
  mutating func placeholder(
    _ formula: Formula?, mark: ProseMark? = nil, source: String, line: Int
  ) -> String {
    let value = Self.plane.lowerBound + UInt32(masked.count)
    guard Self.plane.contains(value), let scalar = Unicode.Scalar(value) else { return source }
    masked[scalar] = Masked(formula: formula, mark: mark, source: source, line: line)
    return String(Character(scalar))
  }

  private mutating func maskPrivateCharacters(in lines: inout [String]) {
    for index in lines.indices where lines[index].unicodeScalars.contains(where: Self.isOurs) {
      var line = ""
      for scalar in lines[index].unicodeScalars {
        line +=
          Self.isOurs(scalar)
          ? placeholder(nil, source: String(Character(scalar)), line: index + 1)
          : String(Character(scalar))
      }
      lines[index] = line
    }
  }

  /// The lines, from 1, on which cmark reads code or HTML, and those of fences and HTML alone: what
  /// it takes for indented code may be the inside of a display.
  static func codeLines(of lines: [String]) -> (all: Set<Int>, fenced: Set<Int>) {
    var all: Set<Int> = []
    var fenced: Set<Int> = []
    Cmark.parse(lines.joined(separator: "\n")).walk { node in
      switch node.kind {
      case .code(let block) where !block.isFenced: all.formUnion(node.lines)
      case .code, .html:
        all.formUnion(node.lines)
        fenced.formUnion(node.lines)
      default: break
      }
    }
    return (all, fenced)
  }
}
