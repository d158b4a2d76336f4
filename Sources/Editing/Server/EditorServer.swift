import Courses
import Foundation
import Lessons
import Processes
package import Text

/// The language server of lessons: takes what an editor says, and says what it should show.
///
/// Whatever happens comes through one queue, and is handled by one thread, one thing after the other:
/// what the editor says, what Swift's own server says, what checks find. Only checks and that server
/// take long, and both are elsewhere.
package final class EditorServer {
  /// Something that happened.
  enum Event: Sendable {
    case frame(FrameReader.Frame)
    case inputEnded
    case tools(course: String, SwiftTools?)
    case swift(course: String, generation: Int, SwiftServer.Event)
    case checked(uri: String, number: Int, CheckedLesson?, Diagnostic?)
  }

  /// How the editor's wish to end is met.
  enum Phase { case new, running, shutDown }

  /// Whether an editor has spoken to it.
  package var wasSpokenTo: Bool { phase != .new }

  let events = EventQueue<Event>()
  let environment: Environment
  private let write: ([UInt8]) -> Bool
  var phase = Phase.new
  /// Whether lessons are run when they are saved.
  var runsOnSave = true
  var documents: [String: EditorDocument] = [:]
  var roles: [String: FileRole] = [:]
  var sessions: [String: SwiftSession] = [:]
  var findings: [String: Findings] = [:]
  let checks = CheckNumbers()
  /// Texts whose messages are not those of the text as it is now.
  private var stale: Set<String> = []
  /// What was read of each text since it changed: an editor's numbers of versions are not relied upon.
  private var read: [String: OpenLesson] = [:]
  /// What is shown of files that are not open, by the lesson whose check found it.
  var elsewhere: [String: Set<String>] = [:]
  private var notes: Set<String> = []

  /// - Parameter write: writes bytes to the editor; `false` where it no longer listens.
  package init(environment: Environment, write: @escaping ([UInt8]) -> Bool) {
    self.environment = environment
    self.write = write
  }

  /// Serves the editor at the other end of a descriptor until it goes. Gives the exit status: 0 where
  /// it said that it would.
  package func run(reading descriptor: Int32) -> Int32 {
    Thread.detachNewThread { [events] in
      var frames = FrameReader()
      let input = Descriptor(borrowing: descriptor)
      while case .bytes(let bytes)? = try? input.read() {
        let found = frames.take(bytes)
        for frame in found { events.put(.frame(frame)) }
        if found.last == .broken { break }
      }
      events.put(.inputEnded)
    }
    defer { sessions.values.forEach { $0.end() } }
    while true {
      // What takes longer is done when nothing else waits: many keys make one reading.
      guard let event = events.take(waiting: stale.isEmpty) else {
        refresh()
        continue
      }
      if let status = handle(event) { return status }
    }
  }

  /// Handles an event; the exit status where it was the last.
  func handle(_ event: Event) -> Int32? {
    switch event {
    case .frame(.message(let message)): return handle(message)
    case .frame(.noJSON):
      send(error: -32_700, "this is no JSON", to: .null)
    case .frame(.broken):
      send(
        error: -32_700, "this is no message: a header 'Content-Length: N' is expected", to: .null)
      return 1
    case .inputEnded: return phase == .shutDown ? 0 : 1
    case .tools(let course, let tools):
      if let session = sessions[course] { take(session.begin(tools)) }
    case .swift(let course, let generation, let event):
      if let session = sessions[course] { take(session.handle(event, generation: generation)) }
    case .checked(let uri, let number, let checked, let problem):
      take(checked, problem, of: uri, number)
    }
    return nil
  }

  // MARK: What is said to the editor

  func send(_ message: [String: JSONValue]) {
    var message = message
    message["jsonrpc"] = "2.0"
    // An editor that no longer listens closes our input as well.
    _ = write(FrameReader.framed(.object(message)))
  }

  func send(result: JSONValue, to id: JSONValue) { send(["id": id, "result": result]) }

  func send(error code: Int, _ words: String, to id: JSONValue) {
    send(["id": id, "error": ["code": .int(code), "message": .string(words)]])
  }

  /// Says something once in a window.
  func note(_ words: String) {
    guard notes.insert(words).inserted else { return }
    send([
      "method": "window/showMessage", "params": ["type": 2, "message": .string(words)]
    ])
  }

  private func take(_ outcomes: [SwiftSession.Outcome]) {
    for outcome in outcomes {
      switch outcome {
      case .reply(let id, let result): send(result: result, to: id)
      case .messages(let uri): stale.insert(uri)
      case .note(let words): note(words)
      }
    }
  }

  // MARK: Texts

  func changed(_ uri: String) {
    stale.insert(uri)
    read[uri] = nil
  }

  func forget(_ uri: String) {
    stale.remove(uri)
    read[uri] = nil
    findings[uri] = nil
    publish([], to: uri)
    for other in elsewhere.removeValue(forKey: uri) ?? [] { publish([], to: other) }
  }

  /// The lesson that a text is, as it stands in the editor now; `nil` where it is none.
  func lesson(_ uri: String) -> OpenLesson? {
    guard let document = documents[uri] else { return nil }
    if let known = read[uri] { return known }
    let path: String
    switch roles[uri] {
    case .lesson(_, let file): path = file
    case .unsaved: path = "lessons/unsaved.md"
    default: return nil
    }
    let lesson = OpenLesson(document.text, path: path)
    read[uri] = lesson
    tellSwift(of: lesson, uri)
    return lesson
  }

  /// Gives a lesson's Swift to Swift's own server.
  private func tellSwift(of lesson: OpenLesson, _ uri: String) {
    guard case .lesson(let course, _) = roles[uri], let session = session(of: course) else {
      return
    }
    var setup: SourceFile?
    var setupURI: String?
    if let name = lesson.lesson.frontMatter.setup, let path = CoursePath.normalized(name),
      let bytes = try? RegularFile.bytes("\(course)/lessons/\(path)")
    {
      setup = try? SourceFile(path: "lessons/\(path)", bytes: bytes)
      setupURI = FileAddress.uri("\(course)/lessons/\(path)")
    }
    session.update(uri, BlankedLesson(lesson.lesson, setup: setup), setup: setupURI)
  }

  /// How many courses have a server for their Swift: each takes some hundred megabytes.
  private static let mostSessions = 3

  func session(of course: String) -> SwiftSession? {
    if let session = sessions[course] { return session }
    guard sessions.count < Self.mostSessions else { return nil }
    let events = events
    let session = SwiftSession(environment: environment) { generation, event in
      events.put(.swift(course: course, generation: generation, event))
    }
    sessions[course] = session
    let run = CourseRun(
      .init(course: URL(fileURLWithPath: course, isDirectory: true)), environment: environment)
    Thread.detachNewThread { events.put(.tools(course: course, try? run.swiftTools())) }
    return session
  }

  func files(of uri: String) -> CourseFiles? {
    guard case .lesson(let course, _) = roles[uri] else { return nil }
    var open: [String: OpenLesson] = [:]
    for other in documents.keys where other != uri {
      if let path = FileAddress.path(other), let known = read[other] { open[path] = known }
    }
    return CourseFiles(course: course, open: open)
  }

  // MARK: Messages

  /// Reads what has changed, and shows what is wrong with it.
  func refresh() {
    let uris = stale
    stale = []
    for uri in uris.sorted() {
      guard let document = documents[uri] else { continue }
      var messages: [JSONValue] = []
      for problem in problems(of: uri, document) {
        messages.append(problem.json(in: document.places) { self.uri(of: $0, beside: uri) })
      }
      messages += findings[uri]?.messages.map(\.json) ?? []
      if case .lesson(let course, _) = roles[uri] {
        let known = Set(messages.map { "\($0["range"]["start"]["line"]) \($0["message"])" })
        messages += (sessions[course]?.errors[uri] ?? []).filter {
          !known.contains("\($0["range"]["start"]["line"]) \($0["message"])")
        }
      }
      publish(messages, to: uri, version: document.version)
    }
  }

  /// What reading finds.
  func problems(of uri: String, _ document: EditorDocument) -> [Diagnostic] {
    if case .settings(let path, let isTranslation) = roles[uri] {
      return CourseSettings.problems(
        of: SourceFile(path: path, text: document.text), isTranslation: isTranslation)
    }
    return lesson(uri)?.problems ?? []
  }

  func uri(of location: Location, beside uri: String) -> String? {
    guard case .lesson(let course, let path) = roles[uri] else { return nil }
    return location.file == path ? uri : FileAddress.uri("\(course)/\(location.file)")
  }

  func publish(_ messages: [JSONValue], to uri: String, version: Int? = nil) {
    var params: [String: JSONValue] = ["uri": .string(uri), "diagnostics": .array(messages)]
    if let version { params["version"] = .int(version) }
    send(["method": "textDocument/publishDiagnostics", "params": .object(params)])
  }
}
