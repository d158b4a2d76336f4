import Foundation
import Glibc
import Synchronization
import TestSupport

/// Debian's nginx as a shared store: a process of this test, below a folder of its own, at a port
/// that was free, and as nobody where the test runs as root.
final class Nginx: Sendable {
  let folder: TemporaryFolder
  let port: UInt16
  private let running = Mutex<(Process, errors: Pipe)?>(nil)

  var address: String { "http://127.0.0.1:\(port)" }
  /// What is put on the server.
  var data: URL { folder.url.appendingPathComponent("data") }

  /// - Parameter password: of the user `ada`; with none, everybody may read and write.
  init(password: String? = nil) throws {
    folder = try TemporaryFolder()
    let (socket, port) = try socketWithFreePort()
    close(socket)
    self.port = port
    for name in ["data", "temporary"] {
      try FileManager.default.createDirectory(
        at: folder.url.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    if let password {
      try folder.write("ada:{PLAIN}\(password)\n", to: "passwords")
    }
    try folder.write(configuration(hasPassword: password != nil), to: "nginx.conf")
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
    for path in [""] + all { chmod(folder.url.appendingPathComponent(path).path, 0o777) }
    try start()
  }

  deinit { stop() }

  /// Starts it, and waits until it listens.
  func start() throws {
    let words = ["nginx", "-e", "stderr", "-c", "\(folder.url.path)/nginx.conf"]
    let asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = (geteuid() == 0 ? asNobody : []) + words
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    var said = Data()
    while said.range(of: Data("start worker process ".utf8)) == nil {
      let more = errors.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(words: String(decoding: said, as: UTF8.self)) }
      said += more
    }
    running.withLock { $0 = (process, errors) }
  }

  /// Kills it, as a machine that loses its power would.
  func stop() {
    guard
      let (process, _) = running.withLock({ running in
        defer { running = nil }
        return running
      })
    else { return }
    let pid = process.processIdentifier
    let children = try? String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
    kill(pid, SIGKILL)
    for child in children?.split(separator: " ").compactMap({ pid_t($0) }) ?? [] {
      kill(child, SIGKILL)
    }
    process.waitUntilExit()
  }

  struct Failure: Error { var words: String }

  private func configuration(hasPassword: Bool) -> String {
    let here = folder.url.path
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
      "\($0)_temp_path \(here)/temporary/\($0);"
    }.joined(separator: " ")
    let asks = hasPassword ? "auth_basic store; auth_basic_user_file \(here)/passwords;" : ""
    return """
      daemon off;
      pid \(here)/pid;
      error_log stderr notice;
      worker_processes 1;
      events { worker_connections 64; }
      http {
        access_log off;
        error_log \(here)/errors;
        \(temporary)
        server {
          listen 127.0.0.1:\(port);
          root \(here)/data;
          client_max_body_size 64m;
          location / {
            dav_methods PUT;
            create_full_put_path on;
            \(asks)
          }
        }
      }
      """
  }
}
