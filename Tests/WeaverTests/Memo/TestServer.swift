import Foundation
import Glibc
import Synchronization
import TestSupport

/// A server of HTTP that answers as a test wants, however wrong that is.
final class TestServer: Sendable {
  struct Request: Sendable {
    var method: String
    var path: String
    var headers: [String: String]
    var body: [UInt8]
  }

  enum Reply: Sendable {
    case answer(Int, [UInt8] = [], headers: [String] = [])
    /// These bytes, and the end.
    case bytes(String)
    /// Nothing, until the other side gives up.
    case silence
    /// These bytes, again and again until the other side gives up.
    case endless(String)
    /// A good beginning, and then a byte now and then.
    case drops
  }

  let address: String
  private let socket: Int32
  private let log = Mutex<[Request]>([])
  private let answer: @Sendable (Request) -> Reply

  /// What it was asked so far.
  var requests: [Request] { log.withLock { $0 } }

  init(_ answer: @escaping @Sendable (Request) -> Reply) throws {
    self.answer = answer
    let (listening, port) = try socketWithFreePort()
    guard listen(listening, 32) == 0 else { throw CocoaError(.featureUnsupported) }
    socket = listening
    address = "http://127.0.0.1:\(port)"
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listening, nil, nil)
        guard connection >= 0, let self else { return }
        Thread.detachNewThread {
          self.serve(connection)
          close(connection)
        }
      }
    }
  }

  /// Takes no more connections: whoever comes now is refused.
  func stop() {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  private func serve(_ connection: Int32) {
    var pending: [UInt8] = []
    while let request = Self.request(connection, &pending) {
      log.withLock { $0.append(request) }
      switch answer(request) {
      case .answer(let status, let body, let headers):
        let head =
          ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + headers + ["", ""]
        guard send(Array(head.joined(separator: "\r\n").utf8) + body, to: connection) else {
          return
        }
      case .bytes(let text):
        _ = send(Array(text.utf8), to: connection)
        return
      case .silence:
        var byte: UInt8 = 0
        _ = read(connection, &byte, 1)
        return
      case .endless(let text):
        let head = "HTTP/1.1 200 X\r\nConnection: close\r\n\r\n"
        guard send(Array(head.utf8), to: connection) else { return }
        while send(Array(text.utf8), to: connection) {}
        return
      case .drops:
        let head = "HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n"
        guard send(Array(head.utf8), to: connection) else { return }
        while send([0], to: connection) {
          var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
          poll(&waiting, 1, 20)
        }
        return
      }
    }
  }

  private func send(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The next question of a connection; `nil` at its end.
  private static func request(_ connection: Int32, _ pending: inout [UInt8]) -> Request? {
    func more() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(connection, &buffer, buffer.count)
      if count > 0 { pending += buffer[..<count] }
      return count > 0
    }
    let blank = Array("\r\n\r\n".utf8)
    var end: Int?
    while end == nil {
      end = pending.indices.first { pending[$0...].starts(with: blank) }
      if end == nil, !more() { return nil }
    }
    guard let end else { return nil }
    let lines = String(decoding: pending[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 {
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    let start = end + blank.count
    let count = headers["content-length"].flatMap { Int($0) } ?? 0
    while pending.count < start + count { if !more() { return nil } }
    defer { pending.removeFirst(start + count) }
    guard words.count == 3 else { return nil }
    return Request(
      method: String(words[0]), path: String(words[1]), headers: headers,
      body: Array(pending[start..<(start + count)]))
  }
}
