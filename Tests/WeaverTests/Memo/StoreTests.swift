import Foundation
import TestSupport
import Testing

@testable import Memo
@testable import Processes

@Suite("Store") struct StoreTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func key(_ text: String) -> Digest { Digest(Array(text.utf8)) }

  private func entries() -> [URL] {
    let all = FileManager.default.enumerator(at: folder.url, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
  }

  @Test func givesBackWhatWasKept() {
    let store = Store(folder: folder.url)
    #expect(store.lookUp(key("a")) == .missing)
    for content in [[], [0], Array("text".utf8), [UInt8](repeating: 7, count: 100_000)] {
      #expect(store.write(content, for: key("a")))
      #expect(store.read(key("a")) == content)
    }
    #expect(store.problem == nil)
    #expect(entries().count == 1)
  }

  @Test(arguments: ["cut", "altered", "longer", "empty", "foreign", "other version", "folder"])
  func whatIsNoEntryIsDamaged(_ damage: String) throws {
    let store = Store(folder: folder.url)
    #expect(store.write(Array("what was computed".utf8), for: key("a")))
    let url = try #require(entries().first)
    var bytes = try Data(contentsOf: url)
    switch damage {
    case "cut": bytes.removeLast(3)
    case "altered": bytes[bytes.count - 1] ^= 1
    case "longer": bytes.append(0x20)
    case "empty": bytes = Data()
    case "foreign": bytes = Data("<html>a page of a server that says no</html>".utf8)
    case "other version":
      bytes = Data(
        String(decoding: bytes, as: UTF8.self).replacing("store 1", with: "store 0").utf8)
    default: break
    }
    try FileManager.default.removeItem(at: url)
    if damage == "folder" {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } else {
      try bytes.write(to: url)
    }
    #expect(store.lookUp(key("a")) == .damaged)
    #expect(store.read(key("a")) == nil)
    // It is replaced as soon as it is computed again.
    if damage != "folder" {
      #expect(store.write([1], for: key("a")))
      #expect(store.read(key("a")) == [1])
    }
  }

  @Test func isBounded() throws {
    let store = Store(folder: folder.url, limit: 1 << 20)
    let content = [UInt8](repeating: 1, count: 4_000)
    for number in 0..<1_500 { store.write(content, for: key("\(number)")) }
    // As if these had not been used since long ago.
    for number in 0..<1_499 {
      let name = key("\(number)").text
      let path = "\(folder.url.path)/\(name.prefix(2))/\(name.dropFirst(2))"
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(number))], ofItemAtPath: path)
    }
    store.trim()
    let size = entries().count * (content.count + 47)
    #expect(size <= 1 << 20)
    #expect(size > 1 << 19)
    #expect(store.read(key("0")) == nil)
    #expect(store.read(key("1499")) == content)
  }

  @Test func saysWhyNothingCouldBeKept() throws {
    let file = folder.url.appendingPathComponent("file")
    try Data().write(to: file)
    let store = Store(folder: file)
    #expect(!store.write([1], for: key("a")))
    #expect(store.problem != nil)
    #expect(store.lookUp(key("a")) == .missing)
  }

  @Test func manyWriteAtOnce() {
    let store = Store(folder: folder.url)
    let read = concurrentMap(Array(0..<200), jobs: 8) { number in
      let content = [UInt8](repeating: UInt8(number % 3), count: 10_000)
      store.write(content, for: key("\(number % 5)"))
      return store.read(key("\(number % 5)"))
    }
    // Whole entries only, whoever wrote last.
    #expect(read.allSatisfy { $0.map { Set($0).count == 1 && $0.count == 10_000 } ?? false })
    #expect(entries().count == 5)
  }

  @Test func digestsAreWrittenAndRead() {
    let digest = key("some text")
    #expect(digest.text.count == 32)
    #expect(Digest(text: digest.text) == digest)
    #expect(Digest(text: "no digest") == nil)
    #expect(Digest(text: String(repeating: "g", count: 32)) == nil)
  }

  @Test func aFileIsKnownToBeTheSame() throws {
    let path = folder.url.appendingPathComponent("file").path
    #expect(FileIdentity(path) == nil)
    try Data("one".utf8).write(to: URL(fileURLWithPath: path))
    let first = try #require(FileIdentity(path))
    #expect(FileIdentity(path) == first)
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    usleep(20_000)
    // Edited in place and given its old date back.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.write(contentsOf: Data("two".utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: path)
    #expect(FileIdentity(path) != first)
  }
}
