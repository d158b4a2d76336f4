import Foundation
import Glibc
import TestSupport
import Testing

@Suite("A store that machines share, kept by nginx")
struct SharedStoreTests {
  static let lessons: KeyValuePairs = [
    "01-a.md": """
    ```swift
    let a = 2
    a * 2 // => 4
    ```

    ```swift, compile-fail
    let b: Int = ""
    ```

    ```swift, isolated
    print("by itself")
    ```
    """,
    "02-b.md": "```swift\n1.0 / 3 // => 0.33\n```\n",
    "03-c.md": "```swift\n[1, 2].map { $0 * $0 }.reduce(0, +) // => 5\n```\n"
  ]

  /// A machine: a course in a folder of its own, and a user of its own.
  private struct Machine {
    let course: TemporaryFolder
    let home: TemporaryFolder
    let variables: [String: String?]

    init(_ lessons: KeyValuePairs<String, String>, _ variables: [String: String?]) throws {
      course = try makeCourse(lessons)
      home = try TemporaryFolder()
      self.variables = variables.merging(["XDG_STATE_HOME": home.url.path]) { one, _ in one }
    }

    func run(_ arguments: String..., with more: [String: String?] = [:]) throws -> Run {
      try nabla(arguments, in: course.url, environment: variables.merging(more) { $1 })
    }
  }

  /// How many programs were run.
  private func runs(_ run: Run) -> Int {
    run.errors.matches(of: /: ([0-9]+) programs? run/).compactMap { Int($0.1) }.reduce(0, +)
  }

  @Test func theSecondMachineCompilesNothing() throws {
    let server = try Nginx()
    let store = ["NABLA_STORE": server.address]
    let machines = try (0..<3).map { _ in try Machine(Self.lessons, store) }
    let first = try machines[0].run("build", "--verbose", with: ["NABLA_STORE_WRITE": "1"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(runs(first) == 5)
    #expect(first.errors.contains("results in the shared store: 5 not there, 5 sent; "))
    // Whoever has no compiler that works still has all results.
    for machine in machines.dropFirst() {
      let run = try machine.run("build", "--verbose")
      #expect(run.status == 0, "\(run.errors)")
      #expect(runs(run) == 0)
      #expect(run.errors.contains("results in the shared store: 5 taken; "))
      #expect(
        try machine.course.read("site/a.html") == machines[0].course.read("site/a.html"))
    }
    // Nobody is asked for what is here.
    server.stop()
    let again = try machines[1].run("verify", "--verbose")
    #expect(again.status == 0)
    #expect(!again.output.contains("given up"))
    #expect(runs(again) == 0)
  }

  @Test func courseYAMLNamesItAndTheEnvironmentDecides() throws {
    let server = try Nginx()
    let writer = try Machine(
      Self.lessons, ["NABLA_STORE": server.address, "NABLA_STORE_WRITE": "1"])
    #expect(try writer.run("verify").status == 0)
    let reader = try Machine(Self.lessons, [:])
    try reader.course.write("store: \(server.address)\n", to: "lessons/course.yml")
    let examined = try reader.run("doctor")
    #expect(
      examined.output.contains("\(server.address) answers; results are taken, and not sent"),
      "\(examined.output)")
    let off = try reader.run("verify", "--verbose", with: ["NABLA_STORE": "off"])
    #expect(runs(off) == 5)
    #expect(!off.errors.contains("shared store"))
    _ = try reader.run("clean")
    let taken = try reader.run("verify", "--verbose")
    #expect(runs(taken) == 0)
    #expect(taken.errors.contains("5 taken"))
    try reader.course.write("store: https://ada:secret@x.org/\n", to: "lessons/course.yml")
    let wrong = try reader.run("verify")
    #expect(wrong.status == 1)
    #expect(
      wrong.errors.contains(
        "lessons/course.yml:1:8: error: 'store' must be an address that begins with https:// or "
          + "http:// and holds no name and password"), "\(wrong.errors)")
  }

  @Test func aServerThatIsKilledOrWrongChangesNoResult() throws {
    let server = try Nginx()
    let writer = try Machine(
      Self.lessons, ["NABLA_STORE": server.address, "NABLA_STORE_WRITE": "1"])
    #expect(try writer.run("build").status == 0)
    let page = try writer.course.read("site/a.html")
    // Somebody has altered all that it holds.
    for name in ["ac", "cas"] {
      let folder = server.data.appendingPathComponent(name)
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let url = folder.appendingPathComponent(file)
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: url)
      }
    }
    let reader = try Machine(Self.lessons, ["NABLA_STORE": server.address])
    let lied = try reader.run("build", "--verbose")
    #expect(lied.status == 0, "\(lied.errors)")
    #expect(runs(lied) == 5)
    #expect(lied.errors.contains("not believed"))
    #expect(lied.output.contains("; the shared store was given up: what it holds "))
    #expect(try reader.course.read("site/a.html") == page)
    server.stop()
    let other = try Machine(Self.lessons, ["NABLA_STORE": server.address])
    let alone = try other.run("build", "--verbose")
    #expect(alone.status == 0, "\(alone.errors)")
    #expect(runs(alone) == 5)
    #expect(
      alone.output.contains("; the shared store was given up: couldn't connect to server"),
      "\(alone.output)")
    #expect(try other.course.read("site/a.html") == page)
  }

  @Test func itIsKilledAndFilledWhileBuildsGoOn() throws {
    let server = try Nginx()
    let store = ["NABLA_STORE": server.address, "NABLA_STORE_WRITE": "1"]
    let machines = try (0..<3).map { _ in try Machine(Self.lessons, store) }
    let results = try concurrently(machines.count + 1) { number -> Run? in
      guard number < machines.count else {
        for _ in 0..<5 {
          server.stop()
          try server.start()
        }
        return nil
      }
      return try machines[number].run("build", "--verbose", "--jobs", "1")
    }
    for run in results.compactMap(\.self) { #expect(run.status == 0, "\(run.errors)") }
    let pages = try machines.map { try $0.course.read("site/a.html") }
    #expect(Set(pages).count == 1)
    // What is there now is whole: the next machine takes it, and computes the rest.
    let last = try Machine(Self.lessons, store)
    let run = try last.run("build", "--verbose")
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("not believed"))
    #expect(try last.course.read("site/a.html") == pages[0])
  }

  @Test func secretsReachTheServerAndNoLesson() throws {
    let server = try Nginx(password: "open-sesame-123")
    let lesson = """
      ```swift
      import Foundation
      let names = ProcessInfo.processInfo.environment.keys.filter { $0.hasPrefix("NABLA_STORE") }
      names.count // => 0
      ```

      ```swift, hidden
      let parent = "/proc/\\(getppid())/environ"
      let bytes = FileManager.default.contents(atPath: parent) ?? Data()
      let text = String(decoding: bytes, as: UTF8.self)
      bytes.isEmpty // => false
      ["open-sesame", "a key that two"].filter { text.contains($0) }.count // => 0
      ```
      """
    let secret = "http://ada:open-sesame-123@127.0.0.1:\(server.port)"
    let key = ["NABLA_STORE_KEY": "a key that two machines have in common"]
    let machine = try Machine(["01-a.md": lesson], key)
    // Without the sandbox a lesson sees what the system shows of nabla's process.
    try machine.course.write("sandbox: off\n", to: "lessons/course.yml")
    let closed = try machine.run(
      "verify", with: ["NABLA_STORE": server.address, "NABLA_STORE_WRITE": "1"])
    #expect(closed.status == 0, "\(closed.errors)")
    #expect(closed.output.contains("given up: it does not let us in (status 401)"))
    _ = try machine.run("clean")
    let open = try machine.run(
      "verify", "--verbose", with: ["NABLA_STORE": secret, "NABLA_STORE_WRITE": "1"])
    #expect(open.status == 0, "\(open.errors)")
    #expect(open.errors.contains("1 sent"), "\(open.errors)")
    // Who has the key believes it; who has another does not.
    let other = try Machine(["01-a.md": lesson], key)
    try other.course.write("sandbox: off\n", to: "lessons/course.yml")
    #expect(
      try other.run("verify", "--verbose", with: ["NABLA_STORE": secret]).errors
        .contains("1 taken"))
    let stranger = try Machine(
      ["01-a.md": lesson], ["NABLA_STORE_KEY": "a key that nobody else has, ever"])
    try stranger.course.write("sandbox: off\n", to: "lessons/course.yml")
    let refused = try stranger.run("verify", "--verbose", with: ["NABLA_STORE": secret])
    #expect(refused.status == 0, "\(refused.errors)")
    #expect(refused.errors.contains("1 not believed"))
    #expect(runs(refused) == 1)
  }

  @Test(arguments: [
    (["NABLA_STORE": "cache.example.org"], "NABLA_STORE is no address of a store"),
    (["NABLA_STORE_KEY": "short"], "NABLA_STORE_KEY is too short to be a secret"),
    (["NABLA_STORE_WRITE": "yes"], "NABLA_STORE_WRITE is neither 1 nor 0"),
    (["NABLA_STORE": "http://a:b@example.org"], "would send a secret that everyone on the way")
  ])
  func aWrongEnvironmentIsWrongUse(_ variables: [String: String], _ words: String) throws {
    let machine = try Machine(["01-a.md": "# A\n"], variables)
    let run = try machine.run("verify")
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.contains("help: "))
  }
}

/// Does some work at the same time, and waits for all of it.
private func concurrently<Result: Sendable>(
  _ count: Int, _ work: @Sendable @escaping (Int) throws -> Result
) throws -> [Result] {
  let threads = (0..<count).map { number in Work { try work(number) } }
  return try threads.map { try $0.value() }
}

private final class Work<Result: Sendable>: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var result: Swift.Result<Result, any Error>?

  init(_ work: @Sendable @escaping () throws -> Result) {
    Thread.detachNewThread { [self] in
      result = Swift.Result { try work() }
      done.signal()
    }
  }

  func value() throws -> Result {
    done.wait()
    guard let result else { throw CocoaError(.featureUnsupported) }
    return try result.get()
  }
}
