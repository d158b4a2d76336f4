import SwiftParser
import SwiftSyntax

/// Puts the running blocks of a lesson into one program.
///
/// The program is the author's text, line for line, under `#sourceLocation` directives. Two things
/// are put between its lines: a call that notes the line before each statement, so that a crash, an
/// `exit` or an endless loop has a place; and one around a block's trailing expression, so that its
/// value is shown.
struct Tangler {
  /// What a lesson's program calls in `LessonKit`.
  enum Call {
    static let start = "__start()"
    static let finish = "__finish()"
    static func begin(_ block: Int) -> String { "__begin(\(block))" }
    static func end(_ block: Int) -> String { "__end(\(block))" }
    static func at(_ line: Int) -> String { "__at(\(line))" }
    /// Far to the right, where no author's code is, so that a message about the call is known.
    static let show = String(repeating: " ", count: showColumn - 1) + "__show("
    static let showColumn = 2_001
  }

  /// Seconds a block may run where nothing else is said.
  static let defaultTimeout = 30.0

  /// Tangles `lesson`; `setup` is the text of its setup file.
  static func tangle(_ lesson: Lesson, setup: SourceFile?, timeout: Double?) -> Program {
    var text = "import Nabla\nimport LessonKit\n\(Call.start)\n"
    if let setup {
      text += directive(setup.path, 1) + "\n" + setup.text
      if !setup.text.hasSuffix("\n") { text += "\n" }
    }
    var running: [Program.RunningBlock] = []
    var indentations: [Int: Int] = [:]
    for (index, block) in lesson.blocks.enumerated() where block.runs {
      guard case .swift(let fence) = block.role else { continue }
      // Our own lines count as the fence's.
      let fenceLine = directive(lesson.file.path, block.line)
      text += "\(fenceLine)\n\(Call.begin(index))\n"
      text += tangled(block, path: lesson.file.path)
      text += "\(fenceLine)\n\(Call.end(index))\n"
      running.append(
        Program.RunningBlock(
          index: index, line: block.line,
          codeLines: block.line...(block.firstCodeLine + max(0, block.indentations.count - 1)),
          timeout: fence.timeout ?? timeout ?? lesson.frontMatter.timeout ?? defaultTimeout))
      for (offset, bytes) in block.indentations.enumerated() where bytes > 0 {
        indentations[block.firstCodeLine + offset] = bytes
      }
    }
    text += "\(Call.finish)\n"
    return Program(
      path: lesson.file.path, text: text, blocks: running, data: lesson.frontMatter.data,
      isOptimized: lesson.frontMatter.optimize, indentations: indentations)
  }

  private static func directive(_ path: String, _ line: Int) -> String {
    let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "#sourceLocation(file: \"\(escaped)\", line: \(line))"
  }

  // MARK: One block

  private static func tangled(_ block: CodeBlock, path: String) -> String {
    let code = block.code.hasSuffix("\n") ? block.code : block.code + "\n"
    let tree = Parser.parse(source: code)
    let source = Array(code.utf8)
    var pieces = Pieces(source: source, firstLine: block.firstCodeLine, path: path)
    guard !tree.hasError else {
      pieces.copy(through: source.count)
      return pieces.text
    }
    let last = tree.statements.last
    for statement in tree.statements {
      let start = statement.positionAfterSkippingLeadingTrivia.utf8Offset
      let isTrailing = statement.id == last?.id && showsItsValue(statement.item)
      if isTrailing {
        pieces.mark(before: start)
        pieces.wrap(
          from: start,
          semicolon: statement.semicolon?.positionAfterSkippingLeadingTrivia.utf8Offset)
      } else if runsCode(statement.item) {
        pieces.mark(before: start)
      }
    }
    pieces.copy(through: source.count)
    return pieces.text
  }

  /// Whether the item does something when the program reaches it.
  private static func runsCode(_ item: CodeBlockItemSyntax.Item) -> Bool {
    switch item {
    case .decl(let declaration): declaration.is(VariableDeclSyntax.self)
    case .stmt, .expr: true
    }
  }

  /// Whether the item is an expression whose value is worth showing.
  private static func showsItsValue(_ item: CodeBlockItemSyntax.Item) -> Bool {
    guard case .expr(let expression) = item else { return false }
    if expression.is(IfExprSyntax.self) || expression.is(SwitchExprSyntax.self) { return false }
    if expression.is(MacroExpansionExprSyntax.self) { return true }
    // An assignment is not parsed as such until operators are folded.
    if let sequence = expression.as(SequenceExprSyntax.self) {
      return !sequence.elements.contains { $0.is(AssignmentExprSyntax.self) }
    }
    return !expression.is(InfixOperatorExprSyntax.self)
  }

  /// The block's text as it is copied, with directives wherever lines were put between its lines.
  private struct Pieces {
    let source: [UInt8]
    let firstLine: Int
    let path: String
    private(set) var text: String
    private var position = 0

    init(source: [UInt8], firstLine: Int, path: String) {
      self.source = source
      self.firstLine = firstLine
      self.path = path
      text = directive(path, firstLine) + "\n"
    }

    mutating func copy(through end: Int) {
      guard end > position else { return }
      text += String(decoding: source[position..<end], as: UTF8.self)
      position = end
    }

    /// Notes the line of the statement at `start`, where it begins its line.
    mutating func mark(before start: Int) {
      let lineStart = startOfLine(start)
      guard source[lineStart..<start].allSatisfy({ $0 == 0x20 || $0 == 0x09 }),
        lineStart >= position
      else { return }
      copy(through: lineStart)
      let line = line(at: start)
      text += "\(Call.at(line))\n\(directive(path, line))\n"
    }

    /// Shows the value of the expression at `start`. The call opens on the line before, so that
    /// every byte of the expression keeps its line and column.
    mutating func wrap(from start: Int, semicolon: Int?) {
      copy(through: start)
      let line = line(at: start)
      let column = start - startOfLine(start)
      text += "\n\(directive(path, line - 1))\n\(Call.show)\n"
      text += String(repeating: " ", count: column)
      if let semicolon {
        // It would end the call.
        copy(through: semicolon)
        text += " "
        position = semicolon + 1
      }
      copy(through: source.count)
      text += "\n)\n"
    }

    private func startOfLine(_ offset: Int) -> Int {
      (source[..<offset].lastIndex(of: 0x0A) ?? -1) + 1
    }

    private func line(at offset: Int) -> Int {
      firstLine + source[..<offset].count { $0 == 0x0A }
    }
  }
}
