import Foundation
import TestSupport
import Testing

/// A `nabla serve` that runs for one test.
final class Server: Sendable {
  let course: TemporaryFolder
  /// `http://127.0.0.1:PORT/`, as it printed it.
  let address: String
  private let process: Process
  private let errors: URL

  /// Serves the course, once it answers.
  init(_ course: TemporaryFolder, _ arguments: [String] = []) async throws {
    self.course = course
    process = Process()
    process.executableURL = buildFolder.appendingPathComponent("nabla")
    process.arguments = ["serve", "--port", "\(Int.random(in: 20_000...50_000))"] + arguments
    process.currentDirectoryURL = course.url
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    errors = course.url.appendingPathComponent(".errors")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    address = line.trimmingCharacters(in: .newlines)
    try #require(address.hasPrefix("http://127.0.0.1:"), "\(line)\(said)")
  }

  /// What it has said on standard error so far.
  var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

  var isRunning: Bool { process.isRunning }
  var identifier: Int32 { process.processIdentifier }

  /// Ends it as Ctrl-C does.
  func end() -> Int32 {
    process.interrupt()
    process.waitUntilExit()
    return process.terminationStatus
  }

  deinit { if process.isRunning { process.terminate() } }

  /// An answer to a request.
  struct Answer {
    var status: Int
    var text: String
  }

  /// Asks with curl, which sends paths and headers as they are.
  func ask(_ path: String, _ arguments: String...) throws -> Answer {
    let run = try run(
      URL(fileURLWithPath: "/usr/bin/curl"),
      ["-s", "-m", "20", "--path-as-is", "-w", "\n%{http_code}", address.dropLast() + path]
        + arguments)
    let end = try #require(run.output.lastIndex(of: "\n"), "\(run)")
    return Answer(
      status: Int(run.output[end...].dropFirst()) ?? 0, text: String(run.output[..<end]))
  }

  /// Asks until the page is as it is expected to be; the last page where it never is.
  func page(
    _ path: String, seconds: Double = 60, until isDone: (String) -> Bool
  ) async throws -> String {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let page = try ask(path).text
      if isDone(page) || .now > end { return page }
      try await Task.sleep(for: .milliseconds(30))
    }
  }

  /// What a page of it says in its attribute `name` of the panel.
  static func panel(_ name: String, of page: String) -> String? {
    page.firstRange(of: "data-\(name)=\"").map { range in
      String(page[range.upperBound...].prefix { $0 != "\"" })
    }
  }
}

extension TemporaryFolder {
  /// Replaces a text in a file as editors do: a new file, given the old one's name.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try read(path)
    try #require(text.contains(old), "\(path) lacks: \(old)")
    try Data(text.replacing(old, with: new).utf8)
      .write(to: url.appendingPathComponent(path), options: .atomic)
  }
}
