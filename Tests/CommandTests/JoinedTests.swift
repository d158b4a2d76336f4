import Foundation
import TestSupport
import Testing

@Suite("Lessons that are compiled together", .serialized)
struct JoinedTests {
  /// As many jobs leave no lesson a companion, and one job leaves it all of them.
  private func verify(_ course: TemporaryFolder, together: Bool, _ more: String...) throws -> Run {
    try? FileManager.default.removeItem(at: course.url.appendingPathComponent(".nabla/store"))
    return try run(
      buildFolder.appendingPathComponent("nabla"),
      ["verify", "--verbose", "--jobs", together ? "1" : "64"] + more, in: course.url)
  }

  /// Lessons that show what might differ: how types, values and errors are written, when variables
  /// are computed, what is captured and when it is freed.
  static let codes: [String] = [
    "struct Point { var x = 1.0, y = [2.0] }\nlet points = [Point(), Point(x: 3)]\nprint(points)\n"
      + "debugPrint(points[0])\ndump(points[1])\nprint(Point.self, type(of: points))\npoints",
    "enum Sign: Int, CaseIterable { case plus = 1, minus = -1 }\nprint(Sign.allCases, Sign.plus)\n"
      + "let sign: Sign? = .minus\nprint(sign as Any)\nprint(String(reflecting: sign))\nSign.plus",
    "final class Counter {\n  let name: String\n  init(_ name: String) { self.name = name }\n"
      + "  deinit { print(\"gone:\", name) }\n}\nvar counter: Counter? = Counter(\"first\")\n"
      + "weak var seen = counter\ncounter = Counter(\"second\")\nprint(seen == nil)\ncounter = nil",
    "func say(_ text: String) -> Int {\n  print(\"say\", text)\n  return text.count\n}\n"
      + "let early = say(\"one\")\nprint(\"between\")\nvar late = say(\"three\")\nlate += early\nlate",
    "var log: [String] = []\nfunc note(_ text: String) { log.append(text) }\nnote(\"a\")\n"
      + "let closures = (1...3).map { i in { log.append(\"c\\(i)\") } }\nclosures.forEach { $0() }\nlog",
    "enum Bad: Error { case luck(Int) }\nfunc risky(_ n: Int) throws -> Int {\n"
      + "  if n > 1 { throw Bad.luck(n) }\n  return n\n}\nlet fine = try risky(1)\n"
      + "do { print(try risky(2)) } catch { print(error) }\nlet maybe = try? risky(3)\nprint(maybe as Any)\nfine",
    "protocol Shape { var area: Double { get } }\nextension Shape { var double: Double { 2 * area } }\n"
      + "struct Square: Shape { var side: Double; var area: Double { side * side } }\n"
      + "let shapes: [any Shape] = [Square(side: 2), Square(side: 3)]\nprint(shapes.map(\\.double))\nshapes",
    "func largest<T: Comparable>(_ items: [T]) -> T? {\n  items.max()\n}\nprint(largest([1, 3, 2]) as Any)\n"
      + "extension Array where Element == Double {\n  var mean: Double { reduce(0, +) / Double(count) }\n}\n"
      + "[1.0, 2, 4].mean",
    "extension Array where Element == Double {\n  var mean: String { \"another mean\" }\n}\n[1.0].mean",
    "let names = [\"b\": 2, \"a\": 1]\nprint(names.sorted { $0.key < $1.key })\nprint(Set([3, 1, 2]).sorted())\n"
      + "let (low, high) = (names.values.min()!, names.values.max()!)\nlow + high",
    "import Foundation\nprint(String(format: \"%.3f\", sqrt(2.0)))\nlet words = \"a b\".components(separatedBy: \" \")\nwords",
    "import Foundation\nlet root = pow(2.0, 0.5)\nroot",
    "let w = Scalar(0.5, name: \"w\")\nlet loss = squaredError(predicted: tanh(w * 2), expected: 1)\n"
      + "let gradient = loss.gradient()\nprint(gradient[w])\nw",
    // Names that lessons above have taken: the types are each file's own.
    "struct Point { var y = 2.0 }\nlet point = Point()\nprint(point, Point.self, type(of: point))\n"
      + "print(\"\\(Point(y: 1))\")\npoint",
    "struct Point { var z = 2.0 }\nprint([Point()])\ndebugPrint(Point())\nPoint.self",
    "protocol Shape { var side: Int { get } }\nstruct Square: Shape, Equatable { var side = 3 }\n"
      + "extension Square { func doubled() -> Square { Square(side: 2 * side) } }\n"
      + "final class Counter { var squares: [Square] = [] }\nlet counter = Counter()\n"
      + "counter.squares.append(Square().doubled())\ncounter.squares[0]",
    "var total: Int { counts.reduce(0, +) }\nvar counts = [1, 2]\nprint(total)",
    "var counts = [1, 2]\nvar total: Int { counts.reduce(0, +) }\ncounts.append(3)\ntotal",
    "enum Tally { static var made = 0 }\nstruct Stack<Element> {\n  private var items: [Element] = []\n  mutating func push(_ item: Element) { items.append(item) }\n"
      + "}\nvar stack = Stack<Int>()\nstack.push(1)\nTally.made += 1\nprint(stack, Tally.made)\nstack"
  ]

  @Test func sayTheSameAsAlone() throws {
    let course = try TemporaryFolder()
    for (number, code) in Self.codes.enumerated() {
      try course.write(
        "# Lesson \(number)\n\n```swift\n\(code)\n```\n\n```output\n```\n\nIt is `{swift} 1 + 1 // => 0`.\n",
        to: "lessons/\(number + 10)-lesson-\(number).md")
    }
    // What is recorded is what each says alone.
    let alone = try verify(course, together: false, "--update")
    #expect(alone.status == 0, "\(alone.errors)")
    #expect(!alone.errors.contains("compiled with"))
    let together = try verify(course, together: true)
    #expect(together.status == 0, "\(together.errors)")
    #expect(together.errors.components(separatedBy: "compiled with").count > Self.codes.count / 2)
    // A second run in other surroundings is one alone.
    let twice = try verify(course, together: true, "--twice")
    #expect(twice.status == 0, "\(twice.errors)")
  }

  /// Lessons that go wrong in a group of others that do not.
  static let wrong: [(String, String)] = [
    ("trap", "let xs = [1]\nprint(\"kept\")\nxs[3]"),
    (
      "error",
      "enum Bad: Error { case luck }\nfunc f() throws -> Int { throw Bad.luck }\nlet a = try f()"
    ),
    ("exit", "import Foundation\nprint(1)\nexit(0)"), ("loop", "print(1)\nwhile true {}"),
    ("refused", "let a = 1\nlet b = aa"), ("warned", "func f() { let unused = 1 }\nf()"),
    ("wrong", "1 + 1 // => 3"), ("last", "print(2)\nfatalError(\"the end\")")
  ]

  @Test func whatGoesWrongIsSaidAsAlone() throws {
    let course = try TemporaryFolder()
    for (name, code) in Self.wrong {
      try course.write(
        "---\ntimeout: 1\n---\n\n# \(name)\n\n```swift\n\(code)\n```\n",
        to: "lessons/20-\(name).md")
    }
    for number in 10..<20 {
      try course.write(
        "# Fine\n\n```swift\n\(number) + 1 // => \(number + 1)\n```\n",
        to: "lessons/\(number)-fine-\(number).md")
    }
    func messages(_ run: Run) -> [String] {
      run.errors.split(separator: "\n").map(String.init).filter { !$0.contains(" run (") }
    }
    let together = try verify(course, together: true)
    let alone = try verify(course, together: false)
    #expect(together.status == 1)
    #expect(messages(together) == messages(alone))
    #expect(
      together.errors.contains("20-trap.md: 1 program run (it was not run before; compiled alone"))
    #expect(
      together.errors.contains("10-fine-10.md: 1 program run (it was not run before; compiled with")
    )
    for (name, _) in Self.wrong { #expect(together.errors.contains("20-\(name).md"), "\(name)") }
  }
}
