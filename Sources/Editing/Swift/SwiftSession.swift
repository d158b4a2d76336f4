import Courses
import Foundation
import Processes
import Text

/// A conversation with Swift's own language server about the lessons of one course: it is started, told
/// what changes, asked, and started again where it ends, a bounded number of times.
///
/// Everything in here happens on the thread that handles events.
final class SwiftSession {
  /// What comes of an event.
  enum Outcome {
    case reply(to: JSONValue, JSONValue)
    case messages(lesson: String)
    case note(String)
  }

  enum State {
    /// The toolchain is being looked for.
    case waiting
    /// It has been started, and has not said what it can.
    case starting
    case ready
    /// There is none, or none any more.
    case gone
  }

  /// A lesson that it knows.
  struct Known {
    var places: SwiftPlaces
    var blanked: BlankedLesson
    var version = 1
  }

  /// A question that is not answered yet.
  struct Pending {
    var client: JSONValue
    var lesson: String
    var request: JSONValue
  }

  private static let mostRestarts = 3
  private let environment: Environment
  private let tell: @Sendable (_ generation: Int, SwiftServer.Event) -> Void
  private(set) var state = State.waiting
  private var tools: SwiftTools?
  private var server: SwiftServer?
  private var scratch: ScratchFolder?
  /// Counts the processes: what an earlier one said is dropped.
  private var generation = 0
  var nextID = 1
  private(set) var lessons: [String: Known] = [:]
  private var folders = 0
  var pending: [Int: Pending] = [:]
  /// The lesson in which something was completed last.
  var lastCompleted: String?
  /// Errors of the Swift of each lesson, as it is now.
  private(set) var errors: [String: [JSONValue]] = [:]

  init(
    environment: Environment,
    tell: @escaping @Sendable (_ generation: Int, SwiftServer.Event) -> Void
  ) {
    self.environment = environment
    self.tell = tell
  }

  /// Whether it says what is wrong with the Swift of lessons.
  var isReady: Bool { state == .ready }

  // MARK: Beginning and end

  /// The toolchain was found, or not.
  func begin(_ tools: SwiftTools?) -> [Outcome] {
    self.tools = tools
    guard tools?.server != nil else {
      return give(up: "the Swift toolchain has no sourcekit-lsp")
    }
    return start()
  }

  private func start() -> [Outcome] {
    guard let tools, let program = tools.server else { return [] }
    generation += 1
    let (number, tell) = (generation, tell)
    do throws(SystemError) {
      server = try SwiftServer([program], environment: environment.variables) { tell(number, $0) }
    } catch {
      return give(up: error.description)
    }
    state = .starting
    send(
      "initialize", id: 0,
      [
        "processId": .int(Int(getpid())), "rootUri": .null,
        "capabilities": [
          "textDocument": [
            "completion": ["completionItem": ["snippetSupport": .bool(false)]],
            "hover": ["contentFormat": ["markdown", "plaintext"]]
          ]
        ],
        "initializationOptions": [
          "backgroundIndexing": false,
          "fallbackBuildSystem": ["swiftCompilerFlags": .array(tools.flags.map { .string($0) })]
        ]
      ])
    return []
  }

  /// Nothing more can be said of Swift; everything else goes on.
  private func give(up words: String) -> [Outcome] {
    state = .gone
    server = nil
    defer { pending = [:] }
    return pending.values.map { .reply(to: $0.client, .null) } + [
      .note("nabla: no help with Swift in lessons: \(words)")
    ]
  }

  func end() {
    state = .gone
    server?.end()
    scratch?.remove()
  }

  // MARK: What it is told

  func send(_ method: String, id: Int? = nil, _ params: JSONValue) {
    var message: [String: JSONValue] = [
      "jsonrpc": "2.0", "method": .string(method), "params": params
    ]
    if let id { message["id"] = .int(id) }
    server?.send(.object(message))
  }

  /// A lesson stands there as it is now.
  func update(_ uri: String, _ blanked: BlankedLesson, setup: String?) {
    if var known = lessons[uri] {
      guard known.blanked.text != blanked.text else { return }
      known.version += 1
      known.blanked = blanked
      known.places = SwiftPlaces(
        file: known.places.file, lesson: uri, setup: setup, linesAbove: blanked.linesAbove)
      lessons[uri] = known
      guard state == .ready else { return }
      send(
        "textDocument/didChange",
        [
          "textDocument": ["uri": .string(known.places.file), "version": .int(known.version)],
          "contentChanges": [["text": .string(blanked.text)]]
        ])
      return
    }
    folders += 1
    if scratch == nil { scratch = try? ScratchFolder() }
    let folder = scratch?.path("\(folders)") ?? "/nonexistent/\(folders)"
    lessons[uri] = Known(
      places: SwiftPlaces(
        file: FileAddress.uri("\(folder)/Lesson.swift"), lesson: uri, setup: setup,
        linesAbove: blanked.linesAbove),
      blanked: blanked)
    if state == .ready { open(uri) }
  }

  private func open(_ uri: String) {
    guard let known = lessons[uri] else { return }
    send(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(known.places.file), "languageId": "swift",
          "version": .int(known.version), "text": .string(known.blanked.text)
        ]
      ])
  }

  func close(_ uri: String) {
    guard let known = lessons.removeValue(forKey: uri) else { return }
    errors[uri] = nil
    if state == .ready {
      send("textDocument/didClose", ["textDocument": ["uri": .string(known.places.file)]])
    }
  }

  // MARK: What it says

  func handle(_ event: SwiftServer.Event, generation: Int) -> [Outcome] {
    guard generation == self.generation, state != .gone else { return [] }
    switch event {
    case .said(let message): return handle(message)
    case .ended:
      guard generation <= Self.mostRestarts else {
        return give(up: "sourcekit-lsp ended \(generation) times")
      }
      // What was asked may be what ended it.
      let lost = pending.values.map { Outcome.reply(to: $0.client, .null) }
      pending = [:]
      return lost + start()
    }
  }

  private func handle(_ message: JSONValue) -> [Outcome] {
    if message["method"].string != nil {
      if message["id"] != .null {
        server?.send(["jsonrpc": "2.0", "id": message["id"], "result": .null])
      }
      return message["method"].string == "textDocument/publishDiagnostics"
        ? take(messages: message["params"]) : []
    }
    guard let id = message["id"].int else { return [] }
    if id == 0, state == .starting {
      state = .ready
      send("initialized", [:])
      lessons.keys.forEach(open)
      for (id, pending) in pending.sorted(by: { $0.key < $1.key }) {
        send(pending.request["method"].string ?? "", id: id, pending.request["params"])
      }
      return []
    }
    guard let asked = pending.removeValue(forKey: id) else { return [] }
    let places = lessons[asked.lesson]?.places
    let result = places?.fromSwift(message["result"]) ?? .null
    return [.reply(to: asked.client, result)]
  }

  /// Keeps errors in code that runs with the lesson: warnings, such as that a value is unused, are of
  /// our own making, and code beside the program stands in another place than it seems to.
  private func take(messages params: JSONValue) -> [Outcome] {
    guard let (uri, known) = lessons.first(where: { $0.value.places.file == params["uri"].string })
    else { return [] }
    errors[uri] = params["diagnostics"].array.compactMap { message in
      guard message["severity"].int == 1, let found = known.places.fromSwift(message),
        let range = EditorRange(found["range"]), known.blanked.isOfProgram(line: range.start.line)
      else { return nil }
      return [
        "range": range.json, "severity": 1, "source": "swift", "message": message["message"]
      ]
    }
    return [.messages(lesson: uri)]
  }
}
