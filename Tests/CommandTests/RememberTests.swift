import Foundation
import TestSupport
import Testing

@Suite("remember: what is above an edit is not repeated")
struct RememberTests {
  /// A lesson that trains, and shows below what came of it.
  static let lesson = """
    ```swift
    var source = RandomSource(seed: 1)
    var network = Network {
      Dense(inputs: 2, outputs: 4, using: &source)
      Activation.tanh
      Dense(inputs: 4, outputs: 1, using: &source)
    }
    var optimizer = Adam(learningRate: 0.05)
    let samples = Samples(
      Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), values: Tensor([[0], [1], [1], [0]]))
    func rate() -> Double { helper() }
    ```

    ```swift
    let history = try remember(&network, &optimizer, &source) { network, optimizer, source in
      let seed = UInt64(source.integer(below: 100))
      return try Training(epochs: 20, batchSize: 2, seed: seed)
        .run(&network, on: samples, with: &optimizer)
    }
    print(history.epochs.count, rate())
    ```

    ```swift
    print(history.epochs.last!.loss, network(samples.inputs).values, source.next())
    let more = try Training(epochs: 2, batchSize: 2, seed: 3)
      .run(&network, on: samples, with: &optimizer)
    show(more.epochs)
    ```

    ```swift
    func helper() -> Double { 1 }
    print("end")
    ```
    """

  /// What `--verbose` says of the run.
  private func reason(_ run: Run) -> String {
    run.errors.firstMatch(of: /program run \((.*)\), blocks/).map { String($0.1) } ?? run.errors
  }

  private func remembers(_ run: Run) -> Bool {
    reason(run).contains(/1 value remembered, [0-9.]+ s not repeated/)
  }

  @Test func onlyWhatStandsBelowMayChange() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    let first = try nabla("verify", "--verbose", in: course.url)
    #expect(first.status == 0, "\(first.errors)")
    #expect(reason(first) == "it was not run before")
    let edits: [(String, (String) -> String, Bool)] = [
      ("a statement below", { $0.replacing("print(\"end\")", with: "print(\"fin\")") }, true),
      (
        "a statement below in its block", { $0.replacing("count, rate", with: "count - 1, rate") },
        true
      ),
      ("a block below", { $0 + "\n```swift\nlet z = history.epochs.count\nprint(z)\n```\n" }, true),
      ("a statement above", { $0.replacing("seed: 1)", with: "seed: 2)") }, false),
      ("the closure", { $0.replacing("epochs: 20,", with: "epochs: 21,") }, false),
      ("a function below", { $0.replacing("Double { 1 }", with: "Double { 2 }") }, false),
      ("data", { "---\ndata: d.txt\n---\n\n" + $0 }, false),
      ("a flag", { "---\noptimize: true\n---\n\n" + $0 }, false)
    ]
    try course.write("1", to: "lessons/d.txt")
    for (name, edit, isRemembered) in edits {
      try course.write(edit(Self.lesson), to: "lessons/01-a.md")
      let run = try nabla("verify", "--verbose", in: course.url)
      #expect(run.status == 0, "\(name): \(run.errors)")
      #expect(remembers(run) == isRemembered, "\(name): \(reason(run))")
    }
    let data = "---\ndata: d.txt\n---\n\n" + Self.lesson
    try course.write(data + "\n```swift\nprint(1)\n```\n", to: "lessons/01-a.md")
    #expect(remembers(try nabla("verify", "--verbose", in: course.url)))
    try course.write("2", to: "lessons/d.txt")
    #expect(!remembers(try nabla("verify", "--verbose", in: course.url)))
  }

  /// All that a run says, but for its times: what the store keeps of it.
  private func recording(_ course: TemporaryFolder) throws -> Set<String> {
    let store = course.url.appendingPathComponent(".nabla/store")
    var found: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: store.path) {
      guard let data = FileManager.default.contents(atPath: store.appendingPathComponent(path).path)
      else { continue }
      let text = String(decoding: data, as: UTF8.self)
      guard let start = text.firstIndex(of: "{"), text.contains("\"standardOutput\""),
        var object = try JSONSerialization.jsonObject(with: Data(text[start...].utf8))
          as? [String: Any]
      else { continue }
      object["times"] = nil
      found.insert(
        String(
          decoding: try JSONSerialization.data(withJSONObject: object, options: .sortedKeys),
          as: UTF8.self))
    }
    return found
  }

  @Test func theRecordingIsThatOfARunThatComputesAll() throws {
    let edited = Self.lesson.replacing("print(\"end\")", with: "print(\"fin\")")
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try nabla("verify", in: course.url).status == 0)
    let before = try recording(course)
    try course.write(edited, to: "lessons/01-a.md")
    #expect(remembers(try nabla("build", "--verbose", in: course.url)))
    let other = try makeCourse(["01-a.md": edited])
    #expect(!remembers(try nabla("build", "--verbose", in: other.url)))
    let computed = try recording(other)
    #expect(computed.count == 1)
    #expect(try recording(course).subtracting(before) == computed)
    #expect(try course.read("site/a.html") == other.read("site/a.html"))
    #expect(try course.read("site/a.swift") == other.read("site/a.swift"))
    // A run that is there to find differences computes, and finds none.
    #expect(try nabla("verify", "--twice", in: course.url).status == 0)
    // What a student downloads computes.
    let student = try nabla("run", "site/a.swift", in: course.url)
    #expect(student.status == 0, "\(student.errors)")
    #expect(student.output.hasSuffix("fin\n") && student.output.hasPrefix("20 1.0\n"))
  }

  @Test func aCrashBelowLeavesTheValueToTheNextRun() throws {
    let crashing = Self.lesson.replacing("print(\"end\")", with: "fatalError(\"not yet\")")
    let course = try makeCourse(["01-a.md": crashing])
    let run = try nabla("verify", in: course.url)
    #expect(run.status == 1 && run.errors.contains("not yet"))
    try course.write(Self.lesson, to: "lessons/01-a.md")
    #expect(remembers(try nabla("verify", "--verbose", in: course.url)))
  }

  @Test func damageAndLossCostATrainingAndNoMore() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try nabla("verify", in: course.url).status == 0)
    let store = course.url.appendingPathComponent(".nabla/store")
    for path in try FileManager.default.subpathsOfDirectory(atPath: store.path) {
      let file = store.appendingPathComponent(path)
      guard var data = FileManager.default.contents(atPath: file.path), data.count > 60 else {
        continue
      }
      data[data.count - 9] ^= 0xFF
      try data.write(to: file)
    }
    let damaged = try nabla("verify", "--verbose", in: course.url)
    #expect(damaged.status == 0 && !remembers(damaged), "\(damaged.errors)")
    try course.write(Self.lesson + "\n```swift\n1\n```\n", to: "lessons/01-a.md")
    #expect(remembers(try nabla("verify", "--verbose", in: course.url)))
    // A store that cannot be written: everything is computed, and all is well.
    try FileManager.default.removeItem(at: course.url.appendingPathComponent(".nabla"))
    try course.write("in the way", to: ".nabla")
    let without = try nabla("verify", "--verbose", in: course.url)
    #expect(without.status == 0 && !remembers(without), "\(without.errors)")
  }

  @Test func loopsFunctionsThreadsAndCallsInCalls() throws {
    let lesson = """
      ```swift
      import Foundation
      func slow(_ x: Int) -> Int { remember { x * 10 } }
      var all: [Int] = []
      for x in 1...3 { all.append(remember { x } + slow(x)) }
      let outer = remember { slow(5) + remember { 1 } }
      let again = slow(6)
      ```

      ```swift
      let twice = slow(7) + slow(8)
      nonisolated(unsafe) var other = 0
      let thread = Thread { other = remember { 9 } }
      thread.start()
      while !thread.isFinished { usleep(1000) }
      print(all, outer, again, twice, other)
      ```

      ```swift, scoped
      let inner = remember { 4 }
      print(inner)
      ```

      ```swift
      print("zz-end")
      ```
      """
    let course = try makeCourse(["01-a.md": lesson])
    let first = try nabla("build", "--verbose", in: course.url)
    #expect(first.status == 0, "\(first.errors)")
    let page = try course.read("site/a.html")
    #expect(page.contains("[11, 22, 33] 51 60 150 9"), "\(page)")
    try course.write(
      lesson.replacing("print(\"zz-end\")", with: "print(\"zz-fin\")"), to: "lessons/01-a.md")
    let second = try nabla("build", "--verbose", in: course.url)
    // Three times two in the loop, the outer one, one, two, and that of the scoped block; neither
    // those inside the outer one nor that of the thread.
    #expect(reason(second).contains("11 values remembered"), "\(reason(second))")
    #expect(try course.read("site/a.html") == page.replacing("zz-end", with: "zz-fin"))
  }

  @Test func blocksBesideTheLessonRememberToo() throws {
    let lesson = """
      ```swift
      let a = remember { 1 }
      ```

      ```swift, should-crash
      let b = remember { a + 1 }
      fatalError("b is \\(b)")
      ```

      ```swift, isolated
      print(remember { 5 })
      ```

      ```swift, no-run
      let c = remember { 7 }
      ```

      ```swift
      print(a)
      ```
      """
    let course = try makeCourse(["01-a.md": lesson])
    let first = try nabla("verify", "--verbose", in: course.url)
    #expect(first.status == 0, "\(first.errors)")
    // What the lesson's own program has computed holds for the block that crashes, too.
    #expect(first.errors.contains("1 value remembered"), "\(first.errors)")
    try course.write(
      lesson.replacing("b is", with: "b =").replacing("print(a)", with: "print(a, a)"),
      to: "lessons/01-a.md")
    let second = try nabla("verify", "--verbose", in: course.url)
    #expect(second.errors.contains("2 values remembered"), "\(second.errors)")
  }

  /// Lessons whose `remember` cannot do what it promises, and what is said.
  static let refused: [(code: String, message: String)] = [
    (
      "let a = remember { () -> Int in\n  print(1)\n  return 1\n}",
      "01-a.md:3:1: error: remember: its closure prints, and what it prints would be missing"
    ),
    (
      "let a = remember { () -> Int in\n  show(1)\n  return 1\n}",
      "01-a.md:3:1: error: remember: its closure shows a value"
    ),
    (
      """
      import Foundation
      let a = remember { () -> Int in
        FileHandle.standardError.write(Data("x".utf8))
        return 1
      }
      """, "01-a.md:4:1: error: remember: its closure writes to standard error"
    ),
    (
      "func f() -> Int {\n  remember { show(2); return 1 }\n}\nlet a = f()",
      "01-a.md:4:3: error: remember: its closure shows a value"
    ),
    (
      "final class C: Codable {}\nvar c = C()\nremember(&c) { _ in }",
      "01-a.md:5:1: error: remember: C is a class"
    ),
    (
      "struct O { var f = { 1 } }\nvar o = O()\nremember(&o) { _ in }",
      "01-a.md:5:1: error: remember: a O cannot be kept: it is not Codable"
    ),
    (
      "let w = Tensor([1], name: \"w\")\nlet a = remember { w * 2 }",
      "01-a.md:4:1: error: remember: a Tensor cannot be kept: a tensor computed from parameters"
    ),
    (
      "var t = 0\nlet a = remember { t += 1; return t }",
      "01-a.md:4:20: error: 't' is changed in a closure of remember"
    ),
    (
      "struct E: Error {}\nlet a: Int = try remember { throw E() }",
      "01-a.md:4: error: uncaught error: E()"
    ),
    (
      "let a = remember { () -> Int in fatalError(\"inside\") }", "01-a.md:3:33: error: inside"
    )
  ]

  @Test(arguments: refused.indices)
  func whatCannotBeRememberedIsAnErrorEachTime(number: Int) throws {
    let (code, message) = Self.refused[number]
    let lesson = "\n```swift\n\(code)\n```\n\n```swift\nlet b = 2\n```\n"
    let course = try makeCourse(["01-a.md": lesson])
    for text in [lesson, lesson, lesson.replacing("b = 2", with: "b = 3")] {
      try course.write(text, to: "lessons/01-a.md")
      let run = try nabla("verify", in: course.url)
      #expect(run.status == 1)
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(run.errors.contains("help: ") || number == Self.refused.count - 1)
    }
  }

  @Test func aChangeThatNobodySeesIsFoundByRunningTwice() throws {
    let lesson = """
      ```swift
      var steps = 0
      func count() { steps += 1 }
      let a = remember { () -> Int in
        count()
        return 1
      }
      ```

      ```swift
      print(a, steps)
      ```
      """
    let course = try makeCourse(["01-a.md": lesson])
    #expect(try nabla("build", in: course.url).status == 0)
    try course.write(lesson.replacing("print(a,", with: "print(a + 1,"), to: "lessons/01-a.md")
    let twice = try nabla("verify", "--twice", in: course.url)
    #expect(twice.status == 1)
    #expect(twice.errors.contains("gave something else the second time: '2 0', then '2 1'"))
    #expect(twice.errors.contains("does a closure of remember change something"))
    let check = try nabla("build", "--check", in: course.url)
    #expect(check.status == 1 && check.errors.contains("does a closure of remember change"))
  }

  @Test func computingCountsAsTheBlocksTime() throws {
    let course = try makeCourse([
      "01-a.md": "```swift, timeout=1\nlet a = remember { () -> Int in while true {} }\n```\n"
    ])
    let run = try nabla("verify", in: course.url)
    #expect(run.status == 1 && run.errors.contains("still running after 1 s"), "\(run.errors)")
  }
}
