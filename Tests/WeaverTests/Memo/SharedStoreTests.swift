import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Memo
@testable import Processes
@testable import Text

@Suite("A shared store never makes a build wrong, and never much slower")
struct SharedStoreTests {
  let folder: TemporaryFolder
  let key = Digest(Array("a key".utf8))
  let content = Array("what was computed".utf8)

  init() throws { folder = try TemporaryFolder() }

  private func shared(
    _ server: TestServer, seal: Seal? = nil, isWritten: Bool = false,
    limits: SharedStore.Limits = .long
  ) -> SharedStore {
    SharedStore(
      SharedAddress(base: server.address, authorization: nil, isWritten: isWritten), seal: seal,
      limits: limits)
  }

  private func store(_ shared: SharedStore, _ name: String = "one") -> Store {
    Store(folder: folder.url.appendingPathComponent(name), seal: .ofTests).backed(by: shared)
  }

  // MARK: What it is for

  @Test func whatOneMachineSendsAnotherTakes() throws {
    let files = Files()
    let server = try TestServer { files.answer($0) }
    defer { server.stop() }
    let sender = shared(server, isWritten: true)
    #expect(store(sender, "one").writeShared(content, for: key))
    sender.finish()
    #expect(sender.remark?.contains("1 sent") == true)
    #expect(files.paths.sorted() == ["/ac/\(key.text)", "/cas/\(Digest(content).text)"])
    // The content is there before what leads to it.
    #expect(server.requests.map(\.method) == ["PUT", "PUT"])
    #expect(server.requests.first?.path.hasPrefix("/cas/") == true)

    let taker = shared(server)
    let other = store(taker, "two")
    #expect(other.lookUpShared(key) == .entry(content))
    #expect(taker.words.isEmpty)
    #expect(taker.remark?.contains("1 taken") == true)
    // From now on it is here, and nobody is asked.
    let asked = server.requests.count
    #expect(other.read(key) == content)
    #expect(other.lookUpShared(key) == .entry(content))
    #expect(server.requests.count == asked)
  }

  @Test func itIsOnlyReadWhereItIsNotToldOtherwise() throws {
    let server = try TestServer { _ in .answer(404) }
    defer { server.stop() }
    let reader = shared(server)
    let store = store(reader)
    store.writeShared(content, for: key)
    reader.finish()
    #expect(server.requests.isEmpty)
  }

  @Test func whatIsNotThereIsAskedForOnce() throws {
    let server = try TestServer { _ in .answer(404) }
    defer { server.stop() }
    let shared = shared(server)
    let store = store(shared)
    for _ in 0..<3 { #expect(store.lookUpShared(key) == .missing) }
    #expect(server.requests.count == 1)
    #expect(shared.words.isEmpty)
  }

  // MARK: What a server can do wrong

  /// A server that is wrong in one way, and what is said of it after `times` questions.
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var words: String
    var times = 1
    var reply: @Sendable (TestServer.Request, _ entry: ActionResult) -> TestServer.Reply
    var testDescription: String { name }
  }

  private static func result(
    _ change: @escaping @Sendable (inout ActionResult) -> Void
  ) -> @Sendable (TestServer.Request, ActionResult) -> TestServer.Reply {
    { request, entry in
      guard request.path.hasPrefix("/ac/") else {
        return .answer(200, Array("what was computed".utf8))
      }
      var entry = entry
      change(&entry)
      return .answer(200, entry.bytes)
    }
  }

  private static func content(
    _ reply: TestServer.Reply
  ) -> @Sendable (TestServer.Request, ActionResult) -> TestServer.Reply {
    { request, entry in request.path.hasPrefix("/ac/") ? .answer(200, entry.bytes) : reply }
  }

  private static let giveUp = "the shared store was given up: "

  static let faults = [
    Fault(name: "silence", words: "\(giveUp)timeout was reached") { _, _ in .silence },
    Fault(name: "drop by drop", words: "\(giveUp)timeout was reached") { _, _ in .drops },
    Fault(
      name: "half an answer", words: "\(giveUp)transferred a partial file",
      reply: { _, _ in .bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf") }),
    Fault(name: "no HTTP", words: giveUp) { _, _ in .bytes("SSH-2.0-OpenSSH_9.2\r\n") },
    Fault(name: "nothing", words: giveUp) { _, _ in .bytes("") },
    Fault(name: "500", words: "\(giveUp)it answers with status 500") { _, _ in .answer(500) },
    Fault(name: "403", words: "\(giveUp)it does not let us in (status 403)") { _, _ in
      .answer(403)
    },
    Fault(name: "another status", words: "\(giveUp)it answers with status 204") { _, _ in
      .answer(204)
    },
    Fault(name: "endless", words: "\(giveUp)what it holds is larger than it says", times: 3) {
      _, _ in .endless(String(repeating: "x", count: 1 << 16))
    },
    Fault(
      name: "2 GB announced", words: "\(giveUp)what it holds is larger than it says", times: 3,
      reply: { _, _ in .bytes("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\nx") }),
    Fault(
      name: "no entry", words: "\(giveUp)what it holds is no entry", times: 3,
      reply: { _, _ in .answer(200, Array("<html>a page</html>".utf8)) }),
    Fault(
      name: "another version", words: "what it holds is of another version, or for another key",
      times: 3, reply: result { $0.name = $0.name.replacing("nabla-1", with: "nabla-0") }),
    Fault(
      name: "another key", words: "what it holds is of another version, or for another key",
      times: 3,
      reply: result { $0.name = "nabla-1/\(Digest(Array("another".utf8)).text)" }),
    Fault(
      name: "2 GB promised", words: "what it holds is too large", times: 3,
      reply: result { $0.size = 2 << 30 }),
    Fault(
      name: "another size", words: "what it holds has another digest than its content", times: 3,
      reply: result { $0.size += 1 }),
    Fault(
      name: "wrong digest", words: "what it holds has another digest than its content", times: 3,
      reply: content(.answer(200, Array("what was imagined".utf8)))),
    Fault(
      name: "more content than said", words: "what it holds is larger than it says", times: 3,
      reply: content(.endless("x")))
  ]

  @Test(arguments: faults) func isNotBelievedAndNotWaitedFor(_ fault: Fault) throws {
    let content = content
    let server = try TestServer { request in
      let key = request.path.split(separator: "/").last.map(String.init) ?? ""
      return fault.reply(
        request,
        ActionResult(
          name: "nabla-1/\(key)", hash: Digest(content).text, size: content.count))
    }
    defer { server.stop() }
    let shared = shared(server, limits: fault.words.contains("timeout") ? .short : .long)
    let store = store(shared)
    for number in 0..<fault.times {
      #expect(shared.words.isEmpty)
      let key = Digest(Array("\(fault.name) \(number)".utf8))
      #expect(store.lookUpShared(key) == .missing)
      #expect(!store.holds(key))
    }
    #expect(shared.words.contains(fault.words), "\(shared.words)")
    // It is not asked again, and what is computed is kept here.
    let asked = server.requests.count
    #expect(store.lookUpShared(key) == .missing)
    #expect(store.writeShared(content, for: key))
    #expect(store.read(key) == content)
    #expect(server.requests.count == asked)
  }

  @Test func aServerThatIsAwayIsNotAskedAgain() throws {
    let server = try TestServer { _ in .answer(404) }
    server.stop()
    let shared = shared(server)
    #expect(store(shared).lookUpShared(key) == .missing)
    #expect(shared.words.contains("given up: couldn't connect to server"), "\(shared.words)")
  }

  @Test func noneIsFollowedElsewhere() throws {
    let files = Files()
    let elsewhere = try TestServer { files.answer($0) }
    defer { elsewhere.stop() }
    let sender = shared(elsewhere, isWritten: true)
    store(sender).writeShared(content, for: key)
    sender.finish()
    let target = elsewhere.address
    let server = try TestServer { .answer(302, headers: ["Location: \(target)\($0.path)"]) }
    defer { server.stop() }
    let asked = elsewhere.requests.count
    let shared = shared(server)
    #expect(store(shared, "two").lookUpShared(key) == .missing)
    #expect(shared.words.contains("it leads elsewhere (status 302), where nothing is asked"))
    #expect(elsewhere.requests.count == asked)
  }

  @Test func whatMayNotBeWrittenIsStillRead() throws {
    let content = content
    let server = try TestServer { request in
      if request.method == "PUT" { return .answer(405) }
      let key = request.path.split(separator: "/").last.map(String.init) ?? ""
      let entry = ActionResult(
        name: "nabla-1/\(key)", hash: Digest(content).text, size: content.count)
      return .answer(200, request.path.hasPrefix("/ac/") ? entry.bytes : content)
    }
    defer { server.stop() }
    let shared = shared(server, isWritten: true)
    let store = store(shared)
    for number in 0..<20 { store.writeShared([1], for: Digest([UInt8(number)])) }
    shared.finish()
    #expect(
      shared.words == "; nothing could be sent to the shared store: it answers with status 405")
    // Once it is known, nothing is tried any more.
    #expect(server.requests.count <= 4)
    let other = self.shared(server, isWritten: true)
    #expect(self.store(other, "two").lookUpShared(key) == .entry(content))
  }

  @Test func whatIsSentSlowlyIsNotWaitedFor() throws {
    let server = try TestServer { _ in .silence }
    defer { server.stop() }
    let limits = SharedStore.Limits(answering: 30, closing: 0.05)
    let shared = shared(server, isWritten: true, limits: limits)
    let store = store(shared)
    for number in 0..<20 { store.writeShared([1], for: Digest([UInt8(number)])) }
    let start = ContinuousClock.now
    shared.finish()
    #expect(start.duration(to: .now) < .seconds(20))
    #expect((0..<20).allSatisfy { store.read(Digest([UInt8($0)])) == [1] })
  }

  // MARK: Trust

  @Test(arguments: ["right", "another secret", "none", "of another key"])
  func onlyWhatBearsTheSealIsBelieved(_ mark: String) throws {
    let (content, key) = (content, key)
    let seal = Seal(secret: Array("a secret that two machines share".utf8))
    let other = Seal(secret: Array("a secret of somebody else's own".utf8))
    let server = try TestServer { request in
      var entry = ActionResult(
        name: "nabla-1/\(key.text)", hash: Digest(content).text, size: content.count)
      switch mark {
      case "right": entry.seal = "\(seal.name) \(seal.mark(of: content, for: key).text)"
      case "another secret": entry.seal = "\(seal.name) \(other.mark(of: content, for: key).text)"
      case "of another key":
        entry.seal = "\(seal.name) \(seal.mark(of: content, for: Digest([1])).text)"
      default: break
      }
      return .answer(200, request.path.hasPrefix("/ac/") ? entry.bytes : content)
    }
    defer { server.stop() }
    let sealed = shared(server, seal: seal)
    let expected: Store.Lookup = mark == "right" ? .entry(content) : .missing
    #expect(store(sealed, "one").lookUpShared(key) == expected)
    // Without a secret of one's own, whoever can write there is believed.
    #expect(store(shared(server), "two").lookUpShared(key) == .entry(content))
  }

  @Test func whoAsksIsTold() throws {
    let server = try TestServer { _ in .answer(404) }
    defer { server.stop() }
    let port = try #require(server.address.split(separator: ":").last)
    let environment: Environment = [
      "NABLA_STORE": "http://ada:p%40ss@localhost:\(port)/nabla/"
    ]
    let address = try #require(try SharedAddress.find(ofCourse: nil, environment))
    #expect(address.base == "http://localhost:\(port)/nabla")
    let shared = SharedStore(address, seal: nil, limits: .long)
    _ = store(shared).lookUpShared(key)
    let request = try #require(server.requests.first)
    #expect(request.path == "/nabla/ac/\(key.text)")
    #expect(
      request.headers["authorization"] == "Basic " + Data("ada:p@ss".utf8).base64EncodedString())
  }
}

extension SharedStore.Limits {
  /// So short that no test waits long.
  static let short = SharedStore.Limits(answering: 0.3, closing: 5)
  /// So long that a busy machine does not decide.
  static let long = SharedStore.Limits(answering: 60, closing: 60)
}

extension Seal {
  static let ofTests = Seal(secret: Array("a secret that only tests know".utf8))
}

/// What was put on a server.
private final class Files: Sendable {
  private let files = Mutex<[String: [UInt8]]>([:])

  var paths: [String] { files.withLock { Array($0.keys) } }

  func answer(_ request: TestServer.Request) -> TestServer.Reply {
    files.withLock { files in
      if request.method == "PUT" {
        files[request.path] = request.body
        return .answer(201)
      }
      return files[request.path].map { .answer(200, $0) } ?? .answer(404)
    }
  }
}
