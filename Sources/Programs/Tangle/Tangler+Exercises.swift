import Lessons
import SwiftSyntax
import Text

/// The programs that prove an exercise.
extension Tangler {
  /// Puts the check of the exercise behind one of its answers: `program` ends with that answer, and
  /// is the lesson's program down to here, `main`, with the answer behind it or at its end.
  ///
  /// The program is the answer's own. So what a check changes is seen by nothing else, and an answer
  /// may declare what the others declare.
  mutating func prove(
    _ answer: Int, _ mode: SwiftFence.Mode, in program: Program, behind main: Program
  ) {
    // Where there is no check, that has been said.
    guard let check = lesson.exercise(with: answer)?.check else { return }
    var program = program
    program.joinable = nil
    // What is wrong with the check is said once: with the solution, which each exercise has.
    let before = programs.problems
    append(block: check, to: &program)
    if mode != .solution { programs.problems = before }
    if canBranch(answer, mode, check) {
      let offset = main.text.utf8.count
      let text = String(decoding: program.text.utf8.dropFirst(offset), as: UTF8.self)
      programs.branches.append(branch(answer, check, text, at: offset))
    }
    close(&program)
    programs.sides.append(.init(block: answer, mode: mode, program: program, check: check))
  }

  private func branch(
    _ answer: Int, _ check: Int, _ text: String, at offset: Int
  ) -> Programs.Branch {
    // The compiler's messages say of which answer they are.
    let text = text.replacing(
      "#sourceLocation(file: \"\(programs.main.directivePath)\"",
      with: "#sourceLocation(file: \"\(Programs.Branch.path(answer))\"")
    let seconds = [answer, check].map { lesson.blocks[$0].swift?.timeout ?? timeout }
    return .init(answer: answer, offset: offset, text: text, seconds: seconds.reduce(0, +))
  }

  /// Whether the answer means the same between braces, and leaves nothing behind but what it says.
  private func canBranch(_ answer: Int, _ mode: SwiftFence.Mode, _ check: Int) -> Bool {
    guard !programs.main.namesPlaces else { return false }
    let trees = [answer, check].map { ParsedSwift.tree(of: lesson.blocks[$0].code) }
    for tree in trees {
      guard !tree.hasError, let names = JoinableCode.names(in: tree),
        names.isDisjoint(with: Self.namesOfWhatLasts)
      else { return false }
    }
    // A solution stands in the program itself.
    guard mode != .solution else { return true }
    let declared = Self.declared(in: trees[0])
    return trees[0].statements.allSatisfy { Self.canStandInBraces($0.item) }
      && declared.isDisjoint(with: declaredAbove(answer))
  }

  /// What may outlive the process that uses it, or differ in a copy of it.
  private static let namesOfWhatLasts: Set<String> = [
    "FileManager", "FileHandle", "Process", "Thread", "DispatchQueue", "Task", "write", "fopen",
    "open", "creat", "mkdir", "rename", "unlink", "system", "chdir", "fork", "getpid"
  ]

  private static func canStandInBraces(_ item: CodeBlockItemSyntax.Item) -> Bool {
    switch item {
    case .decl(let declaration):
      switch declaration.kind {
      case .variableDecl, .functionDecl, .structDecl, .classDecl, .enumDecl, .typeAliasDecl: true
      default: false
      }
    case .stmt(let statement): !statement.is(DeferStmtSyntax.self)
    case .expr: true
    @unknown default: false
    }
  }

  /// The names that are declared at the top of a piece of code.
  static func declared(in tree: SourceFileSyntax) -> Set<String> {
    var names: Set<String> = []
    for statement in tree.statements {
      guard case .decl(let declaration) = statement.item else { continue }
      switch declaration.as(DeclSyntaxEnum.self) {
      case .variableDecl(let it):
        for token in it.bindings.flatMap({ $0.pattern.tokens(viewMode: .sourceAccurate) }) {
          names.insert(NamesInCode.plain(token))
        }
      case .functionDecl(let it): names.insert(it.name.text)
      case .structDecl(let it): names.insert(it.name.text)
      case .classDecl(let it): names.insert(it.name.text)
      case .enumDecl(let it): names.insert(it.name.text)
      case .protocolDecl(let it): names.insert(it.name.text)
      case .typeAliasDecl(let it): names.insert(it.name.text)
      default: break
      }
    }
    return names
  }

  /// The names that the program above the answer declares: between braces, the answer would hide
  /// them, and at the program's top, declare them again.
  private func declaredAbove(_ answer: Int) -> Set<String> {
    var names = setup.map { Self.declared(in: ParsedSwift.tree(of: $0.text)) } ?? []
    for (index, block) in lesson.blocks.enumerated()
    where index < answer && block.swift?.runs == true {
      names.formUnion(Self.declared(in: ParsedSwift.tree(of: block.code)))
    }
    return names
  }
}

extension Programs.Branch {
  /// What the compiler calls the file of an answer.
  static func path(_ answer: Int) -> String { "Answer-\(answer).md" }

  /// The answers that the compiler speaks of.
  static func answers(namedIn messages: String) -> Set<Int> {
    Set(messages.matches(of: /Answer-([0-9]+)\.md:/).compactMap { Int($0.1) })
  }
}

extension Programs {
  /// The main program with answers in it, each to be run by a copy of the process.
  func main(with branches: [Branch]) -> Program {
    var program = main
    program.joinable = nil
    let text = Array(main.text.utf8)
    var bytes: [UInt8] = []
    var position = 0
    for branch in branches {
      bytes += text[position..<branch.offset]
      bytes += Array(
        """
        if __tries(\(branch.answer), \(main.blocks.count), \(branch.seconds)) {
        \(branch.text)__tried()
        }

        """.utf8)
      position = branch.offset
    }
    program.text = String(decoding: bytes + text[position...], as: UTF8.self)
    // While a copy runs, the program waits: that is its last block.
    program.waits = true
    let longest = branches.map(\.seconds).max() ?? 0
    program.blocks.append(
      Program.RunningBlock(index: nil, line: 1, timeout: longest + 10, indentations: []))
    return program
  }
}
