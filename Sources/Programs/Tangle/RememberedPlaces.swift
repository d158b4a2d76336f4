import Lessons
import Memo
import SwiftSyntax
import Text
import Wire

/// What the value of a `remember` can depend on in a program's text, for each place at which the
/// program can be when it is called: a digest of the text that can have run or can be called by
/// then.
///
/// That is all text down to the end of the statement that runs; of what stands below, everything
/// that Swift knows from the first line on (functions, types, extensions, operators, imports); and
/// variables below, if anything of that names them, because a function may read one that is not
/// yet set. Other statements below have not run and cannot: to edit them changes no value.
struct RememberedPlaces {
  /// By place: see `RememberedCall.place`.
  private(set) var digests: [Int: Digest] = [:]

  /// Whether a program remembers anything.
  static func isNamed(in program: Program) -> Bool { program.text.contains("remember") }

  init(_ program: Program) {
    let tree = ParsedSwift.tree(of: program.text)
    // What does not parse does not run.
    guard !tree.hasError else { return }
    let items = tree.statements.map(Item.init)
    let source = Array(program.text.utf8)
    var segment = Segment(places: [RememberedCall.start])
    for (index, item) in items.enumerated() {
      if let place = item.opens {
        note(segment, items, source)
        segment = Segment(places: [place])
      } else if item.endsBlock {
        note(segment, items, source)
        segment = Segment(places: [])
      }
      segment.places += item.nested
      segment.end = index + 1
    }
    note(segment, items, source)
    // Its code asks where it stands, so that every line may count.
    if program.namesPlaces {
      let whole = Digest(source)
      digests = digests.mapValues { _ in whole }
    }
  }

  /// The items that run while the program is at one of these places.
  private struct Segment {
    package var places: [Int]
    /// The index of the first item behind it.
    package var end = 0
  }

  private mutating func note(_ segment: Segment, _ items: [Item], _ source: [UInt8]) {
    guard !segment.places.isEmpty, segment.end > 0 else { return }
    var end = segment.end
    while end > 1, items[end - 1].isDirective { end -= 1 }
    let (above, below) = (items[..<end], items[end...])
    var key = KeyBuilder()
    key.add("remember 1")
    key.add(Array(source[..<(above.last?.end ?? 0)]))
    var named = Set(above.flatMap(\.references))
    for item in below where item.isHoisted { named.formUnion(item.references) }
    // A variable's type may follow from another variable's.
    var variables = below.indices.filter { !items[$0].variables.isEmpty }
    var added: Set<Int> = []
    while let next = variables.firstIndex(where: { !named.isDisjoint(with: items[$0].variables) }) {
      let index = variables.remove(at: next)
      added.insert(index)
      named.formUnion(items[index].references)
    }
    for index in below.indices where items[index].isHoisted || added.contains(index) {
      key.add(items[index].text)
    }
    let digest = key.digest
    for place in segment.places { digests[place] = digest }
  }
}

extension RememberedPlaces {
  /// An item of the program's top level.
  private struct Item {
    /// The place that the program is at from here on, if it is a call that notes one.
    var opens: Int?
    /// Whether it is a directive, which means nothing behind the last line.
    var isDirective = false
    /// Whether it is the call at a block's end.
    var endsBlock = false
    /// The places that are noted in it, for a scoped block.
    var nested: [Int] = []
    /// Whether it counts for code above it.
    var isHoisted = false
    /// The names of variables that it declares, as code may write them.
    var variables: Set<String> = []
    /// The names that it refers to, but for its own local ones.
    package var references: Set<String>
    package var text: String
    package var end: Int

    package init(_ statement: CodeBlockItemSyntax) {
      end = statement.endPositionBeforeTrailingTrivia.utf8Offset
      text = ""
      references = []
      if let (name, argument) = Self.call(statement) {
        switch name {
        case "__at":
          opens = argument
          return
        case "__begin":
          opens = RememberedCall.beginning(ofBlock: argument)
          return
        case "__end":
          endsBlock = true
          return
        default: break
        }
      }
      if let scope = statement.item.as(DoStmtSyntax.self) {
        nested = scope.body.statements.compactMap { inner in
          Self.call(inner).flatMap { $0.name == "__at" ? $0.argument : nil }
        }
      }
      references = NamesInCode.names(in: Syntax(statement))
      switch statement.item {
      case .decl(let declaration):
        isDirective = declaration.is(PoundSourceLocationSyntax.self)
        if isDirective { return }
        if let variable = declaration.as(VariableDeclSyntax.self) {
          for binding in variable.bindings { declare(Syntax(binding.pattern)) }
        } else {
          isHoisted = true
        }
      case .stmt(let statement):
        // `guard let x` at the top level declares x for all.
        if let check = statement.as(GuardStmtSyntax.self) { declare(Syntax(check.conditions)) }
      case .expr(let expression):
        // A macro may declare anything.
        isHoisted = expression.is(MacroExpansionExprSyntax.self)
      @unknown default: isHoisted = true
      }
      if isHoisted || !variables.isEmpty { text = statement.trimmedDescription }
    }

    private mutating func declare(_ node: Syntax) {
      for token in node.tokens(viewMode: .sourceAccurate) {
        guard token.parent?.is(IdentifierPatternSyntax.self) == true else { continue }
        let name = NamesInCode.plain(token)
        // What a property wrapper makes of it, too.
        variables.formUnion([name, "_\(name)", "$\(name)"])
      }
    }

    /// A call of ours with a number.
    private static func call(_ item: CodeBlockItemSyntax) -> (name: String, argument: Int)? {
      guard let call = item.item.as(FunctionCallExprSyntax.self),
        let name = call.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text,
        name.hasPrefix("__"), let first = call.arguments.first,
        let number = first.expression.as(IntegerLiteralExprSyntax.self)
      else { return nil }
      return Int(number.literal.text).map { (name, $0) }
    }
  }
}
