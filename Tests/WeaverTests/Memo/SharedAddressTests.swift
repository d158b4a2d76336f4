import Foundation
import Testing

@testable import Memo
@testable import Text

@Suite("The address of a shared store") struct SharedAddressTests {
  private func find(
    _ address: String?, course: String? = nil, token: String? = nil, writes: String? = nil,
    key: String? = nil
  ) throws -> SharedAddress? {
    let variables = [
      "NABLA_STORE": address, "NABLA_STORE_TOKEN": token, "NABLA_STORE_WRITE": writes,
      "NABLA_STORE_KEY": key
    ]
    return try SharedAddress.find(ofCourse: course, Environment(variables.compactMapValues(\.self)))
  }

  @Test func isReadOnlyAndTellsNobodyAnything() throws {
    let address = try #require(try find("https://cache.example.org:8080/nabla//"))
    #expect(address.base == "https://cache.example.org:8080/nabla")
    #expect(address.authorization == nil)
    #expect(!address.isWritten)
    #expect(try find("https://cache.example.org", writes: "1")?.isWritten == true)
    #expect(try find(nil) == nil)
    #expect(try find("off", course: "https://cache.example.org") == nil)
  }

  @Test func secretsGoToTheStoreOfTheEnvironmentOnly() throws {
    let course = "https://elsewhere.example.org/store/"
    #expect(try find(nil, course: course, token: "secret")?.authorization == nil)
    #expect(try find(nil, course: course, token: "secret")?.base.hasSuffix("/store") == true)
    let own = try find("https://cache.example.org", course: course, token: "secret")
    #expect(own?.authorization == "Bearer secret")
    #expect(own?.base == "https://cache.example.org")
    #expect(try find("http://127.0.0.1:1", token: "secret")?.authorization == "Bearer secret")
  }

  @Test(
    arguments: [
      ("cache.example.org", nil), ("ftp://cache.example.org", nil), ("https://", nil),
      ("https:///nabla", nil), ("https://a b/", nil), ("https://host/?q=1", nil),
      ("https://host/#top", nil), ("https://a@b@c/", nil), ("https://host\\evil/", nil),
      ("https://host\n/", nil), ("file:///etc/passwd", nil), ("https://h\u{E9}te/", nil),
      ("http://ada:secret@cache.example.org", nil), ("http://localhost.example.org", "secret"),
      ("http://127.0.0.1.example.org", "secret"), ("https://ada:secret@host", "secret"),
      ("https://host", "sec ret"), ("https://host", "sec\r\nX-Evil: 1")
    ] as [(String, String?)])
  func whatIsNoneIsWrongUse(_ address: String, _ token: String?) throws {
    #expect {
      try find(address, token: token)
    } throws: { error in
      guard let problem = error as? Diagnostic, problem.isUsage else { return false }
      // A message is no place for a secret.
      return !problem.reason.message.contains("secret@") && problem.reason.help != nil
    }
  }

  @Test func switchesAreOnOrOff() {
    #expect(throws: Diagnostic.self) { try find("https://host", writes: "yes") }
    #expect(throws: Diagnostic.self) { try find(nil, key: "short") }
    #expect(throws: Never.self) { try find(nil, key: String(repeating: "x", count: 24)) }
  }
}

@Suite("How long a shared store is waited for") struct WaitingTimeTests {
  @Test func answersAtTheSameTimeAreWaitedForOnce() {
    var time = WaitingTime()
    time.began(at: 10)
    time.began(at: 11)
    time.ended(at: 12)
    time.ended(at: 13)
    #expect(time.waited == 3)
    time.began(at: 20)
    time.ended(at: 21.5)
    #expect(time.waited == 4.5)
    #expect(!time.isSpent)
    time.began(at: 30)
    time.ended(at: 31)
    #expect(time.isSpent)
  }

  @Test func whatItGaveIsWorthTheWait() {
    var time = WaitingTime()
    time.began(at: 0)
    time.ended(at: 6)
    #expect(time.isSpent)
    for _ in 0..<10 { time.gotResult() }
    #expect(!time.isSpent)
  }
}

@Suite("What a remote cache keeps of an action") struct ActionResultTests {
  let result = ActionResult(
    name: "nabla-1/x", hash: Digest([1]).text, size: 300, seal: "name mark")

  @Test func isWrittenAndRead() {
    #expect(ActionResult(result.bytes) == result)
    // As `protoc --encode` writes it.
    let small = ActionResult(name: "n", hash: String(repeating: "0", count: 64), size: 300)
    #expect(
      small.bytes == [0x12, 0x4A, 0x0A, 0x01, 0x6E, 0x12, 0x45, 0x0A, 0x40]
        + [UInt8](repeating: 0x30, count: 64) + [0x10, 0xAC, 0x02])
  }

  @Test func fieldsOfOthersAreLeftOut() {
    // An exit code, two fixed numbers, and a message that we do not know.
    let others: [UInt8] = [0x20, 0x07, 0x81, 0x01, 1, 2, 3, 4, 5, 6, 7, 8, 0x4A, 0x01, 0xFF]
    #expect(ActionResult(others + result.bytes) == result)
  }

  @Test func whateverIsCutOffOrAlteredIsReadOrRefused() {
    let bytes = result.bytes
    for count in 0..<bytes.count { #expect(ActionResult(Array(bytes.prefix(count))) != result) }
    for place in bytes.indices {
      for value in [UInt8(0), 0x7F, 0x80, 0xFF] {
        var other = bytes
        other[place] = value
        _ = ActionResult(other)
      }
    }
    for bytes in [
      [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x13], [0x09, 1],
      [UInt8](repeating: 0xFF, count: 100), []
    ] as [[UInt8]] { #expect(ActionResult(bytes) == nil) }
  }
}
