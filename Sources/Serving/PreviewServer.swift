package import Courses
import FlyingFox
import FlyingSocks
import Foundation
import Sites
import Text

/// Serves a preview to browsers of this machine.
///
/// Only the address that it prints is answered: a request that names another host is refused, and
/// what changes something must come from a page that it gave out itself.
package struct PreviewServer: Sendable {
  private let preview: CoursePreview
  private let feed: ChangeFeed
  /// The command that opens an editor, in words; `nil` where the page's link does.
  private let editor: [String]?
  /// What a page has to say that it was given out here.
  private let token = (0..<4).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()

  package init(_ preview: CoursePreview, feed: ChangeFeed, editor: [String]?) {
    self.preview = preview
    self.feed = feed
    self.editor = editor
  }

  /// Listens at the first free port from `port` on.
  ///
  /// - Parameter ready: told of the address, when it is answered.
  package func run(port: UInt16, ready: @escaping @Sendable (String) -> Void) async throws {
    let number = try Self.freePort(from: port)
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: number), timeout: 60, logger: .disabled,
      handler: ClosureHTTPHandler { request in await answer(request, port: number) })
    let task = Task { try await server.run() }
    try await server.waitUntilListening()
    ready("http://127.0.0.1:\(number)/")
    try await task.value
  }

  /// The first port from `port` on that nobody listens at.
  private static func freePort(from port: UInt16) throws -> UInt16 {
    for number in port..<(port + min(100, UInt16.max - port)) {
      let socket = try Socket(domain: AF_INET)
      defer { try? socket.close() }
      try? socket.setValue(true, for: .localAddressReuse)
      if (try? socket.bind(to: .inet(ip4: "127.0.0.1", port: number))) != nil { return number }
    }
    throw PortsTaken(first: port)
  }

  /// No port is free.
  package struct PortsTaken: Error {
    package let first: UInt16
  }

  // MARK: Requests

  private func answer(_ request: HTTPRequest, port: UInt16) async -> HTTPResponse {
    let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    guard let host = request.headers[.host], hosts.contains(host.lowercased()) else {
      return Self.text(.forbidden, "this is the preview at http://127.0.0.1:\(port)/\n")
    }
    let path = request.target.path(percentEncoded: false)
    switch (request.method, path) {
    case (.GET, "/_nabla/events"): return events()
    case (.GET, _), (.HEAD, _): return await page(path)
    case (.POST, "/_nabla/accept"), (.POST, "/_nabla/open"):
      let isOurs =
        request.headers[HTTPHeader("X-Nabla-Token")] == token
        && (request.headers[HTTPHeader("Origin")].map { $0 == "http://\(host)" } ?? true)
      guard isOurs else {
        return Self.text(.forbidden, "only a page of this preview may ask for that\n")
      }
      guard let body = try? await Self.body(of: request) else {
        return Self.text(.badRequest, "the request cannot be read\n")
      }
      return await path == "/_nabla/open" ? open(body) : accept(body)
    default: return Self.text(.methodNotAllowed, "the preview is read with GET\n")
    }
  }

  /// The fields of a request, which are short.
  private static func body(of request: HTTPRequest) async throws -> [String: Any]? {
    guard (request.bodySequence.count ?? .max) < 1 << 16 else { return nil }
    return try await JSONSerialization.jsonObject(with: request.bodyData) as? [String: Any]
  }

  private func page(_ path: String) async -> HTTPResponse {
    let asked = String(path.drop { $0 == "/" })
    let name = asked.isEmpty || asked.hasSuffix("/") ? asked + "index.html" : asked
    let root = String(repeating: "../", count: name.count { $0 == "/" })
    let frame = PreviewFrame(
      folder: preview.folder, script: "preview.js", token: token, opensEditor: editor != nil,
      root: root)
    // Weaving takes its time, and is no work for the threads that answer.
    let bytes = await Self.inBackground { preview.file(name, frame: frame) }
    if let bytes {
      return HTTPResponse(statusCode: .ok, headers: Self.headers(of: name), body: bytes)
    }
    let missing = await Self.inBackground { preview.file("404.html", frame: frame) }
    return HTTPResponse(
      statusCode: .notFound, headers: Self.headers(of: "404.html"), body: missing ?? Data())
  }

  private static func inBackground<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: work()) }
    }
  }

  private func events() -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok,
      headers: [.contentType: "text/event-stream", HTTPHeader("Cache-Control"): "no-store"],
      body: HTTPBodySequence(from: feed.subscription()))
  }

  private func accept(_ body: [String: Any]) async -> HTTPResponse {
    guard let lesson = body["lesson"] as? String, let version = body["version"] as? String else {
      return Self.text(.badRequest, "the request cannot be read\n")
    }
    let names = (body["records"] as? [String]).map(Set.init)
    let problem = await Self.inBackground { () -> Diagnostic? in
      do throws(Diagnostic) {
        _ = try preview.accept(lesson, version: version, names: names)
        return nil
      } catch {
        return error
      }
    }
    guard let problem else { return Self.text(.ok, "recorded\n") }
    return Self.text(.conflict, problem.rendered())
  }

  /// Opens the editor at a place of a file of the course.
  private func open(_ body: [String: Any]) async -> HTTPResponse {
    guard let editor, let file = body["file"] as? String, let line = body["line"] as? Int,
      let column = body["column"] as? Int
    else { return Self.text(.badRequest, "the request cannot be read\n") }
    return await Self.inBackground {
      EditorCommand(editor).open(file, line: line, column: column, in: preview.folder)
        ? Self.text(.ok, "opened\n")
        : Self.text(.conflict, "the editor '\(editor[0])' could not be started\n")
    }
  }

  // MARK: Answers

  private static func text(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: Data(text.utf8))
  }

  private static func headers(of name: String) -> HTTPHeaders {
    let type =
      switch name.split(separator: ".").last.map({ $0.lowercased() }) ?? "" {
      case "html": "text/html; charset=utf-8"
      case "css": "text/css; charset=utf-8"
      case "js": "text/javascript; charset=utf-8"
      case "json": "application/json"
      case "svg": "image/svg+xml"
      case "png": "image/png"
      case "jpg", "jpeg": "image/jpeg"
      case "gif": "image/gif"
      case "webp": "image/webp"
      case "pdf": "application/pdf"
      case "otf": "font/otf"
      case "xml": "application/xml"
      case "csv": "text/csv; charset=utf-8"
      case "swift", "txt", "md": "text/plain; charset=utf-8"
      default: "application/octet-stream"
      }
    return [
      .contentType: type, HTTPHeader("Cache-Control"): "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff"
    ]
  }
}
