import Glibc
import Lessons
import Processes
import Text
import Wire

extension Execution {
  /// Reads the story until the program has ended, and ends it when a block takes too long.
  ///
  /// - Parameter isCancelled: told of each step; whether the run is to end.
  mutating func listen(
    to pipe: Descriptor, _ child: ChildProcess, _ program: Program, _ limits: Limits,
    printingTo files: [Int32], isCancelled: (inout Execution) -> Bool
  ) {
    let start = ContinuousClock.now
    var unread: [UInt8] = []
    var deadline = Deadline(seconds: Double(limits[.compile]))
    var watch = LimitWatch(limits, child, printingTo: files)
    var told = 0
    var isOpen = true
    var pause = Pause()
    while true {
      if isOpen {
        Descriptor.wait(for: [pipe], milliseconds: 20)
      } else {
        pause.take()
      }
      let before = events.count
      defer { noteTimes(since: start) }
      isOpen = isOpen && drain(pipe, into: &unread, &told)
      noteTimes(since: start)
      hasNews = events.count > before
      for event in events[before...] {
        switch event {
        case .began(let block, _):
          let timeout =
            program.blocks.indices.contains(block) ? program.blocks[block].timeout : nil
          deadline = Deadline(seconds: timeout ?? Tangler.defaultTimeout)
        case .finished: deadline = Deadline(seconds: Tangler.defaultTimeout)
        default: break
        }
      }
      if let ended = child.ending() {
        ending = ended
        _ = drain(pipe, into: &unread, &told)
        cutShort = LimitWatch.reason(ended, limits)
        // A program that was killed while it told something has not lied.
        if !unread.isEmpty, case .exited = ended { storyFault = storyFault ?? .storyForged }
        return
      }
      if storyFault != nil {
        ending = child.end()
        return
      }
      if deadline.hasPassed {
        cutShort = .timedOut(seconds: deadline.seconds)
      } else if let excess = watch.excess(story: told) {
        cutShort = excess
      } else if isCancelled(&self) {
        cutShort = .killed(signal: SIGTERM)
      }
      if cutShort != nil {
        ending = child.end()
        _ = drain(pipe, into: &unread, &told)
        return
      }
    }
  }

  /// Events are told when they happen, and read within milliseconds.
  private mutating func noteTimes(since start: ContinuousClock.Instant) {
    guard times.count < events.count else { return }
    let now = start.duration(to: .now) / .seconds(1)
    while times.count < events.count { times.append(now) }
  }

  /// Reads what is there; says whether there may be more.
  ///
  /// - Parameter told: the bytes that were read so far.
  private mutating func drain(
    _ pipe: Descriptor, into unread: inout [UInt8], _ told: inout Int
  ) -> Bool {
    // What tells without end is looked at in between.
    for _ in 1...64 {
      guard let piece = try? pipe.read() else { return false }
      guard case .bytes(let bytes) = piece else {
        if case .nothingYet = piece { return true }
        return false
      }
      unread += bytes
      told += bytes.count
      // A line is looked for in what is new only, and what was read is given away at once.
      guard bytes.contains(0x0A) else { continue }
      var start = 0
      while let newline = unread[start...].firstIndex(of: 0x0A) {
        take(Array(unread[start..<newline]))
        start = newline + 1
      }
      unread.removeSubrange(..<start)
    }
    return true
  }
}

/// A moment by which something has to be done, on the clock that no time setting moves.
private struct Deadline {
  let seconds: Double
  private let end: ContinuousClock.Instant

  init(seconds: Double) {
    self.seconds = seconds
    end = .now + .seconds(min(max(0, seconds), TimeLimit.longest))
  }

  var hasPassed: Bool { .now > end }
}
