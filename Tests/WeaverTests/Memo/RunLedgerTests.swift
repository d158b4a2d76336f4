import Foundation
import TestSupport
import Testing

@testable import Memo

@Suite("What is remembered of runs") struct RunLedgerTests {
  private func key(_ changes: [RunKey.Part: String] = [:]) -> RunKey {
    func digest(_ part: RunKey.Part) -> Digest { Digest(Array((changes[part] ?? "same").utf8)) }
    return RunKey(
      program: digest(.program), data: digest(.data), library: digest(.library),
      compiler: digest(.compiler), surroundings: digest(.surroundings))
  }

  @Test func saysWhatChanged() {
    let ledger = RunLedger(path: "/nonexistent/ledger")
    #expect(ledger.reason("a.md", "run", key()) == "it was not run before")
    ledger.note("a.md", "run", key(), seconds: 2, isKept: true)
    #expect(ledger.reason("a.md", "run", key()) == "its result is no longer in the store")
    for part in RunKey.Part.allCases {
      #expect(ledger.reason("a.md", "run", key([part: "other"])) == part.changed)
    }
    #expect(
      ledger.reason("a.md", "run", key([.compiler: "other", .program: "other"]))
        == "the program changed, the compiler changed")
    #expect(ledger.reason("b.md", "run", key()) == "it was not run before")
    ledger.note("a.md", "run", key(), seconds: 2, isKept: false)
    #expect(ledger.reason("a.md", "run", key()) == "its last result could not be kept")
  }

  @Test func isReadAgain() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("ledger").path
    let ledger = RunLedger(path: path)
    ledger.note("lessons/ä b.md", "run 1", key(), seconds: 1.25, isKept: true)
    ledger.note("lessons/ä b.md", "run 2", key(), seconds: 0.5, isKept: true)
    ledger.note("lessons/gone.md", "run 1", key(), seconds: 9, isKept: true)
    ledger.save(lessons: ["lessons/ä b.md"])
    let again = RunLedger(path: path)
    #expect(again.seconds(of: "lessons/ä b.md") == 1.75)
    #expect(again.seconds(of: "lessons/gone.md") == nil)
    #expect(again.reason("lessons/ä b.md", "run 1", key([.data: "x"])) == "its data changed")
  }

  @Test(arguments: ["", "nabla ledger 0\na\tb", "nabla ledger 1\na\tb\tmany\tkept", "\0\0"])
  func whatIsNoLedgerIsNone(_ text: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("ledger")
    try Data(text.utf8).write(to: url)
    #expect(RunLedger(path: url.path).seconds(of: "a") == nil)
  }
}
