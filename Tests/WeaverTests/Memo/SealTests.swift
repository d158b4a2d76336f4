import Foundation
import Glibc
import TestSupport
import Testing

@testable import Memo
@testable import Processes
@testable import Text

@Suite("What lessons cannot write is all that is believed") struct SealTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func key(_ text: String) -> Digest { Digest(Array(text.utf8)) }

  private func path(_ key: Digest) -> URL {
    folder.url.appendingPathComponent("\(key.text.prefix(2))/\(key.text.dropFirst(2))")
  }

  @Test func digestsAreSHA256() {
    // FIPS 180-4, examples of SHA-256.
    #expect(
      key("abc").text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      key("").text == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    // RFC 4231, test case 2.
    #expect(
      Digest.keyed(Array("Jefe".utf8), [Array("what do ya want ".utf8), Array("for nothing?".utf8)])
        .text == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func anEntryInAnothersPlaceIsNotBelieved() throws {
    let store = Store(folder: folder.url, seal: .ofTests)
    store.write(Array("a lie".utf8), for: key("of a lesson"))
    store.write(Array("the truth".utf8), for: key("of another"))
    try FileManager.default.removeItem(at: path(key("of another")))
    try FileManager.default.copyItem(at: path(key("of a lesson")), to: path(key("of another")))
    #expect(store.lookUp(key("of another")) == .damaged)
    #expect(store.read(key("of a lesson")) == Array("a lie".utf8))
  }

  @Test func anEntryWithAFreshDigestIsNotBelieved() throws {
    let store = Store(folder: folder.url, seal: .ofTests)
    store.write(Array("the truth".utf8), for: key("a"))
    let lie = Array("a lie".utf8)
    let head = try Data(contentsOf: path(key("a"))).prefix(14 + 17)
    // With the digest of its content, and with a mark by a secret that was guessed.
    for mark in [Digest(lie), Seal(secret: Array("guess".utf8)).mark(of: lie, for: key("a"))] {
      try (head + Data("\(mark.text)\n".utf8) + Data(lie)).write(to: path(key("a")))
      #expect(store.lookUp(key("a")) == .damaged)
    }
  }

  @Test func anEntryOfAnotherUserIsForeign() {
    let other = Store(folder: folder.url, seal: Seal(secret: Array("another user's".utf8)))
    other.write([1], for: key("a"))
    let store = Store(folder: folder.url, seal: .ofTests)
    #expect(store.lookUp(key("a")) == .foreign)
    #expect(!store.holds(key("a")))
    store.write([2], for: key("a"))
    #expect(store.read(key("a")) == [2])
    #expect(other.lookUp(key("a")) == .foreign)
  }

  // MARK: A user's secret

  private var state: String { folder.url.appendingPathComponent("state").path }
  private var file: String { "\(state)/nabla/key" }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func isMadeOnceAndReadByItsOwnerOnly() throws {
    let secret = try UserSecret.secret(in: state)
    #expect(secret.count == 32)
    #expect(Set(secret).count > 8)
    #expect(mode(file) == 0o600)
    #expect(mode("\(state)/nabla") == 0o700)
    #expect(try UserSecret.secret(in: state) == secret)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(state)/nabla") == ["key"])
  }

  @Test func manyAtOnceMakeOne() {
    let state = state
    let secrets = concurrentMap(Array(0..<32), jobs: 8) { _ in
      try? UserSecret.secret(in: state)
    }
    #expect(Set(secrets).count == 1)
    #expect(secrets.first != .some(nil))
  }

  @Test(arguments: ["open to others", "cut off", "empty", "a link elsewhere"])
  func whatIsNoSecretAnyMoreIsReplaced(_ fault: String) throws {
    let secret = try UserSecret.secret(in: state)
    switch fault {
    case "open to others": chmod(file, 0o644)
    case "cut off": truncate(file, 7)
    case "a link elsewhere":
      unlink(file)
      symlink("/etc/passwd", file)
    default: truncate(file, 0)
    }
    let new = try UserSecret.secret(in: state)
    #expect(new != secret)
    #expect(new.count == 32)
    #expect(mode(file) == 0o600)
    #expect(try UserSecret.secret(in: state) == new)
  }

  @Test(arguments: ["folder", "file in the way"])
  func whatCannotBeKeptIsSaid(_ fault: String) throws {
    let files = FileManager.default
    if fault == "file in the way" {
      try Data().write(to: URL(fileURLWithPath: state))
    } else {
      try files.createDirectory(atPath: "\(state)/nabla", withIntermediateDirectories: true)
    }
    if fault == "folder" {
      try files.createDirectory(atPath: "\(file)/x", withIntermediateDirectories: true)
    }
    #expect(throws: SystemError.self) { try UserSecret.secret(in: state) }
    // Nothing is kept then, and the summary says why.
    let course = folder.url.appendingPathComponent("course")
    try files.createDirectory(at: course, withIntermediateDirectories: true)
    let cache = CacheFolder(course: course, Environment(["XDG_STATE_HOME": state]))
    #expect(cache.store == nil)
    #expect(cache.words.contains("nothing could be kept in .nabla for the next run: could not"))
  }

  @Test func aSharedKeyTakesThePlaceOfTheUsers() throws {
    let environment: Environment = [
      "NABLA_STORE_KEY": "a key that two machines have in common", "XDG_STATE_HOME": state
    ]
    let one = CacheFolder(course: folder.url, environment)
    one.store?.write([1], for: key("a"))
    #expect(!FileManager.default.fileExists(atPath: state))
    let other = CacheFolder(course: folder.url, environment)
    #expect(other.store?.read(key("a")) == [1])
    let own = CacheFolder(course: folder.url, ["XDG_STATE_HOME": state])
    #expect(own.store?.lookUp(key("a")) == .foreign)
  }
}
