import Foundation
import TestSupport
import Testing

@testable import Processes

@Suite("Folders for one run") struct ScratchFolderTests {
  private let base: TemporaryFolder
  init() throws { base = try TemporaryFolder() }

  @Test func `what the dead have left is removed, what the living hold is not`() throws {
    let path = base.url.path
    try base.write([
      "nabla-run-dead01/work/a/b.txt": "x", "nabla-run-alive1/work/a.txt": "x",
      "nabla-other/a.txt": "x", "elsewhere/a.txt": "x"
    ])
    chmod("\(path)/nabla-run-dead01/work/a", 0o500)
    symlink("elsewhere", "\(path)/nabla-run-linked")
    let living = try #require(FileLock(freeFolder: "\(path)/nabla-run-alive1"))
    let own = try ScratchFolders.shared.make(in: path)
    #expect(
      FolderTree.names(in: path)?.sorted()
        == [
          "elsewhere", "nabla-other", "nabla-run-alive1", "nabla-run-linked",
          String(own.dropFirst(path.count + 1))
        ].sorted())
    #expect(base.exists("nabla-run-alive1/work/a.txt"))
    #expect(base.exists("elsewhere/a.txt"))
    #expect(FileLock(freeFolder: own) == nil)
    living.release()
    ScratchFolders.shared.remove(own)
    #expect(FolderTree.status(own) == nil)
  }

  @Test func `what a run has left is read whole, and nothing is waited for`() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    #expect(folder.text("missing.txt") == "")
    for length in [0, 1, 2, 4_096, 65_536, 65_537, 200_000] {
      let text = String(repeating: "x", count: max(0, length - 1)) + (length > 0 ? "." : "")
      try folder.write(text, to: "out.txt")
      #expect(folder.text("out.txt") == text)
    }
    mkfifo(folder.path("pipe"), 0o600)
    #expect(folder.bytes("pipe") == [])
    #expect(folder.bytes("") == [], "a folder")
  }

  @Test func `a file is written whole, through links, with its mode`() throws {
    let path = base.url.path
    try base.write(["real.txt": "old", ".real.txt.nabla": "of a writer who was killed, and long"])
    chmod("\(path)/real.txt", 0o640)
    symlink("real.txt", "\(path)/link.txt")
    try WholeFile.write(Array("new".utf8), to: "\(path)/link.txt")
    #expect(base.text("real.txt") == "new")
    #expect(FolderTree.status("\(path)/real.txt")?.st_mode == S_IFREG | 0o640)
    #expect(FolderTree.status("\(path)/link.txt")?.isFile == false)
    #expect(base.files == ["link.txt", "real.txt"])
    try WholeFile.write([1], to: "\(path)/fresh.txt")
    #expect(base.text("fresh.txt") == "\u{1}")
    #expect(throws: SystemError.self) { try WholeFile.write([1], to: "\(path)/none/fresh.txt") }
  }

  @Test func `a device is written to and stays`() throws {
    try WholeFile.write([1], to: "/dev/null")
    #expect(FolderTree.status("/dev/null")?.isFile == false)
  }

  @Test func `many writers of one file leave one of their texts`() throws {
    let path = "\(base.url.path)/book.epub"
    DispatchQueue.concurrentPerform(iterations: 16) { number in
      #expect(throws: Never.self) {
        try WholeFile.write([UInt8](repeating: UInt8(number), count: 100_000), to: path)
      }
    }
    let bytes = try RegularFile.bytes(path)
    #expect(bytes.count == 100_000 && Set(bytes).count == 1)
    #expect(base.files == ["book.epub"])
  }
}
