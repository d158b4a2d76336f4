import Foundation
import Glibc
import TestSupport
import Testing

@testable import Processes

@Suite("Descriptors") struct DescriptorTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(named: "nabla-курс-课程") }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  @Test(arguments: [0, 1, 65_536, 65_537, 200_000])
  func `a file is read whole, however large it was said to be`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    try Descriptor(new: path("a"), permissions: 0o600).finish(writing: bytes, to: "a")
    for expected in [0, count, count + 1_000] {
      #expect(try Descriptor(reading: path("a")).readToEnd(expecting: expected) == bytes)
    }
    #expect(try Descriptor(reading: path("a")).read(count / 2).count == count / 2)
    #expect(try RegularFile.bytes(path("a")) == bytes)
  }

  @Test func `a new file takes the place of none`() throws {
    try folder.write("old", to: "a")
    let error = #expect(throws: SystemError.self) {
      try Descriptor(new: path("a"), permissions: 0o600)
    }
    #expect(error?.code == EEXIST)
    #expect(folder.text("a") == "old")
  }

  @Test func `a full disk is told, whatever was written before`() throws {
    let full = Descriptor(open("/dev/full", O_WRONLY))
    let error = #expect(throws: SystemError.self) {
      try full.finish(writing: [1], to: "the file")
    }
    #expect(error?.code == ENOSPC)
    #expect(error?.description.contains("could not write the file") == true)
  }

  @Test func `what nobody reads is an error, not a wait`() throws {
    let (reading, writing) = try ChildProcess.makePipe()
    reading.close()
    signal(SIGPIPE, SIG_IGN)
    let error = #expect(throws: SystemError.self) { try writing.write([1]) }
    #expect(error?.code == EPIPE)
  }

  @Test func `a pipe without room is waited for`() throws {
    let (reading, writing) = try ChildProcess.makePipe()
    _ = fcntl(writing.number, F_SETFL, O_NONBLOCK)
    _ = fcntl(reading.number, F_SETFL, O_NONBLOCK)
    guard case .nothingYet = try reading.read() else {
      Issue.record("something was there")
      return
    }
    let bytes = [UInt8](repeating: 7, count: 1 << 20)
    let from = reading.number
    // Closed by the thread that writes.
    let to = dup(writing.number)
    writing.close()
    let counts = concurrentMap([false, true], jobs: 2) { writes -> Int in
      if writes {
        let isWritten = (try? Descriptor(borrowing: to).write(bytes)) != nil
        close(to)
        return isWritten ? bytes.count : 0
      }
      let reading = Descriptor(borrowing: from)
      var count = 0
      while true {
        Descriptor.wait(for: [reading], milliseconds: 1_000)
        guard let piece = try? reading.read() else { return -1 }
        switch piece {
        case .bytes(let some): count += some.count
        case .nothingYet: break
        case .end: return count
        }
      }
    }
    #expect(counts == [bytes.count, bytes.count])
  }

  @Test func `pipes and folders are no files`() throws {
    mkfifo(path("fifo"), 0o600)
    for name in ["fifo", "."] {
      #expect(throws: RegularFile.Problem.self) { try RegularFile.bytes(path(name)) }
    }
  }
}
