import Foundation

@testable import Editing

/// An editor that speaks to the `nabla lsp` that was just built.
final class EditorClient {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var frames = FrameReader()
  private var waiting: [JSONValue] = []
  private var nextID = 1
  /// What was said in windows.
  private(set) var notes: [String] = []

  /// Starts it; it is ended where it takes minutes.
  init(environment: [String: String] = [:]) throws {
    process.executableURL = buildFolder.appendingPathComponent("nabla")
    process.arguments = ["lsp", "--stdio"]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let process = process
    DispatchQueue.global().asyncAfter(deadline: .now() + 240) { process.terminate() }
  }

  deinit { process.terminate() }

  /// Sends any bytes.
  func send(bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

  func send(_ message: [String: JSONValue]) throws {
    var message = message
    message["jsonrpc"] = "2.0"
    try send(bytes: FrameReader.framed(.object(message)))
  }

  func tell(_ method: String, _ params: JSONValue = [:]) throws {
    try send(["method": .string(method), "params": params])
  }

  /// The next message; nothing where it has ended.
  func next() throws -> JSONValue? {
    while waiting.isEmpty {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { return nil }
      waiting += frames.take(bytes).compactMap {
        if case .message(let message) = $0 { message } else { nil }
      }
    }
    let message = waiting.removeFirst()
    if message["method"].string == "window/showMessage" {
      notes.append(message["params"]["message"].string ?? "")
    }
    return message
  }

  /// Asks and waits for the answer: its result, or its error.
  func ask(_ method: String, _ params: JSONValue = [:]) throws -> JSONValue {
    try answer(to: try begin(method, params))
  }

  /// Asks.
  func begin(_ method: String, _ params: JSONValue = [:]) throws -> Int {
    nextID += 1
    try send(["id": .int(nextID), "method": .string(method), "params": params])
    return nextID
  }

  func answer(to id: Int) throws -> JSONValue {
    while let message = try next() {
      guard message["id"].int == id, message["method"] == .null else { continue }
      return message["error"] == .null ? message["result"] : message["error"]
    }
    throw CocoaError(.fileReadUnknown)
  }

  /// The messages of a text, as soon as they are what is waited for.
  func messages(of uri: String, where isWanted: ([JSONValue]) -> Bool = { _ in true }) throws
    -> [JSONValue]
  {
    while let message = try next() {
      guard message["method"].string == "textDocument/publishDiagnostics",
        message["params"]["uri"].string == uri
      else { continue }
      let found = message["params"]["diagnostics"].array
      if isWanted(found) { return found }
    }
    throw CocoaError(.fileReadUnknown)
  }

  /// Begins a conversation, and opens a lesson.
  func open(_ uri: String, _ text: String) throws {
    _ = try ask("initialize", ["capabilities": [:]])
    try tell("initialized")
    try tell(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": "markdown", "version": 1, "text": .string(text)
        ]
      ])
  }

  /// Ends the conversation as editors do; the exit status.
  func end() throws -> Int32 {
    _ = try ask("shutdown")
    try tell("exit")
    return status()
  }

  /// The exit status, once its input is closed.
  func status() -> Int32 {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
