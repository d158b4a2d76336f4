import Testing

@testable import Courses
@testable import Programs
@testable import Text

@Suite("Programs that can be compiled together") struct JoinableTests {
  private func joinable(_ markdown: String) -> JoinableProgram? {
    Tangler.tangle(readLesson(markdown).lesson, setup: nil, timeout: nil).main.joinable
  }

  private func joinable(code: String) -> JoinableProgram? {
    joinable("a\n\n```swift\n\(code)\n```\n")
  }

  static let joined: [String] = [
    "let a = 1\nprint(a)", "var a = 1, b = a\na += b", "let (a, b) = (1, 2)\na + b // => 3",
    "var a: Int?\na = 1", "let a = try f()", "func f() throws -> Int { 1 }\nlet a = try f()",
    "struct S { var a = 1 }\nlet s = S()", "final class C { deinit { print(1) } }",
    "indirect enum E { case a(E), b }", "protocol P { var a: Int { get } }",
    "typealias Vector = [Double]", "struct S {}\nextension S { func f() {} }",
    "struct S: Equatable { var a = 1 }\nextension S: CustomStringConvertible {\n"
      + "  var description: String { \"\" }\n}",
    "extension Array where Element == Double {\n  var mean: Double { reduce(0, +) }\n}\n[1.0].mean",
    "@discardableResult func f() -> Int { 1 }\nf()", "import Foundation\nsqrt(2.0)",
    "for i in 0..<3 { print(i) }", "if true { print(1) }", "throw E()", "do { try f() } catch {}",
    "var total: Int { 1 }\ntotal", "let text = \"\"\"\n  a\n    b\n  \"\"\"\ntext",
    "let `default` = 1\n`default`", "#\"raw\"#", "学习 = 1", ""
  ]

  @Test(arguments: joined)
  func `means the same in a file of a module`(code: String) {
    #expect(joinable(code: code) != nil)
  }

  static let alone: [(String, String)] = [
    ("waits", "await f()"), ("remembers", "let a = remember { 1 }"),
    ("asks for its place", "print(#line)"),
    ("asks for its function", "print(#function)"),
    ("is compiled on a condition", "#if A\n1\n#endif"),
    ("binds what follows", "guard let a = f() else { fatalError() }"),
    ("defers to the end", "defer { print(1) }"),
    ("declares an operator", "infix operator <+>"),
    ("defines an operator", "func + (a: S, b: S) -> S { a }"),
    ("defines one in a type", "struct S { static func + (a: S, b: S) -> S { a } }"),
    (
      "defines one in a type of a type",
      "struct S { struct T { static func == (a: T, b: T) -> Bool { true } } }"
    ),
    ("conforms another's type", "extension Int: P {}"),
    ("adds a type to another's type", "extension Int { struct S {} }"),
    ("publishes in another's type", "extension Int { public var a: Int { 1 } }"),
    ("adds an initialiser", "struct S {}\nextension S { init(a: Int) {} }"),
    ("is an actor", "actor A {}"), ("has an attribute", "@MainActor func f() {}"),
    ("is marked", "@frozen struct S {}"), ("is private", "private struct S {}"),
    ("is lazy", "lazy var a = 1"), ("is set later", "let a: Int\na = 1"),
    ("is watched", "var a = 1 { didSet { print(a) } }"), ("ignores a value", "let _ = f()"),
    ("imports one thing", "import struct Foundation.Date"),
    ("calls before it declares", "f()\nfunc f() {}"),
    ("reads before it declares", "func f() { print(a) }\nlet a = 1"),
    ("names a type before it declares it", "let a = S()\nstruct S {}"),
    ("uses a member before it is added", "[1].mean\nextension Array { var mean: Int { 1 } }"),
    ("shadows itself", "let max = 1\nlet min = max\nlet a = b\nlet b = 2"),
    ("cannot be parsed", "let a = (")
  ]

  @Test(arguments: alone)
  func `stands alone`(what: String, code: String) {
    #expect(joinable(code: code) == nil, "\(what)")
  }

  @Test func `what a lesson asks for makes it stand alone`() {
    let code = "```swift\nlet a = 1\n```\n"
    #expect(joinable("a\n\n\(code)") != nil)
    #expect(joinable("---\noptimize: true\n---\n\n\(code)") == nil)
    let lesson = readLesson(code).lesson
    let setup = SourceFile(path: "lessons/setup.swift", text: "let b = 1\n")
    #expect(Tangler.tangle(lesson, setup: setup, timeout: nil).main.joinable == nil)
  }

  @Test func `a declaration of a later block cannot be used in an earlier one`() {
    #expect(joinable("```swift\nf()\n```\n\n```swift\nfunc f() {}\n```\n") == nil)
    #expect(joinable("`{swift} a // => 1`\n\n```swift\nlet a = 1\n```\n") == nil)
    #expect(joinable("```swift\nlet a = 1\n```\n\n`{swift} a // => 1`\n") != nil)
  }

  @Test func `blocks beside the program do not count`() {
    let side = "```swift, should-crash\nguard false else { fatalError() }\n```\n"
    #expect(joinable("```swift\nlet a = 1\n```\n\n\(side)") != nil)
  }

  // MARK: Who goes with whom

  private func fit(_ first: String, _ second: String) -> Bool {
    guard let first = joinable(code: first), let second = joinable(code: second) else {
      return false
    }
    #expect(first.fits(second) == second.fits(first))
    return first.fits(second)
  }

  @Test func `files with the same imports go together`() {
    #expect(fit("let a = 1", "let a = 2"))
    #expect(fit("struct S {}", "enum S {}"))
    #expect(fit("import Foundation\n1", "import Foundation\n2"))
    #expect(!fit("import Foundation\n1", "2"))
  }

  /// Two programs, and whether a type of the first is named in the second.
  static let namesakes: [(String, String, Bool)] = [
    ("struct S {}", "struct T {}", false), ("struct S {}", "enum S {}", true),
    ("struct Tensor {}", "let a = Tensor(1)", true),
    ("typealias V = Int", "func f<V>(_ v: V) {}", true),
    ("struct T {}", "struct S { struct T {} }", true), ("let a = 1", "struct a {}", false)
  ]

  @Test(arguments: namesakes)
  func `types that another file names are the file's own`(
    first: String, second: String, isHidden: Bool
  ) throws {
    let program = try #require(joinable(code: first))
    #expect(program.clashes(with: [try #require(joinable(code: second))]) == isHidden)
    let text = program.text(number: 0, hidesTypes: isHidden)
    let isType = !first.hasPrefix("let")
    #expect(text.contains("fileprivate \(first)") == (isHidden || !isType), "\(text)")
  }

  @Test func `groups are as large as leaves every job one`() {
    let plain = joinable(code: "let a = 1")
    func sizes(_ count: Int, jobs: Int) -> [Int] {
      LessonGroups.groups(Array(repeating: plain, count: count), jobs: jobs).map(\.count)
    }
    #expect(sizes(0, jobs: 2) == [])
    #expect(sizes(3, jobs: 2) == [1, 1, 1])
    #expect(sizes(4, jobs: 2) == [2, 2])
    #expect(sizes(5, jobs: 2) == [2, 2, 1])
    #expect(sizes(25, jobs: 2) == [10, 10, 5])
    #expect(sizes(7, jobs: 16) == [1, 1, 1, 1, 1, 1, 1])
    let other = joinable(code: "import Foundation")
    let groups = LessonGroups.groups([plain, nil, plain, other, plain, other], jobs: 1)
    #expect(groups == [[0, 2, 4], [1], [3, 5]])
  }
}
