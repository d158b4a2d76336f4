package import Lessons
package import SwiftSyntax
package import Text

/// Puts the running blocks of a lesson into one program, and each block that stands beside it (one
/// that must not compile, must crash, is compiled only, or runs alone) into one of its own.
///
/// A program is the author's text, line for line, under `#sourceLocation` directives. Between its
/// lines stand calls of ours: one that notes the line before each statement, so that a crash, an
/// `exit` or an endless loop has a place, and ones around the expressions whose values are shown or
/// recorded.
package struct Tangler {
  /// What a lesson's program calls in `LessonKit`.
  enum Call {
    package static let start = "__start()"
    package static let finish = "__finish()"
    package static func begin(_ block: Int) -> String { "__begin(\(block))" }
    package static func end(_ block: Int) -> String { "__end(\(block))" }
    package static func at(_ line: Int) -> String { "__at(\(line))" }
    /// Calls around an expression stand far to the right, where no author's code is, so that a
    /// message about the call is known.
    package static let show = String(repeating: " ", count: wrapColumn - 1) + "__show("
    package static func value(_ number: Int) -> String {
      String(repeating: " ", count: wrapColumn - 1) + "__told(\(number),"
    }
    static let wrapColumn = 2_001
  }

  /// Seconds a block may run where nothing else is said.
  static let defaultTimeout = 30.0
  let lesson: Lesson
  let setup: SourceFile?
  let timeout: Double
  var programs: Programs

  /// Tangles `lesson`; `setup` is its setup file, `timeout` the command line's.
  package static func tangle(_ lesson: Lesson, setup: SourceFile?, timeout: Double?) -> Programs {
    var tangler = Tangler(lesson, setup: setup, timeout: timeout)
    tangler.tangle()
    return tangler.programs
  }

  private init(_ lesson: Lesson, setup: SourceFile?, timeout: Double?) {
    self.lesson = lesson
    self.setup = setup
    self.timeout = lesson.frontMatter.timeout ?? timeout ?? Self.defaultTimeout
    programs = Programs(
      main: Program(
        path: lesson.file.path, data: lesson.frontMatter.data,
        isOptimized: lesson.frontMatter.optimize, limits: lesson.frontMatter.limits,
        namesPlaces: Self.asksForPlaces(lesson, setup)))
    let longest = lesson.blocks.map(\.indentations.count).max() ?? 0
    while programs.main.step < 2 * longest + 10 { programs.main.step *= 10 }
  }

  private mutating func tangle() {
    refuseUseAboveDeclaration()
    refuseNamesOfOurs()
    var main = opening()
    if setup == nil, !main.isOptimized, !main.namesPlaces { main.joinable = JoinableProgram() }
    for cell in lesson.cells {
      switch cell {
      case .inline(let index): append(inline: index, to: &main)
      case .block(let index):
        guard let fence = lesson.blocks[index].swift else { continue }
        switch fence.mode {
        case .run: append(block: index, to: &main)
        case .solution:
          append(block: index, to: &main)
          prove(index, fence.mode, in: main, behind: main)
        case .exercise, .wrong:
          var program = main
          program.joinable = nil
          append(block: index, to: &program)
          prove(index, fence.mode, in: program, behind: main)
        // It stands in the programs of the answers.
        case .check: break
        case .ignore:
          // Only shown; but nobody computes what it seems to record.
          let code = lesson.blocks[index].code
          _ = annotations(in: ParsedSwift.tree(of: code), code, of: index, fence)
        case .isolated:
          var program = opening()
          append(block: index, to: &program)
          close(&program)
          programs.sides.append(.init(block: index, mode: fence.mode, program: program))
        case .noRun, .compileFail, .shouldCrash:
          // The blocks above, but not what they record: it is checked once, in the main program.
          var program = main
          program.joinable = nil
          append(block: index, to: &program)
          close(&program)
          programs.sides.append(.init(block: index, mode: fence.mode, program: program))
        }
      }
    }
    close(&main)
    if main.joinable?.isComplete == false { main.joinable = nil }
    programs.main = main
  }

  /// Whether code of the lesson prints where it stands. What its setup file asks for, as a default
  /// argument, is where the lesson calls it.
  private static func asksForPlaces(_ lesson: Lesson, _ setup: SourceFile?) -> Bool {
    let words = ["#line", "#file", "#column"]
    if let setup, words.contains(where: { setup.text.contains($0) }) { return true }
    return lesson.blocks.contains { block in
      block.swift != nil && words.contains { block.code.contains($0) }
    } || lesson.inlines.contains { inline in words.contains { inline.expression.contains($0) } }
  }

  private func opening() -> Program {
    var program = programs.main
    program.text = "import Nabla\nimport LessonKit\n\(Call.start)\n"
    program.setup = setup
    if let setup {
      program.text += Self.directive(program.setupDirectivePath, 1) + "\n" + setup.text
      if setup.text.utf8.last != 0x0A { program.text += "\n" }
    }
    return program
  }

  func close(_ program: inout Program) {
    if let last = program.blocks.last {
      program.text += Self.directive(program, last.line, last.line, program.blocks.count - 1) + "\n"
    }
    program.text += "\(Call.finish)\n"
  }

  /// The directive for a line of the block with this number, which begins at `blockLine`.
  static func directive(
    _ program: Program, _ line: Int, _ blockLine: Int, _ number: Int
  ) -> String {
    directive(
      program.directivePath, program.directiveLine(line, ofBlock: number, at: blockLine))
  }

  static func directive(_ path: String, _ line: Int) -> String {
    var escaped = ""
    for scalar in path.unicodeScalars {
      if scalar.value < 0x20 || scalar == "\\" || scalar == "\"" {
        escaped += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return "#sourceLocation(file: \"\(escaped)\", line: \(line))"
  }

  // MARK: One block

  mutating func append(block index: Int, to program: inout Program) {
    let block = lesson.blocks[index]
    guard let fence = block.swift else { return }
    let number = program.blocks.count
    // Our own lines count as the fence's.
    let fenceLine = Self.directive(program, block.line, block.line, number)
    program.text += "\(fenceLine)\n\(Call.begin(number))\n"
    program.joinable?.begin(number)
    if fence.isScoped {
      program.text += "do {\n"
      program.joinable?.open()
    }
    var joinable = program.joinable
    program.text += tangled(index, fence, &joinable) { line in
      program.directiveLine(line, ofBlock: number, at: block.line)
    }
    program.joinable = joinable
    if fence.isScoped {
      program.text += "\(fenceLine)\n}\n"
      program.joinable?.close()
    }
    program.text += "\(fenceLine)\n\(Call.end(number))\n"
    program.joinable?.end(number)
    program.blocks.append(
      Program.RunningBlock(
        index: index, line: block.line, timeout: fence.timeout ?? timeout,
        indentations: [0] + block.indentations))
  }

  private mutating func tangled(
    _ index: Int, _ fence: SwiftFence, _ joinable: inout JoinableProgram?,
    directiveLine: (Int) -> Int
  ) -> String {
    let block = lesson.blocks[index]
    let isWhole = block.code.isEmpty || block.code.utf8.last == 0x0A
    let code = isWhole ? block.code : block.code + "\n"
    let tree = ParsedSwift.tree(of: code)
    var pieces = TangledPieces(
      code, firstLine: directiveLine(block.firstCodeLine), path: programs.main.directivePath)
    guard !tree.hasError else {
      joinable = nil
      pieces.copyRest()
      return pieces.text
    }
    if fence.isScoped { refuseWhatScopesCannotHold(tree, block) }
    if code.contains("remember") { refuseWhatIsNotRemembered(tree, block) }
    let annotations = annotations(in: tree, code, of: index, fence)
    // What is recorded is no part of the program: where it changes, nothing is run again.
    for comment in Annotation.comments(in: tree)
    where Annotation.recorded(in: comment.text) != nil {
      pieces.leaveOut(comment.offset..<(comment.offset + comment.text.utf8.count))
    }
    let last = tree.statements.last
    let entry = fence.mode == .isolated ? MainType(tree) : nil
    if let entry { pieces.blank(entry.attribute) }
    defer { if entry != nil { joinable = nil } }
    for statement in tree.statements {
      let start = statement.positionAfterSkippingLeadingTrivia.utf8Offset
      var role = JoinableProgram.Role.plain
      if let number = annotations[start] {
        pieces.mark(before: start)
        pieces.wrap(
          statement, in: Call.value(number))
        role = .valued(number)
      } else if statement.id == last?.id, Self.showsItsValue(statement.item), fence.hasOutput {
        pieces.mark(before: start)
        pieces.wrap(statement, in: Call.show)
        role = .shown
      } else if Self.runsCode(statement.item) {
        pieces.mark(before: start)
      }
      let line = directiveLine(place(ofByte: start, in: block).line)
      let joins = joinable?.add(statement, as: role, line: line, isScoped: fence.isScoped)
      if joins == false { joinable = nil }
    }
    pieces.copyRest()
    return pieces.text + (entry.map { "\($0.call)\n" } ?? "")
  }

  /// Whether the item does something when the program reaches it.
  private static func runsCode(_ item: CodeBlockItemSyntax.Item) -> Bool {
    switch item {
    case .decl(let declaration): declaration.is(VariableDeclSyntax.self)
    case .stmt, .expr: true
    @unknown default: true
    }
  }

  /// Whether the item is an expression whose value is worth showing.
  package static func showsItsValue(_ item: CodeBlockItemSyntax.Item) -> Bool {
    guard case .expr(let expression) = item else { return false }
    if expression.is(IfExprSyntax.self) || expression.is(SwitchExprSyntax.self) { return false }
    // `#warning` and `#error` say something to the author and have no value.
    if let macro = expression.as(MacroExpansionExprSyntax.self),
      ["warning", "error"].contains(macro.macroName.text)
    {
      return false
    }
    // An assignment is not parsed as such until operators are folded.
    if let sequence = expression.as(SequenceExprSyntax.self) {
      return !sequence.elements.contains { $0.is(AssignmentExprSyntax.self) }
    }
    return !expression.is(InfixOperatorExprSyntax.self)
  }

  /// The line and column in the file of a byte of a block's code.
  func place(ofByte offset: Int, in block: CodeBlock) -> (line: Int, column: Int) {
    let before = block.code.utf8.prefix(offset)
    let row = before.count { $0 == 0x0A }
    let column = before.reversed().prefix { $0 != 0x0A }.count
    let indentation = block.indentations.indices.contains(row) ? block.indentations[row] : 0
    return (block.firstCodeLine + row, indentation + column + 1)
  }
}
