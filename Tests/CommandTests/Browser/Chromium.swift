import Foundation
import Synchronization

/// Debian's headless Chromium, spoken to over a pipe in its DevTools protocol: JSON messages, each
/// ended by a zero byte.
///
/// https://chromedevtools.github.io/devtools-protocol/
final class Chromium: Sendable {
  /// Something that the browser tells unasked.
  struct Event: Sendable {
    var method: String
    var parameters: JSON
  }

  /// Why the browser cannot be used or did not do what it was told.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// As many pages at a time as most machines have cores to show them.
  let tabs = Turnstile(places: 2)

  private struct State {
    var lastNumber = 0
    var waiting: [Int: CheckedContinuation<JSON, any Error>] = [:]
    var listeners: [String: @Sendable (Event) -> Void] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())
  private let process = Process()
  private let commands: FileHandle
  private let writing = Mutex(())

  /// Starts a browser with a profile of its own.
  ///
  /// The shell between us puts the pipe where the browser looks for it (descriptors 3 and 4), and
  /// removes the profile when the browser has ended, which it does when its pipe closes: nothing is
  /// left even where the tests are killed.
  init() throws {
    let places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
    guard let program = places.first(where: FileManager.default.isExecutableFile) else {
      throw Failure(description: "no Chromium at \(places[0]): run make test-packages")
    }
    let profile = FileManager.default.temporaryDirectory
      .appendingPathComponent("nabla-browser-\(UUID().uuidString)")
    let (input, output) = (Pipe(), Pipe())
    commands = input.fileHandleForWriting
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      trap '' INT TERM
      profile=$1; shift
      "$@" --user-data-dir="$profile" 3<&0 4>&1 </dev/null >/dev/null 2>&1
      rm -rf "$profile"
      """, "browser", profile.path, program, "--headless", "--remote-debugging-pipe",
      "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--no-first-run", "--disable-extensions", "--disable-background-networking",
      "--disable-component-update", "--disable-background-timer-throttling",
      "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
      "--force-color-profile=srgb", "--lang=en"
    ]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    // A browser that crashed shall fail its tests, not end them all when it is next spoken to.
    signal(SIGPIPE, SIG_IGN)
    try process.run()
    let results = output.fileHandleForReading
    Thread.detachNewThread { [weak self] in
      var rest = Data()
      while case let bytes = results.availableData, !bytes.isEmpty {
        rest.append(bytes)
        while let end = rest.firstIndex(of: 0) {
          let message = rest[rest.startIndex..<end]
          rest = rest[(end + 1)...]
          self?.take(Data(message))
        }
      }
      self?.fail("the browser has ended")
    }
  }

  /// Ends the browser; its profile is gone afterwards.
  func close() async {
    _ = try? await send("Browser.close", timeout: 5)
    try? commands.close()
    for _ in 0..<100 where process.isRunning { try? await Task.sleep(for: .milliseconds(50)) }
    if process.isRunning { process.terminate() }
  }

  /// Tells the browser to do something, in a session or as a whole, and gives its answer.
  @discardableResult
  func send(
    _ method: String, _ parameters: JSON = [:], session: String? = nil, timeout: Double = 60
  ) async throws -> JSON {
    try await withCheckedThrowingContinuation { continuation in
      let number: Int? = state.withLock { state in
        guard !state.isClosed else { return nil }
        state.lastNumber += 1
        state.waiting[state.lastNumber] = continuation
        return state.lastNumber
      }
      guard let number else {
        return continuation.resume(throwing: Failure(description: "the browser has ended"))
      }
      DispatchQueue.global().asyncAfter(deadline: .now() + timeout) {
        self.answer(
          number, .failure(Failure(description: "\(method): no answer within \(timeout) s")))
      }
      var message: [String: JSON] = [
        "id": .number(Double(number)), "method": .string(method), "params": parameters
      ]
      if let session { message["sessionId"] = .string(session) }
      do {
        let bytes = try JSONEncoder().encode(message) + [0]
        try writing.withLock { _ in try commands.write(contentsOf: bytes) }
      } catch {
        answer(number, .failure(error))
      }
    }
  }

  /// Has what happens in a session told, or no longer.
  func listen(to session: String, _ listener: (@Sendable (Event) -> Void)?) {
    state.withLock { $0.listeners[session] = listener }
  }

  private func take(_ bytes: Data) {
    guard let message = try? JSONDecoder().decode(JSON.self, from: bytes) else { return }
    if let number = message["id"].int {
      if let complaint = message["error"]["message"].string {
        answer(number, .failure(Failure(description: complaint)))
      } else {
        answer(number, .success(message["result"]))
      }
    } else if let method = message["method"].string, let session = message["sessionId"].string {
      state.withLock { $0.listeners[session] }?(
        Event(method: method, parameters: message["params"]))
    }
  }

  private func answer(_ number: Int, _ result: Result<JSON, any Error>) {
    state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(with: result)
  }

  private func fail(_ words: String) {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume(throwing: Failure(description: words)) }
  }
}
