import Foundation
import Synchronization
import Text

/// A store that machines share: a server that keeps what is put there, in the layout of Bazel's
/// remote cache.
///
/// Below `/ac/`, by its key, an entry says where its content is; the content lies below `/cas/`, by its
/// SHA-256. Nothing depends on it: whatever it does, a build has the same results, and where it does
/// not answer, it is not asked again until the end.
package final class SharedStore: Sendable {
  package let address: SharedAddress
  /// The seal that machines share, where they do.
  private let seal: Seal?
  private let client: HTTPClient?
  private let state: Mutex<State>
  private let sent = DispatchGroup()
  private let limits: Limits
  /// The most threads that send.
  private static let mostSenders = 4
  /// The format of the entries.
  private static let format = "nabla-1"

  /// What a server may take, and make us take.
  struct Limits {
    /// The most bytes of an entry, either way.
    var largest = 64 << 20
    /// The most bytes of what stands below `/ac/`.
    var largestResult = 64 << 10
    /// Seconds in which an answer has come, with another for each `speed` bytes.
    var answering = 3.0
    var speed = 1_000_000.0
    /// Seconds that are waited at the end for what is not sent yet.
    var closing = 10.0
    /// Entries that are not to be believed before nothing is asked any more.
    var mostUnbelieved = 3

    func seconds(for bytes: Int) -> Double { answering + Double(bytes) / speed }
  }

  private struct State {
    var waiting = WaitingTime()
    /// Why it is not asked any more.
    var problem: String?
    /// Why nothing is sent any more.
    var problemOfSending: String?
    /// The keys that were asked for.
    var asked: Set<Digest> = []
    var isClosing = false
    var taken = 0
    var missing = 0
    var unbelieved = 0
    var sent = 0
    var unsent = 0
    /// What is to be sent, in its order.
    var pending: [Entry] = []
    /// The threads that send.
    var senders = 0
  }

  /// A content that is to be sent, and its key.
  private struct Entry {
    let key: Digest
    let content: @Sendable () -> [UInt8]?
  }

  /// - Parameter seal: the seal that entries have to bear; with none, whoever can write to the server
  ///   is believed.
  package convenience init(_ address: SharedAddress, seal: Seal?) {
    self.init(address, seal: seal, limits: Limits())
  }

  init(_ address: SharedAddress, seal: Seal?, limits: Limits) {
    self.address = address
    self.limits = limits
    self.seal = seal
    client = HTTPClient()
    var state = State()
    if client == nil { state.problem = "this machine has no libcurl.so.4" }
    self.state = Mutex(state)
  }

  // MARK: Taking

  /// The content of a key, if the store has it; each key is asked for once.
  func content(of key: Digest) -> [UInt8]? {
    let isNew = state.withLock { state in
      state.problem == nil && state.asked.insert(key).inserted
    }
    guard isNew else { return nil }
    guard let bytes = get("/ac/\(key.text)", limit: limits.largestResult) else { return nil }
    guard let result = ActionResult(bytes) else { return unbelieved("is no entry") }
    guard result.name == Self.name(of: key) else {
      return unbelieved("is of another version, or for another key")
    }
    guard result.size <= limits.largest else { return unbelieved("is too large") }
    guard let content = get("/cas/\(result.hash)", limit: result.size) else { return nil }
    guard content.count == result.size, Digest(content).text == result.hash else {
      return unbelieved("has another digest than its content")
    }
    if let seal, result.seal != Self.seal(seal, content, key) {
      return unbelieved("does not bear the seal of NABLA_STORE_KEY")
    }
    state.withLock { state in
      state.taken += 1
      state.waiting.gotResult()
    }
    return content
  }

  private static func name(of key: Digest) -> String { "\(format)/\(key.text)" }

  private static func seal(_ seal: Seal, _ content: [UInt8], _ key: Digest) -> String {
    "\(seal.name) \(seal.mark(of: content, for: key).text)"
  }

  /// What a path holds; `nil` where there is nothing, or no answer.
  private func get(_ path: String, limit: Int) -> [UInt8]? {
    guard let client, state.withLock({ $0.problem == nil }) else { return nil }
    state.withLock { $0.waiting.began(at: Self.now) }
    let answer = client.get(
      address.base + path, headers, limit: limit, seconds: limits.seconds(for: limit))
    let isSpent = state.withLock { state in
      state.waiting.ended(at: Self.now)
      return state.waiting.isSpent
    }
    switch answer {
    case .answered(200, let body):
      return body
    case .answered(404, _):
      state.withLock { $0.missing += 1 }
      if isSpent { stop("it is slower than it is of use") }
    case .answered(let status, _):
      stop(Self.words(of: status))
    case .tooLarge:
      return unbelieved("is larger than it says")
    case .failed(let words):
      stop(words.lowercasedFirst)
    }
    return nil
  }

  private func unbelieved(_ what: String) -> [UInt8]? {
    let count = state.withLock { state in
      state.unbelieved += 1
      return state.unbelieved
    }
    if count >= limits.mostUnbelieved { stop("what it holds \(what)") }
    return nil
  }

  /// Gives the store up until the end of the command.
  private func stop(_ problem: String) {
    state.withLock { $0.problem = $0.problem ?? problem }
  }

  private static func words(of status: Int) -> String {
    switch status {
    case 300..<400: "it leads elsewhere (status \(status)), where nothing is asked"
    case 401, 403, 407: "it does not let us in (status \(status))"
    default: "it answers with status \(status)"
    }
  }

  private var headers: [String] {
    ["Accept: */*"] + (address.authorization.map { ["Authorization: \($0)"] } ?? [])
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  // MARK: Sending

  private var sends: Bool {
    address.isWritten
      && state.withLock { $0.problem == nil && $0.problemOfSending == nil && !$0.isClosing }
  }

  /// Sends an entry, while the build goes on.
  ///
  /// The threads are our own: those that the system shares out start no work while others are busy.
  func send(_ key: Digest, _ content: @escaping @Sendable () -> [UInt8]?) {
    guard sends else { return }
    sent.enter()
    let wantsThread = state.withLock { state in
      state.pending.append(Entry(key: key, content: content))
      guard state.senders < Self.mostSenders else { return false }
      state.senders += 1
      return true
    }
    if wantsThread { Thread.detachNewThread { self.sendPending() } }
  }

  private func sendPending() {
    while let next = nextPending() {
      let isSent = send(next)
      state.withLock { state in
        if isSent { state.sent += 1 } else { state.unsent += 1 }
      }
      sent.leave()
    }
  }

  /// The next entry for a thread that sends; `nil` where there is none, and the thread ends.
  private func nextPending() -> Entry? {
    state.withLock { state in
      guard state.pending.isEmpty else { return state.pending.removeFirst() }
      state.senders -= 1
      return nil
    }
  }

  /// Sends an entry; whether the server has it.
  private func send(_ entry: Entry) -> Bool {
    guard sends, let content = entry.content(), content.count <= limits.largest else {
      return false
    }
    let hash = Digest(content).text
    let result = ActionResult(
      name: Self.name(of: entry.key), hash: hash, size: content.count,
      seal: seal.map { Self.seal($0, content, entry.key) } ?? "")
    // The content first, so that no entry ever leads to nothing.
    return put("/cas/\(hash)", content) && put("/ac/\(entry.key.text)", result.bytes)
  }

  private func put(_ path: String, _ bytes: [UInt8]) -> Bool {
    guard let client, sends else { return false }
    let seconds = limits.seconds(for: bytes.count)
    let problem: String
    switch client.put(address.base + path, bytes, headers, seconds: seconds) {
    case .answered(200..<300, _): return true
    case .answered(let status, _): problem = Self.words(of: status)
    case .tooLarge: problem = "it says too much"
    case .failed(let words): problem = words.lowercasedFirst
    }
    state.withLock { $0.problemOfSending = $0.problemOfSending ?? problem }
    return false
  }

  /// Waits a while for what is not sent yet. After that, nothing is sent any more.
  package func finish() {
    guard address.isWritten else { return }
    _ = sent.wait(timeout: .now() + limits.closing)
    state.withLock { $0.isClosing = true }
  }

  /// Asks for something that is not there: why no answer comes, or `nil` where the server says so.
  package var whatKeepsItFromAnswering: String? {
    _ = content(of: Digest(Array("nobody keeps this".utf8)))
    return state.withLock { $0.problem }
  }

  // MARK: What is told

  /// What a summary adds where it was given up.
  package var words: String {
    state.withLock { state in
      if let problem = state.problem {
        return "; the shared store was given up: \(problem)"
      }
      return state.problemOfSending.map { "; nothing could be sent to the shared store: \($0)" }
        ?? ""
    }
  }

  /// What `--verbose` says: what it gave, and what it was given.
  package var remark: String? {
    state.withLock { state in
      var parts: [String] = []
      func add(_ count: Int, _ words: String) {
        if count > 0 { parts.append("\(count) \(words)") }
      }
      add(state.taken, "taken")
      add(state.missing, "not there")
      add(state.unbelieved, "not believed")
      add(state.sent, "sent")
      add(state.unsent, "not sent")
      if parts.isEmpty { return nil }
      let waited = state.waiting.waited.formatted(decimals: 2)
      return "results in the shared store: \(parts.joined(separator: ", ")); \(waited) s waited"
    }
  }
}

extension String {
  /// The text as it stands within a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
