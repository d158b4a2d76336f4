internal import Glibc
internal import Nabla
internal import Wire

// Answers to exercises are tried beside the lesson's program: each in a copy of its process, which
// has all that the blocks above have computed, and changes nothing for what comes after.

/// Whether this is the copy of the process that tries this answer.
///
/// The program itself waits until the copy has ended, and goes on.
///
/// - Parameters:
///   - answer: the number of its block in the lesson.
///   - block: what the weaver calls the time in which the program waits.
///   - seconds: how long the copy may take.
public func __tries(_ answer: Int, _ block: Int, _ seconds: Double) -> Bool {
  guard let folder = Story.current.answers else { return false }
  let answer = TriedAnswer(folder: folder, number: answer)
  return AnswerTrial(answer: answer, block: block, seconds: seconds).begin()
}

/// The copy has tried its answer.
public func __tried() -> Never {
  __finish()
  exit(0)
}

private struct AnswerTrial {
  let answer: TriedAnswer
  let block: Int
  let seconds: Double

  /// Makes the copy; `true` in the copy.
  func begin() -> Bool {
    // Of several threads a copy would have one.
    Threads.dismiss()
    guard Self.threadCount() == 1 else { return false }
    Story.current.tell { .began(block: block, output: $0) }
    let parent = getpid()
    let copy = fork()
    guard copy == 0 else {
      if copy > 0 { wait(for: copy) }
      return false
    }
    // A copy that prints without end is killed, and its answer is then tried alone.
    var limit = rlimit(
      rlim_cur: rlim_t(TriedAnswer.largest), rlim_max: rlim_t(TriedAnswer.largest))
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    guard getppid() == parent, Story.current.move(to: answer) else { _exit(1) }
    Recollection.current.forget()
    return true
  }

  /// Waits for the copy, and notes how it ended where it did so by itself.
  private func wait(for copy: pid_t) {
    var status: Int32 = 0
    let deadline = Recollection.now() + seconds
    while true {
      let ended = waitpid(copy, &status, WNOHANG)
      if ended < 0, errno == EINTR { continue }
      guard ended == 0 else { break }
      guard Recollection.now() < deadline else {
        kill(copy, SIGKILL)
        while waitpid(copy, &status, 0) < 0, errno == EINTR {}
        return
      }
      usleep(500)
    }
    let signal = status & 0x7F
    let ending = signal == 0 ? (status >> 8) & 0xFF : -signal
    guard let file = fopen(answer.ending, "we") else { return }
    let words = Array("\(answer.number) \(ending)".utf8)
    let line = Story.current.seal(words, EventSeal.Lane.ending) + words
    fputs(String(decoding: line, as: UTF8.self) + "\n", file)
    fclose(file)
  }

  private static func threadCount() -> Int {
    guard let threads = opendir("/proc/self/task") else { return 0 }
    defer { closedir(threads) }
    var count = 0
    while readdir(threads) != nil { count += 1 }
    // Beside the folder itself and the one above.
    return count - 2
  }
}
